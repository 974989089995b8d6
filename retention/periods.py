"""A length of time as people state it: 31 days is not one month, and 12 months are one year."""

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TypeVar

from django.db.models import Case, Expression, F, Value, When
from django.utils.translation import ngettext

from .choices import Unit

_HOURS = {Unit.HOUR: 1, Unit.DAY: 24, Unit.WEEK: 7 * 24}
_MONTHS = {Unit.MONTH: 1, Unit.YEAR: 12}
# After so many months the calendar repeats itself: 400 years, or 146,097 days.
_CYCLE, _DAYS_OF_CYCLE = 4800, 146_097
_DAYS_PER_MONTH = _DAYS_OF_CYCLE / _CYCLE

T = TypeVar("T")


class Compared(enum.Enum):
    """How one period stands to another, whenever they begin."""

    SHORTER = "korter"
    EQUAL = "even lang"
    LONGER = "langer"
    # 30 days may be less than a month or more: that depends on the month.
    DEPENDS = "niet te vergelijken"


@dataclass(frozen=True)
class Period:
    """An amount of one unit; amount is at least one."""

    amount: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.amount < 1:
            raise ValueError("Een termijn is ten minste 1.")

    def __str__(self) -> str:
        return _worded(self.amount, Unit(self.unit))

    @property
    def measure(self) -> tuple[Unit, int]:
        """The same length in hours or in months: two periods are equally long when these are equal."""
        unit = Unit(self.unit)
        return (Unit.MONTH, self.amount * _MONTHS[unit]) if unit in _MONTHS else (Unit.HOUR, self.amount * _HOURS[unit])

    @property
    def days(self) -> float:
        """Average length in days, for drawing and for an order that has to be complete; never for a deadline."""
        unit, amount = self.measure
        return amount * _DAYS_PER_MONTH if unit == Unit.MONTH else amount / 24

    def compared_with(self, other: "Period") -> Compared:
        """Whether this one is shorter, equally long or longer on every calendar, or whether it depends on the month."""
        if self.measure == other.measure:
            return Compared.EQUAL
        (fewest, most), (other_fewest, other_most) = self._hours, other._hours
        if most < other_fewest:
            return Compared.SHORTER
        return Compared.LONGER if fewest > other_most else Compared.DEPENDS

    def is_longer_than(self, other: "Period") -> bool:
        """Whether it certainly is."""
        return self.compared_with(other) == Compared.LONGER

    @property
    def _hours(self) -> tuple[int, int]:
        """The fewest and the most hours it can have."""
        unit, amount = self.measure
        fewest, most = _days_of_months(amount) if unit == Unit.MONTH else (0, 0)
        return (fewest * 24, most * 24) if unit == Unit.MONTH else (amount, amount)

    @classmethod
    def of(cls, amount: int | None, unit: str | None) -> "Period | None":
        """The period of two columns, or None when nothing is recorded."""
        return cls(amount, Unit(unit)) if amount and unit else None


def length_of(amount: int | None, unit: str | None) -> str:
    """Two columns as people say them, zero included; empty when nothing is recorded."""
    return _worded(amount, Unit(unit)) if amount is not None and unit else ""


def shortest(rows: Iterable[tuple[Period, T]]) -> list[tuple[Period, T]]:
    """The rows than which no other is shorter, one of each length: several when it depends on the month."""
    return _at_the_end(list(rows), Compared.SHORTER)


def longest(rows: Iterable[tuple[Period, T]]) -> list[tuple[Period, T]]:
    """The rows than which no other is longer, one of each length: several when it depends on the month."""
    return _at_the_end(list(rows), Compared.LONGER)


def by_length(amount: str, unit: str) -> Expression:
    """The order of `Period.days` over two columns, for a list."""
    rates = [When(**{unit: item}, then=Value(Period(1, item).days)) for item in Unit]
    return F(amount) * Case(*rates, default=Value(0.0))


def _at_the_end(rows: list[tuple[Period, T]], further: Compared) -> list[tuple[Period, T]]:
    found: dict[tuple[Unit, int], tuple[Period, T]] = {}
    for period, row in rows:
        if not any(other.compared_with(period) == further for other, _ in rows):
            found.setdefault(period.measure, (period, row))
    return list(found.values())


@cache
def _firsts() -> list[int]:
    """The first days of two cycles of months, counted in days."""
    return [date(year, month, 1).toordinal() for year in range(1, 801) for month in range(1, 13)]


@cache
def _days_of_months(months: int) -> tuple[int, int]:
    """The fewest and the most days that so many months in a row can have."""
    cycles, rest = divmod(months, _CYCLE)
    firsts = _firsts()
    found = {firsts[start + rest] - firsts[start] for start in range(_CYCLE)}
    return cycles * _DAYS_OF_CYCLE + min(found), cycles * _DAYS_OF_CYCLE + max(found)


def _worded(number: int, unit: Unit) -> str:
    match unit:
        case Unit.HOUR:
            text = ngettext("{number} uur", "{number} uur", number)
        case Unit.DAY:
            text = ngettext("{number} dag", "{number} dagen", number)
        case Unit.WEEK:
            text = ngettext("{number} week", "{number} weken", number)
        case Unit.MONTH:
            text = ngettext("{number} maand", "{number} maanden", number)
        case Unit.YEAR:
            text = ngettext("{number} jaar", "{number} jaar", number)
    return text.format(number=number)
