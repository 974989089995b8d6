"""What the register of a controller holds: purposes, data, recipients, terms, security (docs/law.md 6.2)."""

from collections.abc import Iterator

from providers.choices import Answer

from ...choices import LinkRole, MeasureKind, Severity, TransferMechanism
from ...dossier.types import Activity, DataRow, Disclosure
from ...wording import cut, listed, quoted, some
from .. import places
from ..case import Case
from ..retention_terms import says_how_long
from ..rules import Hit, Hits, Scope, error, on_activity, warning
from ..tables import is_outside_eea, phrases

_WHERE = "land of organisatie"


@error(
    "AVG30-1",
    "art. 30 lid 1 en lid 2 AVG; art. 13 AVG",
    scope=Scope.ORGANISATION,
    name="Geen verwerkingen",
    act="Voeg een verwerking toe",
    message="{problem}. Zolang dat zo is, kan er niets worden gepubliceerd.",
    remedy="Leg ten minste één verwerking vast die klanten raakt.",
    is_core=False,
)
def no_activities(case: Case) -> Hits:
    """No activity still happens, or all of them stand in the register only."""
    if not case.told:
        only = "Alle verwerkingen staan alleen in het register; over geen ervan leest een klant iets"
        problem = only if case.activities else "Er is geen verwerking vastgelegd die nog gebeurt"
        yield Hit(places.of_statement(field="activities"), len(case.activities), {"problem": problem})


@error(
    "AVG30-1-b",
    "art. 30 lid 1, onder b, AVG; art. 13 lid 1, onder c, AVG; art. 14 lid 1, onder c, AVG",
    name="Geen doel",
    act="Leg het doel vast",
    message="Bij “{activity}” staat geen verwerkingsdoel{general}.",
    remedy="Leg per verwerking ten minste één concreet doel vast.",
)
def no_purpose(case: Case) -> Hits:
    """A controller's activity without a purpose.

    The only purpose that the provider names for everything holds for each activity. Of several
    nobody can see which does: then it is a waarschuwing.
    """
    general = case.dossier.general_purposes
    severity = Severity.WARNING if general else None
    words = {"general": f"; welk van de {len(general)} algemene doelen geldt, is niet vastgelegd" if general else ""}
    for activity in case.as_controller if len(general) != 1 else ():
        if not activity.purposes:
            yield on_activity(activity, "purposes", [row.key for row in general], severity, **words)


@warning(
    "AVG30-1-b-VAAG",
    "art. 5 lid 1, onder b, AVG",
    name="Doel is te algemeen",
    act="Maak het doel concreet",
    message="Bij “{activity}” is dit te algemeen om te toetsen als doel: {purposes}.",
    remedy="Beschrijf wat er met welke gegevens gebeurt en waarom; voeg een voorbeeld toe.",
    is_core=False,
)
def vague_purpose(case: Case) -> Hits:
    """A purpose that is only a phrase of the list of vague purposes, without an explanation."""
    vague = phrases("vague_purposes")
    for activity in case.as_controller:
        names = [
            row.name
            for row in activity.purposes
            if not row.explanation and " ".join(row.name.casefold().split()).rstrip(".") in vague
        ]
        if names:
            yield on_activity(activity, "purposes", names, purposes=some(names))


@error(
    "AVG30-1-c",
    "art. 30 lid 1, onder c, AVG; art. 14 lid 1, onder d, AVG",
    name="Geen categorieën van gegevens of betrokkenen",
    act="Kies de categorieën",
    message="Bij “{activity}” ontbreken de categorieën van {missing}.",
    remedy="Koppel ten minste één gegevenscategorie en één categorie betrokkenen.",
)
def no_categories(case: Case) -> Hits:
    """A controller's activity without categories of data, or without categories of data subjects."""
    for activity in case.as_controller:
        missing = []
        if not any(row.category or row.name for row in activity.data):
            missing.append("persoonsgegevens")
        if not any(row.groups for row in activity.data):
            missing.append("betrokkenen")
        if missing:
            yield on_activity(activity, "data", missing, missing=listed(missing))


@warning(
    "AVG30-1-c-SOORT",
    "art. 30 lid 1, onder c, AVG; art. 5 lid 2 AVG",
    name="Gegevens zonder categorie",
    act="Kies de categorie",
    message="Bij “{activity}” is geen categorie gekozen voor {data}.",
    remedy="Kies per rij de categorie: daarvan hangt af welke wet geldt. Waar een woord iets zegt staat een voorstel.",
    is_core=False,
)
def data_without_category(case: Case) -> Hits:
    """Data that only have a name of their own; a known word in it gives a proposal (data/known_words.yaml)."""
    for activity in case.activities:
        if rows := [row for row in activity.data if row.name and not row.category]:
            names = [row.name for row in rows]
            yield on_activity(activity, "data", names, data=cut((_proposed(case, row) for row in rows), room=140))


def _proposed(case: Case, row: DataRow) -> str:
    found, name = case.recognised(row), quoted(case.data_name(row))
    return f"{name} (lijkt {found.known.says}, door {quoted(found.word)})" if found else name


@error(
    "AVG30-1-d",
    "art. 30 lid 1, onder d, AVG",
    name="Ontvangers niet vastgelegd",
    act="Leg de ontvangers vast",
    message="Bij “{activity}” is niet vastgelegd wie de gegevens ontvangt.",
    remedy="Koppel ontvangers of verwerkers, of leg met een reden vast dat er geen ontvangers zijn.",
)
def no_recipients(case: Case) -> Hits:
    """A controller's activity without a recipient or processor, nor an explicit "geen ontvangers".

    Those of the whole provider count; who only delivers data does not. "Geen (sub)verwerkers" says
    nothing about recipients.
    """
    for activity in case.as_controller:
        if all(row.role == LinkRole.ORIGIN for row in case.links(activity)) and not activity.no_recipients:
            yield on_activity(activity, "disclosures", (activity.no_processors, activity.recipients_reason))


@error(
    "AVG30-1-e",
    "art. 30 lid 1, onder e, AVG; art. 30 lid 2, onder c, AVG; art. 49 lid 6 AVG",
    name="Doorgifte zonder land of waarborg",
    act="Vul de doorgifte in",
    message="Bij “{name}” is er doorgifte buiten de EER zonder {missing}.",
    remedy="Noem het land of de organisatie en koppel bij art. 49 lid 1, tweede alinea, AVG de beoordeling.",
)
def transfer_without_country(case: Case) -> Hits:
    """A transfer without a country or organisation, or on art. 49 lid 1, tweede alinea, without the assessment.

    The explanation of an activity's transfer counts as its country: the field asks for it.
    """
    for activity in case.activities:
        told = activity.transfer_reason or any(_leads_abroad(case, row) for row in case.links(activity))
        if activity.transfer == Answer.YES and not told:
            yield on_activity(activity, "transfer_reason", activity.transfer, name=activity.title, missing=_WHERE)
    for owner, row in case.disclosures:
        if missing := dict(_transfer_gaps(case, row)):
            name = case.name("recipients", row.recipient)
            place = places.of_disclosure(owner, row, name, next(iter(missing)))
            words = {"name": name, "missing": listed(missing.values())}
            yield Hit(place, (row.transfer, row.mechanism, tuple(missing)), words, owner)


def _leads_abroad(case: Case, row: Disclosure) -> bool:
    """Whether this link says more about a transfer than its activity does."""
    return row.transfer == Answer.YES or any(is_outside_eea(code, case.today) for code in case.countries(row))


def _transfer_gaps(case: Case, row: Disclosure) -> Iterator[tuple[str, str]]:
    if row.transfer == Answer.YES and not case.countries(row):
        yield "recipient", _WHERE
    if row.mechanism == TransferMechanism.COMPELLING and row.transfer != Answer.NO and not row.proof:
        yield "proof", "de beoordeling van de waarborgen"


@error(
    "AVG30-1-f",
    "art. 30 lid 1, onder f, AVG; art. 13 lid 2, onder a, AVG; art. 14 lid 2, onder a, AVG; art. 5 lid 1, onder e, AVG",
    name="Geen bewaartermijn",
    act="Vul de termijn in",
    message="Bij “{activity}” is geen bewaartermijn of criterium vastgelegd voor {data}.",
    remedy="Vul de termijn, het startmoment en de grond in, of leg uit waarom een termijn niet mogelijk is.",
)
def no_term(case: Case) -> Hits:
    """Data of a controller's activity without a term, a criterion or a reason why a term is not possible.

    One finding for the activity, however many of its data still lack one. A general formula and a term
    “per solution” are no term. AVG5-1-e-START and -OPEN ask about terms that say something, so never about these data.
    """
    for activity in case.as_controller:
        kinds = (row for row in activity.data if row.category or row.name)
        bare = [row for row in kinds if not says_how_long(case.term(row))]
        if bare and not activity.retention_reason:
            names = list(dict.fromkeys(map(case.data_name, bare)))
            data = quoted(names[0]) if len(names) == 1 else f"{len(names)} soorten gegevens: {some(names, room=70)}"
            yield on_activity(activity, "data", [*map(_row, bare)], data=f"{data}{_general(case, bare)}")


def _general(case: Case, rows: list[DataRow]) -> str:
    """The rule that stands in the place of a term, when that is the same for all of these data."""
    terms = [case.term(row) for row in rows]
    said = {(term.criterion or term.end_event or "") if term else "" for term in terms}
    return f"; {quoted(rule, 40)} is geen termijn" if len(said) == 1 and (rule := said.pop()) else ""


def _row(row: DataRow) -> tuple[str | None, ...]:
    return row.group, row.name or row.category, row.condition, row.term


@error(
    "AVG30-1-g",
    "art. 30 lid 1, onder g, AVG; art. 30 lid 2, onder d, AVG; art. 32 lid 1 AVG",
    scope=Scope.ORGANISATION,
    name="Geen beveiliging beschreven",
    act="Kies maatregelen",
    message="Er is geen concrete beschrijving van de beveiliging vastgelegd, {where}.",
    remedy="Kies maatregelen uit de lijst en licht ze kort toe.",
)
def no_security(case: Case) -> Hits:
    """Neither an activity nor its provider has a security measure, and no reason is given.

    One finding for the provider, which names the activities without any. With general words only,
    such as "passende maatregelen", it is a waarschuwing.
    """
    wide = [row.measure for row in case.dossier.security]
    bare = [
        (activity.number, sorted((*wide, *(row.measure for row in activity.security))))
        for activity in case.activities
        if not activity.security_reason and not _is_secured(case, activity)
    ]
    if bare:
        is_whole = len(bare) == len(case.activities)
        which = (
            f"bij geen van de verwerkingen ({len(bare)})"
            if is_whole
            else f"niet bij {cut((number for number, _ in bare), 12)}"
        )
        severity = Severity.WARNING if all(found for _, found in bare) else Severity.ERROR
        words = {"where": f"niet voor de hele aanbieder en {which}"}
        yield Hit(places.of_provider("security"), bare, words, severity=severity)


def _is_secured(case: Case, activity: Activity) -> bool:
    """Whether some measure of the provider or of the activity is more than general words."""
    kinds = {item.key: item.kind for item in case.dossier.measures}
    rows = (*case.dossier.security, *activity.security)
    return any(kinds.get(row.measure) != MeasureKind.GENERAL for row in rows)
