"""How the texts speak, and the words of the page itself beside the facts: art. 5 lid 1, onder a, and 12 lid 1 AVG.

No duties of law: a page that is true to its facts, and in words that everybody can read.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from providers.choices import AddressForm

from ...choices import DataKind, FirstLayer, PurposeType, Severity, Status
from ...dossier.types import Activity, Highlight, Node
from ...wording import listed, some, unique
from .. import facts_in_use, places, risks
from ..case import Case, Texts, linked
from ..dossier_texts import rows, texts
from ..own_words import Known, gone_names, gone_periods, known
from ..places import Place
from ..rules import Hit, Hits, Scope, info, warning
from ..tables import mentioned, mentions, plain_words, text_pattern

T = TypeVar("T")
_MOST = 5
_LONGEST = 60
_CLEAR = "art. 12 lid 1 AVG"
_TRUE = "art. 5 lid 1, onder a, AVG; art. 12 lid 1 AVG"
_COUNTED = re.compile(r"(?<![\w.,])(\d{1,4}) verwerkingen\b")
# How the provider names a thing is quoted, not written by the officer.
_QUOTED = ("name", "title", "label", "scope", "ground_stated", "statute")
_FORMAL = re.compile(r"(?<![\w.'’/-])(?<!\d\s)(?:u|uw|uzelf)(?![\w/-]|\.\w)", re.IGNORECASE)
_INFORMAL = re.compile(r"(?<![\w-])(?:je|jij|jou|jouw|jezelf|jullie)(?![\w-])", re.IGNORECASE)
_HEAVY = {
    DataKind.LOCATION: "locatiegegevens",
    DataKind.NATIONAL_NUMBER: "BSN",
    DataKind.SPECIAL: "bijzondere gegevens",
    DataKind.CRIMINAL: "strafrechtelijke gegevens",
}


@info(
    "KW-TEKST",
    _CLEAR,
    scope=Scope.STATEMENT,
    name="Resten of oude woorden",
    act="Pas de tekst aan",
    message="De tekst bevat resten of verouderde termen: {found}.",
    remedy="Vervang elk woord door de huidige term of verwijder het.",
    is_core=False,
)
def leftovers(case: Case) -> Hits:
    """Every text of the Dossier against data/text_patterns.yaml: one finding per row that people open."""
    told = ((place, row, tuple(texts(row))) for place, row in rows(case.dossier))
    for place, matches, activity in _found(told, _leftovers):
        words = {"found": some((word for _, word in matches), most=_MOST)}
        yield Hit(replace(place, field=matches[0][0]), matches, words, activity)


def _leftovers(said: Texts) -> Iterator[tuple[str, str]]:
    """What was found, as it stands there, cut off when it is long, with the field that it is in."""
    for field, text in said:
        for match in text_pattern().finditer(text):
            word = match.group()
            yield field, word if len(word) <= _LONGEST else f"{word[:_LONGEST]}…"


def _found(
    placed: Iterable[tuple[Place, Node, Texts]], search: Callable[[Texts], Iterable[T]]
) -> Iterator[tuple[Place, list[T], Activity | None]]:
    """What a search finds at each place, and the activity that is there; several rows may share a place."""
    found: dict[Place, tuple[list[T], Activity | None]] = {}
    for place, row, said in placed:
        if matches := list(search(said)):
            found.setdefault(place, ([], row if isinstance(row, Activity) else None))[0].extend(matches)
    return ((place, *rest) for place, rest in found.items())


@warning(
    "KW-KORT",
    _TRUE,
    scope=Scope.STATEMENT,
    name="Kort antwoord klopt niet meer",
    act="Pas het antwoord aan",
    message="Het eigen antwoord op “{question}” noemt {found}. Dat staat niet of niet meer in de gegevens.",
    remedy="Pas het antwoord aan. Of maak het veld leeg: dan staat het voorstel uit de gegevens er weer.",
    is_core=False,
)
def stale_answers(case: Case) -> Hits:
    """An officer's answer names a length of time, number of activities, contact, company or name that is gone."""
    if not case.dossier.first_layer:
        return
    facts, names, data = known(facts_in_use.facts(case)), facts_in_use.names(case), facts_in_use.data_names(case)
    for row in case.dossier.first_layer:
        words = (*names, *data) if row.question == FirstLayer.WHAT else names
        found = [*gone_periods(row.text, facts), *_wrong_counts(case, row.text), *gone_names(row.text, facts, words)]
        if found:
            question = FirstLayer(row.question).label
            place = Place("first_layer", row.question.value, f"In het kort, {question}", "text")
            yield Hit(place, sorted(found), {"question": question, "found": some(found)})


@warning(
    "KW-GOED",
    _TRUE,
    scope=Scope.STATEMENT,
    name="Goed om te weten klopt niet of ontbreekt",
    act="Pas de tekst aan",
    message="Onder “Goed om te weten” staat {problem}.",
    remedy="Schrijf ten hoogste drie zinnen over wat mensen kan verrassen. Pas aan of haal weg wat niet meer klopt.",
    is_core=False,
)
def stale_highlights(case: Case) -> Hits:
    """A highlight is about an ended activity or names what is gone; info when heavy data have no highlight."""
    highlights = case.dossier.highlights
    if not highlights:
        if heavy := unique(_heavy(case)):
            problem = f"nog niets, terwijl de verwerkingen gaan over {listed(heavy)}"
            place = places.of_statement("highlights", "text")
            yield Hit(place, sorted(heavy), {"problem": problem}, severity=Severity.INFO)
        return
    whole, provider, names = known(facts_in_use.facts(case)), facts_in_use.of_provider(case), facts_in_use.names(case)
    activities = {item.number: item for item in case.dossier.activities}
    for row in highlights:
        activity = activities.get(row.activity or "")
        terms = linked(case.terms, (data.term for data in activity.data)) if activity else ()
        own = known((*provider, activity, *terms)) if activity else whole
        if problem := _stale(row, activity, own, whole, names):
            place = Place("highlights", str(row.sequence), f"Goed om te weten, zin {row.sequence}", "text")
            yield Hit(place, problem, {"problem": problem}, activity)


@info(
    "KW-AANSPREEK",
    _CLEAR,
    scope=Scope.STATEMENT,
    name="U en je door elkaar",
    act="Kies één aanspreekvorm",
    message="De teksten van {provider} spreken de lezer verschillend aan: {expected}, maar er staat ook {found}.",
    remedy="Kies één aanspreekvorm en pas deze teksten aan: {where}.",
    is_core=False,
)
def mixed_address(case: Case) -> Hits:
    """Public texts say u and je, or another than the form of address that is recorded."""
    formal, informal = _with(case, _FORMAL), _with(case, _INFORMAL)
    form = case.dossier.provider.address_form
    if form is None and formal and informal:
        form = AddressForm.FORMAL if len(formal) >= len(informal) else AddressForm.INFORMAL
        expected = f"in de meeste teksten met {_word(form)}"
    else:
        expected = f"vastgelegd is {_word(form)}" if form else ""
    wrong = informal if form == AddressForm.FORMAL else formal
    if form and wrong:
        words = {
            "provider": case.dossier.provider.name,
            "expected": expected,
            "found": some(word.casefold() for found in wrong.values() for word in found),
            "where": some(place.title for place in wrong),
        }
        yield Hit(places.of_provider("address_form"), (form, sorted(place.object for place in wrong)), words)


@info(
    "KW-FORMULE",
    _CLEAR,
    scope=Scope.STATEMENT,
    name="Formule die naar de wet wijst",
    act="Zeg wat de wet vraagt",
    message="De tekst wijst alleen naar de wet, zonder te zeggen wat die vraagt: {found}.",
    remedy="Schrijf wat er gebeurt, hoe lang of in welk geval, en noem zo nodig de wet en het artikel.",
    is_core=False,
)
def empty_formulas(case: Case) -> Hits:
    """Public texts against data/law_formulas.yaml: one finding per row that people open."""
    for place, matches, activity in _found(case.public_texts, _formulas):
        words = {"found": some(unique(word for _, word in matches))}
        yield Hit(replace(place, field=matches[0][0]), matches, words, activity)


def _formulas(said: Texts) -> Iterator[tuple[str, str]]:
    return ((field, word) for field, text in said for word in mentioned("law_formulas", text))


@info(
    "KW-WOORD",
    _CLEAR,
    scope=Scope.STATEMENT,
    name="Moeilijke woorden",
    act="Schrijf het eenvoudiger",
    message="De tekst bevat woorden die onduidelijk zijn voor veel lezers: {found}.",
    remedy="Schrijf in plaats daarvan {instead}.",
    is_core=False,
)
def hard_words(case: Case) -> Hits:
    """Public texts against data/plain_words.yaml, names as the provider says them left out: one finding per row."""
    told = ((place, row, tuple(texts(row, _QUOTED, public=True))) for place, row, _ in case.public_texts)
    for place, matches, activity in _found(told, _hard_words):
        by_write: dict[str, list[str]] = {}
        for _, word, write in matches:
            by_write.setdefault(write, []).append(word)
        refused = unique(word for _, word, _ in matches)
        instead = listed(f"bij {some(words)}: {write}" for write, words in by_write.items())
        words = {"found": some(refused), "instead": instead}
        yield Hit(replace(place, field=matches[0][0]), sorted(refused), words, activity)


def _hard_words(said: Texts) -> Iterator[tuple[str, str, str]]:
    """The field, the word as it is compared and what to write instead."""
    pattern, words = plain_words()
    for field, text in said:
        for match in pattern.finditer(text):
            if match.lastgroup:
                yield field, match.group().casefold(), words[int(match.lastgroup[1:])].write


def _wrong_counts(case: Case, text: str) -> Iterator[str]:
    """Numbers of activities that are neither all of them nor those in one role."""
    right = {len(case.told), *Counter(item.role for item in case.told).values()}
    return (match.group() for match in _COUNTED.finditer(text) if int(match[1]) not in right)


def _stale(row: Highlight, activity: Activity | None, own: Known, whole: Known, names: tuple[str, ...]) -> str:
    """What is wrong with a highlight; empty when nothing is."""
    if row.activity and activity is None:
        return f"een zin over {row.activity}, maar die verwerking is er niet meer"
    if activity is not None and activity.status == Status.ENDED:
        return f"een zin over {activity.number}, maar die verwerking is beëindigd"
    found = [*gone_periods(row.text, own), *gone_names(row.text, whole, names)]
    where = f"bij {activity.number}" if activity else "in de gegevens"
    return f"{some(found)}, maar dat is {where} niet of niet meer vastgelegd" if found else ""


def _heavy(case: Case) -> Iterator[str]:
    """What people may not expect or what touches them most, of activities that still happen."""
    for activity in case.told:
        for row in activity.data:
            kind = case.kind(row)
            if kind in _HEAVY:
                yield _HEAVY[kind]
            if case.is_document(row):
                yield "kopieën van documenten"
            if mentions("heavy_data", row.name, case.name("data_categories", row.category)):
                yield "opnamen, voicemail of camerabeelden"
        if any(case.purpose_type(row) == PurposeType.REPORTING for row in activity.purposes):
            yield "rapportages over medewerkers of bestuurders"
        if risks.is_care(case, activity):
            yield "zorg"


def _with(case: Case, pattern: re.Pattern[str]) -> dict[Place, list[str]]:
    """Rows whose public texts have such words, with the words."""

    def search(said: Texts) -> list[str]:
        return [word for _, text in said for word in pattern.findall(text)]

    return {place: words for place, words, _ in _found(case.public_texts, search)}


def _word(form: AddressForm) -> str:
    return "“u”" if form == AddressForm.FORMAL else "“je”"
