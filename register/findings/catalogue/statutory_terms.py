"""How long the law allows, and what happens afterwards (docs/law.md 6.5)."""

from retention.choices import MAKING_ANONYMOUS, GroundStatus, Unit
from retention.periods import Period

from ...choices import DataKind, PurposeType
from ...dossier.types import Activity, DataRow, RetentionTerm, StatutoryGround
from ...wording import some
from .. import places
from ..case import Case
from ..retention_terms import ENDLESS, at_longest, in_words
from ..rules import Hit, Hits, Scope, warning
from ..tables import phrases, thresholds
from .retention import only_activity


@warning(
    "AVG5-1-e-LANGER",
    "art. 5 lid 1, onder e, AVG",
    scope=Scope.RETENTION,
    name="Termijn langer dan de wet",
    act="Verkort of onderbouw",
    message="De bewaartermijn “{term}” ({period}) {problem}.",
    remedy="Verkort de termijn, of leg een grond vast die de hele termijn draagt.",
)
def longer_than_ground(case: Case) -> Hits:
    """A term, or an exception to it, that is longer than the law it cites, or a law that lapsed.

    Of a choice the longest counts; what has no end is longer than any law.
    """
    for term, _ in case.uses.values():
        ground = case.grounds.get(term.ground or "")
        if ground and (problem := _problem(term, ground)):
            seen = (_said(term), ground.key, ground.amount, ground.unit, ground.status)
            words = {"term": term.name, "period": _said(term) or in_words(term), "problem": problem}
            yield Hit(places.of_term(term, "ground"), seen, words)


def _problem(term: RetentionTerm, ground: StatutoryGround) -> str:
    if ground.status == GroundStatus.LAPSED:
        return f"steunt op {ground.law}, en die grond geldt niet meer"
    allowed = Period.of(ground.amount, ground.unit)
    return f"is langer dan de {allowed} van {ground.law}" if allowed and _is_longer(term, allowed) else ""


def _is_longer(term: RetentionTerm, allowed: Period) -> bool:
    found = at_longest(term)
    return term.has_no_end or bool(found and found[0].is_longer_than(allowed))


def _said(term: RetentionTerm) -> str:
    """The longest that a term allows, in words."""
    found = at_longest(term)
    return ENDLESS if term.has_no_end else found[1] if found else ""


@warning(
    "AVG5-1-e-ANONIEM",
    "overw. 26 AVG; art. 5 lid 1, onder e, AVG",
    scope=Scope.RETENTION,
    name="Anonimiseren zonder methode",
    act="Beschrijf de methode",
    message="Bij “{term}” staat dat gegevens na de termijn anoniem worden, maar niet hoe.",
    remedy="Beschrijf de methode en wie toetst of de gegevens nog te herleiden zijn.",
    is_core=False,
)
def no_method(case: Case) -> Hits:
    """Data that become anonymous after their term, while nobody wrote down how."""
    for term, _ in case.uses.values():
        if (term.afterwards in MAKING_ANONYMOUS or term.anonymised_period) and not term.anonymised_method:
            seen = (term.afterwards, term.anonymised_amount, term.anonymised_unit)
            yield Hit(places.of_term(term, "anonymised_method"), seen, {"term": term.name})


@warning(
    "AWR52-4",
    "art. 52 lid 4 AWR",
    scope=Scope.RETENTION,
    name="Administratie langer dan 7 jaar",
    act="Noem de grond",
    message="Bij administratie ({data}) is de termijn {period}; de algemene fiscale termijn is {years} jaar.",
    remedy="Noem de grond voor de langere termijn, of verlaag de termijn naar {years} jaar.",
)
def administration_too_long(case: Case) -> Hits:
    """Administration that is kept longer than the tax law asks, without a law that explains it.

    A linked ground with a period of its own explains it, or AVG5-1-e-LANGER speaks about that ground.
    """
    years = thresholds().bookkeeping_years
    for term, uses in case.uses.values():
        ground = case.grounds.get(term.ground or "")
        if not _is_longer(term, Period(years, Unit.YEAR)) or (ground and ground.amount):
            continue
        if administration := [use for use in uses if _is_administration(case, *use)]:
            names = [case.data_name(row) for _, row in administration]
            words = {"data": some(names), "period": _said(term), "years": years}
            seen = (names, _said(term), term.ground)
            yield Hit(places.of_term(term, "ground"), seen, words, only_activity(administration))


def _is_administration(case: Case, activity: Activity, row: DataRow) -> bool:
    """By the word for the data, else because paying is all that they serve; traffic data have rules of their own."""
    if row.category in phrases("administration"):
        return True
    types = {case.purpose_type(purpose) for purpose in case.purposes_of(activity, row)}
    return types == {PurposeType.PAYMENT} and case.kind(row) != DataKind.TRAFFIC
