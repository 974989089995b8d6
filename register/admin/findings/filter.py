"""Which findings somebody asks to see; every choice stands in the address."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Self
from urllib.parse import urlencode

from providers.models import Provider

from ...choices import Severity
from ...findings import rule_name
from ...permissions import name_of
from .shown import Noted

_NAMES = {
    "provider": "aanbieder",
    "activity": "verwerking",
    "severity": "ernst",
    "code": "regel",
    "status": "status",
    "new": "nieuw",
    "who": "wie",
    "when": "datum",
}
OPEN, DECIDED = "open", "besloten"
STATUSES = ((OPEN, "Open"), (DECIDED, "Uitgelegd of geaccepteerd"))
WHEN = (("ja", "Nieuw sinds de laatste versie"),)
MINE, NOBODY = "mij", "niemand"
DUE = (("voorbij", "Over datum"),)


class Choice(NamedTuple):
    """One list of the form: the name in the address, its label, and (value, label) of each option."""

    name: str
    label: str
    value: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class FindingFilter:
    """Empty takes everything; a value that does not exist finds nothing. `me` is the number of who asks."""

    provider: str = ""
    activity: str = ""
    severity: str = ""
    code: str = ""
    status: str = ""
    new: str = ""
    who: str = ""
    when: str = ""
    me: int | None = None
    today: date

    @classmethod
    def read(cls, query: Mapping[str, str], me: int | None, today: date) -> Self:
        """From the address of the page."""
        return cls(me=me, today=today, **{field: query.get(name, "") for field, name in _NAMES.items()})

    def select(self, rows: Iterable[Noted]) -> list[Noted]:
        """The findings asked for."""
        return [row for row in rows if self._takes(row)]

    @property
    def query(self) -> str:
        """The part of the address that asks for the same."""
        values = {choice.name: choice.value for choice in self.choices((), ())}
        return urlencode({name: value for name, value in values.items() if value})

    def choices(self, providers: Iterable[Provider], rows: Iterable[Noted]) -> tuple[Choice, ...]:
        """The lists of the form; rules are those that fire somewhere."""
        named = tuple((row.slug, row.name) for row in providers)
        firing = dict.fromkeys(row.finding.code for row in rows)
        codes = tuple((code, f"{rule_name(code).name} ({code})") for code in firing)
        given = {row.assignment.person for row in rows if row.assignment and row.assignment.person}
        people = tuple(
            sorted(((str(one.pk), name_of(one)) for one in given if one.pk != self.me), key=lambda one: one[1])
        )
        numbers = sorted({self.activity, *(row.finding.activity for row in rows)} - {""})
        return (
            Choice("aanbieder", "Aanbieder", self.provider, named),
            Choice("verwerking", "Verwerking", self.activity, tuple((number, number) for number in numbers)),
            Choice("ernst", "Ernst", self.severity, tuple(Severity.choices)),
            Choice("regel", "Regel", self.code, codes),
            Choice("status", "Status", self.status, STATUSES),
            Choice("nieuw", "Sinds wanneer", self.new, WHEN),
            Choice("wie", "Wie", self.who, ((MINE, "Van mij"), (NOBODY, "Van niemand"), *people)),
            Choice("datum", "Datum", self.when, DUE),
        )

    def _takes(self, row: Noted) -> bool:
        finding = row.finding
        return (
            self.provider in ("", row.provider.slug)
            and self.activity in ("", finding.activity)
            and self.severity in ("", finding.severity)
            and self.code in ("", finding.code)
            and self.status in ("", OPEN if finding.is_open else DECIDED)
            and (not self.new or row.is_new)
            and self.who in ("", *self._names(row))
            and (not self.when or row.is_late(self.today))
        )

    def _names(self, row: Noted) -> tuple[str, ...]:
        """What the list of people calls whoever has to do it."""
        person = row.assignment.person_id if row.assignment else None
        return (str(person), MINE) if person == self.me else (str(person),) if person else (NOBODY,)
