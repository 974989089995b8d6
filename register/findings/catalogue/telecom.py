"""What the Telecommunicatiewet asks about traffic data, location, content and 112 (docs/law.md 6.6)."""

from collections.abc import Iterator

from providers.choices import Answer

from ...choices import Basis, DataKind, PurposeType, Severity
from ...dossier.types import Activity, DataRow, PurposeRow
from ...wording import listed, some
from .. import places
from ..case import Case
from ..retention_terms import says_how_long
from ..risks import is_anonymous
from ..rules import Hit, Hits, Scope, error, info, on_activity
from ..tables import mentions

ADVERTISING = (PurposeType.NEWSLETTER, PurposeType.MARKETING)
_EXTRA_FOR_TRAFFIC = (*ADVERTISING, PurposeType.REPORTING)
_EXTRA_FOR_LOCATION = (*_EXTRA_FOR_TRAFFIC, PurposeType.STATISTICS, PurposeType.IMPROVEMENT)
_SENT = {"nummer": "number_sent", "locatie": "location_sent"}


def _severity(case: Case) -> Severity | None:
    """Fout for a provider of a public telecom service, a warning while nobody recorded that, else nothing."""
    return {Answer.YES: Severity.ERROR, None: Severity.WARNING}.get(case.dossier.provider.public_telecom)


def _with_bases(purpose: PurposeRow) -> tuple[str, list[Basis]]:
    return purpose.name, [basis.article for basis in purpose.bases]


def has_consent(purpose: PurposeRow) -> bool:
    """Whether consent is one of the bases of this purpose."""
    return any(basis.article == Basis.CONSENT for basis in purpose.bases)


@error(
    "TW11.5-4",
    "art. 11.5 lid 2 en lid 4 Tw",
    name="Verkeersgegevens zonder duur",
    act="Vul de duur in",
    message="Bij “{activity}” is niet vastgelegd hoe lang deze verkeersgegevens worden verwerkt: {data}.",
    remedy="Vul de duur in; voor facturen hooguit zolang iemand de rekening kan betwisten of het bedrag te innen is.",
)
def no_duration(case: Case) -> Hits:
    """Traffic data for which no period or criterion is recorded.

    A fout when the provider offers a public service, a warning while that is not recorded; one step
    milder where a customer decides as controller. Data that are called anonymous are no traffic data.
    """
    severity = _severity(case)
    if severity is None:
        return
    for activity in case.activities:
        traffic = [row for row in activity.data if case.kind(row) == DataKind.TRAFFIC and not is_anonymous(row)]
        if open_ended := [row for row in traffic if not says_how_long(case.term(row))]:
            seen = (case.dossier.provider.public_telecom, [case.data_name(row) for row in open_ended])
            weight = severity.milder if activity.for_others else severity
            yield on_activity(activity, "data", seen, weight, data=case.named(open_ended, room=75))


@error(
    "TW11.5-3",
    "art. 11.5 lid 3 Tw; art. 11.5a lid 1 Tw",
    name="Verkeersgegevens voor een ander doel",
    act="Leg toestemming vast",
    message="Bij “{activity}” dienen verkeers- of locatiegegevens ook voor {purposes}; toestemming is niet vastgelegd.",
    remedy="Vraag vooraf toestemming, maak de gegevens anoniem, of schrap het doel.",
    is_core=False,
)
def extra_purpose(case: Case) -> Hits:
    """Traffic data for advertising or reports, or location from the network for more than carrying and 112.

    Reports about employees stand for the value-added services of the law. What a customer orders as
    controller is his own use and is left out. A warning when nobody recorded whether the service is public.
    """
    severity = _severity(case)
    for activity in case.as_controller if severity else ():
        extra = {item.key: item for row in activity.data for item in _extra(case, activity, row)}.values()
        if extra:
            seen = (case.dossier.provider.public_telecom, [_with_bases(item) for item in extra])
            yield on_activity(activity, "purposes", seen, severity, purposes=some(item.name for item in extra))


def _extra(case: Case, activity: Activity, row: DataRow) -> Iterator[PurposeRow]:
    """Purposes of these data for which the law wants consent and none is recorded."""
    types = () if is_anonymous(row) else _wanting_consent(case, row)
    for purpose in case.purposes_of(activity, row):
        if case.purpose_type(purpose) in types and not has_consent(purpose):
            yield purpose


def _wanting_consent(case: Case, row: DataRow) -> tuple[PurposeType, ...]:
    word = case.name("data_categories", row.category)
    if case.kind(row) == DataKind.LOCATION and not mentions("device_location", word, row.name):
        return _EXTRA_FOR_LOCATION
    return _EXTRA_FOR_TRAFFIC if case.kind(row) == DataKind.TRAFFIC else ()


@error(
    "TW11.2a-2",
    "art. 11.2a lid 2 tot en met lid 4 Tw",
    name="Gespreksinhoud zonder toegelaten reden",
    act="Leg de reden vast",
    message="Bij “{activity}” gaat het om de inhoud van gesprekken: {data}. Een reden die de wet toelaat is niet "
    "vastgelegd.",
    remedy="Leg de uitdrukkelijke toestemming van de abonnee vast, met soort gegevens, doel, duur en intrekking.",
)
def content_without_reason(case: Case) -> Hits:
    """Call content that the provider itself records or hears, without a reason that the law allows.

    Consent is read from the bases and from conditions in words, integrity and security from the type
    of a purpose, transmission from its name, a statutory order from basis c.
    """
    for activity in case.as_controller:
        rows = [row for row in activity.data if _is_call_content(case, row)]
        if bare := [row for row in rows if not _allowed(case, activity, row)]:
            seen = ([case.data_name(row) for row in bare], [_with_bases(item) for item in activity.purposes])
            yield on_activity(activity, "purposes", seen, data=case.named(bare))


def _is_call_content(case: Case, row: DataRow) -> bool:
    word = case.name("data_categories", row.category)
    return case.kind(row) == DataKind.CONTENT and mentions("call_content", row.name, word)


def _allowed(case: Case, activity: Activity, row: DataRow) -> bool:
    purposes = case.purposes_of(activity, row)
    conditions = (activity.condition, row.condition, *(item.condition for item in purposes))
    return (
        mentions("customer_consent", *conditions)
        or mentions("transmission", *(item.name for item in purposes))
        or any(case.purpose_type(item) == PurposeType.SECURITY for item in purposes)
        or any(basis.article in (Basis.CONSENT, Basis.LEGAL_OBLIGATION) for item in purposes for basis in item.bases)
    )


@info(
    "TW11.10-1",
    "art. 11.10 lid 1 Tw; art. 13 lid 1, onder e, AVG",
    scope=Scope.ORGANISATION,
    name="112 niet vermeld",
    act="Voeg 112 toe",
    message="Er is telefonie ({services}), maar niet vastgelegd is of een gesprek met 112 ook {missing} meestuurt.",
    remedy="Leg vast wat er bij een gesprek met 112 wordt meegestuurd, zodat de verklaring het vertelt.",
    is_core=False,
)
def nothing_about_112(case: Case) -> Hits:
    """A voice service, while the statement does not say that number and location go along to 112."""
    voice = [item.name for item in case.dossier.services if item.voice == Answer.YES]
    missing = [name for name, field in _SENT.items() if getattr(case.dossier.emergency, field, None) is None]
    if voice and missing:
        place = places.of_statement("emergency", _SENT[missing[0]])
        yield Hit(place, (voice, missing), {"services": some(voice), "missing": listed(missing)})
