"""Whether somebody weighed the risks and keeps the register true (docs/law.md 6.9)."""

from providers.choices import Answer

from ...choices import DpiaStatus, Severity
from ...dossier.types import Activity
from ...wording import date_words, listed
from .. import places
from ..case import Case, linked
from ..places import Place
from ..risks import is_care, risks
from ..rules import Hit, Hits, Scope, info, on_activity, warning
from ..tables import review_due, thresholds

_NORM = "7510"


@warning(
    "AVG35-3",
    "art. 35 lid 1, 3 en 4 AVG; art. 35-lijst van de AP (2019)",
    name="DPIA niet beoordeeld",
    act="Leg de uitkomst vast",
    message="Bij “{activity}” is niet vastgelegd of een DPIA nodig is. Het gaat om {risks}.",
    remedy="Leg uitkomst en datum vast: uitgevoerd, of niet nodig met reden.",
)
def dpia_not_considered(case: Case) -> Hits:
    """A risky activity without a DPIA status that says when or why; info where the provider is processor."""
    for activity, found in risks(case):
        if found and not _is_considered(activity):
            severity = Severity.INFO if activity.for_others else None
            seen = (activity.dpia, activity.role, found)
            yield on_activity(activity, "dpia", seen, severity, risks=listed(found))


@warning(
    "AVG37-1",
    "art. 37 lid 1, onder b en c, AVG",
    scope=Scope.ORGANISATION,
    name="Geen FG vastgelegd",
    act="Beantwoord de vraag",
    message="Er is geen FG vastgelegd, terwijl de verwerkingen daar aanleiding toe geven: {reasons}.",
    remedy="Wijs een FG aan, of leg vast waarom dat niet verplicht is.",
)
def no_dpo(case: Case) -> Hits:
    """No DPO or unknown, no reason for that, and activities that may ask for one."""
    provider = case.dossier.provider
    if provider.dpo_designated == Answer.YES or provider.dpo_reason:
        return
    reasons = {word for _, found in risks(case) for word in found}
    if any(is_care(case, activity) for activity in case.activities):
        reasons.add("zorg")
    if reasons:
        seen = (provider.dpo_designated, sorted(reasons))
        yield Hit(places.of_provider("dpo_designated"), seen, {"reasons": listed(sorted(reasons))})


@info(
    "BEGZ3",
    "Besluit elektronische gegevensverwerking door zorgaanbieders, art. 3",
    name="NEN 7510 niet genoemd",
    act="Leg de norm vast",
    message="Bij “{activity}” hoort zorg, maar NEN 7510 is niet vastgelegd.",
    remedy="Leg de norm, het certificaat of de afspraak met de zorgaanbieder vast.",
    is_core=False,
)
def no_care_norm(case: Case) -> Hits:
    """Care without NEN 7510 among the measures of the activity or the provider, and without a reason."""
    measures = {measure.key: measure.name for measure in case.dossier.measures}
    for activity in case.activities:
        rows = (*case.dossier.security, *activity.security)
        stated = [f"{measures.get(row.measure, '')} {row.explanation or ''}" for row in rows]
        has_norm = any(_NORM in text for text in stated)
        if not has_norm and not activity.security_reason and is_care(case, activity):
            yield on_activity(activity, "security", has_norm)


@warning(
    "AVG24-1-REVIEW",
    "art. 24 lid 1 AVG; art. 5 lid 2 AVG",
    scope=Scope.STATEMENT,
    name="Verklaring niet beoordeeld",
    act="Beoordeel de verklaring",
    message="De verklaring {state}.",
    remedy="Beoordeel de inhoud en leg datum en versie vast.",
)
def review_overdue(case: Case) -> Hits:
    """Never published and never reviewed, so without date or version; or the last review is too long ago."""
    place, day = places.of_statement(), case.reviewed_on
    if day is not None and case.today >= review_due(day, case.review_months):
        written, months = date_words(day), case.review_months or thresholds().review_months
        words = {"state": f"is voor het laatst beoordeeld op {written}: {months} maanden geleden of langer"}
        yield Hit(place, day, words)
    elif day is None and case.in_force is None:
        yield Hit(place, None, {"state": "is nog nooit gepubliceerd of beoordeeld en heeft geen datum of versie"})


@warning(
    "KW-DEKKING",
    "art. 5 lid 1, onder a, AVG; art. 13 AVG; art. 14 AVG",
    scope=Scope.ACROSS,
    name="Register en verklaring lopen uiteen",
    act="Publiceer of sluit af",
    message="Register en gepubliceerde verklaring lopen uiteen: {difference}.",
    remedy="Publiceer een nieuwe versie, of sluit in het register af wat niet meer gebeurt.",
)
def not_covered(case: Case) -> Hits:
    """The version in force lacks an activity, or has one that ended or a category that is not used any more."""
    if case.in_force is None:
        return
    published = Case(dossier=case.in_force, today=case.today)
    numbers = {activity.number for activity in published.told}
    for activity in case.told_as_controller:
        if activity.number not in numbers:
            difference = f"“{activity.title}” staat niet in de verklaring"
            yield Hit(places.of_activity(activity), activity.number, {"difference": difference}, activity)
    for activity in case.dossier.activities:
        if activity.ended_on and activity.ended_on <= case.today and activity.number in numbers:
            difference = f"“{activity.title}” eindigde op {date_words(activity.ended_on)} en staat nog in de verklaring"
            seen = (activity.number, activity.ended_on)
            yield Hit(places.of_activity(activity), seen, {"difference": difference}, activity)
    used = _categories(case)
    for category in linked(published.data_categories, _categories(published)):
        if category.key not in used:
            place = Place("data_categories", category.key, f"Gegevenscategorie {category.name}")
            difference = f"“{category.name}” staat in de verklaring en hoort bij geen verwerking meer"
            yield Hit(place, category.key, {"difference": difference})


def _is_considered(activity: Activity) -> bool:
    """Whether the outcome is there with what proves it: a date or reason when done, a reason when not needed."""
    if activity.dpia == DpiaStatus.DONE:
        return bool(activity.dpia_date or activity.dpia_reason)
    if activity.dpia == DpiaStatus.NOT_NEEDED:
        return bool(activity.dpia_reason)
    return activity.dpia is not None


def _categories(case: Case) -> list[str | None]:
    return [row.category for activity in case.told for row in activity.data]
