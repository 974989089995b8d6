"""How requests about rights are handled, art. 12 AVG (docs/law.md 6.8).

A term, a fee or a copy that nobody recorded fires nothing: the law then holds without an addition.
"""

from collections.abc import Iterator

from providers.choices import Answer, Channel, ContactUse
from retention.choices import Unit
from retention.periods import Period

from ...choices import IdentityCheck, Section, Severity
from ...wording import quoted, some
from .. import places
from ..case import Case
from ..dossier_texts import texts
from ..rules import Hit, Hits, Scope, error, warning
from ..tables import mentioned, mentions, thresholds


@warning(
    "AVG12-2",
    "art. 12 lid 2 AVG; overw. 59 AVG",
    scope=Scope.STATEMENT,
    name="Geen goede weg voor verzoeken",
    act="Vul een e-mailadres in",
    message="Voor een verzoek over rechten is {channel} vastgelegd.",
    remedy="Bied een e-mailadres of formulier, en leg vast dat het voor verzoeken is.",
)
def hard_to_reach(case: Case) -> Hits:
    """No contact point for requests, or post only."""
    points = [point for point in case.dossier.contact_points if point.use == ContactUse.REQUEST]
    channels = {point.channel for point in points if point.value or point.address or point.channel == Channel.DESK}
    if channels <= {Channel.POST}:
        channel = "alleen de post" if channels else "geen adres, telefoonnummer of formulier"
        yield Hit(places.of_statement("contact_points"), sorted(channels), {"channel": channel})


@warning(
    "AVG12-2-BEPERKT",
    "art. 12 lid 2 AVG; art. 15 tot en met 22 AVG",
    scope=Scope.STATEMENT,
    name="Verzoeken beperkt tot sommigen",
    act="Laat iedereen toe",
    message="De verklaring beperkt wie een verzoek mag doen: {who}. Ook andere betrokkenen hebben rechten.",
    remedy="Laat elke betrokkene toe; beperk alleen voor wat u als verwerker doet.",
)
def not_for_everyone(case: Case) -> Hits:
    """A controller lets only some people ask: recorded as such, or as the condition of a right.

    Phrases of such conditions are in data/limited_requests.yaml; an answer “nee” goes before them.
    """
    who = _allowed(case)
    if who and case.as_controller:
        yield Hit(places.of_statement("requests", "restricted"), who, {"who": who})


@error(
    "AVG12-3",
    "art. 12 lid 3 AVG",
    scope=Scope.STATEMENT,
    name="Antwoord duurt te lang",
    act="Verkort de termijn",
    message="De reactietermijn is {term}; de wet geeft één maand.",
    remedy="Zet de termijn op ten hoogste één maand.",
)
def too_slow(case: Case) -> Hits:
    """The provider's own term is longer than one month; four weeks is not."""
    requests = case.dossier.requests
    term = requests.response if requests else None
    if term and _is_longer(term, thresholds().response_months):
        yield Hit(places.of_statement("requests", "response_amount"), str(term), {"term": term})


@warning(
    "AVG12-3-VERLENGING",
    "art. 12 lid 3 AVG",
    scope=Scope.STATEMENT,
    name="Verlenging zonder grens",
    act="Noem het maximum",
    message="De verklaring zegt dat de termijn langer kan worden, maar noemt geen {missing}.",
    remedy="Noem hoeveel langer het ten hoogste duurt (twee maanden) en dat mensen dat binnen één maand horen.",
)
def open_extension(case: Case) -> Hits:
    """An extension without a maximum of two months, or without notice within one month."""
    requests = case.dossier.requests
    if requests is None or requests.extension != Answer.YES:
        return
    missing = {}
    most = requests.extension_period
    if most is None or _is_longer(most, thresholds().extension_months):
        missing["extension_amount"] = "grens van twee maanden"
    if not mentions("notice_terms", requests.extension_notice):
        missing["extension_notice"] = "bericht binnen één maand"
    if missing:
        seen = (str(most or ""), requests.extension_notice)
        words = {"missing": " en geen ".join(missing.values())}
        yield Hit(places.of_statement("requests", next(iter(missing))), seen, words)


@error(
    "AVG12-5",
    "art. 12 lid 5 AVG; art. 15 lid 3 AVG",
    scope=Scope.STATEMENT,
    name="Kosten voor een verzoek",
    act="Schrap de kosten",
    message="De verklaring kondigt kosten aan voor een verzoek over rechten{how}.",
    remedy="Schrap de kosten, of beperk ze tot verzoeken die kennelijk ongegrond of buitensporig zijn en tot extra "
    "kopieën.",
)
def fee(case: Case) -> Hits:
    """A fee whose explanation does not limit it to what the law allows (data/fee_limits.yaml).

    A waarschuwing when that only points to the law, and when nobody recorded a fee but a text about
    rights speaks of one (data/fee_words.yaml).
    """
    requests = case.dossier.requests
    answer, explanation = (requests.fee, requests.fee_explanation) if requests else (None, None)
    place, severity = places.of_statement("requests", "fee"), Severity.WARNING
    if answer == Answer.YES and not mentions("fee_limits", explanation):
        is_formula = mentions("law_formulas", explanation)
        how = ", met alleen een verwijzing naar de wet als grens" if is_formula else ""
        yield Hit(place, (answer, explanation), {"how": how}, severity=severity if is_formula else None)
    elif answer is None and (said := _unlimited(case, "fee_words")):
        yield Hit(place, said, {"how": f": {some(said)}"}, severity=severity)


@warning(
    "AVG12-5-WEIGEREN",
    "art. 12 lid 4 en lid 5 AVG",
    scope=Scope.STATEMENT,
    name="Weigeren zonder grens",
    act="Noem de grens",
    message="Een tekst over rechten zegt dat een verzoek geweigerd kan worden, zonder de grens van de wet: {said}.",
    remedy="Weiger alleen wat kennelijk ongegrond of buitensporig is, en zeg dat en waar iemand dan kan klagen.",
    is_core=False,
)
def refusal(case: Case) -> Hits:
    """A text about rights that speaks of refusing (data/refusal_words.yaml) without the limits of the law."""
    if said := _unlimited(case, "refusal_words"):
        yield Hit(places.of_statement("requests", "instructions"), said, {"said": some(said)})


def _unlimited(case: Case, name: str) -> list[str]:
    """Phrases of a file in texts about rights and requests that do not limit it to what the law allows."""
    return [word for text in _about_rights(case) if not mentions("fee_limits", text) for word in mentioned(name, text)]


def _about_rights(case: Case) -> Iterator[str]:
    """Every text about rights and requests."""
    rows = (*case.dossier.rights, *((case.dossier.requests,) if case.dossier.requests else ()))
    yield from (text for row in rows for _, text in texts(row))
    yield from (item.text for item in case.dossier.remarks if item.section == Section.RIGHTS and not item.denial)


@warning(
    "AVG12-6",
    "art. 12 lid 2 en 6 AVG; art. 5 lid 1, onder c, AVG",
    scope=Scope.STATEMENT,
    name="Kopie identiteitsbewijs gevraagd",
    act="Vraag alleen bij twijfel",
    message="Bij {requests} is standaard een kopie van het identiteitsbewijs nodig{masked}.",
    remedy="Vraag alleen bij twijfel om extra gegevens en kies een lichter middel dan een kopie.",
)
def standard_copy(case: Case) -> Hits:
    """A copy of an identity document is asked without doubt; a fout when nothing has to be masked.

    Whether masking is asked may be unknown: that alone makes no fout.
    """
    requests = case.dossier.requests
    if requests is None or requests.id_copy != Answer.YES or requests.identity_check == IdentityCheck.DOUBT:
        return
    is_open = requests.id_copy_masked == Answer.NO
    words = {
        "requests": "een verzoek om inzage" if requests.identity_check == IdentityCheck.ACCESS else "een verzoek",
        "masked": ", zonder dat er iets zwart wordt gemaakt" if is_open else "",
    }
    seen = (requests.id_copy, requests.identity_check, requests.id_copy_masked)
    severity = Severity.ERROR if is_open else None
    yield Hit(places.of_statement("requests", "id_copy"), seen, words, severity=severity)


def _allowed(case: Case) -> str:
    """Who alone may make a request, in quotes; empty when everybody may or nobody recorded it."""
    requests = case.dossier.requests
    answer = requests.restricted if requests else None
    if answer == Answer.YES and requests:
        return quoted(requests.restricted_to) if requests.restricted_to else "bepaalde mensen"
    if answer is not None:
        return ""
    stated = (right.condition for right in case.dossier.rights if right.stated == Answer.YES)
    limits = [text for text in stated if text and mentions("limited_requests", text)]
    return some(limits) if limits else ""


def _is_longer(period: Period, months: int) -> bool:
    return period.is_longer_than(Period(months, Unit.MONTH))
