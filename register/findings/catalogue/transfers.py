"""Data that leave the EEA, art. 44-49 AVG (docs/law.md 6.7)."""

from datetime import date

from providers.choices import Answer

from ...choices import PROCESSING, TransferMechanism
from ...dossier.types import Disclosure
from ...wording import listed, quoted
from .. import places
from ..case import Case, linked
from ..rules import Hit, Hits, Scope, error, warning
from ..tables import adequacy, country_name, is_outside_eea, mentions


@error(
    "AVG44",
    "art. 44 tot en met 46 AVG; art. 13 lid 1, onder f, AVG; art. 14 lid 1, onder f, AVG; art. 28 lid 3, onder a, AVG",
    scope=Scope.PARTY,
    name="Doorgifte zonder mechanisme",
    act="Kies een mechanisme",
    message="“{party}” in {country} krijgt gegevens zonder geldig mechanisme voor doorgifte: {problem}.",
    remedy="Kies een mechanisme dat geldt en koppel het bewijs.",
)
def no_valid_mechanism(case: Case) -> Hits:
    """A party outside the EEA on this day without a mechanism that holds on this day.

    A country that is adequate without a condition needs no choice. Where adequacy has a condition,
    such as a certificate, the proof has to be recorded. A link that says transfer: nee sends nothing.
    """
    for activity, row in case.disclosures:
        outside = [code for code in case.countries(row) if is_outside_eea(code, case.today)]
        problems = {code: problem for code in outside if (problem := _problem(code, row, case.today))}
        if problems and row.transfer in (Answer.YES, None):
            party = case.name("recipients", row.recipient)
            place = places.of_disclosure(activity, row, party, "mechanism")
            problem = listed(dict.fromkeys(problems.values()))
            words = {"party": party, "country": listed(map(country_name, problems)), "problem": problem}
            yield Hit(place, (tuple(problems), row.transfer, row.mechanism, row.proof, problem), words, activity)


@warning(
    "AVG30-1-e-LAND",
    "art. 30 lid 1, onder e, AVG; art. 28 lid 3, onder a, AVG; art. 44 AVG",
    scope=Scope.PARTY,
    name="Verwerker zonder land",
    act="Vul het land in",
    message="Van {party} is niet vastgelegd in welk land deze partij gegevens verwerkt.",
    remedy="Vul het land in, of leg bij de verwerking vast dat er geen doorgifte is.",
    is_core=False,
)
def country_unknown(case: Case) -> Hits:
    """A processor with a name and no country; a link that says transfer: nee, or a mechanism, is an answer."""
    rows = (row for _, row in case.disclosures if row.role in PROCESSING)
    open_rows = (row for row in rows if row.transfer != Answer.NO and row.mechanism is None)
    for party in linked(case.recipients, (row.recipient for row in open_rows)):
        if party.is_named and not party.country:
            yield Hit(places.of_recipient(party, "country"), party.name, {"party": quoted(party.name)})


def _problem(country: str, row: Disclosure, today: date) -> str:
    """What is the matter with the mechanism of this link; nothing when it holds."""
    decision = adequacy().find(country, today)
    if row.mechanism == TransferMechanism.EEA:
        return "het land ligt buiten de EER"
    if mentions("lapsed_mechanisms", row.proof):
        return "het genoemde mechanisme is vervallen"
    if row.mechanism == TransferMechanism.ADEQUACY and decision is None:
        return "voor dit land geldt geen adequaatheidsbesluit"
    if row.mechanism == TransferMechanism.ADEQUACY and decision and decision.condition and not row.proof:
        return f"het adequaatheidsbesluit geldt voor {decision.condition}, en dat bewijs is er niet"
    is_adequate = decision is not None and decision.condition is None
    return "" if row.mechanism or is_adequate else "er is geen mechanisme gekozen"
