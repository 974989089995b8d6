"""Plain tables of rows into a Dossier: the same for live rows and for rows of a past moment."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from functools import cache
from typing import Any

import msgspec
from django.db import models
from django.utils import timezone

from providers.facts.several import SeveralField, split

from ..choices import Status
from .canonical import canonical_json
from .tables import TABLE_OF, TABLES, Row, Tables, link_name, read_tables
from .types import Activity, Dossier, Node
from .types.base import rows_below


def live_dossier(provider_id: int, day: date | None = None) -> Dossier:
    """The draft: what the rows say of a day, of today unless told. Costs a fixed number of queries."""
    return live_dossiers([provider_id], day)[provider_id]


def live_dossiers(providers: Collection[int], day: date | None = None) -> dict[int, Dossier]:
    """Each provider's draft, by the number of its row; as many queries as for one."""
    day = day or timezone.localdate()
    return {provider: as_of(build(tables), day) for provider, tables in read_tables(providers).items()}


def as_of(dossier: Dossier, day: date) -> Dossier:
    """The same facts on another day: an activity is active until the day on which it ends."""
    return msgspec.structs.replace(dossier, activities=tuple(_on(item, day) for item in dossier.activities))


def _on(activity: Activity, day: date) -> Activity:
    if activity.ended_on is None:
        return activity
    status = Status.ENDED if activity.ended_on <= day else Status.ACTIVE
    return msgspec.structs.replace(activity, status=status)


def build(tables: Tables) -> Dossier:
    """A Dossier from the tables of one provider (see `tables.TABLES`), in whatever order rows come.

    It says what the rows say; who reads it on some day asks `as_of`.

    Raises msgspec.ValidationError when a row cannot be what its type says.
    """
    rows = _Rows(tables)
    parts: dict[str, Any] = {name: rows.nodes(name) for name in Dossier.__struct_fields__}
    words = {name: parts.pop(name) for name in parts.copy() if TABLES[name].owner is None}
    for name in parts.keys() - rows_below(Dossier):
        parts[name] = next(iter(parts[name]), None)
    dossier = Dossier(**parts)
    return msgspec.structs.replace(dossier, **_used(words, dossier))


class _Rows:
    """Looks up keys, sets and children while rows become nodes."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._keys = {table.model: _keys(tables[name]) for name, table in TABLES.items()}
        self._links: dict[str, dict[int, list[int]]] = {}
        self._children: dict[str, dict[int, tuple[Node, ...]]] = {}

    def nodes(self, table: str) -> tuple[Any, ...]:
        """The rows of a table that stand below no other row, as nodes in their order."""
        above = _columns_above(table)
        rows = self._tables[table]
        return _sorted(self._node(table, row) for row in rows if all(row[column] is None for column in above))

    def _node(self, table: str, row: Row) -> Node:
        node = TABLES[table].node
        values: dict[str, Any] = {}
        for name, kind, target in node_columns(table):
            if kind == "set":
                keys = self._keys[target]
                values[name] = sorted(keys[other] for other in self._linked(table, name, row["id"]))
            elif kind == "reference":
                other = row[f"{name}_id"]
                values[name] = None if other is None else self._keys[target][other]
            elif kind == "several":
                values[name] = split(row[name])
            else:
                values[name] = None if row[name] == "" else row[name]
        for name, child, column in lists_below(table):
            values[name] = self._of_parent(child, column).get(row["id"], ())
        return msgspec.convert(values, node)

    def _linked(self, table: str, field: str, row: int) -> list[int]:
        name = link_name(table, field)
        if name not in self._links:
            grouped: dict[int, list[int]] = defaultdict(list)
            for pair in self._tables[name]:
                grouped[pair["row"]].append(pair["target"])
            self._links[name] = grouped
        return self._links[name].get(row, [])

    def _of_parent(self, table: str, column: str) -> dict[int, tuple[Node, ...]]:
        if table not in self._children:
            grouped: dict[int, list[Node]] = defaultdict(list)
            for row in self._tables[table]:
                if row[column] is not None:
                    grouped[row[column]].append(self._node(table, row))
            self._children[table] = {parent: _sorted(nodes) for parent, nodes in grouped.items()}
        return self._children[table]


@cache
def lists_below(table: str) -> tuple[tuple[str, str, str], ...]:
    """Per list of a node with rows below it: its name, their table, and their column that names the parent."""
    model, node = TABLES[table].model, TABLES[table].node
    found = ((name, TABLE_OF[kind]) for name, kind in rows_below(node).items())
    return tuple((name, child, column_above(TABLES[child].model, model)) for name, child in found)


def column_above(child: Any, parent: Any) -> str:
    return next(str(field.attname) for field in child._meta.fields if field.related_model is parent)


@cache
def _columns_above(table: str) -> tuple[str, ...]:
    """The columns in which a row of this table may name a row that it stands below."""
    return tuple(column for above in TABLES for _, child, column in lists_below(above) if child == table)


@cache
def node_columns(table: str) -> tuple[tuple[str, str, Any], ...]:
    """Per field of the node that is a column: its name, its kind, and the model it refers to."""
    model, node = TABLES[table].model, TABLES[table].node
    nested = {name for name, _, _ in lists_below(table)}
    columns: list[tuple[str, str, Any]] = []
    for name in node.__struct_fields__:
        if name in nested:
            continue
        field = model._meta.get_field(name)
        if isinstance(field, models.ManyToManyField):
            columns.append((name, "set", field.related_model))
        elif field.is_relation:
            columns.append((name, "reference", field.related_model))
        elif isinstance(field, SeveralField):
            columns.append((name, "several", None))
        else:
            columns.append((name, "value", None))
    return tuple(columns)


def _keys(rows: list[Row]) -> dict[int, str]:
    """Database number to the key that other rows use in the Dossier."""
    name = next((name for name in ("key", "number", "slug", "code") if rows and name in rows[0]), "")
    return {row["id"]: row[name] for row in rows} if name else {}


def _sorted(nodes: Iterable[Any]) -> tuple[Any, ...]:
    """Same rows, same order, whatever database numbers they have."""
    return tuple(sorted(nodes, key=_order))


def _order(node: Any) -> tuple[Any, ...]:
    prefix, _, sequence = getattr(node, "number", "").rpartition("-")
    return (
        getattr(node, "sequence", 0),
        getattr(node, "line", 0),
        prefix,
        int(sequence or 0),
        getattr(node, "key", ""),
        canonical_json(node),
    )


def _used(words: dict[str, tuple[Any, ...]], dossier: Dossier) -> dict[str, tuple[Any, ...]]:
    """The words that this provider uses; the rest of the shared list is nobody's fact."""
    activities = dossier.activities
    security = [*dossier.security, *(row for item in activities for row in item.security)]
    operations = [*dossier.operations, *(row for item in activities for row in item.operations)]
    purposes = [row for item in activities for row in item.purposes]
    used: dict[str, set[str | None]] = {
        "data_categories": {row.category for item in activities for row in item.data},
        "data_subject_categories": {group.category for group in dossier.subject_groups},
        "purposes": {row.purpose for row in (*dossier.general_purposes, *purposes)},
        "measures": {row.measure for row in security},
        "processing_operations": {row.operation for row in operations},
        "grounds": {term.ground for term in dossier.terms},
    }
    return {name: tuple(word for word in words[name] if word.key in used[name]) for name in words}
