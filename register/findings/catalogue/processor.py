"""Working for another, and having others work for the provider, art. 28 and art. 30 lid 2 AVG (docs/law.md 6.3)."""

import re
from collections.abc import Iterator

from providers.choices import RecipientKind, SystemOwner
from retention.choices import Afterwards, TermKind

from ...choices import LinkRole, Role, Severity
from ...dossier.types import Activity, Recipient, System
from ...wording import listed, quoted, some
from .. import places
from ..case import Case
from ..rules import Hit, Rule, Scope, rule
from ..tables import phrases

_PROCESSORS = (LinkRole.PROCESSOR, LinkRole.SUBPROCESSOR)
_CONTROLLERS = (Role.CONTROLLER, Role.JOINT)
_MODEL = "; er is wel een eigen model"
_GIVES_BACK = (Afterwards.ERASE, Afterwards.ERASE_OR_ANONYMISE, Afterwards.RETURN)


@rule(
    "AVG30-2-a",
    Severity.ERROR,
    Scope.ACTIVITY,
    "art. 30 lid 2, onder a en b, AVG",
    name="Opdrachtgever of soort verwerking ontbreekt",
    act="Vul de opdrachtgever in",
    message="“{activity}” gebeurt als verwerker, maar dit ontbreekt: {missing}.",
    remedy="Koppel de opdrachtgevers of de klantenlijst en leg vast welke bewerkingen voor hen gebeuren.",
)
def no_controller(case: Case) -> Iterator[Hit]:
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
            words = {"activity": activity.title, "missing": listed(missing.values())}
            place = places.of_activity(activity, next(iter(missing)))
            yield Hit(place, (activity.on_behalf_of, tuple(missing)), words, activity)


def _principals(case: Case, activity: Activity) -> Iterator[Recipient]:
    for row in (*activity.disclosures, *case.dossier.disclosures):
        if row.role == LinkRole.CONTROLLER and row.recipient in case.recipients:
            yield case.recipients[row.recipient]


def _is_name(text: str | None) -> bool:
    return not set(re.findall(r"\w+", (text or "").casefold())) <= set(phrases("unnamed_parties"))


@rule(
    "AVG28-3",
    Severity.ERROR,
    Scope.PARTY,
    "art. 28 lid 3 AVG; art. 28 lid 4 AVG; art. 28 lid 9 AVG",
    name="Geen verwerkersovereenkomst vastgelegd",
    act="Koppel de overeenkomst",
    message="Van een verwerkersovereenkomst met {party} is geen datum of vindplaats vastgelegd{model}.",
    remedy="Koppel de overeenkomst of leg datum en vindplaats vast.",
)
def no_agreement(case: Case) -> Iterator[Hit]:
    """A processor relation, in either direction, without a reference to a written agreement.

    That there is an agreement, without its date or place, is no reference. A model that the provider
    offers its customers is one in part: then it asks a judgement whether they signed it.
    """
    for activity in case.as_processor:
        found = activity.agreement_reference or any(item.agreement_reference for item in _principals(case, activity))
        if not found:
            party = quoted(activity.on_behalf_of) if activity.on_behalf_of else "de opdrachtgever"
            model = case.dossier.sharing and case.dossier.sharing.own_agreement
            seen = (activity.agreement, activity.on_behalf_of, model)
            words = {"party": f"{party} voor “{activity.title}”", "model": _MODEL if model else ""}
            severity = Severity.WARNING if model else None
            yield Hit(places.of_activity(activity, "agreement_reference"), seen, words, activity, severity)
    for recipient in _processors(case):
        if not recipient.agreement_reference:
            place = places.of_recipient(recipient, "agreement_reference")
            words = {"party": quoted(recipient.name), "model": ""}
            yield Hit(place, (recipient.agreement, recipient.name), words)


def _processors(case: Case) -> Iterator[Recipient]:
    for _, row in case.disclosures:
        if row.role in _PROCESSORS and row.recipient in case.recipients:
            yield case.recipients[row.recipient]


@rule(
    "AVG28-2",
    Severity.WARNING,
    Scope.PARTY,
    "art. 28 lid 2 AVG; art. 28 lid 4 AVG",
    name="Subverwerker niet volledig",
    act="Vul de subverwerker aan",
    message="Bij subverwerker {party} ontbreekt {missing}.",
    remedy="Noem de partij met naam en vestigingsland en leg de soort toestemming vast: specifiek of algemeen.",
)
def unknown_subprocessor(case: Case) -> Iterator[Hit]:
    """A sub-processor that is only a kind of company, or without the kind of consent for it.

    On an activity of a controller there are no sub-processors, whatever the source calls them.
    """
    for activity, row in case.disclosures:
        if row.role != LinkRole.SUBPROCESSOR or (activity and activity.role in _CONTROLLERS):
            continue
        recipient = case.recipients.get(row.recipient)
        missing = {}
        if recipient and recipient.kind == RecipientKind.CATEGORY:
            missing["recipient"] = "een naam"
        if row.authorisation is None:
            missing["authorisation"] = "de toestemming van de opdrachtgever"
        if missing:
            name = case.recipient_name(row)
            place = places.of_disclosure(activity, row, name, next(iter(missing)))
            words = {"party": quoted(name), "missing": listed(missing.values())}
            yield Hit(place, (name, tuple(missing)), words, activity)


@rule(
    "AVG28-2-EXTERN",
    Severity.WARNING,
    Scope.ACROSS,
    "art. 28 lid 2 AVG; art. 30 lid 1, onder d, AVG",
    name="Systeem van een ander zonder verwerker",
    act="Leg de partij vast",
    message="“{activity}” heeft volgens het register geen (sub)verwerkers, maar gebruikt van een ander: {systems}.",
    remedy="Leg de andere partij vast als (sub)verwerker, of verbeter de eigenaar van het systeem.",
    is_core=False,
)
def hidden_subprocessor(case: Case) -> Iterator[Hit]:
    """An activity marked "geen (sub)verwerkers" that uses a system owned or hosted by another party."""
    for activity in case.activities:
        if activity.no_processors:
            linked = (case.systems.get(row.system) for row in activity.systems)
            names = [system.name for system in linked if system and _is_external(system)]
            if names:
                words = {"activity": activity.title, "systems": some(names)}
                yield Hit(places.of_activity(activity, "no_processors"), sorted(names), words, activity)


def _is_external(system: System) -> bool:
    return system.owner == SystemOwner.THIRD_PARTY or bool(system.host)


@rule(
    "AVG28-3-g",
    Severity.WARNING,
    Scope.RETENTION,
    "art. 28 lid 3, onder g, AVG",
    name="Na afloop niet geregeld",
    act="Leg wissen of teruggeven vast",
    message="De opdrachtgever bepaalt hoe lang “{term}” bewaard blijft, maar niet is vastgelegd of de gegevens daarna "
    "worden gewist of teruggegeven.",
    remedy="Verwijs naar de verwerkersovereenkomst en leg wissen of teruggeven vast.",
    is_core=False,
)
def no_end_of_contract(case: Case) -> Iterator[Hit]:
    """A term that the controller decides, of which nobody recorded what happens after the contract."""
    used = {row.term for activity in case.activities for row in activity.data}
    for term in case.dossier.terms:
        if term.key in used and term.kind == TermKind.CONTROLLER and term.afterwards not in _GIVES_BACK:
            yield Hit(places.of_term(term, "afterwards"), (term.name, term.afterwards), {"term": term.name})


RULES: tuple[Rule, ...] = (
    no_controller,
    no_agreement,
    unknown_subprocessor,
    hidden_subprocessor,
    no_end_of_contract,
)
