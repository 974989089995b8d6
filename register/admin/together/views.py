"""One fact recorded for many rows of a provider: choose, read what becomes of it, save all or nothing."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from providers.admin.guard import lock
from providers.admin.returning import back_of
from providers.admin.saving import page_saved, page_saving
from providers.models import Provider
from providers.row_numbers import row_number
from providers.unsaved import is_only_shown, take_up

from ...drafts.findings import draft_findings
from ...models import ProcessingActivity
from ...permissions import READ_REGISTER
from .kinds import KINDS, Kind

MOST = 300
MOST_ROWS = 500
ROW, CONFIRMED, CHANGE, SEEN = "rij", "bevestigd", "wijzig", "stand"
NO_ROW = "Vink ten minste één regel aan."
MEANWHILE = "Iemand wijzigde ondertussen een van deze regels. Er is niets opgeslagen: lees hieronder wat er nu staat."
ONE_PROVIDER = "Kies verwerkingen van één aanbieder."
TOO_MANY = f"Kies er hoogstens {MOST} tegelijk."


@dataclass(frozen=True)
class Line:
    """A row to tick, with what stands there now."""

    row: Any
    activity: ProcessingActivity
    name: str
    now: str
    is_ticked: bool

    @property
    def key(self) -> str:
        """The row in a form."""
        return str(self.row.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def together_page(request: HttpRequest, key: str) -> HttpResponse:
    """Ask which rows and what; then show was and becomes; then save."""
    take_up(request)
    kind = KINDS.get(key)
    if kind is None:
        raise Http404
    if not (request.user.has_perm(kind.permission) and request.user.has_perm(READ_REGISTER)):
        raise PermissionDenied
    provider, activities = _asked(request)
    is_sent = request.method == "POST"
    form = type("ChosenForm", (forms.Form,), kind.fields(provider))(request.POST if is_sent else None, label_suffix="")
    lines = _lines(kind, activities, request.POST.getlist(ROW) if is_sent else None)
    page = {"kind": kind, "provider": provider, "form": form, "lines": lines, "rows": ROW}
    ticked = [line for line in lines if line.is_ticked]
    is_complete = form.is_valid() and bool(ticked)
    if not is_sent or not is_complete or CHANGE in request.POST or is_only_shown(request):
        errors = _errors(form, ticked) if is_sent and CHANGE not in request.POST else []
        return _page(request, "together.html", page, errors)
    if CONFIRMED not in request.POST:
        return _confirm(request, page, ticked)
    return _saved(request, page, activities)


def _saved(request: HttpRequest, page: dict[str, Any], activities: Any) -> HttpResponse:
    kind, provider, form = page["kind"], page["provider"], page["form"]
    try:
        with transaction.atomic():
            lock(Provider, str(provider.pk))
            # Read again: whoever saved meanwhile is done now.
            ticked = [line for line in _lines(kind, activities, request.POST.getlist(ROW)) if line.is_ticked]
            if _seen(ticked) != request.POST.get(SEEN):
                return _confirm(request, page, ticked, [("", MEANWHILE)])
            page_saving.send(Kind, request=request, row=provider)
            for line in ticked:
                _save(kind, line, form.cleaned_data, request)
    except ValidationError as error:
        return _page(request, "together.html", page, [("", text) for text in error.messages])
    rows = "regel" if len(ticked) == 1 else "regels"
    messages.success(request, f"{kind.in_words(form.cleaned_data)}: vastgelegd bij {len(ticked)} {rows}.")
    page_saved.send(Kind, request=request, row=provider)
    return redirect(back_of(request, reverse("desk", args=[provider.slug])))


def _save(kind: Kind, line: Line, chosen: dict[str, Any], request: HttpRequest) -> None:
    try:
        kind.save(line.row, chosen, request)
    except ValidationError as error:
        named = f"{line.activity.number} {line.name}".strip()
        raise ValidationError([f"{named}: {text}" for text in error.messages]) from error


def _asked(request: HttpRequest) -> tuple[Provider, Any]:
    """The activities that the address names, by number of their row or by a rule that found them; of one provider."""
    seen = ProcessingActivity.objects.for_user(request.user)
    if code := request.GET.get("regel", ""):
        provider = get_object_or_404(Provider.objects.for_user(request.user), slug=request.GET.get("aanbieder", ""))
        found = draft_findings(provider.pk, timezone.localdate())
        return provider, seen.filter(provider=provider, number__in={row.activity for row in found if row.code == code})
    numbers = [row_number(part) for part in request.GET.get("verwerkingen", "").split(",")[:MOST]]
    chosen = seen.filter(pk__in=[number for number in numbers if number is not None])
    providers = list(Provider.objects.for_user(request.user).filter(processingactivity__in=chosen).distinct()[:2])
    if len(providers) != 1:
        raise Http404(ONE_PROVIDER)
    return providers[0], chosen


def _lines(kind: Kind, activities: Any, ticked: Sequence[str] | None) -> list[Line]:
    """Rows that lack it are ticked until somebody says otherwise."""
    found = []
    for row in kind.rows(activities)[:MOST_ROWS]:
        now = kind.now(row)
        is_ticked = not now if ticked is None else str(row.pk) in ticked
        found.append(Line(row, kind.activity(row), kind.called(row), now, is_ticked))
    return found


def _seen(lines: Iterable[Line]) -> str:
    """What was read of the rows, to see whether that is still so."""
    return hashlib.sha256(repr([(line.key, line.now) for line in lines]).encode()).hexdigest()


def _errors(form: forms.Form, ticked: list[Line]) -> list[tuple[str, str]]:
    found = [
        (f"#{field.id_for_label or field.auto_id}", f"{field.label}: {text}") for field in form for text in field.errors
    ]
    return found if ticked else [*found, ("#regels", NO_ROW)]


def _confirm(request: HttpRequest, page: dict, ticked: list[Line], errors: Any = ()) -> HttpResponse:
    words = page["kind"].in_words(page["form"].cleaned_data)
    more = {"lines": ticked, "becomes": words, "seen": _seen(ticked)}
    return _page(request, "together_confirm.html", page | more, errors)


def _page(request: HttpRequest, template: str, page: dict[str, Any], errors: Any) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        **page,
        "title": f"Samen vastleggen: {page['kind'].name}",
        "errors": errors,
        "most": MOST_ROWS if len(page["lines"]) == MOST_ROWS else 0,
        "back": back_of(request, reverse("desk", args=[page["provider"].slug])),
    }
    return TemplateResponse(request, f"admin/register/{template}", context)


def actions() -> list[Any]:
    """An action of the list of activities for each kind; it leads to the page and does nothing itself."""
    return [_action(kind) for kind in KINDS.values()]


def _action(kind: Kind) -> Any:
    @admin.action(description=f"Leg vast bij alle gekozen: {kind.name}…", permissions=["change"])
    def lead(page: Any, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        chosen = list(queryset.values_list("pk", "provider")[: MOST + 1])
        problem = TOO_MANY if len(chosen) > MOST else ONE_PROVIDER if len({row[1] for row in chosen}) != 1 else ""
        if problem:
            page.message_user(request, problem, messages.ERROR)
            return None
        numbers = ",".join(str(pk) for pk, _ in chosen)
        query = urlencode({"verwerkingen": numbers, "terug": request.get_full_path()}, safe=",")
        return redirect(f"{reverse('admin:register_together', args=[kind.key])}?{query}")

    lead.__name__ = f"samen_{kind.key}"
    return lead


# Below the address of the list of activities.
URLS = [path("samen/<str:key>/", admin.site.admin_view(together_page), name="register_together")]
