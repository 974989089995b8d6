"""A processing activity as a process, with one process inside it for data that are kept and used alike."""

from collections.abc import Iterable
from typing import Any

import msgspec

from providers.choices import Answer

from ..addresses import whole
from ..choices import Role, Status
from ..dossier.index import Index
from ..dossier.types import Activity, ActivityOperation, ActivitySecurity, DataRow, Disclosure, LegalBasis, PurposeRow
from ..wording import joined, unique
from .parties import PROVIDER, place, shared_with, transfers
from .terms import Node, known, named, term

# What may differ between rows of data that stand in one process.
_OF_A_DATUM = ("sequence", "category", "name", "source", "reading")


def address_of(slug: str, number: str) -> str:
    """The identifier of an activity, the same for ever."""
    return whole("activity_id", slug, number)


def activity_node(item: Activity, index: Index) -> Node:
    """All that is recorded of an activity, and nothing else."""
    links = near(item, index)
    node = known(
        at=address_of(index.dossier.provider.slug, item.number),
        kind=["dpv:Process"],
        dct_identifier=item.number,
        dct_title=item.title,
        dct_description=item.description,
        skos_scopeNote=item.condition,
        skos_note=[joined((row.text, row.condition)) for row in item.remarks if not row.denial],
        dpv_hasActivityStatus=[named("dpv:ActivityCompleted")] if item.status == Status.ENDED else None,
        dct_valid=item.ended_on,
        dpv_hasService=_places("dienst", item.services),
        dpv_hasPurpose=[purpose_node(row, index) for row in item.purposes],
        dpv_hasLegalBasis=_unique(basis_node(basis) for row in item.purposes for basis in row.bases),
        dpv_hasProcess=[*_data(item, index), *transfers(links, index)],
        dpv_hasProcessing=operations(item.operations),
        dpv_hasTechnicalOrganisationalMeasure=measures(item.security, index),
        dpv_hasContext=_decisions(item),
        dpv_hasImpactAssessment=_assessment(item),
    )
    return _together(node, _parties(item), shared_with(links))


def near(item: Activity, index: Index) -> tuple[Disclosure, ...]:
    """Who receives data of an activity or of its services; not who receives those of everything."""
    return (*item.disclosures, *(row for row in index.wide(item) if row.services))


def _together(*nodes: Node) -> Node:
    """One node of several; lists under one name follow each other."""
    whole: Node = {}
    for node in nodes:
        for name, value in node.items():
            whole[name] = [*whole[name], *value] if name in whole else value
    return whole


def _parties(item: Activity) -> Node:
    us = _places("rechtspersoon", item.entities) or [named(PROVIDER)]
    customer = known(kind=["dpv:DataController"], dct_description=item.on_behalf_of)
    theirs = {"dpv:hasDataController": [customer]} if item.on_behalf_of else {}
    match item.role:
        case Role.CONTROLLER:
            return {"dpv:hasDataController": us}
        case Role.JOINT:
            return {"dpv:hasJointDataControllers": us}
        case Role.PROCESSOR | Role.SUBPROCESSOR:
            return {"dpv:hasDataProcessor": us, **theirs}
    # Nobody recorded the role, so only that it is ours.
    return {"dpv:hasEntity": us}


def purpose_node(row: Any, index: Index) -> Node:
    """A purpose under the term of its kind, with the legal bases it has of its own."""
    word = index.find("purposes", row.purpose)
    bases = row.bases if isinstance(row, PurposeRow) else ()
    return known(
        kind=["dpv:Purpose", *term("purposes", word.type if word else None)],
        skos_prefLabel=row.name,
        dct_description=row.explanation,
        skos_scopeNote=row.condition,
        dpv_hasLegalBasis=[basis_node(basis) for basis in bases],
    )


def basis_node(row: LegalBasis) -> Node:
    """A point of art. 6(1), with what is recorded about it."""
    told = joined((row.explanation, row.interest, row.statute, row.withdrawal), ". ")
    return known(kind=[f"eu-gdpr:A6-1-{row.article.value}"], dct_description=told)


def operations(rows: Iterable[ActivityOperation]) -> list[Node]:
    """What is done with data, as far as the vocabulary has a word for it."""
    return [named(found) for found in unique(one for row in rows for one in term("operations", row.operation))]


def measures(rows: Iterable[ActivitySecurity], index: Index) -> list[Node]:
    """How data are protected."""
    return [
        known(
            kind=term("measures", row.measure) or ["dpv:TechnicalOrganisationalMeasure"],
            skos_prefLabel=index.name("measures", row.measure),
            dct_description=row.explanation,
            skos_scopeNote=row.condition,
        )
        for row in rows
    ]


def _data(item: Activity, index: Index) -> list[Node]:
    same: dict[DataRow, list[DataRow]] = {}
    for row in item.data:
        same.setdefault(msgspec.structs.replace(row, **dict.fromkeys(_OF_A_DATUM)), []).append(row)
    return [_process(head, rows, index) for head, rows in same.items()]


def _process(head: DataRow, rows: list[DataRow], index: Index) -> Node:
    origins = unique(one for key in head.origin for one in term("origins", key))
    return known(
        kind=["dpv:Process"],
        dpv_hasPersonalData=_unique(datum_node(row, index) for row in rows),
        dpv_hasDataSubject=_places("groep", head.groups),
        dpv_hasDataSource=list(map(named, origins)),
        dpv_hasStorageCondition=_places("termijn", filter(None, [head.term])),
        dpv_hasLegalBasis=[named(f"eu-gdpr:A9-2-{head.exception.value}")] if head.exception else None,
        dpv_hasNecessity=[named("dpv:Optional")] if head.optional else None,
        dct_description=joined((head.explanation, head.origin_detail, head.statute), ". "),
        skos_scopeNote=head.condition,
    )


def datum_node(row: DataRow, index: Index) -> Node:
    """A category of data: the shared word, or as the provider calls it under the terms of that word."""
    word = index.category(row)
    if word and row.name in (None, word.name):
        return named(place("gegeven", word.key))
    kinds = category_kinds(word) if word else ["dpv:PersonalData"]
    return known(kind=kinds, skos_prefLabel=row.name)


def category_kinds(word: Any) -> list[str]:
    """The types of a category of data; special data say so."""
    found = [*term("data", word.key), *term("kinds", word.kind), *term("special", word.special_kind)]
    return list(unique(found)) or ["dpv:PersonalData"]


def _decisions(item: Activity) -> list[Node]:
    if item.decisions != Answer.YES:
        return []
    logic = item.decision_logic and known(kind=["dpv:AlgorithmicLogic"], dct_description=item.decision_logic)
    then = item.decision_consequences and known(kind=["dpv:Consequence"], dct_description=item.decision_consequences)
    kinds = ["dpv:AutomatedDecisionMaking"]
    return [known(kind=kinds, dpv_hasAlgorithmicLogic=logic, dpv_hasConsequence=then)]


def _assessment(item: Activity) -> list[Node]:
    if item.dpia is None:
        return []
    states = [named(found) for found in term("dpia", item.dpia)]
    told = joined((item.dpia_reason, item.dpia_link), ". ")
    return [known(kind=["dpv:DPIA"], dpv_hasStatus=states, dct_issued=item.dpia_date, dct_description=told)]


def _places(table: str, keys: Iterable[str]) -> list[Node]:
    return [named(place(table, key)) for key in keys]


def _unique(nodes: Iterable[Node]) -> list[Node]:
    found: list[Node] = []
    for node in nodes:
        if node not in found:
            found.append(node)
    return found
