"""Register and statement as linked data: JSON-LD in the words of the W3C Data Privacy Vocabulary, without a network.

Only what is recorded is there. The statement has what customers may read and no classification that is for the
register. The bytes of a version depend on nothing that came after it.
"""

from pathlib import Path

import msgspec
from django.utils.translation import override

from ..addresses import whole
from ..dossier import Dossier, Edition, public_dossier
from ..dossier.index import Index
from ..filling import filled
from ..marking import DUTCH
from ..wording import local_day
from .activities import activity_node, address_of, basis_node, category_kinds, measures, operations, purpose_node
from .parties import PROVIDER, place, provider_nodes, recipient_node, requests_to, shared_with, transfers
from .retention import term_node
from .terms import CONTEXT, TERMS, Node, known, named, term

SHAPES_PATH = "/schema/shapes-1.ttl"


def shapes() -> bytes:
    """The SHACL shapes that every document here has, as Turtle."""
    return (Path(__file__).parent / "data" / "shapes.ttl").read_bytes()


@override(DUTCH)
def register_linked(edition: Edition) -> bytes:
    """The register, ended activities included, as a record of processing activities (art. 30)."""
    return _document(edition, filled(edition.dossier), "dpv:ROPA", whole("register", edition.dossier.provider.slug))


@override(DUTCH)
def statement_linked(edition: Edition) -> bytes:
    """What customers may read, as a privacy notice (art. 13 and 14)."""
    dossier = filled(public_dossier(edition.dossier))
    return _document(edition, dossier, "dpv:PrivacyNotice", whole("statement", dossier.provider.slug))


@override(DUTCH)
def activity_linked(edition: Edition, number: str) -> bytes:
    """One activity as the statement of a version has it, with every row it refers to. The number is one of its own."""
    dossier = filled(public_dossier(edition.dossier))
    index = Index(dossier)
    only = next(item for item in dossier.activities if item.number == number)
    nodes = [activity_node(only, index), *_shared(index)]
    return _bytes(whole("statement", dossier.provider.slug), [nodes[0], *_reached(nodes)])


def _document(edition: Edition, dossier: Dossier, kind: str, address: str) -> bytes:
    index = Index(dossier)
    activities = (activity_node(item, index) for item in dossier.activities)
    return _bytes(address, [_root(edition, index, kind), *activities, *_shared(index)])


def _bytes(base: str, nodes: list[Node]) -> bytes:
    document = {"@context": {**CONTEXT, "@base": base}, "@graph": nodes}
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"


def _root(edition: Edition, index: Index, kind: str) -> Node:
    dossier = index.dossier
    wide = [row for row in dossier.disclosures if not row.services]
    rights = {} if kind == "dpv:ROPA" else {"dpv_hasRight": _rights(dossier), **_authority()}
    return {
        **known(
            at=f"#{'register' if kind == 'dpv:ROPA' else 'verklaring'}-{edition.version}",
            kind=[kind],
            dct_title=f"{'Verwerkingsregister' if kind == 'dpv:ROPA' else 'Privacyverklaring'} {dossier.provider.name}",
            dct_identifier=edition.document_number if kind == "dpv:ROPA" else None,
            dct_hasVersion=str(edition.version),
            dct_language=DUTCH,
            dct_issued=edition.valid_from,
            dct_modified=local_day(edition.made_at),
            dct_conformsTo=[f"https://w3id.org/dpv/{TERMS['version']}", whole("shapes")],
            dpv_hasApplicableLaw=[named("legal-eu:law-GDPR")],
            dpv_hasEntity=[named(PROVIDER)],
            dpv_hasProcess=[
                *(named(address_of(dossier.provider.slug, item.number)) for item in dossier.activities),
                *transfers(wide, index),
            ],
            dpv_hasPurpose=[purpose_node(row, index) for row in dossier.general_purposes],
            dpv_hasLegalBasis=[basis_node(row) for row in dossier.general_bases],
            dpv_hasProcessing=operations(dossier.operations),
            dpv_hasTechnicalOrganisationalMeasure=measures(dossier.security, index),
            **rights,
        ),
        **shared_with(wide),
    }


def _authority() -> Node:
    return {"dpv_hasAuthority": [named("legal-nl:DPA-NL")]}


def _rights(dossier: Dossier) -> list[Node]:
    where = [known(kind=["dpv:RightExerciseNotice"], dct_description=text) for text in requests_to(dossier)]
    return [
        known(
            kind=[f"eu-gdpr:A{row.right.value}"],
            skos_prefLabel=row.label,
            dct_description=row.explanation,
            skos_scopeNote=row.condition,
            dpv_isExercisedAt=where,
        )
        for row in dossier.rights
    ]


def _shared(index: Index) -> list[Node]:
    """What several activities refer to, each once."""
    dossier = index.dossier
    categories = index.data_subject_categories
    groups = [
        known(
            at=place("groep", row.key),
            kind=_subject_kinds(row.category, categories),
            skos_prefLabel=row.name,
            dct_description=row.description,
            skos_scopeNote=row.condition,
        )
        for row in dossier.subject_groups
    ]
    services = [
        known(
            at=place("dienst", row.key),
            kind=["dpv:Service"],
            dct_title=row.name,
            dct_description=row.description,
            skos_scopeNote=row.condition,
        )
        for row in dossier.services
    ]
    data = [
        known(at=place("gegeven", row.key), kind=category_kinds(row), skos_prefLabel=row.name)
        for row in dossier.data_categories
    ]
    people = (*provider_nodes(dossier), *map(recipient_node, dossier.recipients), *groups)
    return [*people, *services, *data, *map(term_node, dossier.terms)]


def _subject_kinds(key: str | None, categories: dict) -> list[str]:
    word = categories.get(key or "")
    vulnerable = ["dpv:VulnerableDataSubject"] if word and word.vulnerable else []
    return [*term("subjects", key), *vulnerable] or ["dpv:DataSubject"]


def _reached(nodes: list[Node]) -> list[Node]:
    """Of all nodes those to which the first one leads, itself left out, in their order."""
    first, *others = nodes
    by_address = {node["@id"]: node for node in others}
    found: set[str] = set()
    waiting = [first]
    while waiting:
        for address in _references(waiting.pop()):
            if address in by_address and address not in found:
                found.add(address)
                waiting.append(by_address[address])
    return [node for node in others if node["@id"] in found]


def _references(value: object) -> list[str]:
    if isinstance(value, dict):
        own = [value["@id"]] if len(value) == 1 and "@id" in value else []
        return [*own, *(address for item in value.values() for address in _references(item))]
    return [address for item in value for address in _references(item)] if isinstance(value, list) else []
