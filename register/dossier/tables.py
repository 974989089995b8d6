"""The tables a Dossier is made of: one query each, whatever the number of rows."""

import threading
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import F, QuerySet

from providers import models as providers
from providers.facts.natural import NaturalModel
from providers.facts.recording import columns
from retention import models as retention

from .. import models as register
from ..choices import Section
from . import types


class Table(NamedTuple):
    """A model, the part of the Dossier made from it, how its rows belong to a provider, and under which heading."""

    model: type[NaturalModel]
    node: type[types.Node]
    owner: str | None
    # Empty for rows below others, which stand where those stand, and for remarks, which say it themselves.
    section: str = ""


Row = dict[str, Any]
Tables = dict[str, list[Row]]

# What stands above the first section of a statement.
SUMMARY = "kort"
_OWN, _ACTIVITY = "provider", "activity__provider"
_OWNER = "owner_of_row"

TABLES: dict[str, Table] = {
    "provider": Table(providers.Provider, types.Provider, "pk", Section.WHO),
    "entities": Table(providers.LegalEntity, types.LegalEntity, _OWN, Section.WHO),
    "trade_names": Table(providers.TradeName, types.TradeName, _OWN, Section.WHO),
    "addresses": Table(providers.Address, types.Address, _OWN, Section.WHO),
    "contact_points": Table(providers.ContactPoint, types.ContactPoint, _OWN, Section.WHO),
    "services": Table(providers.Service, types.Service, _OWN, Section.WHAT),
    "systems": Table(providers.System, types.System, _OWN, Section.WHAT),
    "recipients": Table(providers.Recipient, types.Recipient, _OWN, Section.SHARING),
    "documents": Table(providers.SourceDocument, types.SourceDocument, _OWN, Section.WHO),
    "headings": Table(providers.SourceHeading, types.SourceHeading, "document__provider"),
    "terms": Table(retention.RetentionTerm, types.RetentionTerm, _OWN, Section.RETENTION),
    "exceptions": Table(retention.TermException, types.TermException, "term__provider"),
    "grounds": Table(retention.StatutoryGround, types.StatutoryGround, None, Section.RETENTION),
    "data_categories": Table(register.DataCategory, types.DataCategory, None, Section.WHAT),
    "data_subject_categories": Table(register.DataSubjectCategory, types.DataSubjectCategory, None, Section.WHAT),
    "purposes": Table(register.Purpose, types.Purpose, None, Section.WHAT),
    "measures": Table(register.SecurityMeasure, types.SecurityMeasure, None, Section.SECURITY),
    "processing_operations": Table(register.ProcessingOperation, types.ProcessingOperation, None, Section.WHAT),
    "subject_groups": Table(register.SubjectGroup, types.SubjectGroup, _OWN, Section.WHAT),
    "activities": Table(register.ProcessingActivity, types.Activity, _OWN, Section.WHAT),
    "purpose_rows": Table(register.PurposeRow, types.PurposeRow, _ACTIVITY),
    "bases": Table(register.LegalBasis, types.LegalBasis, "purpose__activity__provider"),
    "data": Table(register.DataRow, types.DataRow, _ACTIVITY),
    "general_purposes": Table(register.GeneralPurpose, types.GeneralPurpose, _OWN, Section.WHAT),
    "general_bases": Table(register.GeneralBasis, types.GeneralBasis, _OWN, Section.WHAT),
    "activity_systems": Table(register.ActivitySystem, types.ActivitySystem, _ACTIVITY),
    "disclosures": Table(register.Disclosure, types.Disclosure, _OWN, Section.SHARING),
    "security": Table(register.ActivitySecurity, types.ActivitySecurity, _OWN, Section.SECURITY),
    "operations": Table(register.ActivityOperation, types.ActivityOperation, _OWN, Section.WHAT),
    "role_claims": Table(register.RoleClaim, types.RoleClaim, _OWN, Section.WHO),
    "sharing": Table(register.SharingPolicy, types.SharingPolicy, _OWN, Section.SHARING),
    "logging": Table(register.UsageLogging, types.UsageLogging, _OWN, Section.COOKIES),
    "cookie_policy": Table(register.CookiePolicy, types.CookiePolicy, _OWN, Section.COOKIES),
    "cookies": Table(register.Cookie, types.Cookie, _OWN, Section.COOKIES),
    "decisions": Table(register.AutomatedDecisions, types.AutomatedDecisions, _OWN, Section.DECISIONS),
    "reports": Table(register.Report, types.Report, _OWN, Section.DECISIONS),
    "breach": Table(register.BreachProcedure, types.BreachProcedure, _OWN, Section.SECURITY),
    "requests": Table(register.RequestHandling, types.RequestHandling, _OWN, Section.RIGHTS),
    "rights": Table(register.StatedRight, types.StatedRight, _OWN, Section.RIGHTS),
    "complaint": Table(register.Complaint, types.Complaint, _OWN, Section.RIGHTS),
    "changes": Table(register.ChangePolicy, types.ChangePolicy, _OWN, Section.VERSIONS),
    "emergency": Table(register.EmergencyCalls, types.EmergencyCalls, _OWN, Section.SHARING),
    "minors": Table(register.Minors, types.Minors, _OWN, Section.WHAT),
    "remarks": Table(register.Remark, types.Remark, _OWN),
    "page_text": Table(register.PageText, types.PageText, _OWN, SUMMARY),
    "first_layer": Table(register.FirstLayerAnswer, types.FirstLayerAnswer, _OWN, SUMMARY),
    "highlights": Table(register.Highlight, types.Highlight, _OWN, SUMMARY),
    "doors": Table(register.Door, types.Door, _OWN, SUMMARY),
    "service_groups": Table(register.ServiceGroup, types.ServiceGroup, _OWN, SUMMARY),
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
    if not tables:
        return tables
    for name, table in TABLES.items():
        _share(tables, name, _rows(name, numbers) if table.owner else _words(name))
        for field in table.model._meta.many_to_many:
            _share(tables, link_name(name, field.name), _links(name, field.name, numbers))
    return tables


def _share(tables: dict[int, Tables], name: str, rows: list[Row] | dict[int, list[Row]]) -> None:
    for provider, own in tables.items():
        own[name] = rows if isinstance(rows, list) else rows.get(provider, [])


def _words(name: str) -> list[Row]:
    model = TABLES[name].model
    return _COMPILED.rows(name, (), lambda: model._default_manager.order_by().values(*columns(model)))


def _rows(name: str, providers: list[int]) -> dict[int, list[Row]]:
    table = TABLES[name]

    def owned() -> QuerySet:
        rows = table.model._default_manager.order_by().filter(**{f"{table.owner}__in": providers})
        return rows.annotate(**{_OWNER: F(str(table.owner))}).values(*columns(table.model), _OWNER)

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

    Kept per thread, and asked on whatever connection the thread has by then.
    """

    def __init__(self) -> None:
        self._known: dict[str, tuple[Any, str]] = {}

    def rows(self, name: str, providers: Sequence[int], queryset: Callable[[], QuerySet]) -> list[Row]:
        """The rows of a queryset of `values()`, in which at most the number of the provider differs between calls."""
        if len(providers) > 1:
            return list(queryset())
        if name not in self._known:
            compiler = queryset().query.get_compiler(DEFAULT_DB_ALIAS)
            self._known[name] = compiler, compiler.as_sql()[0]
        compiler, sql = self._known[name]
        names = (*compiler.query.values_select, *compiler.query.annotation_select)
        with connection.cursor() as cursor:
            cursor.execute(sql, providers)
            return [dict(zip(names, row, strict=True)) for row in compiler.results_iter([cursor.fetchall()])]


_COMPILED = _Compiled()
