"""Text columns that refuse what no face can print, in every form, import and fixture."""

from typing import Any

from django.core.validators import MaxLengthValidator
from django.db import models

from ..validators import validate_plain_text

LINE_LENGTH = 300
TEXT_LENGTH = 5000


class LineField(models.CharField):
    """One line of plain text, empty when nothing is recorded."""

    default_validators = [validate_plain_text]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LINE_LENGTH)
        super().__init__(*args, **kwargs)


class PlainTextField(models.TextField):
    """Some sentences of plain text, empty when nothing is recorded."""

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


def optional_choice(label: str, choices: type[models.TextChoices], help_text: str, **kwargs: Any) -> models.CharField:
    """A closed list in which empty means not recorded; nothing is chosen beforehand."""
    options = {"max_length": 40, "blank": True, **kwargs}
    return models.CharField(label, choices=choices, help_text=help_text, **options)
