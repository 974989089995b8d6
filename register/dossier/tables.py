"""The tables a Dossier is made of: one query each, whatever the number of rows."""

import threading
from collections import defaultdict
from collections.abc import Callable, Collection
from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS
from django.db.models import F, QuerySet

from providers import models as providers
from providers.facts.natural import NaturalModel
from retention import models as retention

from .. import models as register
from . import types


class Table(NamedTuple):
    """A model, the part of the Dossier made from it, and how its rows belong to a provider."""

    model: type[NaturalModel]
    node: type[types.Node]
    owner: str | None


Row = dict[str, Any]
Tables = dict[str, list[Row]]

_OWN, _ACTIVITY = "provider", "activity__provider"
_OWNER = "owner_of_row"

TABLES: dict[str, Table] = {
    "provider": Table(providers.Provider, types.Provider, "pk"),
    "entities": Table(providers.LegalEntity, types.LegalEntity, _OWN),
    "trade_names": Table(providers.TradeName, types.TradeName, _OWN),
    "addresses": Table(providers.Address, types.Address, _OWN),
    "contact_points": Table(providers.ContactPoint, types.ContactPoint, _OWN),
    "services": Table(providers.Service, types.Service, _OWN),
    "systems": Table(providers.System, types.System, _OWN),
    "recipients": Table(providers.Recipient, types.Recipient, _OWN),
    "documents": Table(providers.SourceDocument, types.SourceDocument, _OWN),
    "headings": Table(providers.SourceHeading, types.SourceHeading, "document__provider"),
    "terms": Table(retention.RetentionTerm, types.RetentionTerm, _OWN),
    "grounds": Table(retention.StatutoryGround, types.StatutoryGround, None),
    "data_categories": Table(register.DataCategory, types.DataCategory, None),
    "data_subject_categories": Table(register.DataSubjectCategory, types.DataSubjectCategory, None),
    "purposes": Table(register.Purpose, types.Purpose, None),
    "measures": Table(register.SecurityMeasure, types.SecurityMeasure, None),
    "processing_operations": Table(register.ProcessingOperation, types.ProcessingOperation, None),
    "subject_groups": Table(register.SubjectGroup, types.SubjectGroup, _OWN),
    "activities": Table(register.ProcessingActivity, types.Activity, _OWN),
    "purpose_rows": Table(register.PurposeRow, types.PurposeRow, _ACTIVITY),
    "bases": Table(register.LegalBasis, types.LegalBasis, "purpose__activity__provider"),
    "data": Table(register.DataRow, types.DataRow, _ACTIVITY),
    "activity_systems": Table(register.ActivitySystem, types.ActivitySystem, _ACTIVITY),
    "disclosures": Table(register.Disclosure, types.Disclosure, _OWN),
    "security": Table(register.ActivitySecurity, types.ActivitySecurity, _OWN),
    "operations": Table(register.ActivityOperation, types.ActivityOperation, _OWN),
    "role_claims": Table(register.RoleClaim, types.RoleClaim, _OWN),
    "sharing": Table(register.SharingPolicy, types.SharingPolicy, _OWN),
    "logging": Table(register.UsageLogging, types.UsageLogging, _OWN),
    "cookie_policy": Table(register.CookiePolicy, types.CookiePolicy, _OWN),
    "cookies": Table(register.Cookie, types.Cookie, _OWN),
    "decisions": Table(register.AutomatedDecisions, types.AutomatedDecisions, _OWN),
    "reports": Table(register.Report, types.Report, _OWN),
    "breach": Table(register.BreachProcedure, types.BreachProcedure, _OWN),
    "requests": Table(register.RequestHandling, types.RequestHandling, _OWN),
    "rights": Table(register.StatedRight, types.StatedRight, _OWN),
    "complaint": Table(register.Complaint, types.Complaint, _OWN),
    "changes": Table(register.ChangePolicy, types.ChangePolicy, _OWN),
    "emergency": Table(register.EmergencyCalls, types.EmergencyCalls, _OWN),
    "remarks": Table(register.Remark, types.Remark, _OWN),
    "page_text": Table(register.PageText, types.PageText, _OWN),
    "first_layer": Table(register.FirstLayerAnswer, types.FirstLayerAnswer, _OWN),
    "highlights": Table(register.Highlight, types.Highlight, _OWN),
    "doors": Table(register.Door, types.Door, _OWN),
    "service_groups": Table(register.ServiceGroup, types.ServiceGroup, _OWN),
}


MODELS: dict[type[types.Node], type[NaturalModel]] = {table.node: table.model for table in TABLES.values()}
TABLE_OF: dict[type, str] = {table.node: name for name, table in TABLES.items()}


def link_name(table: str, field: str) -> str:
    """Name under which the rows of a many-to-many set travel."""
    return f"{table}.{field}"


def read_tables(providers: Collection[int]) -> dict[int, Tables]:
    """The live rows of each provider, with the words all providers share: as many queries as for one."""
    numbers = sorted(set(providers))
    tables: dict[int, Tables] = {provider: {} for provider in numbers}
    for name, table in TABLES.items():
        _share(tables, name, _rows(name, numbers) if table.owner else _words(table.model))
        for field in table.model._meta.many_to_many:
            _share(tables, link_name(name, field.name), _links(name, field.name, numbers))
    return tables


def _share(tables: dict[int, Tables], name: str, rows: list[Row] | dict[int, list[Row]]) -> None:
    for provider, own in tables.items():
        own[name] = rows if isinstance(rows, list) else rows.get(provider, [])


def _words(model: type[NaturalModel]) -> list[Row]:
    rows: QuerySet = model._default_manager.order_by()
    return list(rows.values())


def _rows(name: str, providers: list[int]) -> dict[int, list[Row]]:
    model, _, owner = TABLES[name]

    def owned() -> QuerySet:
        rows = model._default_manager.order_by().filter(**{f"{owner}__in": providers})
        return rows.annotate(**{_OWNER: F(str(owner))}).values()

    return _by_owner(_COMPILED.rows(name, providers, owned))


def _links(name: str, set_name: str, providers: list[int]) -> dict[int, list[Row]]:
    field: Any = TABLES[name].model._meta.get_field(set_name)
    source, target = field.m2m_field_name(), field.m2m_reverse_field_name()
    owner = f"{source}__{TABLES[name].owner}"

    def owned() -> QuerySet:
        links = field.remote_field.through._default_manager.filter(**{f"{owner}__in": providers})
        return links.values(row=F(f"{source}_id"), target=F(f"{target}_id"), **{_OWNER: F(owner)})

    return _by_owner(_COMPILED.rows(link_name(name, set_name), providers, owned))


def _by_owner(rows: list[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.pop(_OWNER)].append(row)
    return found


class _Compiled(threading.local):
    """Queries with their SQL: writing that takes Django ten times as long as reading the table of one provider.

    Kept per thread, as connections are.
    """

    def __init__(self) -> None:
        self._known: dict[str, tuple[Any, str]] = {}

    def rows(self, name: str, providers: list[int], queryset: Callable[[], QuerySet]) -> list[Row]:
        """The rows of a queryset of `values()`, in which only the number of the provider differs between calls."""
        if len(providers) != 1:
            return list(queryset())
        if name not in self._known:
            compiler = queryset().query.get_compiler(DEFAULT_DB_ALIAS)
            self._known[name] = compiler, compiler.as_sql()[0]
        compiler, sql = self._known[name]
        names = (*compiler.query.values_select, *compiler.query.annotation_select)
        with compiler.connection.cursor() as cursor:
            cursor.execute(sql, providers)
            return [dict(zip(names, row, strict=True)) for row in compiler.results_iter([cursor.fetchall()])]


_COMPILED = _Compiled()
