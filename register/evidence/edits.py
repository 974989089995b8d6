"""Who changed which field of which row when, from what to what, in a period."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import chain
from typing import Any, NamedTuple

import msgspec
from django.utils import timezone

from providers.facts.days import HAPPENED, outside, read_day
from providers.history.entries import Entry, entries
from providers.history.owners import owned_parts
from providers.spreadsheets.formats import csv_lines

from ..models import Publication
from ..wording import date_words, local_day

HEADINGS = ("door", "soort rij", "rij", "wat", "veld", "was", "werd", "wijziging")
WITHHELD = "(afgeschermd)"


class Period(NamedTuple):
    """Days, both included; None is as far as there is."""

    start: date | None = None
    end: date | None = None

    @classmethod
    def asked(cls, values: Mapping[str, Any]) -> "Period":
        """What an address or a command asks for as `van` and `tot`. Raises ValueError in Dutch."""
        start, end = (_day(values.get(name) or "", name) for name in ("van", "tot"))
        if start and end and start > end:
            raise ValueError(f"De eerste dag, {date_words(start)}, ligt na de laatste, {date_words(end)}.")
        return cls(start, end)

    @property
    def key(self) -> str:
        """For example 20260101-20261231 or 20260101-heden; empty for everything there is."""
        ends = zip(self, ("begin", "heden"), strict=True)
        return "-".join(f"{day:%Y%m%d}" if day else word for day, word in ends) if any(self) else ""

    @classmethod
    def of_key(cls, key: str) -> "Period":
        """The period that has this key."""
        return cls(*(date.fromisoformat(day) if day.isdigit() else None for day in key.split("-"))) if key else cls()

    @property
    def query(self) -> dict[str, str]:
        """The same as in an address."""
        return {name: day.isoformat() for name, day in zip(("van", "tot"), self, strict=True) if day}

    def __str__(self) -> str:
        words = [f"{name} {date_words(day)}" for name, day in zip(("vanaf", "tot en met"), self, strict=True) if day]
        return " ".join(words) or "alles wat is vastgelegd"

    def has(self, moment: datetime) -> bool:
        """Whether a moment lies in it, by the clock of the installation."""
        day = local_day(moment)
        return (self.start or day) <= day <= (self.end or day)


def _day(text: str, name: str) -> date | None:
    if not text:
        return None
    day = read_day(text)
    if problem := outside(day, HAPPENED, timezone.localdate()):
        raise ValueError(f"“{name}”: {problem}")
    return day


def edits_of(provider: int) -> list[Entry]:
    """All edits of the rows of a provider, deleted ones included; the first one first."""
    return entries(owned_parts(provider))[::-1]


def withheld(edits: Iterable[Entry], publications: Iterable[Publication]) -> list[Entry]:
    """The same, without what was typed between the open versions around one that is shielded.

    What nobody may read in that version was typed, and taken out again, in that time.
    """
    closed = list(_closed(sorted(publications, key=lambda item: item.number)))
    return [_without_words(edit) if any(a < edit.at <= b for a, b in closed) else edit for edit in edits]


def _closed(publications: list[Publication]) -> Iterator[tuple[datetime, datetime]]:
    start, is_closed = datetime.min.replace(tzinfo=UTC), False
    for item in publications:
        if item.shielding:
            is_closed = True
            continue
        if is_closed:
            yield start, item.made_at
        start, is_closed = item.made_at, False
    if is_closed:
        yield start, datetime.max.replace(tzinfo=UTC)


def _without_words(edit: Entry) -> Entry:
    rows = [
        replace(row, name=WITHHELD, fields=tuple(replace(item, was=WITHHELD, now=WITHHELD) for item in row.fields))
        for row in edit.rows
    ]
    return replace(edit, rows=rows)


def edits_json(edits: Iterable[Entry]) -> bytes:
    """The edits as readable JSON."""
    told = [
        {
            "change": edit.change,
            "at": edit.at.astimezone(UTC).isoformat(),
            "author": edit.by,
            "rows": [{name: getattr(row, name) for name in ("kind", "name", "deed", "fields")} for row in edit.rows],
        }
        for edit in edits
    ]
    return msgspec.json.format(msgspec.json.encode(told), indent=1) + b"\n"


def edits_csv(edits: Iterable[Entry]) -> bytes:
    """The same as a table."""
    return b"".join(edit_lines(edits))


def edit_lines(edits: Iterable[Entry]) -> Iterator[bytes]:
    """The table line by line: one for each field, and one for a row of which no field is told."""
    moment = f"moment ({timezone.get_default_timezone_name()})"
    return csv_lines(chain([(moment, *HEADINGS)], (line for edit in edits for line in _lines(edit))))


def _lines(edit: Entry) -> Iterator[tuple[Any, ...]]:
    moment = f"{timezone.localtime(edit.at, timezone.get_default_timezone()):%Y-%m-%d %H:%M:%S}"
    for row in edit.rows:
        for label, was, now in [(item.label, item.was, item.now) for item in row.fields] or [("", "", "")]:
            yield moment, edit.by, row.kind, row.name, row.deed, label, was, now, edit.change
