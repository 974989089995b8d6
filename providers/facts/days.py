"""Days that people type: which ones can be, per kind of day, and the one way to read one from text."""

from datetime import date
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format


class Span(NamedTuple):
    """The years in which a kind of day can lie: from a year on, until so many years after today's."""

    first_year: int
    years_ahead: int

    def days(self, today: date) -> tuple[date, date]:
        """First and last day."""
        return date(self.first_year, 1, 1), date(today.year + self.years_ahead, 12, 31)


# Something that happened; a year ahead, because people write down what was agreed for soon.
HAPPENED = Span(1900, 1)
# The end of something, which may be agreed long before.
END = Span(1900, 10)
# From when something counts. Far ahead is possible and asked once more (`is_far`).
START = Span(2000, 50)
# Written by the program itself.
MADE = Span(1900, 100)


def outside(day: date, span: Span, today: date) -> str:
    """Why this day cannot be, in Dutch and with the days that can; empty when it can."""
    first, last = span.days(today)
    if first <= day <= last:
        return ""
    return f"kies een dag van {_words(first)} tot en met {_words(last)}, niet {_words(day)}."


def is_far(day: date, today: date) -> bool:
    """More than a year ahead: rarely meant, so somebody should be asked."""
    return (day.year - 1, day.month, day.day) > (today.year, today.month, today.day)


def read_day(text: str) -> date:
    """The day that is written as 2026-12-01. Raises ValueError in Dutch."""
    try:
        day = parse_date(text.strip())
    except ValueError:
        day = None
    if day is None:
        raise ValueError(f"“{text}” is geen datum; schrijf bijvoorbeeld 2026-12-01.")
    return day


class DayField(models.DateField):
    """A day that lies in the years of its kind, whichever door it comes in by."""

    def __init__(self, *args: Any, span: Span = MADE, **kwargs: Any) -> None:
        self.span = span
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """To a migration it is a date: which years can be is no part of the table."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.DateField", args, kwargs

    def clone(self) -> "DayField":
        """Django makes a copy from what a migration is told, which leaves out the years."""
        _, _, args, kwargs = self.deconstruct()
        return type(self)(*args, span=self.span, **kwargs)

    def validate(self, value: Any, model_instance: Any) -> None:
        """Raises ValidationError in Dutch, with the days that can be."""
        super().validate(value, model_instance)
        if value and (problem := outside(value, self.span, timezone.localdate())):
            raise ValidationError(problem[0].upper() + problem[1:], code="impossible_day")


def _words(day: date) -> str:
    return date_format(day, "j F Y")
