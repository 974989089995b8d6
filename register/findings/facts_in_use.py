"""The facts that still count, to hold what a page says against; and the names that are or were among them."""

from collections.abc import Iterator

from msgspec.structs import replace

from ..dossier.types import Dossier, Node
from ..wording import unique
from .case import Case, linked
from .dossier_texts import nodes

# Words of the page itself are no facts, and documents and shared words say nothing on their own.
_NO_FACTS = (
    *("page_text", "first_layer", "highlights", "doors", "service_groups", "documents"),
    *("data_subject_categories", "purposes", "activities", "recipients", "systems", "terms", "data_categories"),
)


def facts(case: Case, *, notes: bool = True) -> tuple[Node, ...]:
    """Every row that still says something: no ended activity, and no recipient, system or word that no row uses.

    Without `notes` no remarks, which say what has no other field.
    """
    words = linked(case.data_categories, (row.category for item in case.activities for row in item.data))
    systems = linked(case.systems, (row.system for item in case.activities for row in item.systems))
    parties = (
        *(row.recipient for _, row in case.disclosures),
        *(row.vendor for row in case.dossier.cookies),
        *(row.host for row in systems),
    )
    used = (*words, *systems, *linked(case.recipients, parties))
    told = case.activities if notes else (replace(item, remarks=()) for item in case.activities)
    return (*of_provider(case, notes=notes), *told, *case.dossier.terms, *used)


def of_provider(case: Case, *, notes: bool = True) -> tuple[Node, ...]:
    """The rows that belong to no activity and to no term."""
    left_out = _NO_FACTS if notes else (*_NO_FACTS, "remarks")
    names = (name for name in case.dossier.__struct_fields__ if name not in left_out)
    return tuple(row for name in names for row in nodes(case.dossier, name))


def names(case: Case) -> tuple[str, ...]:
    """Names of parties and systems in the facts, and in what customers read until now; each once.

    What is no name but a kind of company or a group of people is an ordinary word.
    """
    return unique(
        row.name
        for dossier in _dossiers(case)
        for rows in (dossier.entities, dossier.trade_names, dossier.recipients, dossier.systems)
        for row in rows
        if getattr(row, "is_named", True)
    )


def data_names(case: Case) -> tuple[str, ...]:
    """Words for data in the facts, and in what customers read until now; each once."""
    return unique(row.name for dossier in _dossiers(case) for row in dossier.data_categories)


def _dossiers(case: Case) -> Iterator[Dossier]:
    return filter(None, (case.dossier, case.before))
