"""Columns of facts: text that refuses what no face can print, and short ways to say what many models have."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from django import forms
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models

from ..choices import Answer
from ..validators import validate_plain_text
from .help import internal, register_only
from .text import tidy_key, tidy_line, tidy_text

LINE_LENGTH = 300
TEXT_LENGTH = 5000
# What PostgreSQL holds in a column of small numbers, and of others; SQLite would hold more and could not move there.
FITS_SMALL, FITS = MaxValueValidator(32_767), MaxValueValidator(2_147_483_647)

M = TypeVar("M", bound=models.Model)


class TidyInput(forms.CharField):
    """A box that reads what was typed as the column will keep it, so that an untouched one has not changed."""

    def __init__(self, *, tidy: Callable[[str], str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.tidy = tidy

    def to_python(self, value: Any) -> str | None:
        """The text, tidied."""
        text = super().to_python(value)
        return text and self.tidy(text)


class TidySlug(TidyInput, forms.SlugField):
    """The same for a key."""


class Tidied(models.Field):
    """A column that writes the same text in one way, whichever door it came in by.

    Django asks `to_python` before it validates, stores, looks up, or reads a fixture; history asks it for a record.
    """

    tidy: Callable[[str], str] = staticmethod(tidy_line)
    box: Any = TidyInput

    def to_python(self, value: Any) -> Any:
        """The text, tidied."""
        value = super().to_python(value)
        return self.tidy(value) if isinstance(value, str) else value

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """The same for the row that is saved: what the program holds is what it would read back."""
        value = self.to_python(super().pre_save(model_instance, add))
        if isinstance(value, str):
            setattr(model_instance, self.attname, value)
        return value

    def formfield(self, **kwargs: Any) -> Any:
        """A box that tidies."""
        return super().formfield(**{"form_class": partial(self.box, tidy=self.tidy), **kwargs})


class LineField(Tidied, models.CharField):
    """One line of plain text, empty when nothing is recorded."""

    default_validators = [validate_plain_text]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LINE_LENGTH)
        super().__init__(*args, **kwargs)


class CodeField(Tidied, models.CharField):
    """A number or code that its validators know the form of."""

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """An ordinary column: how text gets into it is no part of the schema."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


class KeyField(Tidied, models.SlugField):
    """A short name by which rows and addresses point to a row, always in small letters."""

    tidy = staticmethod(tidy_key)
    box = TidySlug

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """An ordinary column: how text gets into it is no part of the schema."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.SlugField", args, kwargs


class PlainTextField(Tidied, models.TextField):
    """Some sentences of plain text, empty when nothing is recorded."""

    tidy = staticmethod(tidy_text)
    default_validators = [validate_plain_text]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", TEXT_LENGTH)
        super().__init__(*args, **kwargs)
        # TextField shows max_length in a form but does not enforce it elsewhere.
        self.validators.append(MaxLengthValidator(self.max_length))


def optional_line(label: str, help_text: str, **kwargs: Any) -> LineField:
    """A line that may stay empty: empty means not recorded."""
    return LineField(label, blank=True, help_text=help_text, **kwargs)


def optional_text(label: str, help_text: str, **kwargs: Any) -> PlainTextField:
    """A text that may stay empty: empty means not recorded."""
    return PlainTextField(label, blank=True, help_text=help_text, **kwargs)


def choice(
    label: str, choices: type[models.TextChoices], help_text: str, *, max_length: int = 20, **kwargs: Any
) -> models.CharField:
    """A closed list from which one has to be chosen."""
    return models.CharField(label, choices=choices.choices, help_text=help_text, max_length=max_length, **kwargs)


def optional_choice(label: str, choices: type[models.TextChoices], help_text: str, **kwargs: Any) -> models.CharField:
    """A closed list in which empty means not recorded; nothing is chosen beforehand."""
    options = {"max_length": 40, "blank": True, **kwargs}
    return models.CharField(label, choices=choices, help_text=help_text, **options)


def answer(label: str, help_text: str) -> models.CharField:
    """Yes, no or not applicable; empty means not recorded."""
    return optional_choice(label, Answer, help_text)


def sequence_field(within: str = "binnen de verwerking") -> models.PositiveSmallIntegerField:
    """Order of a row in documents, as in the text it was taken from."""
    help_text = register_only(f"Volgorde {within}.")
    return models.PositiveSmallIntegerField("volgorde", default=0, validators=[FITS_SMALL], help_text=help_text)


def review_interval(otherwise: str) -> models.PositiveSmallIntegerField:
    """Months from one control to the next; `otherwise` says what counts while it is empty."""
    return models.PositiveSmallIntegerField(
        "controle om de … maanden",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
        help_text=internal(f"Een getal van 1 tot en met 120. Leeg: {otherwise}."),
    )


def flag(label: str, help_text: str) -> models.BooleanField:
    """Something that counts only when it is ticked."""
    return models.BooleanField(label, default=False, help_text=help_text)


def reference(label: str, target: type[M], help_text: str) -> "models.ForeignKey[M, M]":
    """A row that this one cannot do without."""
    return models.ForeignKey(target, models.PROTECT, verbose_name=label, help_text=help_text)


def optional_reference(
    label: str, target: type[M], help_text: str, on_delete: Callable[..., None] = models.PROTECT, **kwargs: Any
) -> "models.ForeignKey[M | None, M | None]":
    """A row that this one may name: empty means not recorded."""
    options = {"null": True, "blank": True, **kwargs}
    return models.ForeignKey(target, on_delete, verbose_name=label, help_text=help_text, **options)


def optional_set(label: str, target: type[M], help_text: str, **kwargs: Any) -> "models.ManyToManyField[M, Any]":
    """Rows that this one may name, in no order."""
    return models.ManyToManyField(target, blank=True, verbose_name=label, help_text=help_text, **kwargs)
