"""What the register of a controller holds, art. 30 lid 1 AVG (law.md E1)."""

from collections.abc import Iterator

from ...choices import Severity
from .. import places
from ..case import Case
from ..rules import Hit, Rule, Scope, rule


@rule(
    "AVG30-1-b",
    Severity.ERROR,
    Scope.ACTIVITY,
    "art. 30 lid 1, onder b, AVG; art. 13 lid 1, onder c, AVG; art. 14 lid 1, onder c, AVG",
    message="Bij “{activity}” staat geen verwerkingsdoel.",
    remedy="Leg per verwerking ten minste één concreet doel vast.",
    for_controllers=True,
)
def no_purpose(case: Case) -> Iterator[Hit]:
    """A controller's activity without a purpose."""
    for activity in case.as_controller:
        if not activity.purposes:
            place = places.of_activity(activity, "purposes")
            yield Hit(place, activity.purposes, {"activity": activity.title}, activity)


RULES: tuple[Rule, ...] = (no_purpose,)
