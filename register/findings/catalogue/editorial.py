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
from ...dossier.types import Activity, FirstLayerAnswer, Highlight, Node, Remark
from ...wording import cut, joined, listed, quoted, some, unique
from .. import facts_in_use, places, risks
from ..beside_facts import Facts
from ..case import Case, Texts
from ..dossier_texts import rows, texts
from ..own_words import gone_words
from ..places import Place
from ..rules import Hit, Hits, Scope, error, info, warning
from ..tables import mentioned, mentions, plain_words, text_pattern

T = TypeVar("T")
_MOST = 5
_LONGEST = 60
_SHOWN = 40
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


@error(
    "KW-FEIT",
    _TRUE,
    scope=Scope.STATEMENT,
    name="Eigen tekst naast de feiten",
    act="Zet de waarde in de tekst",
    message="{where} loopt niet gelijk met de feiten: {problems}.",
    remedy="{instead}Pas de tekst aan, haal weg wat niet klopt of leg het feit vast.",
    is_core=False,
)
def words_beside_facts(case: Case) -> Hits:
    """An officer's text names what no fact has or had, what a fact says too, or a fact that says nothing.

    Where facts were taken over from a text, notes paraphrase that text: there a repetition alone is a waarschuwing.
    """
    facts = Facts(case)
    for row in facts.sentences:
        found = facts.beside(row)
        if isinstance(row, FirstLayerAnswer):
            found = found._replace(gone=(*found.gone, *_gone_from_answer(facts, row)))
        problems = (
            f"niet of niet meer vastgelegd is {some(found.gone)}" if found.gone else "",
            f"{some(found.double)} staat ook als feit vast en verandert hier niet mee" if found.double else "",
            f"{cut(found.empty)} zegt niets of is er niet" if found.empty else "",
        )
        if any(problems):
            place, where = _sentence(row)
            words = {"where": where, "problems": joined(problems, "; "), "instead": _instead(found.instead)}
            is_light = isinstance(row, Remark) and not (case.dossier.is_own or found.gone or found.empty)
            yield Hit(place, sorted(map(sorted, found)), words, severity=Severity.WARNING if is_light else None)


def _instead(places: tuple[str, ...]) -> str:
    return f"Zet hier {listed(places)}; dan verandert de zin mee. " if places else ""


def _sentence(row: Node) -> tuple[Place, str]:
    """Where an officer's text is changed, and what messages call it."""
    match row:
        case FirstLayerAnswer():
            question = FirstLayer(row.question).label
            where = f"Het eigen antwoord op “{question}”"
            return Place("first_layer", row.question.value, f"In het kort, {question}", "text"), where
        case Highlight():
            where = f"Goed om te weten, zin {row.sequence}"
            return Place("highlights", str(row.sequence), where, "text"), f"De zin {quoted(row.text, _SHOWN)}"
        case Remark():
            where = quoted(row.text, _SHOWN)
            return Place("remarks", row.key, f"Mededeling {where}", "text"), f"De mededeling {where}"
    return Place("page_text", title="Teksten van de pagina", field="tagline"), "De inleiding van de pagina"


def _gone_from_answer(facts: Facts, row: FirstLayerAnswer) -> Iterator[str]:
    """Numbers of activities that are wrong, and where it says which data there are also words for data."""
    case = facts.case
    yield from _wrong_counts(case, row.text)
    if row.question == FirstLayer.WHAT:
        yield from gone_words(row.text, facts.whole, facts_in_use.data_names(case))


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
def highlights_without_subject(case: Case) -> Hits:
    """A highlight is about an ended activity; info when heavy data have no highlight."""
    highlights = case.dossier.highlights
    if not highlights and (heavy := unique(_heavy(case))):
        problem = f"nog niets, terwijl de verwerkingen gaan over {listed(heavy)}"
        place = places.of_statement("highlights", "text")
        yield Hit(place, sorted(heavy), {"problem": problem}, severity=Severity.INFO)
    activities = {item.number: item for item in case.dossier.activities}
    for row in highlights:
        activity = activities.get(row.activity or "")
        if row.activity and (activity is None or activity.status == Status.ENDED):
            how = "beëindigd" if activity else "er niet meer"
            problem = f"een zin over {row.activity}, maar die verwerking is {how}"
            yield Hit(_sentence(row)[0], problem, {"problem": problem}, activity)


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
