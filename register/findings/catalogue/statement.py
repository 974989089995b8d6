"""What the statement tells people, art. 13, 14 and 21 AVG (docs/law.md 6.8).

Rules read what is recorded, not what the page adds because the law gives it.
"""

from providers.choices import Answer, ContactUse

from ...choices import Basis, DataOrigin, LinkRole, RightKind, Severity
from ...dossier.types import Activity, DataRow
from ...wording import cut, listed, some
from .. import places
from ..case import Case
from ..rules import Hit, Hits, Scope, error, on_activity, warning
from .telecom import ADVERTISING

# The six rights of art. 13 lid 2, onder b, in the words of the catalogue.
_RIGHTS = {
    RightKind.ACCESS: "inzage",
    RightKind.RECTIFICATION: "rectificatie",
    RightKind.ERASURE: "wissing",
    RightKind.RESTRICTION: "beperking",
    RightKind.OBJECTION: "bezwaar",
    RightKind.PORTABILITY: "overdraagbaarheid",
}
# Legal bases against which art. 21 lid 1 gives a right to object.
_WEIGHED = (Basis.PUBLIC_TASK, Basis.LEGITIMATE_INTERESTS)


@error(
    "AVG13-1-b",
    "art. 13 lid 1, onder b, AVG; art. 14 lid 1, onder b, AVG; art. 37 lid 7 AVG",
    scope=Scope.STATEMENT,
    name="Contact van de FG niet gepubliceerd",
    act="Publiceer het contact",
    message="Er is een FG, maar hoe mensen de FG bereiken is niet vastgelegd.",
    remedy="Publiceer een adres, telefoonnummer of e-mailadres van de FG.",
)
def dpo_out_of_reach(case: Case) -> Hits:
    """A DPO is designated and no contact point of the DPO has a value or an address."""
    points = [point for point in case.dossier.contact_points if point.use == ContactUse.DPO]
    is_designated = case.dossier.provider.dpo_designated == Answer.YES
    if is_designated and not any(point.value or point.address for point in points):
        yield Hit(places.of_statement("contact_points"), is_designated)


@error(
    "AVG13-2-b",
    "art. 13 lid 2, onder b, AVG; art. 14 lid 2, onder c, AVG",
    scope=Scope.STATEMENT,
    name="Rechten ontbreken",
    act="Voeg de rechten toe",
    message="Van deze rechten is niet vastgelegd dat de aanbieder ze noemt: {rights}.",
    remedy="Voeg de ontbrekende rechten toe.",
)
def missing_rights(case: Case) -> Hits:
    """One of the six rights is not recorded as stated; a right without a row, or unanswered, is not stated.

    Only where a text was taken over: a statement that is made here has all rights.
    """
    stated = _RIGHTS.keys() if case.dossier.is_own else _stated_rights(case)
    if missing := {right: name for right, name in _RIGHTS.items() if right not in stated}:
        yield Hit(places.of_statement("rights", "stated"), list(missing), {"rights": listed(missing.values())})


@error(
    "AVG13-2-d",
    "art. 13 lid 2, onder d, AVG; art. 14 lid 2, onder e, AVG; art. 77 AVG",
    scope=Scope.STATEMENT,
    name="Klachtrecht ontbreekt",
    act="Vermeld het klachtrecht",
    message="Er is niet vastgelegd dat de aanbieder het recht noemt om te klagen bij de Autoriteit Persoonsgegevens.",
    remedy="Vermeld het klachtrecht, met een verwijzing die werkt.",
)
def no_complaint(case: Case) -> Hits:
    """Neither the complaint nor the stated rights mention the supervisory authority; a statement made here does."""
    complaint = case.dossier.complaint
    is_mentioned = complaint is not None and complaint.authority_mentioned == Answer.YES
    if not is_mentioned and not case.dossier.is_own and RightKind.COMPLAINT not in _stated_rights(case):
        yield Hit(places.of_statement("complaint", "authority_mentioned"), is_mentioned)


@error(
    "AVG13-2-e",
    "art. 13 lid 2, onder e, AVG",
    name="Verplicht of vrij niet vermeld",
    act="Vul de plicht in",
    message="Bij “{activity}” geven mensen zelf gegevens, maar niet vastgelegd is {missing}.",
    remedy="Vul in of de gegevens verplicht of noodzakelijk zijn, en wat het gevolg is als iemand ze niet geeft.",
)
def obligation_unknown(case: Case) -> Hits:
    """Data come from the data subject, and whether that is obligatory or what follows without is empty.

    Where the origin of data is open, AVG14-2-f asks for both.
    """
    for activity in case.told_as_controller:
        if not any(DataOrigin.DATA_SUBJECT in row.origin for row in activity.data):
            continue
        if missing := _unsaid_obligation(activity):
            seen = (activity.obligation, list(missing))
            yield on_activity(activity, next(iter(missing)), seen, missing=listed(missing.values()))


@error(
    "AVG14-2-f",
    "art. 14 lid 2, onder f, AVG",
    name="Herkomst niet vermeld",
    act="Vul de herkomst in",
    message="Bij “{activity}” is niet vastgelegd {what} deze gegevens komen: {data}.",
    remedy="Vul de herkomst in. Geven mensen iets zelf, leg dan ook vast of dat verplicht is. Komt het van een ander, "
    "leg dan vast van wie.",
    is_core=False,
)
def source_unknown(case: Case) -> Hits:
    """Data come from another party that is not named; a waarschuwing where their origin is open.

    A link to a party that delivers data says from whom, and a public source needs no name.
    """
    for activity in case.told_as_controller:
        unnamed = [row for row in activity.data if DataOrigin.THIRD_PARTY in row.origin and not row.origin_detail]
        unnamed = [] if _delivered(case, activity) else unnamed
        rows = unnamed or _of_open_origin(case, activity)
        if names := list(dict.fromkeys(case.data_name(row) for row in rows)):
            severity = None if unnamed else Severity.WARNING
            what = "van wie" if unnamed else "waarvandaan"
            yield on_activity(activity, "data", (what, names), severity, what=what, data=some(names))


def _of_open_origin(case: Case, activity: Activity) -> list[DataRow]:
    """Data of which nothing says where they come from."""
    is_told = _delivered(case, activity)
    return [] if is_told else [row for row in activity.data if not row.origin and not row.origin_detail]


def _delivered(case: Case, activity: Activity) -> bool:
    """Whether some party delivers data for this activity."""
    return any(row.role == LinkRole.ORIGIN for row in case.links(activity))


@warning(
    "AVG21-4",
    "art. 21 lid 1, 2 en 4 AVG",
    scope=Scope.STATEMENT,
    name="Bezwaar staat niet apart",
    act="Licht bezwaar toe",
    message="Bij het recht van bezwaar is geen eigen uitleg vastgelegd. Het geldt voor {activities}.",
    remedy="Zet bezwaar in een eigen blok, met de manier om bezwaar te maken.",
)
def objection_not_apart(case: Case) -> Hits:
    """There is something to object to, and the objection has no explanation of its own.

    The Dossier cannot say how a source text set its objection apart: the words that a provider spends
    on it are the nearest recorded fact. A statement that is made here has it in a part of its own.
    """
    told = () if case.dossier.is_own else case.told_as_controller
    activities = [activity for activity in told if _may_be_objected_to(case, activity)]
    objection = next((item for item in case.dossier.rights if item.right == RightKind.OBJECTION), None)
    is_stated = objection is not None and objection.stated == Answer.YES
    if activities and not (objection and is_stated and objection.explanation):
        numbers = [activity.number for activity in activities]
        place = places.of_statement("rights", "explanation" if is_stated else "stated")
        yield Hit(place, (is_stated, numbers), {"activities": cut(numbers)})


def _stated_rights(case: Case) -> set[RightKind]:
    return {item.right for item in case.dossier.rights if item.stated == Answer.YES}


def _unsaid_obligation(activity: Activity) -> dict[str, str]:
    """What nobody recorded: words by column. Where obligation does not apply, nothing follows either."""
    if activity.obligation == Answer.NOT_APPLICABLE:
        return {}
    missing = {}
    if activity.obligation is None:
        missing["obligation"] = "of dat verplicht is"
    if not activity.obligation_consequence:
        missing["obligation_consequence"] = "wat er gebeurt zonder die gegevens"
    return missing


def _may_be_objected_to(case: Case, activity: Activity) -> bool:
    """Article 21 lid 1 (basis e or f) or lid 2 (direct marketing)."""
    is_marketing = any(case.purpose_type(row) in ADVERTISING for row in activity.purposes)
    bases = (*(basis for _, basis in case.bases(activity)), *case.dossier.general_bases)
    return is_marketing or any(basis.article in _WEIGHED for basis in bases)
