"""The drafts of several providers at once, for lists: as many queries as for one."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.db.models import F

from .building import build
from .tables import TABLES, Row, Table, Tables, link_name
from .types import Dossier

_OWNER = "owner_of_row"


def live_dossiers(providers: Collection[int]) -> dict[int, Dossier]:
    """Each provider's draft, by the number of its row."""
    tables: dict[int, Tables] = {provider: {} for provider in providers}
    for name, table in TABLES.items():
        _share(tables, name, _rows(table, providers))
        for field in table.model._meta.many_to_many:
            _share(tables, link_name(name, field.name), _links(table, field, providers))
    return {provider: build(found) for provider, found in tables.items()}


def _share(tables: dict[int, Tables], name: str, rows: list[Row] | dict[int, list[Row]]) -> None:
    for provider, own in tables.items():
        own[name] = rows if isinstance(rows, list) else rows.get(provider, [])


def _rows(table: Table, providers: Collection[int]) -> list[Row] | dict[int, list[Row]]:
    rows = table.model._default_manager.order_by()
    if table.owner is None:
        return list(rows.values())
    owned = rows.filter(**{f"{table.owner}__in": providers}).annotate(**{_OWNER: F(table.owner)})
    return _by_owner(list(owned.values()))


def _links(table: Table, field: Any, providers: Collection[int]) -> dict[int, list[Row]]:
    source, target = field.m2m_field_name(), field.m2m_reverse_field_name()
    owner = f"{source}__{table.owner}"
    links = field.remote_field.through._default_manager.filter(**{f"{owner}__in": providers})
    values = links.values(row=F(f"{source}_id"), target=F(f"{target}_id"), **{_OWNER: F(owner)})
    return _by_owner(list(values))


def _by_owner(rows: list[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.pop(_OWNER)].append(row)
    return found
