"""Who is who: the provider, its legal entities, and everybody it shares data with."""

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from providers.choices import Answer, ContactUse, RecipientKind

from ..choices import LinkRole, TransferMechanism
from ..dossier.index import Index
from ..dossier.types import Address, ContactPoint, Disclosure, Dossier, LegalEntity, Recipient
from ..wording import joined, unique
from .terms import Node, known, named, term

PROVIDER = "#aanbieder"


def place(table: str, key: str) -> str:
    """The address of a shared row inside the document."""
    return f"#{table}-{quote(key, safe='')}"


def provider_nodes(dossier: Dossier) -> Iterator[Node]:
    """The provider and its legal entities."""
    provider = dossier.provider
    officer = _contacts(dossier, ContactUse.DPO) or provider.dpo_name
    yield known(
        at=PROVIDER,
        kind=["dpv:Organisation"],
        dpv_hasName=provider.name,
        dct_identifier=provider.kvk,
        dpv_hasAddress=_addresses(dossier, None),
        dpv_hasContact=_contacts(dossier, ContactUse.PRIVACY, ContactUse.REQUEST, ContactUse.GENERAL),
        dpv_hasDataProtectionOfficer=officer
        and known(
            kind=["dpv:DataProtectionOfficer"],
            dpv_hasName=provider.dpo_name,
            dpv_hasContact=_contacts(dossier, ContactUse.DPO),
        ),
    )
    yield from (_entity(row, dossier) for row in dossier.entities)


def _entity(row: LegalEntity, dossier: Dossier) -> Node:
    return known(
        at=place("rechtspersoon", row.key),
        kind=["dpv:Organisation", "dpv:LegalEntity"],
        dpv_hasName=row.name,
        dct_identifier=row.kvk,
        dpv_hasAddress=_addresses(dossier, row.key),
    )


def _addresses(dossier: Dossier, entity: str | None) -> list[str]:
    return [text for row in dossier.addresses if row.entity == entity and (text := _line(row))]


def _line(row: Address) -> str:
    town = joined((row.postcode, row.city), " ")
    return joined((row.addressee, row.building, row.street, town), ", ")


def _contacts(dossier: Dossier, *uses: ContactUse) -> list[str]:
    return list(unique(_reach(row, dossier) for row in dossier.contact_points if row.use in uses and row.is_filled))


def _reach(row: ContactPoint, dossier: Dossier) -> str:
    where = next((_line(item) for item in dossier.addresses if item.key == row.address), None)
    return joined((row.value, where), ", ")


def requests_to(dossier: Dossier) -> list[str]:
    """Where somebody turns to who uses a right."""
    return _contacts(dossier, ContactUse.REQUEST) or _contacts(dossier, ContactUse.PRIVACY)


def recipient_node(row: Recipient) -> Node:
    """A party: a company by its name, a kind of company or a group by what it is."""
    official = ["dpv:Authority"] if row.kind == RecipientKind.AUTHORITY else []
    return known(
        at=place("partij", row.key),
        kind=["dpv:Recipient", *official] if not row.is_named else ["dpv:Organisation", *official],
        dpv_hasName=row.name if row.is_named else None,
        skos_prefLabel=None if row.is_named else row.name,
        dct_description=row.description,
        dpv_hasAddress=[row.address] if row.address else None,
        dpv_hasContact=[row.contact] if row.contact else None,
        dpv_hasLocation=[named(f"loc:{code}") for code in row.country],
    )


def shared_with(rows: Iterable[Disclosure]) -> Node:
    """Who receives data, as what."""
    found: dict[str, list[Node]] = {}
    for row in rows:
        (name,) = term("recipients", row.role)
        found.setdefault(name, []).append(named(place("partij", row.recipient)))
    return {name: _once(parties) for name, parties in found.items()}


def _once(nodes: list[Node]) -> list[Node]:
    return [named(address) for address in unique(node["@id"] for node in nodes)]


def transfers(rows: Iterable[Disclosure], index: Index) -> list[Node]:
    """A process for each party to which data go outside the EEA: where, and on what ground that is allowed."""
    return [
        known(
            kind=["dpv:Process"],
            dpv_hasProcessing=[
                known(
                    kind=["dpv:CrossBorderTransfer"],
                    dpv_hasThirdCountry=[named(f"loc:{code}") for code in _countries(row, index)],
                )
            ],
            dpv_hasRecipient=[named(place("partij", row.recipient))],
            dpv_hasLegalBasis=_safeguard(row.mechanism),
            dct_description=row.proof,
            skos_scopeNote=row.condition,
        )
        for row in rows
        if row.role != LinkRole.ORIGIN and row.transfer == Answer.YES
    ]


def _countries(row: Disclosure, index: Index) -> tuple[str, ...]:
    party = index.find("recipients", row.recipient)
    return party.country if party else ()


def _safeguard(mechanism: TransferMechanism | None) -> list[Node]:
    match mechanism:
        case None | TransferMechanism.EEA:
            return []
        case TransferMechanism.ADEQUACY:
            return [named("eu-gdpr:A45-3")]
        case TransferMechanism.COMPELLING:
            # Art. 49 lid 1, tweede alinea; DPV calls it so.
            return [named("eu-gdpr:A49-2")]
    return [named(f"eu-gdpr:A{mechanism.value}")]
