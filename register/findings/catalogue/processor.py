"""Working for another, and having others work for the provider, art. 28 and art. 30 lid 2 AVG (docs/law.md 6.3)."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from providers.choices import Answer, RecipientKind, SystemOwner
from retention.choices import KEEPING_NOTHING, TermKind

from ...choices import FOR_OTHERS, PROCESSING, LinkRole, Role, Severity
from ...dossier.types import Activity, Disclosure, Recipient, RoleClaim, System
from ...wording import date_words, listed, quoted, some
from .. import places
from ..case import Case, linked
from ..rules import Hit, Hits, Scope, error, on_activity, warning
from ..tables import phrases

_CONTROLLERS = (Role.CONTROLLER, Role.JOINT)
_SUBPROCESSORS = (LinkRole.SUBPROCESSOR, LinkRole.EITHER_PROCESSOR)
_MODEL = "; er is wel een eigen model"


@error(
    "AVG30-2-a",
    "art. 30 lid 2, onder a en b, AVG",
    name="Opdrachtgever of soort verwerking ontbreekt",
    act="Vul de opdrachtgever in",
    message="“{activity}” gebeurt als verwerker, maar dit ontbreekt: {missing}.",
    remedy="Koppel de opdrachtgevers of de klantenlijst en leg vast welke bewerkingen voor hen gebeuren.",
)
def no_controller(case: Case) -> Hits:
    """A processor's activity without a named controller or a list of them, or without a kind of processing.

    Words such as "de klant" name nobody. Operations of the whole provider count.
    """
    for activity in case.as_processor:
        missing = {}
        is_named = _is_name(activity.on_behalf_of) or any(item.is_named for item in _principals(case, activity))
        if not (is_named or activity.controller_list):
            missing["controller_list"] = "de namen van de opdrachtgevers of de lijst waarin zij staan"
        if not (activity.operations or case.dossier.operations):
            missing["operations"] = "de soort verwerking"
        if missing:
            seen = (activity.on_behalf_of, tuple(missing))
            yield on_activity(activity, next(iter(missing)), seen, missing=listed(missing.values()))


def _principals(case: Case, activity: Activity) -> list[Recipient]:
    keys = (row.recipient for row in case.links(activity) if row.role == LinkRole.CONTROLLER)
    return linked(case.recipients, keys)


def _is_name(text: str | None) -> bool:
    return not set(re.findall(r"\w+", (text or "").casefold())) <= set(phrases("unnamed_parties"))


@error(
    "AVG28-3",
    "art. 28 lid 3 AVG; art. 28 lid 4 AVG; art. 28 lid 9 AVG",
    scope=Scope.PARTY,
    name="Geen verwerkersovereenkomst vastgelegd",
    act="Koppel de overeenkomst",
    message="{problem} met {party}{model}.",
    remedy="Koppel de overeenkomst of leg datum en vindplaats vast.",
)
def no_agreement(case: Case) -> Hits:
    """A processor relation, in either direction, without a reference to a written agreement that still holds.

    What is recorded at the link goes before what is recorded at the party. That there is an agreement,
    without its date or place, is a waarschuwing; so is a model that the provider offers its customers:
    it asks a judgement whether they signed it. One that ended is none.
    """
    for item in case.as_processor:
        if hit := _of_customer(case, item):
            yield hit
    # Whom a processor engages has an agreement with that processor.
    rows = [(item, row) for item, row in case.disclosures if row.role in PROCESSING and not row.engaged_by]
    for activity, row in rows:
        if row.agreement_ends and has_ended(row, case.today):
            name = case.name("recipients", row.recipient)
            problem = f"Op {date_words(row.agreement_ends)} eindigde de verwerkersovereenkomst"
            place = places.of_disclosure(activity, row, name, "agreement_ends")
            yield Hit(place, row.agreement_ends, {"problem": problem, "party": quoted(name), "model": ""}, activity)
    for recipient in linked(case.recipients, (row.recipient for _, row in rows)):
        links = (row for _, row in rows if row.recipient == recipient.key and not has_ended(row, case.today))
        proofs = {_proof(row, recipient) for row in links}
        if worst := min(proofs - {_PROVEN}, default=None):
            place = places.of_recipient(recipient, "agreement_reference")
            words = {"problem": _PROBLEMS[worst], "party": quoted(recipient.name), "model": ""}
            yield Hit(place, (worst, recipient.name), words, severity=_weight(worst))


def has_ended(row: Disclosure, today: date) -> bool:
    """Whether the last day of the agreement of this link is past."""
    return row.agreement_ends is not None and row.agreement_ends < today


def agreements_lapse(case: Case) -> Iterator[date]:
    """The first day on which each agreement that has an end does not hold any more."""
    return (row.agreement_ends + timedelta(days=1) for _, row in case.disclosures if row.agreement_ends)


# How sure an agreement is, the least sure first.
_NONE, _SAID, _PROVEN = "1", "2", "3"
_PROBLEMS = {
    _NONE: "Er is geen verwerkersovereenkomst vastgelegd",
    _SAID: "Datum en vindplaats ontbreken van de verwerkersovereenkomst",
}


def _proof(row: Disclosure, *holders: Recipient | Activity) -> str:
    """What is recorded of the agreement at this link, and else at these."""
    if row.agreement == Answer.NO:
        return _NONE
    if row.agreement_reference or row.agreement_date or any(item.agreement_reference for item in holders):
        return _PROVEN
    answers = (row.agreement, *(item.agreement for item in holders))
    return _SAID if Answer.YES in answers else _NONE


def _weight(proof: str) -> Severity:
    return Severity.WARNING if proof == _SAID else Severity.ERROR


def _of_customer(case: Case, activity: Activity) -> Hit | None:
    """The agreement with whom the provider works for; one of several links that proves it will do."""
    links = [row for row in case.links(activity) if row.role == LinkRole.CONTROLLER]
    lasting = [row for row in links if not has_ended(row, case.today)]
    named = [(row, linked(case.recipients, [row.recipient])) for row in lasting]
    own = _PROVEN if activity.agreement_reference else _SAID if activity.agreement == Answer.YES else _NONE
    proof = max((own, *(_proof(row, *parties) for row, parties in named)))
    if proof == _PROVEN:
        return None
    party = quoted(activity.on_behalf_of) if activity.on_behalf_of else "de opdrachtgever"
    model = case.dossier.sharing and case.dossier.sharing.own_agreement
    words = {"problem": _PROBLEMS[proof], "party": f"{party} voor “{activity.title}”", "model": _MODEL if model else ""}
    seen = (proof, activity.agreement, activity.on_behalf_of, model)
    severity = Severity.WARNING if model else _weight(proof)
    return on_activity(activity, "agreement_reference", seen, severity, **words)


@warning(
    "AVG28-2",
    "art. 28 lid 2 AVG; art. 28 lid 4 AVG",
    scope=Scope.PARTY,
    name="Subverwerker niet volledig",
    act="Vul de subverwerker aan",
    message="Bij subverwerker {party} ontbreekt {missing}.",
    remedy="Noem de partij met naam en vestigingsland en leg de soort toestemming vast: specifiek of algemeen.",
)
def unknown_subprocessor(case: Case) -> Hits:
    """A sub-processor that is only a kind of company, or without the kind of consent for it.

    On an activity of a controller there are no sub-processors, whatever the source calls them, except
    those that a processor engages.
    """
    for activity, row in case.disclosures:
        if not _is_subprocessor(activity, row):
            continue
        recipient = case.recipients.get(row.recipient)
        missing = {}
        if recipient and recipient.kind == RecipientKind.CATEGORY:
            missing["recipient"] = "een naam"
        if row.authorisation is None:
            missing["authorisation"] = "de toestemming van de opdrachtgever"
        if missing:
            name = case.name("recipients", row.recipient)
            place = places.of_disclosure(activity, row, name, next(iter(missing)))
            words = {"party": quoted(name), "missing": listed(missing.values())}
            yield Hit(place, (name, tuple(missing)), words, activity)


def _is_subprocessor(activity: Activity | None, row: Disclosure) -> bool:
    if row.engaged_by:
        return row.role in PROCESSING
    return row.role in _SUBPROCESSORS and not (activity and activity.role in _CONTROLLERS)


@warning(
    "AVG28-2-EXTERN",
    "art. 28 lid 2 AVG; art. 30 lid 1, onder d, AVG",
    scope=Scope.ACROSS,
    name="Systeem van een ander zonder verwerker",
    act="Leg de partij vast",
    message="“{activity}” heeft volgens het register geen (sub)verwerkers, maar gebruikt van een ander: {systems}.",
    remedy="Leg de andere partij vast als (sub)verwerker, of verbeter de eigenaar van het systeem.",
    is_core=False,
)
def hidden_subprocessor(case: Case) -> Hits:
    """An activity marked "geen (sub)verwerkers" that uses a system owned or hosted by another party."""
    for activity in case.activities:
        if activity.no_processors:
            systems = (case.systems.get(row.system) for row in activity.systems)
            if names := [system.name for system in systems if system and _is_external(system)]:
                yield on_activity(activity, "no_processors", sorted(names), systems=some(names))


def _is_external(system: System) -> bool:
    return system.owner == SystemOwner.THIRD_PARTY or bool(system.host)


@warning(
    "AVG28-3-g",
    "art. 28 lid 3, onder g, AVG",
    scope=Scope.RETENTION,
    name="Na afloop niet geregeld",
    act="Leg wissen of teruggeven vast",
    message="Een ander bepaalt hoe lang “{term}” bewaard blijft, maar niet is vastgelegd of de gegevens daarna worden "
    "gewist of teruggegeven.",
    remedy="Verwijs naar de verwerkersovereenkomst en leg wissen of teruggeven vast.",
    is_core=False,
)
def no_end_of_contract(case: Case) -> Hits:
    """A term that the controller decides, of which nobody recorded what happens after the contract.

    Where the provider is the controller itself the kind does not fit: that says KW-SOORT.
    """
    for term, uses in case.uses.values():
        is_open = term.kind == TermKind.CONTROLLER and term.afterwards not in KEEPING_NOTHING
        if is_open and any(item.role not in _CONTROLLERS for item, _ in uses):
            yield Hit(places.of_term(term, "afterwards"), (term.name, term.afterwards), {"term": term.name})


@warning(
    "AVG28-10",
    "art. 4, onder 7 en 8, AVG; art. 28 lid 10 AVG",
    scope=Scope.ACROSS,
    name="Rollen spreken elkaar tegen",
    act="Maak de rol gelijk",
    message="{claim}, maar {contradiction}.",
    remedy="Leg per verwerking één rol vast en pas de tekst van de verklaring daarop aan.",
)
def contradicting_roles(case: Case) -> Hits:
    """A role that is claimed for everything while activities have the other role; or both on one activity.

    A claim for a part only contradicts nothing elsewhere. An activity of a controller that is
    recorded as done on behalf of somebody carries both roles.
    """
    provider = case.dossier.provider.name
    claims = [row for row in case.dossier.role_claims if _is_general(row) and _is_contradicted(case, row.role)]
    if claims:
        roles = list(dict.fromkeys(Role(row.role).label.lower() for row in claims))
        others = "de rol verschilt per verwerking" if len(roles) > 1 else "er zijn ook verwerkingen in de andere rol"
        claim = f"{provider} is in het algemeen vastgelegd als {' en ook '.join(roles)}"
        words = {"claim": claim, "contradiction": others}
        yield Hit(places.of_statement("role_claims", "scope"), [(row.role, row.scope) for row in claims], words)
    for activity in case.activities:
        if activity.role in _CONTROLLERS and activity.on_behalf_of:
            claim = f"Bij “{activity.title}” is {provider} verantwoordelijk"
            contradiction = f"er staat ook dat het in opdracht is van “{activity.on_behalf_of}”"
            seen = (activity.role, activity.on_behalf_of)
            yield on_activity(activity, "role", seen, claim=claim, contradiction=contradiction)


def _is_general(claim: RoleClaim) -> bool:
    scope = (claim.scope or "").casefold()
    return not scope or any(phrase in scope for phrase in phrases("general_scopes"))


def _is_contradicted(case: Case, role: Role) -> bool:
    others = _CONTROLLERS if role in FOR_OTHERS else FOR_OTHERS
    claimed = [claim.role for claim in case.dossier.role_claims if _is_general(claim)]
    return any(role in others for role in (*claimed, *(activity.role for activity in case.activities)))
