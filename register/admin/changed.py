"""What was changed in a period, by whom, at which provider: as pages and as a table for a spreadsheet."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Value
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from providers.admin.putting_back import ASKED, asks_to_put_back, putting_back, seen_parts
from providers.admin.sources import EditPlaces
from providers.history.entries import AUTHORS, Entry, RowChange, entries
from providers.history.owners import narrowed, owned_parts, parts_without
from providers.history.plan import Parts
from providers.models import Provider

from ..evidence.edits import Period, edit_lines
from ..permissions import READ_REGISTER
from .findings.filter import Choice

PER_PAGE = 25
# So many edits of a table are read at once.
_AT_ONCE = 100
# An import can touch thousands of rows; the table has them all.
MOST_ROWS = 100
# In an address: nobody who is known, as when a command did it.
NOBODY = "-"


class Edit(NamedTuple):
    """One edit: when, by whom, and in rows of which model."""

    change: UUID
    at: datetime
    author: str
    model: str


@dataclass(frozen=True)
class Asked:
    """Which edits somebody wants to see; all of it stands in the address. `problem` says what it cannot be."""

    period: Period
    provider: Provider | None
    person: str
    problem: str

    @property
    def query(self) -> str:
        """The part of the address that asks for the same."""
        own = {"aanbieder": self.provider.slug if self.provider else "", "persoon": self.person}
        return urlencode({**self.period.query, **{name: value for name, value in own.items() if value}})


def changed_page(request: HttpRequest) -> HttpResponse:
    """The edits, a page at a time, each with its rows and the way to put it back."""
    asked, parts = _asked(request)
    found = edits_in(parts, asked.period)
    page = Paginator(_of_person(found, asked.person), PER_PAGE).get_page(request.GET.get("p"))
    shown = _entries(parts, found, [edit.change for edit in page.object_list])
    context = {
        **admin.site.each_context(request),
        "title": "Wat er is gewijzigd",
        "wanted": asked,
        "choices": _choices(request, asked, found),
        "months": _months(asked, timezone.localdate()),
        "page": page,
        "shown": _with_places(shown),
        "back": f"{reverse('changed_back')}?{ASKED}=",
    }
    return TemplateResponse(request, "admin/changed.html", context)


def changed_table(request: HttpRequest) -> StreamingHttpResponse:
    """All of the same edits as CSV, sent while it is read."""
    asked, parts = _asked(request)
    found = edits_in(parts, asked.period)
    name = f'attachment; filename="wijzigingen-{asked.period.key}.csv"'
    lines = edit_lines(_batches(parts, found, asked.person))
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers={"Content-Disposition": name})


def changed_back(request: HttpRequest) -> HttpResponse:
    """Look at one edit, whoever's rows it touched, and put back what is ticked of it."""
    _, parts = _asked(request)
    if not asks_to_put_back(request):
        return HttpResponseRedirect(reverse("changed"))
    asked = request.POST.get("change") or request.GET.get(ASKED, "")
    try:
        own = narrowed(parts, [UUID(asked)])
    except ValueError:
        own = []
    return putting_back(request, own, admin.site.each_context(request))


def _asked(request: HttpRequest) -> tuple[Asked, Parts]:
    """What the address asks for, the last month unless told, and the records of it that this person may see."""
    if not request.user.has_perm(READ_REGISTER):
        raise PermissionDenied
    seen = Provider.objects.for_user(request.user)
    provider = seen.filter(slug=request.GET.get("aanbieder", "")).first()
    problem = ""
    try:
        period = Period.asked(request.GET)
    except ValueError as error:
        period, problem = Period(), str(error)
    period = period if any(period) else month_of(timezone.localdate().replace(day=1) - timedelta(days=1))
    hidden = Provider.objects.exclude(pk__in=seen.values("pk")).values_list("pk", flat=True)
    parts = owned_parts(provider.pk) if provider else parts_without(list(hidden))
    return Asked(period, provider, request.GET.get("persoon", ""), problem), seen_parts(request, parts)


def month_of(day: date) -> Period:
    """The whole month in which a day lies."""
    first = day.replace(day=1)
    return Period(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))


def edits_in(parts: Parts, period: Period) -> list[Edit]:
    """The edits of these records in a period, the last one first; more than one when rows of more models changed."""
    if not parts:
        return []
    zone = timezone.get_default_timezone()
    days: dict[str, Any] = {}
    if period.start:
        days["history_date__gte"] = datetime.combine(period.start, time.min, zone)
    if period.end:
        days["history_date__lt"] = datetime.combine(period.end + timedelta(days=1), time.min, zone)
    first, *others = (
        records.order_by()
        .filter(**days)
        .annotate(rows_of=Value(model._meta.label_lower))
        .values_list("change_id", "history_date", "history_user_id", "rows_of")
        for model, records in parts
    )
    return sorted((Edit(*row) for row in first.union(*others)), key=lambda edit: (edit.at, edit.change), reverse=True)


def _of_person(found: Iterable[Edit], person: str) -> list[Edit]:
    """One of each edit, of this person if one is asked for."""
    wanted = (edit for edit in found if not person or (edit.author or NOBODY) == person)
    return list({edit.change: edit for edit in wanted}.values())


def _entries(parts: Parts, found: Iterable[Edit], changes: list[UUID]) -> list[Entry]:
    wanted = set(changes)
    touched = {edit.model for edit in found if edit.change in wanted}
    own = [(model, records) for model, records in parts if model._meta.label_lower in touched]
    return entries(narrowed(own, wanted), wanted)


def _batches(parts: Parts, found: list[Edit], person: str) -> Iterator[Entry]:
    changes = [edit.change for edit in _of_person(found, person)]
    for start in range(0, len(changes), _AT_ONCE):
        yield from _entries(parts, found, changes[start : start + _AT_ONCE])


def _with_places(shown: list[Entry]) -> list[tuple[Entry, list[tuple[RowChange, str | None]]]]:
    """Each edit with its first rows and where those are changed; a query for each kind of row."""
    places = EditPlaces(admin.site)
    numbers: dict[Any, set[int]] = defaultdict(set)
    for entry in shown:
        for row in entry.rows[:MOST_ROWS]:
            numbers[row.model].add(row.number)
    stored = {model: model._base_manager.in_bulk(wanted) for model, wanted in numbers.items()}

    def place(row: RowChange) -> str | None:
        found = stored[row.model].get(row.number)
        return places.of(found) if found else None

    return [(entry, [(row, place(row)) for row in entry.rows[:MOST_ROWS]]) for entry in shown]


def _choices(request: HttpRequest, asked: Asked, found: list[Edit]) -> list[Choice]:
    providers = Provider.objects.for_user(request.user).order_by("name").values_list("slug", "name")
    people = sorted({edit.author for edit in found} | ({asked.person} - {"", NOBODY}))
    names = tuple((person or NOBODY, AUTHORS.get(person, person) or "buiten het beheer om") for person in people)
    return [
        Choice("aanbieder", "Aanbieder", asked.provider.slug if asked.provider else "", tuple(providers)),
        Choice("persoon", "Door", asked.person, names),
    ]


def _months(asked: Asked, today: date) -> list[tuple[date, str]]:
    """This month and the five before it, each with the address that asks for it and the rest of what was asked."""
    found, day = [], today.replace(day=1)
    for _ in range(6):
        found.append((day, Asked(month_of(day), asked.provider, asked.person, "").query))
        day = (day - timedelta(days=1)).replace(day=1)
    return found
