"""The texts of a Dossier, with the row that people open to change them."""

from collections.abc import Collection, Iterator
from functools import cache
from typing import Any, get_args, get_origin

import msgspec

from ..dossier import for_customers
from ..dossier.canonical import public_fields
from ..dossier.types import Activity, Cookie, Dossier, Node, RetentionTerm
from ..placeholders import without
from . import places
from .places import Place

# Not Dutch text: what a source document says itself, English words, and the columns that refer to other rows.
_NOT_READ = frozenset(
    (
        *("documents", "source", "name_en"),
        *("key", "number", "slug", "group", "category", "term", "recipient", "system", "measure"),
    )
)


def rows(dossier: Node) -> Iterator[tuple[Place, Node]]:
    """Each row at the top of the Dossier with its place; rows without a key share the place of their list."""
    _, below = _columns(type(dossier))
    for table in below:
        for row in nodes(dossier, table):
            yield _place(table, row), row


def public_rows(dossier: Dossier) -> Iterator[tuple[Place, Node]]:
    """The same for what customers may read."""
    shown = public_fields(type(dossier))
    for place, row in rows(for_customers(dossier)):
        if place.table in shown or place.table == "statement":
            yield place, row


def _place(table: str, row: Node) -> Place:
    if isinstance(row, Activity):
        return places.of_activity(row)
    if isinstance(row, RetentionTerm):
        return places.of_term(row)
    if isinstance(row, Cookie):
        return places.of_cookie(row)
    key = getattr(row, "key", "")
    name = getattr(row, "name", "")
    whole = places.of_provider() if table == "provider" else places.of_statement(table)
    return Place(table, key, f"{whole.title}, {name}" if key and name else whole.title)


def texts(row: Node, skipped: Collection[str] = (), *, public: bool = False) -> Iterator[tuple[str, str]]:
    """Every text of a row and of the rows below it, with the column or list of the row it is in.

    Columns with a name in `skipped` are not read; `public` leaves out what customers may not read. Where a sentence
    names a fact nobody typed its words: there stands a sign.
    """
    columns, below = _columns(type(row))
    shown = public_fields(type(row)) if public else row.__struct_fields__
    for name in columns:
        text = getattr(row, name)
        if text and name in shown and name not in skipped:
            yield name, without(text)
    for name in below:
        if name in shown:
            for node in nodes(row, name):
                yield from ((name, text) for _, text in texts(node, skipped, public=public))


def nodes(row: Node, name: str) -> tuple[Node, ...]:
    """The rows in a field that holds a list, one row or none."""
    value = getattr(row, name)
    if isinstance(value, tuple):
        return value
    return () if value is None else (value,)


@cache
def _columns(kind: type[Node]) -> tuple[list[str], list[str]]:
    """Names of the fields that hold a text, and of those that hold nodes; lists of keys are neither."""
    columns, below = [], []
    for field in msgspec.structs.fields(kind):
        kinds = set(_kinds(field.type))
        if field.name in _NOT_READ:
            continue
        if any(isinstance(item, type) and issubclass(item, Node) for item in kinds):
            below.append(field.name)
        elif str in kinds and tuple not in kinds:
            columns.append(field.name)
    return columns, below


def _kinds(annotation: Any) -> Iterator[Any]:
    """An annotation and everything inside it: Register[tuple[str, ...]] gives tuple and str."""
    yield get_origin(annotation) or annotation
    for inside in get_args(annotation):
        yield from _kinds(inside)
