"""A Dossier as the rows it was made of, in the form of fixtures: what is in no Dossier is not among them.

That is: internal notes, the text of source documents, what was edited when and by whom, versions and findings.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from providers.facts.recording import recorded_fields

from ..choices import Status
from ..dossier import TABLES, Dossier
from ..dossier.building import lists_below, node_columns
from ..dossier.tables import MODELS, TABLE_OF, Row, Tables, link_name
from ..dossier.types import Node
from ..loading.known import in_order

# What no Dossier holds of a row.
LEFT_OUT = frozenset({"note", "text"})

Fields = dict[str, Any]


class Content(NamedTuple):
    """A row as a fixture has it, and where it stands in the Dossier."""

    model: Any
    fields: Fields
    place: str


def contents_of(dossier: Dossier) -> Iterator[Content]:
    """Every row of a Dossier, a row below another after it."""
    provider = dossier.provider.slug
    for name in Dossier.__struct_fields__:
        found = getattr(dossier, name)
        rows = found if isinstance(found, tuple) else filter(None, [found])
        for number, node in enumerate(rows):
            place = f"dossier.{name}[{number}]" if isinstance(found, tuple) else f"dossier.{name}"
            yield from _rows(node, provider, {}, place)


def contents_of_tables(tables: Tables) -> Iterator[Content]:
    """Every row of a provider's tables with all its columns, internal notes included, and all words."""
    keys: dict[Any, dict[int, list[Any]]] = {}
    names = {table.model: name for name, table in TABLES.items()}
    for model in in_order():
        name = names.get(model, "")
        keys[model] = {}
        sets = [(field, _members(tables, name, field.name)) for field in model._meta.many_to_many]
        for row in tables.get(name, ()):
            fields = {
                field.name: _stored(field, row, keys) for field in recorded_fields(model) if not field.primary_key
            }
            fields |= {
                field.name: [keys[field.related_model][number] for number in members[row["id"]]]
                for field, members in sets
            }
            keys[model][row["id"]] = natural_key(model, fields)
            yield Content(model, fields, "")


def _members(tables: Tables, name: str, field: str) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for link in tables.get(link_name(name, field), ()):
        found[link["row"]].append(link["target"])
    return found


def _stored(field: Any, row: Row, keys: Mapping[Any, Mapping[int, list[Any]]]) -> Any:
    value = row[field.attname]
    return keys[field.related_model][value] if field.is_relation and value is not None else value


def natural_key(model: Any, fields: Mapping[str, Any]) -> list[Any]:
    """What other rows call this one."""
    parts = (fields.get(name) for name in model.natural_fields)
    return [item for part in parts for item in (part if isinstance(part, list) else [part])]


def _rows(node: Node, provider: str, above: Mapping[Any, list[Any]], place: str) -> Iterator[Content]:
    model, table = MODELS[type(node)], TABLE_OF[type(node)]
    columns = {field.name: field for field in model._meta.fields}
    fields: Fields = {"provider": [provider]} if "provider" in columns else {}
    parents = {field.related_model: name for name, field in reversed(columns.items()) if field.related_model in above}
    fields |= {name: above[parent] for parent, name in parents.items()}
    around = {"provider": provider, "activity": (fields.get("activity") or [None])[0]}
    for name, kind, target in node_columns(table):
        if (value := msgspec.to_builtins(getattr(node, name))) not in (None, ()):
            fields[name] = _value(kind, target, value, around)
    if fields.get("ended_on"):
        # A Dossier says how it was on its day; the row itself knows only when it ends.
        fields["status"] = Status.ENDED.value
    # What tells it apart comes first: messages call it so.
    yield Content(model, {name: fields[name] for name in model.natural_fields if name in fields} | fields, place)
    below = {**above, model: natural_key(model, fields)}
    for name, _, _ in lists_below(table):
        for number, child in enumerate(getattr(node, name)):
            yield from _rows(child, provider, below, f"{place}.{name}[{number}]")


def _value(kind: str, target: Any, value: Any, around: Mapping[str, Any]) -> Any:
    if kind == "set":
        return [_key(target, key, around) for key in value]
    if kind == "reference":
        return _key(target, value, around)
    return list(value) if kind == "several" else value


def _key(target: Any, key: str, around: Mapping[str, Any]) -> list[Any]:
    """The natural key of the row that a Dossier calls by its last part."""
    return [around.get(name, key) for name in target.natural_fields]
