"""Which role the statement claims, beside the role of each activity (docs/law.md 6.3)."""

from collections.abc import Iterator

from ...choices import Role, Severity
from ...dossier.types import RoleClaim
from .. import places
from ..case import Case
from ..rules import Hit, Rule, Scope, rule
from ..tables import phrases

_CONTROLLERS = (Role.CONTROLLER, Role.JOINT)


@rule(
    "AVG28-10",
    Severity.WARNING,
    Scope.ACROSS,
    "art. 4, onder 7 en 8, AVG; art. 28 lid 10 AVG",
    name="Rollen spreken elkaar tegen",
    act="Maak de rol gelijk",
    message="{claim}, maar {contradiction}.",
    remedy="Leg per verwerking één rol vast en pas de tekst van de verklaring daarop aan.",
)
def contradicting_roles(case: Case) -> Iterator[Hit]:
    """A role that is claimed for everything while activities have the other role; or both on one activity.

    A claim for a part only contradicts nothing elsewhere. An activity of a controller that is
    recorded as done on behalf of somebody carries both roles.
    """
    provider = case.dossier.provider.name
    claims = [row for row in case.dossier.role_claims if _is_general(row) and _is_contradicted(case, row.role)]
    if claims:
        roles = list(dict.fromkeys(Role(row.role).label.lower() for row in claims))
        others = "de rol verschilt per verwerking" if len(roles) > 1 else "er zijn ook verwerkingen in de andere rol"
        words = {
            "claim": f"De verklaring noemt {provider} in het algemeen {' en ook '.join(roles)}",
            "contradiction": others,
        }
        yield Hit(places.of_statement("role_claims", "scope"), [(row.role, row.scope) for row in claims], words)
    for activity in case.activities:
        if activity.role in _CONTROLLERS and activity.on_behalf_of:
            words = {
                "claim": f"Bij “{activity.title}” is {provider} verantwoordelijk",
                "contradiction": f"er staat ook dat het in opdracht is van “{activity.on_behalf_of}”",
            }
            seen = (activity.role, activity.on_behalf_of)
            yield Hit(places.of_activity(activity, "role"), seen, words, activity)


def _is_general(claim: RoleClaim) -> bool:
    scope = (claim.scope or "").casefold()
    return not scope or any(phrase in scope for phrase in phrases("general_scopes"))


def _is_contradicted(case: Case, role: Role) -> bool:
    others = _CONTROLLERS if role == Role.PROCESSOR else (Role.PROCESSOR,)
    return any(activity.role in others for activity in case.activities)


RULES: tuple[Rule, ...] = (contradicting_roles,)
