"""One value of a fixture as its column keeps it; each raises ValueError in Dutch, with what belongs there."""

import re
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import models

from providers.facts.several import SeveralField
from providers.facts.typed import read_choice, read_flag, read_number, refusal, short

from .known import Known


@dataclass
class Rows:
    """The rows that another may refer to, and those that were refused, by model and key in small letters."""

    known: Known = field(default_factory=Known)
    failed: dict[tuple[Any, ...], str] = field(default_factory=dict)


_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_value(column: Any, typed: Any) -> Any:
    """What a column keeps of what was typed; nothing is what an absent field would be. Also raises ValidationError."""
    if typed is None:
        return column.get_default()
    if isinstance(column, models.BooleanField):
        return read_flag(typed)
    if isinstance(column, models.IntegerField):
        return read_number(column, typed)
    if isinstance(column, models.DateField):
        return column.to_python(_day(typed))
    if isinstance(column, SeveralField) and isinstance(typed, list):
        typed = ", ".join(map(_text, typed))
    if column.choices and isinstance(typed, bool):
        raise ValueError(refusal(typed, column.flatchoices, blank=column.blank))
    text = _text(typed)
    return read_choice(column, text) if column.choices else column.to_python(text)


def _text(typed: Any) -> str:
    if not isinstance(typed, str):
        raise ValueError(f"moet tekst zijn, zet “{short(typed)}” tussen aanhalingstekens.")
    return typed


def _day(typed: Any) -> str:
    if not _DAY.fullmatch(str(typed)):
        raise ValueError(f"“{short(typed)}” is geen datum zoals 2026-05-25.")
    return str(typed)


def read_target(column: Any, typed: Any, rows: Rows) -> Any:
    """The row that a key means."""
    return None if typed is None else _find(column.related_model, typed, rows)


def read_set(column: Any, typed: Any, rows: Rows) -> list[Any]:
    """The rows that a list of keys means; of one row the key itself will do."""
    target = column.related_model
    if typed is None:
        return []
    if not isinstance(typed, list):
        raise ValueError(_form(target, typed))
    if not any(isinstance(key, list) for key in typed) and typed:
        typed = [[key] for key in typed] if len(target.natural_fields) == 1 else [typed]
    return [_find(target, key, rows) for key in typed]


def _find(target: Any, key: Any, rows: Rows) -> Any:
    if not isinstance(key, list) or len(key) != len(target.natural_lookups()) or not all(map(_is_part, key)):
        raise ValueError(_form(target, key))
    try:
        return rows.known.find(target, tuple(key))
    except ObjectDoesNotExist as error:
        place = rows.failed.get((target, *(str(part).lower() for part in key)))
        reason = f"is niet geladen; verbeter eerst {place}" if place else "bestaat niet"
        raise ValueError(f"{target._meta.verbose_name} {_shown(key)} {reason}.") from error


def _is_part(part: Any) -> bool:
    """A row is meant by its natural key, never by its number in the database."""
    return part is None or type(part) in (str, int)


def _form(target: Any, typed: Any) -> str:
    """How a row is referred to."""
    expected = ", ".join(target.natural_fields)
    return f"{_shown(typed)} heeft de verkeerde vorm; wijs een {target._meta.verbose_name} aan als [{expected}]."


def _shown(typed: Any) -> str:
    return short(f"[{', '.join(map(str, typed))}]" if isinstance(typed, list) else f"“{typed}”")
