"""What makes an activity risky for people, art. 35 lid 3 and 4 AVG (docs/law.md 4.4)."""

from collections.abc import Iterator

from providers.choices import Answer

from ..choices import DataKind, PurposeType, SpecialKind
from ..dossier.types import Activity, DataCategory, DataRow
from .case import Case, linked
from .tables import mentions

HEALTH = "gegevens over gezondheid"
_BY_KIND = {
    DataKind.SPECIAL: "bijzondere gegevens",
    DataKind.CRIMINAL: "strafrechtelijke gegevens",
    DataKind.LOCATION: "locatiegegevens",
    DataKind.TRAFFIC: "verkeersgegevens",
    DataKind.CONTENT: "beeld, geluid of inhoud van communicatie",
}


def risks(case: Case) -> Iterator[tuple[Activity, list[str]]]:
    """Every activity that still happens, with the words of its risks in one order; none is an empty list.

    Monitoring of staff is a purpose of the type rapportage; footage of cameras has the kind content.
    Questions, complaints and tickets are content too, but no communication that the provider carries.
    Location that goes along in a call to 112 is incidental and prescribed by law: no risk of the list.
    """
    profiled = {report.activity for report in case.dossier.reports if report.profiles == Answer.YES}
    for activity in case.activities:
        found = {*_of_data(case, activity)}
        if activity.health_data == Answer.YES:
            found.add(HEALTH)
        if any(case.purpose_type(row) == PurposeType.REPORTING for row in activity.purposes):
            found.add("rapportage of controle")
        if activity.number in profiled:
            found.add("profielen van mensen")
        if any(word and word.vulnerable for _, word in case.groups(activity)):
            found.add("kwetsbare mensen")
        yield activity, sorted(found)


def is_care(case: Case, activity: Activity) -> bool:
    """Whether it serves a care service, or people whose group says that they receive care."""
    if any(service.care == Answer.YES for service in linked(case.services, activity.services)):
        return True
    return any(mentions("care_people", *(item.name for item in both if item)) for both in case.groups(activity))


def _of_data(case: Case, activity: Activity) -> Iterator[str]:
    for row in activity.data:
        category = case.category(row)
        if category is not None and category.special_kind == SpecialKind.HEALTH:
            yield HEALTH
        elif category is not None and category.kind in _BY_KIND and not _is_harmless(case, activity, row, category):
            yield _BY_KIND[category.kind]


def is_anonymous(row: DataRow) -> bool:
    """Whether the provider calls these data anonymous."""
    return mentions("anonymous", row.name, row.condition)


def _is_harmless(case: Case, activity: Activity, row: DataRow, category: DataCategory) -> bool:
    if category.kind == DataKind.TRAFFIC:
        return is_anonymous(row)
    if category.kind == DataKind.LOCATION:
        purposes = case.purposes_of(activity, row)
        return bool(purposes) and all(mentions("emergency_calls", item.name) for item in purposes)
    return category.kind == DataKind.CONTENT and mentions("messages_to_provider", category.name)
