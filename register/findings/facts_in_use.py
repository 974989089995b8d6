"""The facts that still count, to hold what a page says against; and the names that are or were among them."""

from collections.abc import Iterator

from ..dossier.types import Activity, Dossier, Node, RetentionTerm
from .case import Case
from .dossier_texts import nodes

# Words of the page itself are no facts, and documents and shared words say nothing on their own.
_NO_FACTS = frozenset(
    (
        *("page_text", "first_layer", "highlights", "doors", "service_groups", "documents"),
        *("data_subject_categories", "purposes", "activities", "recipients", "systems", "terms", "data_categories"),
    )
)


def facts(case: Case) -> tuple[Node, ...]:
    """Every row that still says something: no ended activity, and no recipient, system or word that no row uses."""
    categories = {row.category for item in case.activities for row in item.data}
    used = [item for item in case.dossier.data_categories if item.key in categories]
    return (*of_provider(case), *case.activities, *case.dossier.terms, *used, *_parties(case))


def of_provider(case: Case) -> tuple[Node, ...]:
    """The rows that belong to no activity and to no term."""
    names = (name for name in case.dossier.__struct_fields__ if name not in _NO_FACTS)
    return tuple(row for name in names for row in nodes(case.dossier, name))


def terms_of(case: Case, activity: Activity) -> tuple[RetentionTerm, ...]:
    """The terms of the data of an activity."""
    keys = dict.fromkeys(row.term for row in activity.data if row.term)
    return tuple(case.terms[key] for key in keys if key in case.terms)


def names(case: Case) -> tuple[str, ...]:
    """Names of companies, systems and terms in the facts, and in what customers read now; each once."""
    return tuple(dict.fromkeys(name for dossier in _dossiers(case) for name in _names(dossier)))


def data_names(case: Case) -> tuple[str, ...]:
    """Words for data in the facts, and in what customers read now; each once."""
    return tuple(dict.fromkeys(row.name for dossier in _dossiers(case) for row in dossier.data_categories))


def _dossiers(case: Case) -> Iterator[Dossier]:
    yield case.dossier
    if case.in_force is not None:
        yield case.in_force


def _names(dossier: Dossier) -> Iterator[str]:
    tables = (dossier.entities, dossier.trade_names, dossier.recipients, dossier.systems, dossier.terms)
    return (row.name for table in tables for row in table)


def _parties(case: Case) -> Iterator[Node]:
    """Recipients and systems that something still points to."""
    linked = {row.recipient for _, row in case.disclosures} | {row.vendor for row in case.dossier.cookies}
    in_use = {row.system for item in case.activities for row in item.systems}
    systems = [row for row in case.dossier.systems if row.key in in_use]
    linked |= {row.host for row in systems}
    yield from systems
    yield from (row for row in case.dossier.recipients if row.key in linked)
