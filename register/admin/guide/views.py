"""A new provider in seven steps, each with the page as it grows; what a step saves is what the forms would."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from providers.admin.guard import lock
from providers.models import Provider
from providers.unsaved import is_only_shown, take_up

from ...choices import Severity
from ...dossier import live_dossier
from ...drafts.edits import states_of
from ...drafts.repairs import RepairPlaces
from ...permissions import PUBLISH, READ_REGISTER
from ...publications.editions import draft
from ...statement import statement
from .parts import Part
from .steps import MOST, STEPS, Step, after, next_step

OVERTAKEN = "Iemand heeft intussen iets van deze aanbieder gewijzigd. Kijk na wat hier staat en sla dan nogmaals op."
STAYS = "_blijf"


@require_http_methods(["GET", "HEAD", "POST"])
def new_provider(request: HttpRequest) -> HttpResponse:
    """The first step, for a provider that does not exist yet."""
    return _page(request, Provider(), STEPS[0])


@require_http_methods(["GET", "HEAD"])
def resume(request: HttpRequest, slug: str) -> HttpResponse:
    """On to the step at which something is left to ask."""
    provider = _asked(request, slug)
    step = next_step(live_dossier(provider.pk)) or STEPS[-1]
    return redirect("guide_step", provider.slug, step.slug)


@require_http_methods(["GET", "HEAD", "POST"])
def guide_step(request: HttpRequest, slug: str, step: str) -> HttpResponse:
    """One step; a step or a provider that does not exist is not found."""
    found = next((item for item in STEPS if item.slug == step), None)
    if found is None:
        raise Http404
    return _page(request, _asked(request, slug), found)


def _asked(request: HttpRequest, slug: str) -> Provider:
    if not request.user.has_perm(READ_REGISTER) or not request.user.has_perm("providers.view_provider"):
        raise PermissionDenied
    return get_object_or_404(Provider.objects.for_user(request.user), slug=slug)


def _page(request: HttpRequest, provider: Provider, step: Step) -> HttpResponse:
    _check(request, step)
    take_up(request)
    if request.method != "POST":
        return _shown(request, provider, step, step.make(provider, None))
    with transaction.atomic():
        if provider.pk:
            lock(Provider, str(provider.pk))
        parts, problem = step.make(provider, request.POST), _overtaken(request, provider)
        # Every part is asked, so that all errors show at once.
        found = [part.is_valid() for part in parts]
        if all(found) and not problem and not is_only_shown(request):
            problem = _saved(parts, provider)
            if not problem:
                return _onward(request, provider, step)
        return _shown(request, provider, step, parts, problem)


def _saved(parts: list[Part], provider: Provider) -> str:
    """All of it, or nothing and what is wrong: two forms of a page may be right each and not together."""
    number = provider.pk
    try:
        with transaction.atomic():
            for part in parts:
                part.save()
    except ValidationError as error:
        provider.pk = number
        return " ".join(error.messages)
    return ""


def _check(request: HttpRequest, step: Step) -> None:
    """Raise PermissionDenied for who may not save each kind of row of a step in a form of its own."""
    names = ((model._meta.app_label, model._meta.model_name) for model in step.saves)
    needed = [f"{app}.{deed}_{name}" for app, name in names for deed in ("add", "change")]
    if not request.user.has_perms([READ_REGISTER, *needed]):
        raise PermissionDenied


def _overtaken(request: HttpRequest, provider: Provider) -> str:
    seen = request.POST.get("gezien", "")
    return OVERTAKEN if provider.pk and not is_only_shown(request) and seen != _state(provider) else ""


def _state(provider: Provider) -> str:
    return states_of([provider.pk]).get(provider.pk, "") if provider.pk else ""


def _onward(request: HttpRequest, provider: Provider, step: Step) -> HttpResponse:
    """To the step that follows, or here again while this one has something left to ask."""
    messages.success(request, "Opgeslagen.")
    is_done = step.is_done(live_dossier(provider.pk))
    stays = STAYS in request.POST or not is_done
    target = step if stays else after(step) or step
    return redirect("guide_step", provider.slug, target.slug)


def _shown(request: HttpRequest, provider: Provider, step: Step, parts: list[Part], problem: str = "") -> HttpResponse:
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": f"{STEPS.index(step) + 1} {step.title}",
        "step": step,
        "steps": [(item, False) for item in STEPS],
        "parts": parts,
        "errors": [*([("", problem)] if problem else []), *(error for part in parts for error in part.errors)],
        "following": after(step),
    }
    # A refused name would otherwise stand in the address of the page.
    if pk := provider.pk:
        context |= _grown(request, Provider.objects.get(pk=pk))
    return TemplateResponse(request, "admin/guide/step.html", context)


def _grown(request: HttpRequest, provider: Provider) -> dict[str, Any]:
    """What is known by now: the page in short, the steps that are done, and the errors that are left."""
    edition = draft(provider.pk, timezone.now()).edition
    places = RepairPlaces([provider.pk])
    left = [item for item in edition.findings or () if item.severity == Severity.ERROR]
    return {
        "provider": provider,
        "seen": _state(provider),
        "steps": [(item, item.is_done(edition.dossier)) for item in STEPS],
        "page": statement(edition),
        "left": [(places.path(provider.pk, item), item.message) for item in left],
        "may_publish": request.user.has_perm(PUBLISH),
        "most": MOST if len(edition.dossier.active) > MOST else 0,
    }
