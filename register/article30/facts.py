"""Any node of a Dossier as rows of label and value; labels are those of the admin, so that one thing has one name."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

from providers.facts.several import SeveralField
from retention.periods import length_of

from ..comparison.flattening import LISTS, column_of, periods
from ..dossier.tables import MODELS
from ..dossier.types import DataRow, Fact, Node
from ..dossier.types.base import rows_below
from ..wording import capital, enumerated, joined, plain, small
from .data import data_name
from .lookup import READING, Lookup, facts_in
from .types import Field, Place, State, block

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


def as_line(node: Any, lookup: Lookup, name: str, *, skip: Iterable[str] = (), extra: Iterable[str] = ()) -> str:
    """One node in one line: its name, what is recorded of it, where that was read, and why if we read it so."""
    found = values(node, lookup, skip=skip)
    reading = getattr(node, "reading", None)
    read = f"{READING}: {_line(reading)}" if reading else ""
    lines = [*(f"{small(field)}: {_line(value)}" for field, value in found if value), *extra, read]
    mark = lookup.mark(node) if isinstance(node, Fact) else ""
    return joined((name, joined(lines)), ": ") + mark


def as_lines(nodes: Iterable[Any], lookup: Lookup, name: Callable[[Any], str], *, skip: str) -> list[str]:
    """A line per node, and one for all of which no more is known than a name."""
    lines = [(name(node), as_line(node, lookup, name(node), skip=skip.split())) for node in nodes]
    bare = [line for title, line in lines if ": " not in line.removeprefix(title)]
    return [*(line for title, line in lines if line not in bare), *([enumerated(bare)] if bare else [])]


def as_field(title: str, node: Any, lookup: Lookup, *, skip: Iterable[str] = ()) -> Field:
    """What is recorded of something there is once of, and what is not."""
    found = values(node, lookup, skip=skip)
    lines = [f"{name}: {_line(value)}" for name, value in found if value]
    unknown = enumerated(small(name) for name, value in found if not value)
    reading = f"{capital(READING)}: {_line(node.reading)}" if node.reading else ""
    *first, last = [line for line in (*lines, reading) if line] or [""]
    blocks = block([*first, last + lookup.mark(node)])
    return Field(title, blocks, State.UNKNOWN if unknown else State.RECORDED, unknown)


def filled(rows: Iterable[tuple[str, Iterable[str]]]) -> Iterator[Field]:
    """A row for each list that holds something."""
    return (Field(title, blocks) for title, lines in rows if (blocks := block(lines)))


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
