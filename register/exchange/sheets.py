"""Which sheet holds which kind of row, its columns, and how a value stands in a cell: all from the models."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from django.db import models

from providers.facts.several import ChoicesField, SeveralField, split
from providers.models import Provider

from ..dossier import TABLES
from .facts import Fields

# Between the parts of what names a row, where its last part is not enough.
PART = " / "
EXPLANATION, LISTS = "Uitleg", "Keuzes"
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31
# Where a fact was found, and what is said of it inside.
_LAST = ("source", "reading", "note")


class Column(NamedTuple):
    """A column of a sheet: its field, its head, and the name that the hidden row has for it."""

    field: Any
    head: str
    name: str


@cache
def sheets() -> dict[Any, str]:
    """The name of the sheet of each kind of row, in the order of the register."""
    found: dict[Any, str] = {}
    for table in TABLES.values():
        name = str(table.model._meta.verbose_name_plural)
        found[table.model] = _NOT_IN_A_NAME.sub(" ", name[:1].upper() + name[1:])[:_LONGEST_NAME]
    return found


@cache
def columns_of(model: Any) -> tuple[Column, ...]:
    """What tells a row apart first, then all other facts; not the text of a source document, which is a document."""
    fields = {item.name: item for item in (*model._meta.concrete_fields, *model._meta.many_to_many)}
    first = [*([] if model is Provider else ["provider"]), *model.natural_fields]
    names = sorted(fields, key=lambda name: (first.index(name) if name in first else len(first), name in _LAST))
    left_out = {model._meta.pk.name, *model.unrecorded}
    shown = (fields[name] for name in names if name not in left_out)
    return tuple(Column(item, str(item.verbose_name), f"{model._meta.model_name}.{item.name}") for item in shown)


@cache
def by_name() -> dict[str, tuple[Any, Any]]:
    """Model and field by what the hidden row calls a column."""
    return {column.name: (model, column.field) for model in sheets() for column in columns_of(model)}


def cells_of(columns: Iterable[Column], fields: Fields, only: str | None) -> list[str]:
    """A row as it stands in these columns; `only` is the provider of all rows of the workbook, when that is one."""
    around = _around(fields, only)
    return [_shown(column.field, fields.get(column.field.name), around) for column in columns]


def fields_of(cells: Mapping[Any, str], only: str | None) -> Fields:
    """The fields of a row from its cells, by field; an empty cell is no value."""
    typed = {field.name: (field, text) for field, text in cells.items() if text.strip()}
    provider = typed["provider"][1].strip() if "provider" in typed else None
    found: Fields = {"provider": [provider]} if provider else {}
    if "activity" in typed:
        found["activity"] = _read(*typed["activity"], _around(found, only))
    around = _around(found, only)
    return found | {name: _read(field, text, around) for name, (field, text) in typed.items() if name not in found}


def _around(fields: Fields, only: str | None) -> dict[str, Any]:
    """What a cell need not repeat: the provider and the activity of its own row."""
    return {"provider": (fields.get("provider") or [only])[0], "activity": (fields.get("activity") or [None])[0]}


def _owner_known(target: Any, around: Mapping[str, Any]) -> list[Any]:
    """The first parts of what a row of this kind is called, when the row that names it has the same owner."""
    owner = around.get(target.natural_fields[0]) if len(target.natural_fields) > 1 else None
    return [owner] if owner else []


def _shown(field: Any, value: Any, around: Mapping[str, Any]) -> str:
    if value in (None, "", []) or value is False:
        return ""
    if field.is_relation:
        return ", ".join(_called(field, key, around) for key in (value if field.many_to_many else [value]))
    if isinstance(field, SeveralField):
        values = value if isinstance(value, list) else split(value)
        # A word may have a comma in it; a semicolon has none of its own.
        return "; ".join(field.in_words(one) if isinstance(field, ChoicesField) else one for one in values)
    if isinstance(field, models.BooleanField):
        return "ja"
    return str(dict(field.flatchoices).get(value, value) if field.choices else value)


def _called(field: Any, key: list[Any], around: Mapping[str, Any]) -> str:
    known = _owner_known(field.related_model, around)
    return PART.join(map(str, key[len(known) :] if key[: len(known)] == known else key))


def _read(field: Any, text: str, around: Mapping[str, Any]) -> Any:
    if field.many_to_many:
        return [_key(field.related_model, one, around) for one in _several(text)]
    return _key(field.related_model, text, around) if field.is_relation else text


def _several(text: str) -> Iterator[str]:
    return filter(None, map(str.strip, re.split("[,;\n]", text)))


def _key(target: Any, text: str, around: Mapping[str, Any]) -> list[str]:
    wanted = len(target.natural_lookups())
    parts = [part.strip() for part in text.split(PART.strip())]
    known = _owner_known(target, around)
    if len(parts) == wanted or len(known) + 1 != wanted:
        return parts
    return [*known, text.strip()]
