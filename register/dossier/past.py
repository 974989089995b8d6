"""The register of a past moment: the tables of a Dossier, from the records of edits."""

from collections.abc import Container, Iterable
from datetime import datetime
from typing import Any

from django.db.models import Min, QuerySet
from django.utils import timezone

from providers.facts.recording import DELETED, columns, history_of, links_of
from providers.history.owners import parent_field
from providers.models import Provider

from . import TABLES, Dossier, as_of, build
from .tables import Row, Tables, link_name


class NothingYetError(LookupError):
    """The provider was not in the register at that moment."""


def dossier_as_of(provider_id: int, moment: datetime) -> Dossier:
    """The draft as it was at a moment. Raises NothingYetError when there was no such provider."""
    tables = tables_as_of(provider_id, moment)
    if not tables["provider"]:
        raise NothingYetError(f"{moment:%d-%m-%Y %H:%M}")
    return as_of(build(tables), timezone.localdate(moment))


def recorded_from(provider_id: int) -> datetime | None:
    """The moment of the first record of a provider; None when there is none."""
    records = history_of(Provider)._base_manager.filter(id=provider_id)
    first: datetime | None = records.aggregate(first=Min("history_date"))["first"]
    return first


def tables_as_of(provider_id: int, moment: datetime) -> Tables:
    """What `read_tables` gave at a moment, in a constant number of queries."""
    tables: Tables = {}
    # Numbers of all rows there ever were: children ask for the records of their parents.
    ever: dict[Any, list[int]] = {Provider: [provider_id]}
    for name, table in TABLES.items():
        records = _records(table.model, ever, moment)
        newest = _newest(records, columns(table.model))
        ever[table.model] = [provider_id] if table.model is Provider else list(newest)
        existing = {row["history_id"]: row for row in newest.values() if row["history_type"] != DELETED}
        tables[name] = [{column: row[column] for column in columns(table.model)} for row in existing.values()]
        for field in table.model._meta.many_to_many:
            tables[link_name(name, field.name)] = _links(field, records, existing)
    return tables


def _records(model: Any, ever: dict[Any, list[int]], moment: datetime) -> QuerySet:
    """All records, up to a moment, of the rows of a model that ever belonged to the provider.

    Parents come as numbers: nested look-ups made PostgreSQL choose a plan that took minutes.
    """
    records = history_of(model)._base_manager.filter(history_date__lte=moment)
    if model is Provider:
        return records.filter(id__in=ever[Provider])
    field = parent_field(model)
    return records if field is None else records.filter(**{f"{field.attname}__in": ever[field.related_model]})


def _newest(records: QuerySet, names: Iterable[str]) -> dict[int, Row]:
    """Per row its last record."""
    ordered = records.order_by("history_id").values("history_id", "history_type", *names)
    return {row["id"]: row for row in ordered}


def _links(field: Any, records: QuerySet, existing: Container[int]) -> list[Row]:
    """Pairs of row and member of a set, from the records in which the rows stand."""
    source, target = field.m2m_field_name(), field.m2m_reverse_field_name()
    links = links_of(field)._base_manager.filter(history__in=records.values("pk"))
    found = links.values_list("history_id", f"{source}_id", f"{target}_id")
    return [{"row": row, "target": other} for record, row, other in found if record in existing]
