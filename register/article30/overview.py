"""One activity in one line: what a reader wants to see of all of them at once."""

from collections.abc import Iterable

from django.utils.text import Truncator

from ..choices import DataKind, LinkRole
from ..dossier.types import Activity, RetentionTerm
from ..wording import cut, enumerated, plain, small, unique
from .duties import Duties
from .lookup import Lookup
from .points import Findings, counted
from .types import Field, State

COLUMNS = ("Rol", "Doelen", "Betrokkenen", "Bijzondere gegevens", "Bewaartermijnen", "Ontvangers", "Open punten")
NONE = "geen vastgelegd"
_LONGEST = 45
_KINDS = (DataKind.SPECIAL, DataKind.CRIMINAL, DataKind.NATIONAL_NUMBER)


def overview(activity: Activity, lookup: Lookup, found: Duties, findings: Findings) -> tuple[str, ...]:
    """A cell for each of COLUMNS; it says that nothing is recorded where that is so."""
    fields = {element.word: rows[0] for element, rows in found.items()}
    categories = filter(None, map(lookup.category, activity.data))
    kinds = unique(word.kind for word in categories if word.kind in _KINDS)
    groups = (lookup.name("subject_groups", key) for row in activity.data for key in row.groups)
    return (
        plain(activity.role) or "Ontbreekt",
        _few(row.name for row in activity.purposes) or _empty(fields.get("doelen")),
        _few(groups) or _empty(fields.get("betrokkenen")),
        enumerated(small(plain(kind).partition(" (")[0]) for kind in kinds) or NONE,
        _terms(activity, lookup) or _empty(fields.get("termijnen")),
        _recipients(activity, lookup) or _empty(fields.get("ontvangers")),
        _points(findings, activity.number),
    )


def _few(names: Iterable[str]) -> str:
    """The first ones, each in a few words: the activity itself has them whole."""
    return cut((Truncator(name).chars(_LONGEST) for name in names), most=3, room=_LONGEST)


def _empty(field: Field | None) -> str:
    """What is said of the whole provider, a reason why there is nothing, or that it is missing where that is asked."""
    if field is None:
        return NONE
    words = {State.PARTIAL: "algemeen", State.NOT_APPLICABLE: "n.v.t.", State.RECORDED: "geen"}
    return words.get(field.state, "ontbreekt")


def _terms(activity: Activity, lookup: Lookup) -> str:
    """The shortest and the longest term, and that there are others which no length says."""
    terms: list[RetentionTerm] = list(filter(None, (lookup.find("terms", row.term) for row in activity.data)))
    periods = sorted({term.period for term in terms if term.period}, key=lambda period: period.days)
    ends = [str(period) for period in (periods if len(periods) < 2 else (periods[0], periods[-1]))]
    others = any(not term.period and term.says_something for term in terms)
    formula = any(not term.says_something and not term.is_empty for term in terms)
    return enumerated((" tot ".join(ends), "op een gebeurtenis" if others else "", "formule" if formula else ""))


def _recipients(activity: Activity, lookup: Lookup) -> str:
    near = (row.recipient for row in lookup.near(activity) if row.role != LinkRole.ORIGIN)
    return _few(lookup.name("recipients", key) for key in near) or ("geen" if activity.no_recipients else "")


def _points(findings: Findings, number: str) -> str:
    """How many fouten and waarschuwingen of this activity count, as the annex has them."""
    own = None if findings is None else tuple(item for item in findings if item.activity == number)
    return "niet nagelopen" if own is None else str(sum(count for _, count in counted(own)))
