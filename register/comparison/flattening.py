"""A Dossier as items with labelled fields, so that two of them can be laid side by side."""

import enum
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import msgspec
from django.db import models

from providers.facts.several import SeveralField
from retention.periods import length_of

from ..dossier import TABLES, Dossier, for_customers, typed_fields
from ..dossier.canonical import public_fields
from ..dossier.tables import MODELS
from ..dossier.types import Activity, DataRow, Node, Remark
from ..filling import filled
from ..marking import context_of, label, own
from ..wording import capital

_NO_FACT = frozenset({"key", "sequence", "source", "slug", "prefix"})
LISTS = {table.model: name for name, table in TABLES.items()}

ItemKey = tuple[str, ...]


@dataclass(frozen=True)
class Field:
    """A value for people, and what it is compared by; a set has one entry per member.

    `name` is that of the column; `label` is Dutch; `is_own`: the words are those of the provider.
    """

    name: str
    label: str
    raw: Any
    shown: tuple[str, ...]
    is_prose: bool = False
    is_set: bool = False
    is_own: bool = False


@dataclass(frozen=True)
class Item:
    """One row: under which heading it stands, what it is called, and its recorded fields.

    `number` is that of the activity it is or belongs to; empty for what belongs to none.
    """

    section: str
    title: str
    fields: tuple[Field, ...]
    number: str


def flatten(dossier: Dossier, *, public: bool) -> dict[ItemKey, Item]:
    """Every row by its identity, in the order of the Dossier; `public` leaves out register facts."""
    return dict(_Flattener(dossier, public).items())


class _Flattener:
    def __init__(self, dossier: Dossier, public: bool) -> None:
        whole = filled(dossier)
        self._dossier = for_customers(whole) if public else whole
        self._public = public
        self._context = context_of(dossier.provider.address_form)

    def items(self) -> Iterator[tuple[ItemKey, Item]]:
        for name in self._names(Dossier):
            value = getattr(self._dossier, name)
            nodes = value if isinstance(value, tuple) else (value,)
            for node in nodes:
                if node is not None:
                    number = node.number if isinstance(node, Activity) else ""
                    yield from self._node(node, (name,), TABLES[name].section, "", number)

    def _node(
        self, node: Node, path: ItemKey, section: str, parent: str, number: str
    ) -> Iterator[tuple[ItemKey, Item]]:
        key = (*path, *_identity(node))
        section = node.section if isinstance(node, Remark) else section
        title = f"{parent}: {self._title(node)}" if parent else self._title(node)
        yield key, Item(section, title, tuple(self._fields(node)), number)
        for name in self._names(type(node)):
            for child in _children(getattr(node, name)):
                yield from self._node(child, (*key, name), section, title, number)

    def _names(self, kind: type[msgspec.Struct]) -> tuple[str, ...]:
        return public_fields(kind) if self._public else kind.__struct_fields__

    def _title(self, node: Node) -> str:
        called = " ".join(self._called(node))
        if isinstance(node, Activity):
            return called
        kind = capital(label(str(MODELS[type(node)]._meta.verbose_name)))
        return f"{kind} {called}" if called else kind

    def _called(self, node: Node) -> Iterator[str]:
        kind = type(node)
        for name in MODELS[kind].called_by:
            if value := getattr(node, name):
                words = " ".join(self._shown(kind, name, value))
                yield own(words) if _is_own(kind, name) else words

    def _fields(self, node: Node) -> Iterator[Field]:
        units = periods(type(node))
        for name in self._names(type(node)):
            value = getattr(node, name)
            if name in _NO_FACT or _children(value) or name in units.values():
                continue
            if name in units:
                value = length_of(value, getattr(node, units[name]))
            if value in (None, (), False, ""):
                continue
            column = column_of(type(node), name)
            yield Field(
                name=name,
                label=_label(column),
                raw=value,
                shown=self._shown(type(node), name, value),
                is_prose=isinstance(column, models.TextField | models.CharField) and not column.choices,
                is_set=isinstance(value, tuple),
                is_own=_is_own(type(node), name),
            )

    def _shown(self, kind: type[Node], name: str, value: Any) -> tuple[str, ...]:
        if isinstance(value, tuple):
            return tuple(text for item in value for text in self._shown(kind, name, item))
        column = column_of(kind, name)
        if isinstance(column, SeveralField):
            return (label(column.in_words(str(value)), self._context),)
        if column.is_relation:
            return (self._named(column.related_model, value),)
        return (self._words(value),)

    def _words(self, value: Any) -> str:
        if value is True:
            return label("ja")
        if isinstance(value, enum.Enum):
            return label(str(getattr(value, "label", value.value)), self._context)
        return f"{value.day}-{value.month}-{value.year}" if isinstance(value, date) else str(value)

    def _named(self, model: Any, key: str) -> str:
        rows = getattr(self._dossier, LISTS[model], ())
        row = next((row for row in rows if _identity(row) == (key,)), None)
        return str(getattr(row, "name", None) or getattr(row, "title", None) or key)


@cache
def column_of(kind: type[Node], name: str) -> Any:
    """The field of the model behind a field of a node."""
    return MODELS[kind]._meta.get_field(name)


def _is_own(kind: type[Node], name: str) -> bool:
    """Whether the words are typed: in the field itself, or as the name of the row it refers to."""
    return name in typed_fields(kind) or bool(column_of(kind, name).is_relation)


@cache
def periods(kind: type[Node]) -> dict[str, str]:
    """Amount columns with their unit columns: one period for people."""
    names = kind.__struct_fields__
    return {name: name.replace("amount", "unit") for name in names if name.endswith("amount")}


def _label(column: Any) -> str:
    words = str(column.verbose_name).removesuffix("getal").rstrip(": ")
    return words or "termijn"


def _children(value: Any) -> tuple[Node, ...]:
    if isinstance(value, tuple) and value and isinstance(value[0], msgspec.Struct):
        return value
    return ()


def _identity(node: Any) -> tuple[str, ...]:
    """What tells a row apart in its list; its words where that is a place in the order, which says nothing."""
    model = MODELS[type(node)]
    names = model.identity_fields()
    values = [getattr(node, name) for name in (model.called_by if names == ("sequence",) else names)]
    if isinstance(node, DataRow) and not node.name:
        values.append(node.category)
    return tuple(str(value or "") for value in values)
