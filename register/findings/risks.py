"""What makes an activity risky for people, art. 35 lid 3 and 4 AVG (docs/law.md 4.4)."""

from collections.abc import Iterator

from providers.choices import Answer

from ..choices import DataKind, PurposeType, SpecialKind
from ..dossier.types import Activity, DataRow
from .case import Case, linked
from .tables import mentions

HEALTH = "gegevens over gezondheid"
# Of the nine criteria of WP248 rev.01 two are usually enough.
_ENOUGH = 2
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
    for activity in case.activities:
        found = {*_of_data(case, activity), *_of_deciding(case, activity)}
        if activity.health_data == Answer.YES:
            found.add(HEALTH)
        if any(case.purpose_type(row) == PurposeType.REPORTING for row in activity.purposes):
            found.add("rapportage of controle")
        if any(word and word.vulnerable for _, word in case.groups(activity)):
            found.add("kwetsbare mensen")
        yield activity, sorted(found)


def is_profiled(case: Case, activity: Activity) -> bool:
    """Whether people are scored or profiled: recorded so, or said in words (data/profile_words.yaml)."""
    if activity.profiling is not None:
        return activity.profiling == Answer.YES
    reports = (item for item in case.dossier.reports if item.activity == activity.number)
    said = "\n".join(filter(None, _words(case, activity)))
    return any(item.profiles == Answer.YES for item in reports) or mentions("profile_words", said)


def _words(case: Case, activity: Activity) -> Iterator[str | None]:
    yield from (activity.title, activity.description)
    for purpose in activity.purposes:
        yield from (purpose.name, purpose.explanation, case.name("purposes", purpose.purpose))
    yield from (case.data_name(row) for row in activity.data)


def _of_deciding(case: Case, activity: Activity) -> Iterator[str]:
    if is_profiled(case, activity):
        yield "scores of profielen van mensen"
    if activity.decisions == Answer.YES:
        yield "geautomatiseerde besluiten"
    if len(activity.dpia_criteria) >= _ENOUGH:
        yield f"{len(activity.dpia_criteria)} criteria voor een DPIA"


def is_care(case: Case, activity: Activity) -> bool:
    """Whether it serves a care service, or people whose group says that they receive care."""
    if any(service.care == Answer.YES for service in linked(case.services, activity.services)):
        return True
    return any(mentions("care_people", *(item.name for item in both if item)) for both in case.groups(activity))


def _of_data(case: Case, activity: Activity) -> Iterator[str]:
    for row in activity.data:
        kind = case.kind(row)
        if case.special_kind(row) == SpecialKind.HEALTH:
            yield HEALTH
        elif kind in _BY_KIND and not _is_harmless(case, activity, row, kind):
            yield _BY_KIND[kind]


def is_anonymous(row: DataRow) -> bool:
    """Whether the provider calls these data anonymous."""
    return mentions("anonymous", row.name, row.condition)


def _is_harmless(case: Case, activity: Activity, row: DataRow, kind: DataKind) -> bool:
    if kind == DataKind.TRAFFIC:
        return is_anonymous(row)
    if kind == DataKind.LOCATION:
        purposes = case.purposes_of(activity, row)
        return bool(purposes) and all(mentions("emergency_calls", item.name) for item in purposes)
    word = case.name("data_categories", row.category) or row.name
    return kind == DataKind.CONTENT and mentions("messages_to_provider", word)
