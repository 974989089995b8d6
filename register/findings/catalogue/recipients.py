"""Who receives data, as the statement says it (docs/law.md 6.8)."""

import re
from collections.abc import Iterator

from providers.choices import Answer, RecipientKind

from ...choices import LinkRole
from ...dossier.types import Dossier, Recipient
from ...wording import some
from .. import places
from ..case import Case, linked
from ..rules import Hit, Hits, Scope, error, info
from ..tables import phrases

_EMERGENCY = "112"
_WORD = re.compile(r"\w+")


@error(
    "AVG13-1-e",
    "art. 13 lid 1, onder e, AVG; art. 14 lid 1, onder e, AVG",
    scope=Scope.STATEMENT,
    name="Derden zonder naam of soort",
    act="Noem de ontvangers",
    message="De verklaring noemt derden of leveranciers, maar niet wie dat zijn of wat voor bedrijven het zijn.",
    remedy="Noem de ontvangers, of zo precies mogelijk de categorieën van ontvangers.",
    silences=("AVG13-1-e-NAAM",),
)
def unnamed_third_parties(case: Case) -> Hits:
    """Third parties or suppliers are mentioned, and no recipient is named or described.

    A name of nothing but general words, such as “leveranciers”, describes nobody (data/third_parties.yaml).
    """
    general = {*phrases("third_parties"), *_own_words(case.dossier)}
    outside = _third_parties(case)
    described = [item for item in outside if set(_words(item.name)) - general]
    if not described and (outside or _speaks_of_third_parties(case.dossier)):
        yield Hit(places.of_statement(field="disclosures"), sorted(item.name for item in outside))


@info(
    "AVG13-1-e-NAAM",
    "art. 13 lid 1, onder e, AVG; art. 15 lid 1, onder c, AVG",
    scope=Scope.STATEMENT,
    name="Ontvangers alleen als soort",
    act="Noem namen waar dat kan",
    message="Bedrijven die gegevens krijgen, zijn alleen als categorie genoemd: {names}.",
    remedy="Noem partijen bij naam waar dat kan; op een inzageverzoek moet het.",
    is_core=False,
)
def only_categories(case: Case) -> Hits:
    """Companies stand in the statement by category only; an unknown kind may well be a name."""
    recipients = _third_parties(case)
    names = sorted({item.name for item in recipients if item.kind == RecipientKind.CATEGORY})
    if names and not any(item.kind in (RecipientKind.COMPANY, None) for item in recipients):
        yield Hit(places.of_statement(field="disclosures"), names, {"names": some(names)})


def _third_parties(case: Case) -> list[Recipient]:
    """To whom data go, as the page tells, beside groups of people and 112.

    That one follows from art. 11.10 Tw, whoever the others are. Who delivers data receives none.
    """
    rows = (row for item, row in case.disclosures if not (item and item.internal) and row.role != LinkRole.ORIGIN)
    found = linked(case.recipients, (row.recipient for row in rows))
    return [item for item in found if item.kind != RecipientKind.GROUP and _EMERGENCY not in item.name]


def _speaks_of_third_parties(dossier: Dossier) -> bool:
    sharing = dossier.sharing
    return sharing is not None and Answer.YES in (sharing.shares_data, sharing.supplier_list, sharing.agreements)


def _own_words(dossier: Dossier) -> Iterator[str]:
    """The words of the provider's own names: “leveranciers van Voorbeeld B.V.” says no more than “leveranciers”."""
    entities = (item.name for item in dossier.entities)
    trade_names = (item.name for item in dossier.trade_names)
    for name in (dossier.provider.name, *entities, *trade_names):
        yield from _words(name)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
