"""Who is responsible and how to reach them, art. 30 lid 1, onder a, AVG (docs/law.md 6.2)."""

from collections.abc import Iterator

from providers.choices import Answer, ContactUse

from ...choices import LinkRole, Role, Severity
from ...dossier.types import Activity
from ...wording import cut, listed
from .. import places
from ..case import Case
from ..rules import Hit, Rule, Scope, rule

_NAMES = {Role.PROCESSOR: "de verwerker", None: "de aanbieder"}


@rule(
    "AVG30-1-a",
    Severity.ERROR,
    Scope.ORGANISATION,
    "art. 30 lid 1, onder a, AVG; art. 30 lid 2, onder a, AVG; art. 13 lid 1, onder a, AVG; "
    "art. 14 lid 1, onder a, AVG; art. 26 lid 1 AVG",
    name="Naam of contact niet eenduidig",
    act="Vul naam en contact in",
    message="Van {party} is niet of niet eenduidig vastgelegd: {missing}.",
    remedy="Vul de statutaire naam en ten minste één contactweg in. Kies per verwerking één rechtspersoon. Koppel bij "
    "gezamenlijke verantwoordelijkheid de andere partij en de regeling.",
)
def not_clear_who(case: Case) -> Iterator[Hit]:
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
        seen = (activity.role, activity.entities)
        yield Hit(places.of_activity(activity, field), seen, {"party": party, "missing": missing}, activity)


def _unclear_provider(case: Case) -> Iterator[Hit]:
    dossier = case.dossier
    undecided = [item.number for item in case.activities if not item.entities]
    missing = {}
    if not dossier.entities:
        missing["entities"] = "de statutaire naam"
    elif len(dossier.entities) > 1 and undecided:
        missing["entities"] = f"welke rechtspersoon het doet ({cut(undecided, most=12)})"
    if not dossier.is_reachable:
        missing["contact_points"] = "een postadres, e-mailadres of telefoonnummer"
    if missing:
        place = places.of_provider(next(iter(missing)))
        words = {"party": dossier.provider.name, "missing": listed(missing.values())}
        yield Hit(place, (tuple(missing), undecided if len(dossier.entities) > 1 else []), words)


def _is_alone(case: Case, activity: Activity) -> bool:
    links = (*activity.disclosures, *case.dossier.disclosures)
    return len(activity.entities) < 2 and all(link.role != LinkRole.JOINT for link in links)


@rule(
    "AVG30-1-a-FG",
    Severity.ERROR,
    Scope.ORGANISATION,
    "art. 30 lid 1, onder a, AVG; art. 30 lid 2, onder a, AVG",
    name="Gegevens van de FG ontbreken",
    act="Vul de FG in",
    message="Er is een functionaris voor gegevensbescherming (FG), maar dit is niet vastgelegd: {missing}.",
    remedy="Vul de naam en de contactgegevens van de FG in; een adres dat bij de functie hoort, mag ook.",
)
def dpo_out_of_reach(case: Case) -> Iterator[Hit]:
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
        place = places.of_provider(next(iter(missing)))
        yield Hit(place, tuple(missing), {"missing": listed(missing.values())})


RULES: tuple[Rule, ...] = (not_clear_who, dpo_out_of_reach)
