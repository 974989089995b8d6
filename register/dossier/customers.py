"""What of a Dossier concerns customers: activities that still happen, and nothing that only staff or suppliers meet."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import msgspec
from django.db import models

from .tables import MODELS, TABLE_OF
from .types import Activity, Dossier, Keyed, Node
from .types.base import rows_below

# A row as others refer to it: its list in the Dossier, and its key or number.
Name = tuple[str, str]


def for_customers(dossier: Dossier) -> Dossier:
    """Without ended activities, those for the register alone, and what only the latter name."""
    internal = [item for item in dossier.activities if item.internal]
    if not internal:
        return msgspec.structs.replace(dossier, activities=dossier.active)
    shown = msgspec.structs.replace(dossier, activities=tuple(item for item in dossier.activities if not item.internal))
    hidden = _only_named_by(internal, dossier, shown) | {("activities", item.number) for item in internal}
    left = {name: _without(getattr(shown, name), hidden) for name in Dossier.__struct_fields__}
    return for_customers(msgspec.structs.replace(shown, **left))


def named_by(dossier: Dossier, number: str) -> set[Name]:
    """The rows and shared words that an activity refers to, itself or through another row."""
    keyed = {(name, getattr(row, "key", "")): row for name in rows_below(Dossier) for row in getattr(dossier, name)}
    return _reached((item for item in dossier.activities if item.number == number), keyed)


def _only_named_by(internal: Iterable[Activity], dossier: Dossier, shown: Dossier) -> set[Name]:
    """Shared rows that internal activities name, themselves or through another row, and nothing else does."""
    shared = {(name, row.key): row for name in rows_below(Dossier) for row in getattr(dossier, name) if _is_shared(row)}
    theirs = _reached(internal, shared)
    others = [row for row in _rows(shown) if (TABLE_OF[type(row)], getattr(row, "key", "")) not in theirs]
    return theirs - _reached(others, shared)


def _is_shared(row: Node) -> bool:
    return isinstance(row, Keyed)


def _rows(dossier: Dossier) -> Iterator[Node]:
    for name in Dossier.__struct_fields__:
        value = getattr(dossier, name)
        yield from value if isinstance(value, tuple) else filter(None, [value])


def _reached(rows: Iterable[Node], shared: dict[Name, Any]) -> set[Name]:
    found: set[Name] = set()
    waiting = [name for row in rows for name in _named(row)]
    while waiting:
        name = waiting.pop()
        if name in shared and name not in found:
            found.add(name)
            waiting += _named(shared[name])
    return found


def _named(row: Node) -> Iterator[Name]:
    """The rows that a row and those below it refer to."""
    for field, table in _references(type(row)).items():
        value = getattr(row, field)
        yield from ((table, key) for key in (value if isinstance(value, tuple) else filter(None, [value])))
    for field in rows_below(type(row)):
        for below in getattr(row, field):
            yield from _named(below)


@cache
def _references(kind: type[Node]) -> dict[str, str]:
    """The fields of a node in which a key stands, with the list it is a key of."""
    tables: dict[Any, str] = {model: TABLE_OF[node] for node, model in MODELS.items()}
    fields = {field.name: field for field in (*MODELS[kind]._meta.fields, *MODELS[kind]._meta.many_to_many)}
    below = rows_below(kind)
    return {
        name: tables[fields[name].related_model]
        for name in kind.__struct_fields__
        if name not in below and name in fields and fields[name].related_model in tables
    }


def _without(value: Any, hidden: set[Name]) -> Any:
    """A list or a row without hidden rows, and without rows that cannot do without one."""
    if isinstance(value, tuple):
        return tuple(item for row in value if (item := _without(row, hidden)) is not None)
    if not isinstance(value, msgspec.Struct):
        return value
    kind: Any = type(value)
    if (TABLE_OF[kind], getattr(value, "key", None) or getattr(value, "number", "")) in hidden:
        return None
    changes: dict[str, Any] = {}
    for field, table in _references(kind).items():
        now = getattr(value, field)
        if isinstance(now, tuple):
            changes[field] = tuple(key for key in now if (table, key) not in hidden)
        elif (table, now) in hidden:
            if not _may_be_empty(kind, field):
                return None
            changes[field] = None
    return msgspec.structs.replace(value, **changes)


def _may_be_empty(kind: type[Node], field: str) -> bool:
    column: Any = MODELS[kind]._meta.get_field(field)
    return not isinstance(column, models.ForeignKey) or column.null
