"""A page per provider: how it stands, and everything of it to look at, change and add."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone

from providers.models import Provider

from ...dossier import live_dossier
from ...permissions import PUBLISH, READ_REGISTER
from ..findings.shown import noted
from ..guide.steps import next_step
from ..start.provider_standing import standings
from .chapters import chapters_of
from .search import SHORTEST, search

# Whoever types more finds what holds the start of it.
LONGEST = 200


def desk(request: HttpRequest, slug: str) -> HttpResponse:
    """“Mijn register”; who may not read registers is refused, a provider this person may not see does not exist."""
    if not request.user.has_perm(READ_REGISTER) or not request.user.has_perm("providers.view_provider"):
        raise PermissionDenied
    provider = get_object_or_404(Provider.objects.for_user(request.user), slug=slug)
    today = timezone.localdate()
    (standing,) = standings([provider], noted([provider], today), today)
    context = {
        **admin.site.each_context(request),
        "title": provider.name,
        "row": standing,
        "start": {"may_publish": request.user.has_perm(PUBLISH)},
        "chapters": chapters_of(provider, request.user, today),
        "step": None if standing.last else next_step(live_dossier(provider.pk, today)),
    }
    return TemplateResponse(request, "admin/desk.html", context)


def search_page(request: HttpRequest) -> HttpResponse:
    """What holds the words in `q`; who may not read registers is refused."""
    if not request.user.has_perm(READ_REGISTER):
        raise PermissionDenied
    asked = " ".join(request.GET.get("q", "").split())[:LONGEST]
    is_short = len(asked) < SHORTEST
    context = {
        **admin.site.each_context(request),
        "title": "Zoeken",
        "asked": asked,
        "is_short": is_short,
        "kinds": [] if is_short else search(asked, request.user),
    }
    return TemplateResponse(request, "admin/search.html", context)
