"""Columns that hold several of a closed list, written as "NL, BE"."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from ..countries import NAMES, country_code
from ..validators import validate_country
from .fields import CodeField

_BETWEEN = re.compile(r"[,;\n]")


def split(value: str) -> tuple[str, ...]:
    """The values that one column holds."""
    return tuple(filter(None, map(str.strip, _BETWEEN.split(value))))


def _joined(values: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(values))


class SeveralField(CodeField):
    """Values with commas between them, each once."""

    def validate_one(self, value: str) -> None:
        """Raise ValidationError for a value that may not stand here."""

    def in_words(self, value: str) -> str:
        """What people read for the value of a column."""
        return value

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Each value by itself, so that the message names the one that is wrong."""
        super().validate(value, model_instance)
        for one in split(value or ""):
            self.validate_one(one)


class CountriesField(SeveralField):
    """Codes of countries."""

    tidy = staticmethod(lambda typed: _joined(map(country_code, split(typed))))

    def validate_one(self, value: str) -> None:
        """Refuse what is no code of a country."""
        validate_country(value)

    def in_words(self, value: str) -> str:
        """The names of the countries; a code without a name stays a code."""
        return ", ".join(NAMES.get(code, code) for code in split(value))


class BoxesField(forms.MultipleChoiceField):
    """A tick for each value; what it gives and gets is the text of the column."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, tidy: Callable[[str], str] = str, max_length: int | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """The values that are ticked."""
        return list(split(value)) if isinstance(value, str) else value

    def clean(self, value: Any) -> str:
        """The ticked values as the column keeps them."""
        return _joined(super().clean(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether other boxes are ticked than before."""
        return super().has_changed(self.prepare_value(initial or ""), data)


class ChoicesField(SeveralField):
    """Several of one closed list, in the order of that list."""

    box = BoxesField

    def __init__(self, *args: Any, options: type[models.TextChoices] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.options = options
        self.tidy = self._in_order

    def clone(self) -> "ChoicesField":
        """With its list, which is no part of the schema."""
        return type(self)(*self.deconstruct()[2], options=self.options, **self.deconstruct()[3])

    def _in_order(self, typed: str) -> str:
        order = list(self.options.values) if self.options else []
        known = [value for value in order if value in split(typed)]
        return _joined([*known, *(value for value in split(typed) if value not in order)])

    def validate_one(self, value: str) -> None:
        """Refuse what is not in the list."""
        if self.options and value not in self.options.values:
            allowed = ", ".join(self.options.values)
            raise ValidationError(f"“{value}” kan hier niet; kies uit {allowed}.", code="invalid_choice")

    def formfield(self, **kwargs: Any) -> Any:
        """A tick for each value of the list."""
        choices = self.options.choices if self.options else []
        return super().formfield(**{"choices": choices, **kwargs})

    def in_words(self, value: str) -> str:
        """What people read for the value of a column."""
        labels = dict(self.options.choices) if self.options else {}
        return ", ".join(str(labels.get(one, one)) for one in split(value))


def several_of(label: str, options: type[models.TextChoices], help_text: str) -> ChoicesField:
    """Several of a closed list; none means not recorded."""
    return ChoicesField(label, options=options, max_length=200, blank=True, help_text=help_text)
