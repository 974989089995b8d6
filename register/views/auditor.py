"""The Article 30 register for officers and auditors: signed in, with permission, never cached."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_replace
from django.contrib.auth.decorators import login_required, permission_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from providers.models import Provider
from register.article30 import ROLES, Selection, article30
from register.article30.points import summary
from register.choices import PublicationKind
from register.documents.files import Download, NotAvailableError, address_context, document, register_page
from register.documents.tasks import box_or_task, document_or_task
from register.dossier import Dossier, live_dossiers, register_fingerprint
from register.evidence.edits import Period
from register.models import DocumentTask
from register.permissions import READ_REGISTER
from register.publications.editions import Choice, choose, findings_of, shown_everywhere
from register.publications.on_a_day import NotThatDayError, choose_on
from register.publications.shielding import ShieldedError

from .answers import NO_SCRIPTS

View = Callable[..., HttpResponseBase]

log = logging.getLogger(__name__)

# A register of more activities leads to a page for each of them.
MOST_ON_A_PAGE = 100


class _NotPublishedError(Exception):
    """There is no version in force to show."""


class _WrongChoiceError(Exception):
    """An address asks for something that cannot be; the text says what can."""


def register_view(view: View) -> View:
    """GET and HEAD for who may read registers; nothing stays in a cache on the way."""

    @require_safe
    @cache_control(no_store=True, private=True)
    @csp_replace({**NO_SCRIPTS, "form-action": [SELF]})
    @login_required
    @permission_required(READ_REGISTER, raise_exception=True)
    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except _NotPublishedError:
            return render(request, "register/unpublished.html", {"slug": kwargs["provider"]}, status=404)
        except (_WrongChoiceError, NotAvailableError) as error:
            return render(request, "register/problem.html", {"message": str(error)}, status=400)
        except NotThatDayError as error:
            context = {"message": str(error), "slug": kwargs["provider"], "asked": request.GET}
            return render(request, "register/problem.html", context, status=400)
        except ShieldedError as error:
            return render(request, "register/problem.html", {"message": str(error)}, status=410)

    return page


@register_view
def index(request: HttpRequest) -> HttpResponse:
    """The registers this person may see: the version in force, and how far the draft is from it."""
    providers = Provider.objects.for_user(request.user).order_by("name", "slug")
    shown = shown_everywhere(timezone.localdate())
    versions = {item.provider_id: item for item in shown}
    counts = {key: summary(found) for key, found in findings_of(shown).items()}
    drafts = live_dossiers([provider.pk for provider in providers])
    rows = [_row(provider, versions.get(provider.pk), drafts[provider.pk], counts) for provider in providers]
    return render(request, "register/index.html", {"rows": rows})


def _row(provider: Provider, version: Any, draft: Dossier, counts: dict[int, str]) -> dict[str, Any]:
    changed = version is not None and version.register_fingerprint != register_fingerprint(draft)
    return {
        "provider": provider,
        "version": version,
        "is_active": version is not None and version.latest_kind != PublicationKind.WITHDRAWAL,
        "findings": counts.get(version.pk, "") if version else "",
        "activity_count": len(draft.activities),
        "draft": "nog niet gepubliceerd" if version is None else "gewijzigd" if changed else "gelijk aan deze versie",
    }


@register_view
def register(request: HttpRequest, provider: str) -> HttpResponse:
    """The whole register, or the activities of one role, one service or with some finding."""
    choice = chosen(request, provider)
    edition = choice.register_edition
    try:
        selection = Selection.asked(request.GET, edition.dossier)
    except ValueError as error:
        raise _WrongChoiceError(str(error)) from error
    return HttpResponse(register_page(edition, selection, choice, most=MOST_ON_A_PAGE))


@register_view
def activity(request: HttpRequest, provider: str, number: str) -> HttpResponse:
    """One processing activity."""
    choice = chosen(request, provider)
    edition = choice.traced
    view = article30(edition)
    numbers = [item.number for item in view.activities]
    if number not in numbers:
        raise Http404
    place = numbers.index(number)
    context = {
        "view": view,
        **address_context(edition, choice),
        "part": next(part for part in view.parts if view.activities[place] in part.activities),
        "activity": view.activities[place],
        "previous": numbers[place - 1] if place else "",
        "next": numbers[place + 1] if place + 1 < len(numbers) else "",
    }
    return render(request, "register/activity.html", context)


@register_view
def concept(request: HttpRequest, provider: str) -> HttpResponse:
    """The draft of the statement as customers would get it, and the way to that of the register."""
    return HttpResponse(document("statement", "html", chosen(request, provider, "concept")).content)


@register_view
def draft_statement(request: HttpRequest, provider: str) -> HttpResponse:
    """The draft of the statement as PDF."""
    return _answer(request, "statement", "pdf", chosen(request, provider, "concept"))


@register_view
def download(request: HttpRequest, provider: str, form: str) -> HttpResponse:
    """The register as a file."""
    return _answer(request, "register", form, chosen(request, provider), _role(request))


@register_view
def evidence(request: HttpRequest, provider: str) -> HttpResponseBase:
    """Proof in a box: every version with its seals, the findings, and what was edited in a period."""
    row = Provider.objects.for_user(request.user).filter(slug=provider).first()
    if row is None:
        raise Http404
    try:
        period = Period.asked(request.GET)
    except ValueError as error:
        raise _WrongChoiceError(str(error)) from error
    made = box_or_task(row, period, by=request.user.get_username(), moment=timezone.now())
    if isinstance(made, DocumentTask):
        return HttpResponseRedirect(made.get_absolute_url(), status=303)
    log.info("%s downloaded %s, manifest %s", request.user.get_username(), made.name, made.manifest)
    return FileResponse(made.file, as_attachment=True, filename=made.name, content_type="application/zip")


def _answer(request: HttpRequest, kind: str, form: str, choice: Choice, role: str | None = None) -> HttpResponse:
    """The document, or the page that tells how far it is."""
    made = document_or_task(kind, form, choice, role, by=request.user.get_username(), moment=timezone.now())
    if isinstance(made, DocumentTask):
        return HttpResponseRedirect(made.get_absolute_url(), status=303)
    return file_answer(request, made)


def file_answer(request: HttpRequest, made: Download) -> HttpResponse:
    """A file to keep. Who took what is logged, without its content."""
    log.info("%s downloaded %s", request.user.get_username(), made.name)
    headers = {"Content-Disposition": f'attachment; filename="{made.name}"'}
    return HttpResponse(made.content, content_type=made.content_type, headers=headers)


def chosen(request: HttpRequest, slug: str, version: str | None = None) -> Choice:
    """The issue that the address asks for: a number, the draft, or else what is in force; with `op` as of that day."""
    provider = Provider.objects.for_user(request.user).filter(slug=slug).values_list("pk", flat=True).first()
    if provider is None:
        raise Http404
    asked = request.GET.get("versie", "") if version is None else version
    if day := request.GET.get("op", "").strip():
        return choose_on(provider, asked, day, timezone.now())
    found = choose(provider, asked, day=timezone.localdate(), moment=timezone.now())
    if found is None and not asked:
        raise _NotPublishedError
    if found is None:
        raise Http404
    return found


def _role(request: HttpRequest) -> str | None:
    role = request.GET.get("rol") or None
    if role is not None and role not in ROLES:
        raise _WrongChoiceError(f"Die rol bestaat niet. Kies uit: {', '.join(ROLES)}.")
    return role
