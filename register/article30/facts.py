"""Any node of a Dossier as rows of label and value; labels are those of the admin, so that one thing has one name."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from retention.periods import length_of

from ..comparison.flattening import LISTS, column_of, periods
from ..dossier.types import Node
from ..wording import capital, joined, plain, small
from .lookup import Lookup
from .types import Block, Field, State, block

# Keys and sequences only tie rows together; a source gets a row or a mark of its own.
PLUMBING = frozenset({"key", "sequence", "source"})

_REFERENCES = {"address": Lookup.address, "supplier_contact": Lookup.contact, "activity": Lookup.activity}


@cache
def label(node: type[Node], name: str) -> str:
    """The word of the admin for a field, with a capital."""
    words = str(getattr(column_of(node, name), "verbose_name", name))
    return capital(words.replace(": getal", ", duur"))


def values(node: Node, lookup: Lookup, *, skip: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Label and value of every field; an empty value is not recorded."""
    left_out = PLUMBING | set(skip) | set(periods(type(node)).values())
    fields = (name for name in node.__struct_fields__ if name not in left_out)
    return [(label(type(node), name), _value(node, name, lookup)) for name in fields]


def _value(node: Node, name: str, lookup: Lookup) -> str:
    value = getattr(node, name)
    if unit := periods(type(node)).get(name):
        return length_of(value, getattr(node, unit))
    if value is None:
        return ""
    if name in _REFERENCES:
        return _REFERENCES[name](lookup, value)
    column = column_of(type(node), name)
    if not column.is_relation:
        return plain(value)
    return lookup.names(LISTS[column.related_model], value if isinstance(value, tuple) else (value,))


def as_rows(node: Any, lookup: Lookup, *, skip: Iterable[str] = ()) -> tuple[Field, ...]:
    """A row per field of one node; what is not recorded shares the last row."""
    if node is None:
        return (Field("Gegevens", state=State.UNKNOWN),)
    found = values(node, lookup, skip=skip)
    rows = [Field(name, (_lines(value),)) for name, value in found if value]
    unknown = tuple(name for name, value in found if not value)
    if unknown:
        rows.append(Field("Nog open", state=State.UNKNOWN, reason=joined(map(small, unknown), ", ")))
    return (*rows, *source_row([node], lookup))


def _lines(value: str) -> Block:
    return Block(tuple(line for line in value.splitlines() if line.strip()))


def as_row(node: Any, lookup: Lookup, name: str, *, skip: Iterable[str] = (), extra: Iterable[str] = ()) -> Field:
    """One row for one node: its name, and a line per field that is recorded."""
    found = values(node, lookup, skip=skip)
    lines = [f"{field}: {joined(value.splitlines(), '; ')}" for field, value in found if value]
    place = joined(lookup.places([node]), "; ")
    return Field(name, block([*lines, *extra, f"Bron: {place}" if place else ""]))


def source_row(nodes: Iterable[Any], lookup: Lookup) -> tuple[Field, ...]:
    """A row that says where facts were read, if anybody noted it."""
    places = lookup.places(nodes)
    return (Field("Bron", (Block((joined(places),)),)),) if places else ()
