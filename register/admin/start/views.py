"""The officer's start page: what is wrong, what comes first, and how each provider stands."""

from datetime import date, datetime
from typing import Any

from django.contrib import admin
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from providers.models import Provider

from ...backups.writing import last_backup
from ...models import Publication
from ...permissions import PUBLISH, READ_REGISTER, SEE_PUBLICATIONS
from ...work.items import of_person, work_of
from ..findings.shown import noted
from .first_things import first_things
from .provider_standing import standings
from .tiles import tiles

PER_PAGE = 25
LATEST = 5


def start_page(request: HttpRequest) -> HttpResponse:
    """The admin's index; who may not read registers sees the lists he may edit and nothing else."""
    name = getattr(request.user, "first_name", "") or request.user.get_username()
    context: dict[str, Any] = {"title": f"{greeting(timezone.localtime())}, {name}", "start": None}
    if request.user.has_perm(READ_REGISTER):
        context["start"] = _start(request, timezone.localdate())
    return admin.site.index(request, context)


def greeting(now: datetime) -> str:
    """By the hour of the day."""
    if now.hour < 6:
        return "Goedenacht"
    if now.hour < 12:
        return "Goedemorgen"
    return "Goedemiddag" if now.hour < 18 else "Goedenavond"


def _start(request: HttpRequest, today: date) -> dict[str, Any]:
    """Reads what was kept of every provider; the number of queries is the same for one and for many."""
    providers = list(Provider.objects.for_user(request.user).order_by("name", "slug"))
    rows = noted(providers, today)
    found = standings(providers, rows, today)
    late = [(row.provider, row.due, row.control_page) for row in found if row.due and row.due.is_late]
    in_force = [row.last for row in found if row.last and row.is_published]
    seen = Publication.objects.for_user(request.user).without_content().with_shielding().select_related("provider")
    mine = of_person(work_of(providers, today), request.user)
    return {
        "mine": len(mine),
        "mine_late": sum(item.is_late(today) for item in mine),
        "tiles": tiles(rows, found),
        "first": first_things(rows, late),
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("p")),
        "publications": seen.order_by("-made_at", "-pk")[:LATEST] if request.user.has_perm(SEE_PUBLICATIONS) else None,
        "registers": sorted(in_force, key=lambda version: version.made_at, reverse=True)[:LATEST],
        "backup": last_backup() if request.user.is_superuser else None,
        "may_publish": request.user.has_perm(PUBLISH),
    }
