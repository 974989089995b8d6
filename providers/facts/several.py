"""Columns that hold several of a closed list, written as "NL, BE"."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from ..countries import NAMES, country_code
from ..validators import validate_country
from .fields import CodeField
from .searching import fold
from .text import tidy_line
from .typed import meanings, refusal

_BETWEEN = re.compile(r"([,;\n](?:\s*en\s)?|\sen\s)")
# Names with such signs in them: “Sint-Helena, Ascension en Tristan da Cunha”.
_MOST_PARTS = 3
# Whoever types more than this is refused for its length; reading it would take long.
_MOST_SIGNS = 2000


def split(value: str) -> tuple[str, ...]:
    """The values that one column holds."""
    return tuple(filter(None, map(str.strip, value.split(","))))


def _read(typed: str, read_one: Callable[[str], str | None]) -> Iterator[str]:
    """The values that somebody typed with a comma, a semicolon, a new line or “en” between them.

    What `read_one` knows may have such signs in it; what it does not know stays as it is.
    """
    if len(typed) > _MOST_SIGNS:
        yield tidy_line(typed)
        return
    parts = _BETWEEN.split(typed)
    place = 0
    while place < len(parts):
        for end in range(place + 2 * _MOST_PARTS - 1, place, -2):
            text = tidy_line("".join(parts[place:end]))
            if value := read_one(text):
                break
        yield value or text
        place = end + 1


def _joined(values: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(filter(None, values)))


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
    """Codes of countries, also when somebody wrote their names."""

    tidy = staticmethod(lambda typed: _joined(_read(typed, _known_country)))

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Refuse what is no code of a country, unless it stood in this row before."""
        models.CharField.validate(self, value, model_instance)
        unknown = [code for code in split(value or "") if code not in NAMES]
        stored = self._stored(model_instance) if unknown else ()
        for code in unknown:
            if code not in stored:
                validate_country(code)

    def _stored(self, row: models.Model | None) -> tuple[str, ...]:
        if row is None or row.pk is None:
            return ()
        rows = type(row)._base_manager.filter(pk=row.pk).values_list(self.attname, flat=True)
        return tuple(code for text in rows for code in split(text))

    def formfield(self, **kwargs: Any) -> Any:
        """A list of names, also in the admin, which has a widget of its own for columns of text."""
        own = {"choices": _by_name(), "widget": Countries(), "form_class": CountriesBox, "tidy": self.tidy}
        return models.CharField.formfield(self, **{**kwargs, **own})

    def in_words(self, value: str) -> str:
        """The names of the countries; a code without a name stays a code."""
        return ", ".join(NAMES.get(code, code) for code in split(value))


def _known_country(typed: str) -> str | None:
    code = country_code(typed)
    # Codes of two letters are shown in capitals also when they are none.
    return code if code in NAMES else None


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
        return super().has_changed(self.prepare_value(initial or ""), self.prepare_value(data))


class Countries(forms.SelectMultiple):
    """The countries by name; what is stored and is none of them can be left as it is."""

    def optgroups(self, name: str, value: list[str], attrs: Any = None) -> list[Any]:
        """With an option for each value that the list does not have."""
        known = {code for code, _ in self.choices}
        unknown = [(code, f"{code} (zo vastgelegd)") for code in value if code and code not in known]
        listed, self.choices = self.choices, [*unknown, *self.choices]
        groups = super().optgroups(name, value, attrs)
        self.choices = listed
        return groups


class CountriesBox(BoxesField):
    """Countries chosen from a list, or sent as their names or codes; the column knows which are none."""

    def __init__(self, *, tidy: Callable[[str], str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.tidy = tidy

    def valid_value(self, value: str) -> bool:
        """Any: what the column refuses has a message of its own."""
        return True

    def clean(self, value: Any) -> str:
        """The codes as the column keeps them."""
        return self.tidy(super().clean(value))


def _by_name() -> list[tuple[str, str]]:
    """Codes with their names, what an officer here needs most on top."""
    first = ("NL", "EU")
    rest = sorted(NAMES.keys() - set(first), key=lambda code: fold(NAMES[code]))
    return [(code, NAMES[code]) for code in (*first, *rest)]


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

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The values of the list with their words."""
        return [(value, str(words)) for value, words in self.options.choices if value] if self.options else []

    def _in_order(self, typed: str) -> str:
        order, known = [value for value, _ in self.pairs], meanings(self.pairs)
        found = list(_read(typed, lambda text: known.get(fold(text))))
        return _joined([*(value for value in order if value in found), *(one for one in found if one not in order)])

    def validate_one(self, value: str) -> None:
        """Refuse what is not in the list."""
        if self.options and value not in self.options.values:
            raise ValidationError(refusal(value, self.pairs, blank=True), code="invalid_choice")

    def formfield(self, **kwargs: Any) -> Any:
        """A tick for each value of the list, also in the admin, which has a widget of its own for columns of text."""
        return super().formfield(**{**kwargs, "choices": self.pairs, "widget": BoxesField.widget})

    def in_words(self, value: str) -> str:
        """What people read for the value of a column."""
        words = dict(self.pairs)
        return ", ".join(words.get(one, one) for one in split(value))


def several_of(label: str, options: type[models.TextChoices], help_text: str) -> ChoicesField:
    """Several of a closed list; none means not recorded."""
    return ChoicesField(label, options=options, max_length=200, blank=True, help_text=help_text)
