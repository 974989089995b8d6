"""A length of time as people state it: 31 days is not one month."""

from dataclasses import dataclass

from django.utils.translation import npgettext

from .choices import Unit

_DAYS = {Unit.HOUR: 1 / 24, Unit.DAY: 1, Unit.WEEK: 7, Unit.MONTH: 30.42, Unit.YEAR: 365}
_ISO = {Unit.HOUR: "PT{}H", Unit.DAY: "P{}D", Unit.WEEK: "P{}W", Unit.MONTH: "P{}M", Unit.YEAR: "P{}Y"}


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
        """Length in days for drawing and sorting, never for a deadline (design.md 5.5)."""
        return self.amount * _DAYS[Unit(self.unit)]

    @property
    def iso(self) -> str:
        """ISO 8601 duration, for example P31D."""
        return _ISO[Unit(self.unit)].format(self.amount)

    @classmethod
    def of(cls, amount: int | None, unit: str | None) -> "Period | None":
        """The period of two columns, or None when nothing is recorded."""
        return cls(amount, Unit(unit)) if amount and unit else None


def _worded(number: int, unit: Unit) -> str:
    match unit:
        case Unit.HOUR:
            text = npgettext("formeel", "{number} uur", "{number} uur", number)
        case Unit.DAY:
            text = npgettext("formeel", "{number} dag", "{number} dagen", number)
        case Unit.WEEK:
            text = npgettext("formeel", "{number} week", "{number} weken", number)
        case Unit.MONTH:
            text = npgettext("formeel", "{number} maand", "{number} maanden", number)
        case Unit.YEAR:
            text = npgettext("formeel", "{number} jaar", "{number} jaar", number)
    return text.format(number=number)


def parse_iso(text: str) -> Period:
    """Read what `Period.iso` writes. Raises ValueError on anything else."""
    for unit, pattern in _ISO.items():
        head, tail = pattern.split("{}")
        body = text.removeprefix(head).removesuffix(tail)
        if body.isascii() and body.isdigit() and text == f"{head}{body}{tail}":
            return Period(int(body), unit)
    raise ValueError(f"“{text}” is geen termijn; schrijf bijvoorbeeld P31D of P6M.")
