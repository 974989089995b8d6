"""The register of a past moment: the tables of a Dossier, from the records of edits."""

from datetime import datetime
from typing import Any

from django.db.models import Max, QuerySet

from providers.history import DELETED, columns, history_of, links_of
from providers.history_owners import owned_by

from .dossier import TABLES, Dossier, build
from .dossier.tables import Row, Table, Tables, link_name


class NothingYetError(LookupError):
    """The provider was not in the register at that moment."""


def dossier_as_of(provider_id: int, moment: datetime) -> Dossier:
    """The draft as it was at a moment. Raises NothingYetError when there was no such provider."""
    tables = tables_as_of(provider_id, moment)
    if not tables["provider"]:
        raise NothingYetError(f"{moment:%d-%m-%Y %H:%M}")
    return build(tables)


def tables_as_of(provider_id: int, moment: datetime) -> Tables:
    """What `read_tables` gave at a moment, in a constant number of queries."""
    tables: Tables = {}
    for name, table in TABLES.items():
        records = _records(table, provider_id, moment)
        tables[name] = list(records.values(*columns(table.model)))
        for field in table.model._meta.many_to_many:
            tables[link_name(name, field.name)] = _links(field, records)
    return tables


def _records(table: Table, provider_id: int, moment: datetime) -> QuerySet:
    """The newest record of every row that existed then and belonged to the provider."""
    records = history_of(table.model)._base_manager.all()
    owned = owned_by(table.model, provider_id)
    rows = records.filter(owned).values("id")
    newest = records.filter(id__in=rows, history_date__lte=moment).values("id").annotate(newest=Max("history_id"))
    return records.filter(owned, pk__in=newest.values("newest")).exclude(history_type=DELETED)


def _links(field: Any, records: QuerySet) -> list[Row]:
    """Pairs of row and member of a set, from the records in which the rows stand."""
    source, target = field.m2m_field_name(), field.m2m_reverse_field_name()
    links = links_of(field)._base_manager.filter(history__in=records.values("pk"))
    return [{"row": row, "target": other} for row, other in links.values_list(f"{source}_id", f"{target}_id")]
