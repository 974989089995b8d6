"""Who answers for an activity: without a role nobody knows which duties hold."""

from collections.abc import Iterator

from ...choices import Severity
from .. import places
from ..case import Case
from ..rules import Hit, Rule, Scope, rule


@rule(
    "AVG24-1-ROL",
    Severity.ERROR,
    Scope.ACTIVITY,
    "art. 4, onder 7 en 8, AVG; art. 24 lid 1 AVG",
    name="Rol niet vastgelegd",
    act="Kies de rol",
    message="Bij “{activity}” is niet vastgelegd of {provider} verwerkingsverantwoordelijke of verwerker is.",
    remedy="Leg de rol vast: verwerkingsverantwoordelijke, gezamenlijk verwerkingsverantwoordelijke of verwerker.",
)
def no_role(case: Case) -> Iterator[Hit]:
    """An activity without a recorded role; it stays a fout, as all other duties depend on it."""
    for activity in case.activities:
        if activity.role is None:
            words = {"activity": activity.title, "provider": case.dossier.provider.name}
            seen = (activity.role_explanation, activity.on_behalf_of)
            yield Hit(places.of_activity(activity, "role"), seen, words, activity)


RULES: tuple[Rule, ...] = (no_role,)
