"""What people type for a value that is no free text, in a file or a cell: the value itself or the words they see."""

import re
from collections.abc import Iterable
from typing import Any

from django.db import models

from .searching import fold
from .text import tidy_line

YES = ("ja", "1", "true", "waar")
NO = ("nee", "0", "false", "onwaar")

_WHOLE = re.compile("[0-9]{1,9}")
_FRACTION = re.compile("[0-9]+[.,][0-9]+")
_SMALLER = " Neem een kleinere eenheid: anderhalf jaar is 18 maanden."
_SHOWN = 60


def read_flag(typed: Any) -> bool:
    """Yes or no; nothing is not ticked. Raises ValueError."""
    text = _text(typed).lower()
    if text in YES:
        return True
    if text in NO or not text:
        return False
    raise ValueError(f"“{short(typed)}” is geen ja of nee.")


def read_number(column: models.Field, typed: Any) -> int | None:
    """A whole number; nothing is what an absent value is. Raises ValueError, for a part of a period with what to do."""
    if typed is None or typed == "":
        return column.get_default()
    if not isinstance(typed, bool) and _WHOLE.fullmatch(str(typed)):
        return int(typed)
    is_part = column.name.endswith("amount") and _FRACTION.fullmatch(str(typed))
    raise ValueError(f"“{short(typed)}” is geen heel getal.{_SMALLER if is_part else ''}")


def read_choice(column: models.Field, typed: Any) -> str:
    """The value of a closed list, of which people may type the words. Raises ValueError with the words there are."""
    value = meanings(column.flatchoices).get(fold(text := _text(typed)), text)
    if value in {key for key, _ in column.flatchoices if key} or (column.blank and not value):
        return value
    raise ValueError(refusal(typed, column.flatchoices, blank=column.blank))


def meanings(choices: Iterable[tuple[Any, Any]]) -> dict[str, str]:
    """The values of a closed list by what people may type for them, folded: the words they see, or the value."""
    pairs = list(choices)
    by_words = {fold(str(words)): str(value or "") for value, words in pairs}
    return by_words | {fold(str(value)): str(value) for value, _ in pairs if value}


def refusal(typed: Any, choices: Iterable[tuple[Any, Any]], *, blank: bool) -> str:
    """Why a value is not in a closed list, with what is."""
    allowed = ", ".join(str(words) for value, words in choices if value)
    return f"“{short(typed)}” kan hier niet. Kies uit: {allowed}{'; of laat het leeg' if blank else ''}."


def short(typed: Any) -> str:
    """What somebody typed, as a message can show it."""
    text = "" if typed is None else str(typed)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _text(typed: Any) -> str:
    return "" if typed is None else tidy_line(str(typed))
