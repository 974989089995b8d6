"""Data that the law protects more, and copies of documents (docs/law.md 6.4)."""

from collections.abc import Iterable, Iterator

from providers.choices import Answer

from ...choices import DataKind, SpecialException
from ...dossier.types import Activity, DataRow, SubjectGroup
from ...wording import listed, some
from .. import places
from ..case import Case, linked
from ..dossier_texts import texts
from ..facts_in_use import of_provider
from ..rules import Hit, Hits, error, on_activity, warning
from ..tables import mentioned, mentions

_PROTECTED = (DataKind.SPECIAL, DataKind.CRIMINAL)


@error(
    "AVG9-2",
    "art. 9 lid 2 en lid 3 AVG; art. 10 AVG; art. 22 tot en met 33 UAVG",
    name="Bijzondere gegevens zonder uitzondering",
    act="Kies de uitzondering",
    message="“{activity}” bevat bijzondere of strafrechtelijke gegevens. Niet vastgelegd is {missing}.",
    remedy="Kies de uitzondering van art. 9 lid 2 AVG of de UAVG, vul haar voorwaarden aan, of verwijder de gegevens.",
)
def no_exception(case: Case) -> Hits:
    """Special data without an exception, criminal data without a law, or exception h without secrecy.

    The law for criminal data is read from the column for statutes of the data. When the activity
    itself is marked as health data, an exception on any of its data will do.
    """
    for activity in case.activities:
        if missing := list(_missing(case, activity)):
            rows = [row for row in activity.data if case.kind(row) in _PROTECTED or row.exception]
            facts = [(_name(row), row.exception, row.statute, row.confidentiality) for row in rows]
            yield on_activity(activity, "data", (activity.health_data, facts), missing=listed(missing))


def _missing(case: Case, activity: Activity) -> Iterator[str]:
    rows = activity.data
    special = [row for row in rows if case.kind(row) == DataKind.SPECIAL and not row.exception]
    criminal = [row for row in rows if case.kind(row) == DataKind.CRIMINAL and not row.statute]
    care = [row for row in rows if row.exception == SpecialException.CARE and row.confidentiality != Answer.YES]
    if special:
        yield f"de uitzondering voor {case.named(special)}"
    elif activity.health_data == Answer.YES and not any(row.exception for row in rows):
        yield "de uitzondering voor gegevens over gezondheid"
    if criminal:
        yield f"de wettelijke grond voor {case.named(criminal)}"
    if care:
        yield f"de geheimhouding bij {case.named(care)}"


@warning(
    "AVG9-2-ZORG",
    "art. 4, onder 15, AVG; art. 9 lid 1 AVG",
    name="Gezondheid niet beoordeeld",
    act="Beantwoord de vraag",
    message="Bij “{activity}” horen mogelijk mensen die zorg krijgen: {who}. Of er gezondheid uit blijkt is niet "
    "beoordeeld.",
    remedy="Beantwoord de vraag “gegevens over gezondheid” met een motivering en kies zo nodig een uitzonderingsgrond.",
)
def health_not_judged(case: Case) -> Hits:
    """Patients, clients or a care service, while nobody answered whether data are about health."""
    for activity in case.activities:
        services = linked(case.services, activity.services)
        who = (*_care_groups(case, activity), *(item.name for item in services if item.care == Answer.YES))
        if who and activity.health_data is None:
            yield on_activity(activity, "health_data", who, who=some(who, room=80))


def _care_groups(case: Case, activity: Activity) -> Iterator[str]:
    for group, word in case.groups(activity):
        if mentions("care_people", group.name, word.name if word else None):
            yield group.name
        elif group.description and mentions("care_people", group.description):
            yield f"{group.name}: {group.description.rstrip('.')}"


@warning(
    "AVG8-1",
    "art. 8 lid 1 AVG; art. 5 UAVG",
    name="Kinderen genoemd",
    act="Leg vast wat voor hen geldt",
    message="{where} noemt {words}, maar wat er voor gegevens van kinderen geldt is niet vastgelegd.",
    remedy="Leg vast of kinderen bedoeld zijn, tot welke leeftijd, en of een ouder toestemming geeft.",
    is_core=False,
)
def children_without_answer(case: Case) -> Hits:
    """Groups or texts that name children, while nobody recorded what art. 8 asks, here or for the provider."""
    if case.dossier.minors:
        return
    for activity in case.activities:
        found = [] if activity.minors else _children(_people_and_why(case, activity))
        if found:
            yield on_activity(activity, "minors", found, where=f"“{activity.title}”", words=some(found))
    whole = (text for row in of_provider(case) if not isinstance(row, SubjectGroup) for _, text in texts(row))
    if found := _children(whole):
        yield Hit(places.of_statement("minors"), found, {"where": "De verklaring", "words": some(found)})


def _people_and_why(case: Case, activity: Activity) -> Iterator[str]:
    """Whose data an activity is about and what it does, in words."""
    rows = (activity, *activity.purposes, *activity.data, *(group for group, _ in case.groups(activity)))
    for row in rows:
        named = (getattr(row, name, None) for name in ("title", "name", "description", "explanation", "condition"))
        yield from filter(None, named)


def _children(found: Iterable[str]) -> list[str]:
    return sorted({word.casefold() for word in mentioned("children", "\n".join(found))})


@error(
    "UAVG46",
    "art. 46 UAVG; art. 87 AVG",
    name="BSN zonder wet",
    act="Noem de wet",
    message="Bij “{activity}” is geen wet vastgelegd die het BSN of zo’n nummer voorschrijft: {data}.",
    remedy="Noem de wet die het gebruik voorschrijft, of stop ermee en wis het nummer.",
)
def national_number_without_law(case: Case) -> Hits:
    """A national number without the law that prescribes its use; on a masked copy it cannot be read."""
    for activity in case.activities:
        rows = [row for row in activity.data if case.kind(row) == DataKind.NATIONAL_NUMBER and not row.statute]
        readable = [row for row in rows if row.masked != Answer.YES or not case.is_document(row)]
        yield from _on_data(case, activity, readable)


@warning(
    "AVG5-1-c-KOPIE",
    "art. 5 lid 1, onder c, AVG",
    name="Kopie van een document",
    act="Scherm af of onderbouw",
    message="Bij “{activity}” is geen wettelijke plicht en geen afscherming vastgelegd voor een kopie: {data}.",
    remedy="Volsta met tonen en noteer soort en nummer, of scherm foto, BSN en MRZ af en leg dat vast.",
)
def copy_without_need(case: Case) -> Hits:
    """A copy of an identity document or bank card without a law that asks for it and not masked."""
    for activity in case.activities:
        rows = [row for row in activity.data if case.is_document(row) and not row.statute]
        yield from _on_data(case, activity, [row for row in rows if row.masked != Answer.YES])


def _on_data(case: Case, activity: Activity, rows: list[DataRow]) -> Hits:
    if rows:
        seen = [(_name(row), row.statute, row.masked) for row in rows]
        yield on_activity(activity, "data", seen, data=case.named(rows))


def _name(row: DataRow) -> str | None:
    return row.name or row.category
