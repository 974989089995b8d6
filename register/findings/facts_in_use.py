"""The facts that still count, to hold what a page says against; and the names that are or were among them."""

from collections.abc import Iterator

from ..dossier.types import Dossier, Node
from ..wording import unique
from .case import Case, linked
from .dossier_texts import nodes

# Words of the page itself are no facts, and documents and shared words say nothing on their own.
_NO_FACTS = (
    *("page_text", "first_layer", "highlights", "doors", "service_groups", "documents"),
    *("data_subject_categories", "purposes", "activities", "recipients", "systems", "terms", "data_categories"),
)


def facts(case: Case) -> tuple[Node, ...]:
    """Every row that still says something: no ended activity, and no recipient, system or word that no row uses."""
    words = linked(case.data_categories, (row.category for item in case.activities for row in item.data))
    systems = linked(case.systems, (row.system for item in case.activities for row in item.systems))
    parties = (
        *(row.recipient for _, row in case.disclosures),
        *(row.vendor for row in case.dossier.cookies),
        *(row.host for row in systems),
    )
    used = (*words, *systems, *linked(case.recipients, parties))
    return (*of_provider(case), *case.activities, *case.dossier.terms, *used)


def of_provider(case: Case) -> tuple[Node, ...]:
    """The rows that belong to no activity and to no term."""
    names = (name for name in case.dossier.__struct_fields__ if name not in _NO_FACTS)
    return tuple(row for name in names for row in nodes(case.dossier, name))


def names(case: Case) -> tuple[str, ...]:
    """Names of companies, systems and terms in the facts, and in what customers read now; each once."""
    return unique(
        row.name
        for dossier in _dossiers(case)
        for rows in (dossier.entities, dossier.trade_names, dossier.recipients, dossier.systems, dossier.terms)
        for row in rows
    )


def data_names(case: Case) -> tuple[str, ...]:
    """Words for data in the facts, and in what customers read now; each once."""
    return unique(row.name for dossier in _dossiers(case) for row in dossier.data_categories)


def _dossiers(case: Case) -> Iterator[Dossier]:
    return filter(None, (case.dossier, case.in_force))
