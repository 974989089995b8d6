"""Who answers for an activity and how to reach them, art. 30 lid 1, onder a, AVG (docs/law.md 6.2)."""

from providers.choices import Answer, ContactUse

from ...choices import LinkRole, Role
from ...dossier.types import Activity
from ...wording import cut, listed
from .. import places
from ..case import Case
from ..rules import Hit, Hits, Scope, error, on_activity

_NAMES = {Role.PROCESSOR: "de verwerker", Role.SUBPROCESSOR: "de subverwerker", None: "de aanbieder"}


@error(
    "AVG24-1-ROL",
    "art. 4, onder 7 en 8, AVG; art. 24 lid 1 AVG",
    name="Rol niet vastgelegd",
    act="Kies de rol",
    message="Bij “{activity}” is niet vastgelegd of {provider} verwerkingsverantwoordelijke of verwerker is.",
    remedy="Leg de rol vast: verwerkingsverantwoordelijke, gezamenlijk verwerkingsverantwoordelijke of verwerker.",
)
def no_role(case: Case) -> Hits:
    """An activity without a recorded role; it stays a fout, as all other duties depend on it."""
    for activity in case.activities:
        if activity.role is None:
            seen = (activity.role_explanation, activity.on_behalf_of)
            yield on_activity(activity, "role", seen, provider=case.dossier.provider.name)


@error(
    "AVG30-1-a",
    "art. 30 lid 1, onder a, AVG; art. 30 lid 2, onder a, AVG; art. 13 lid 1, onder a, AVG; "
    "art. 14 lid 1, onder a, AVG; art. 26 lid 1 AVG",
    scope=Scope.ORGANISATION,
    name="Naam of contact niet eenduidig",
    act="Vul naam en contact in",
    message="Van {party} is niet of niet eenduidig vastgelegd: {missing}.",
    remedy="Vul de statutaire naam en ten minste één contactweg in. Kies per verwerking één rechtspersoon. Koppel bij "
    "gezamenlijke verantwoordelijkheid de andere partij en de regeling.",
)
def not_clear_who(case: Case) -> Hits:
    """No legal name or no contact channel; a joint controller unnamed; more legal entities than one to choose from.

    The provider has one finding for all activities that leave open which of its legal entities it
    is. The channel of a DPO is not that of the provider.
    """
    yield from _unclear_provider(case)
    for activity in case.activities:
        if activity.role == Role.JOINT and _is_alone(case, activity):
            field, missing = "disclosures", "de andere verwerkingsverantwoordelijke"
        elif activity.role != Role.JOINT and len(activity.entities) > 1:
            field, missing = "entities", "welke van de gekozen rechtspersonen het doet"
        else:
            continue
        party = f"{_NAMES.get(activity.role, 'de verwerkingsverantwoordelijke')} bij “{activity.title}”"
        yield on_activity(activity, field, (activity.role, activity.entities), party=party, missing=missing)


def _unclear_provider(case: Case) -> Hits:
    dossier, missing = case.dossier, {}
    undecided = [item.number for item in case.activities if not item.entities] if len(dossier.entities) > 1 else []
    if not dossier.entities:
        missing["entities"] = "de statutaire naam"
    if undecided:
        missing["entities"] = f"welke rechtspersoon het doet ({cut(undecided, most=10)})"
    if not dossier.is_reachable:
        missing["contact_points"] = "een postadres, e-mailadres of telefoonnummer"
    if missing:
        words = {"party": dossier.provider.name, "missing": listed(missing.values())}
        yield Hit(places.of_provider(next(iter(missing))), (tuple(missing), undecided), words)


def _is_alone(case: Case, activity: Activity) -> bool:
    return len(activity.entities) < 2 and all(link.role != LinkRole.JOINT for link in case.links(activity))


@error(
    "AVG30-1-a-FG",
    "art. 30 lid 1, onder a, AVG; art. 30 lid 2, onder a, AVG",
    scope=Scope.ORGANISATION,
    name="Gegevens van de FG ontbreken",
    act="Vul de FG in",
    message="Er is een functionaris voor gegevensbescherming (FG), maar dit is niet vastgelegd: {missing}.",
    remedy="Vul de naam en de contactgegevens van de FG in; een adres dat bij de functie hoort, mag ook.",
)
def dpo_out_of_reach(case: Case) -> Hits:
    """A DPO is designated and the name or a contact channel of the DPO is empty."""
    provider = case.dossier.provider
    if provider.dpo_designated != Answer.YES:
        return
    missing = {}
    if not provider.dpo_name:
        missing["dpo_name"] = "de naam"
    if not any(item.use == ContactUse.DPO and item.is_filled for item in case.dossier.contact_points):
        missing["contact_points"] = "een contactweg"
    if missing:
        words = {"missing": listed(missing.values())}
        yield Hit(places.of_provider(next(iter(missing))), tuple(missing), words)
