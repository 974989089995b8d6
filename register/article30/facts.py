"""Any node of a Dossier as rows of label and value; labels are those of the admin, so that one thing has one name."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from providers.facts.several import SeveralField
from retention.periods import length_of

from ..comparison.flattening import LISTS, column_of, periods
from ..dossier.tables import MODELS
from ..dossier.types import DataRow, Fact, Minors, Node
from ..dossier.types.base import rows_below
from ..wording import capital, joined, plain, small
from .data import data_name
from .lookup import READING, Lookup, facts_in
from .types import Block, Field, Place, State, block

# Keys and sequences only tie rows together; a source and a reading get a row or a mark of their own.
PLUMBING = frozenset({"key", "sequence", "source", "reading"})
# Without these nothing is open: they say something only where they are filled.
_OPTIONAL = frozenset({"voice", "sells_condition"})

_REFERENCES = {"address": Lookup.address, "supplier_contact": Lookup.contact, "activity": Lookup.activity}


@cache
def label(node: type[Node], name: str) -> str:
    """The word of the admin for a field, with a capital."""
    words = str(getattr(column_of(node, name), "verbose_name", name))
    return capital(words.replace(": getal", ", duur"))


def values(node: Node, lookup: Lookup, *, skip: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Label and value of every field; an empty value is not recorded."""
    left_out = PLUMBING | set(skip) | set(periods(type(node)).values()) | rows_below(type(node)).keys()
    fields = (name for name in node.__struct_fields__ if name not in left_out)
    found = ((name, _value(node, name, lookup)) for name in fields)
    return [(label(type(node), name), value) for name, value in found if value or name not in _OPTIONAL]


def said(node: Node, lookup: Lookup, *names: str) -> list[str]:
    """A line with label and value for each of these fields that is recorded."""
    found = ((name, _value(node, name, lookup)) for name in names)
    return [f"{label(type(node), name)}: {_line(value)}" for name, value in found if value]


def minors_line(row: Minors, lookup: Lookup) -> str:
    """What is recorded about data of children."""
    return joined((f"{name}: {_line(value)}" for name, value in values(row, lookup) if value), ". ") + lookup.mark(row)


def _line(value: str) -> str:
    return joined(value.splitlines(), "; ")


def _value(node: Node, name: str, lookup: Lookup) -> str:
    value = getattr(node, name)
    if unit := periods(type(node)).get(name):
        return length_of(value, getattr(node, unit))
    if value is None:
        return ""
    column = column_of(type(node), name)
    if isinstance(column, SeveralField):
        return column.in_words(", ".join(value))
    if not column.is_relation:
        return plain(value)
    if name in _REFERENCES:
        return _REFERENCES[name](lookup, value)
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
    return (*rows, *reading_row([node], lookup), *source_row([node], lookup))


def _lines(value: str) -> Block:
    return Block(tuple(line for line in value.splitlines() if line.strip()))


def as_row(node: Any, lookup: Lookup, name: str, *, skip: Iterable[str] = (), extra: Iterable[str] = ()) -> Field:
    """One row for one node: its name, and a line per field that is recorded."""
    found = values(node, lookup, skip=skip)
    lines = [f"{field}: {_line(value)}" for field, value in found if value]
    reading = getattr(node, "reading", None)
    read = f"{capital(READING)}: {_line(reading)}" if reading else ""
    place = joined((place.text for place in lookup.places([node])), "; ")
    return Field(name, block([*lines, *extra, read, f"Bron: {place}" if place else ""]))


def source_row(nodes: Iterable[Any], lookup: Lookup) -> tuple[Field, ...]:
    """A row that says where facts were read, if anybody noted it."""
    places = lookup.places(nodes)
    return (source_field(places),) if places else ()


def source_field(places: list[Place]) -> Field:
    """The row itself, also when nobody noted it."""
    line = joined(place.text for place in places)
    return Field("Bron", block([line]), State.RECORDED if places else State.UNKNOWN, places=tuple(places))


def reading_row(nodes: Iterable[Any], lookup: Lookup) -> tuple[Field, ...]:
    """A row with what no source says in so many words, and why it was read there all the same; each reason once."""
    reasons: dict[str, list[str]] = {}
    facts = list(facts_in(nodes))
    for fact in facts:
        if fact.reading:
            reasons.setdefault(fact.reading, []).append(_called(fact, lookup))
    lines = (
        reason if len(facts) == 1 else f"{capital(joined(dict.fromkeys(names), ', '))}: {reason}"
        for reason, names in reasons.items()
    )
    return tuple(Field(capital(READING), blocks) for blocks in [block(lines)] if blocks)


def _called(fact: Fact, lookup: Lookup) -> str:
    """What people call a row: its kind and its name."""
    model = MODELS[type(fact)]
    names = (_value(fact, name, lookup) for name in model.called_by)
    own = data_name(fact, lookup) if isinstance(fact, DataRow) else joined(names, " ")
    return joined((str(model._meta.verbose_name), own), " ")
