"""A length of time as people state it: 31 days is not one month."""

from dataclasses import dataclass

from django.utils.translation import ngettext

from .choices import Unit

_DAYS = {Unit.HOUR: 1 / 24, Unit.DAY: 1, Unit.WEEK: 7, Unit.MONTH: 30.42, Unit.YEAR: 365}


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
    def days(self) -> float:
        """Length in days for drawing and sorting, never for a deadline."""
        return self.amount * _DAYS[Unit(self.unit)]

    @classmethod
    def of(cls, amount: int | None, unit: str | None) -> "Period | None":
        """The period of two columns, or None when nothing is recorded."""
        return cls(amount, Unit(unit)) if amount and unit else None


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
