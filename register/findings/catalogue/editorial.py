"""The words of the page itself beside the facts, and how the texts speak: art. 5 lid 1, onder a, and 12 lid 1 AVG.

No duties of law: a page that is true to its facts, and in words that everybody can read.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from providers.choices import AddressForm

from ...choices import DataKind, FirstLayer, PurposeType, Severity, Status
from ...dossier.types import Activity, Highlight
from ...wording import listed, some
from .. import facts_in_use, places, risks
from ..case import Case
from ..dossier_texts import public_rows, texts
from ..own_words import Known, gone_names, gone_periods, known
from ..places import Place
from ..rules import Hit, Rule, Scope, rule
from ..tables import mentions, plain_words

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


@rule(
    "KW-KORT",
    Severity.WARNING,
    Scope.STATEMENT,
    _TRUE,
    name="Kort antwoord klopt niet meer",
    act="Pas het antwoord aan",
    message="Het eigen antwoord op “{question}” noemt {found}. Dat staat niet of niet meer in de gegevens.",
    remedy="Pas het antwoord aan. Of maak het veld leeg: dan staat het voorstel uit de gegevens er weer.",
    is_core=False,
)
def stale_answers(case: Case) -> Iterator[Hit]:
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


@rule(
    "KW-GOED",
    Severity.WARNING,
    Scope.STATEMENT,
    _TRUE,
    name="Goed om te weten klopt niet of ontbreekt",
    act="Pas de tekst aan",
    message="Onder “Goed om te weten” staat {problem}.",
    remedy="Schrijf ten hoogste drie zinnen over wat mensen kan verrassen. Pas aan of haal weg wat niet meer klopt.",
    is_core=False,
)
def stale_highlights(case: Case) -> Iterator[Hit]:
    """A highlight is about an ended activity or names what is gone; info when heavy data have no highlight."""
    highlights = case.dossier.highlights
    if not highlights:
        heavy = list(dict.fromkeys(_heavy(case)))
        if heavy:
            problem = f"nog niets, terwijl de verwerkingen gaan over {listed(heavy)}"
            place = places.of_statement("highlights", "text")
            yield Hit(place, sorted(heavy), {"problem": problem}, severity=Severity.INFO)
        return
    whole, provider, names = known(facts_in_use.facts(case)), facts_in_use.of_provider(case), facts_in_use.names(case)
    activities = {item.number: item for item in case.dossier.activities}
    for row in highlights:
        activity = activities.get(row.activity or "")
        own = whole if activity is None else known((*provider, activity, *facts_in_use.terms_of(case, activity)))
        if problem := _stale(row, activity, own, whole, names):
            place = Place("highlights", str(row.sequence), f"Goed om te weten, zin {row.sequence}", "text")
            yield Hit(place, problem, {"problem": problem}, activity)


@rule(
    "KW-AANSPREEK",
    Severity.INFO,
    Scope.STATEMENT,
    _CLEAR,
    name="U en je door elkaar",
    act="Kies één aanspreekvorm",
    message="De teksten van {provider} spreken de lezer verschillend aan: {expected}, maar er staat ook {found}.",
    remedy="Kies één aanspreekvorm en pas deze teksten aan: {where}.",
    is_core=False,
)
def mixed_address(case: Case) -> Iterator[Hit]:
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
            "found": some(dict.fromkeys(word.casefold() for found in wrong.values() for word in found)),
            "where": some(place.title for place in wrong),
        }
        yield Hit(places.of_provider("address_form"), (form, sorted(place.object for place in wrong)), words)


@rule(
    "KW-WOORD",
    Severity.INFO,
    Scope.STATEMENT,
    _CLEAR,
    name="Moeilijke woorden",
    act="Schrijf het eenvoudiger",
    message="De tekst bevat woorden die onduidelijk zijn voor veel lezers: {found}.",
    remedy="Schrijf in plaats daarvan {instead}.",
    is_core=False,
)
def hard_words(case: Case) -> Iterator[Hit]:
    """Public texts against data/plain_words.yaml, names as the provider says them left out: one finding per row."""
    pattern, words = plain_words()
    found: dict[Place, dict[str, tuple[str, str]]] = {}
    rows: dict[Place, Activity] = {}
    for place, row in public_rows(case.dossier):
        for field, text in texts(row, _QUOTED, public=True):
            for match in pattern.finditer(text):
                if match.lastgroup:
                    write = words[int(match.lastgroup[1:])].write
                    found.setdefault(place, {}).setdefault(match.group().casefold(), (field, write))
        if isinstance(row, Activity):
            rows[place] = row
    for place, refused in found.items():
        by_write = {
            write: [word for word, (_, same) in refused.items() if same == write] for _, write in refused.values()
        }
        instead = listed(f"bij {some(some_words)}: {write}" for write, some_words in by_write.items())
        field = next(iter(refused.values()))[0]
        yield Hit(
            replace(place, field=field), sorted(refused), {"found": some(refused), "instead": instead}, rows.get(place)
        )


def _wrong_counts(case: Case, text: str) -> Iterator[str]:
    """Numbers of activities that are neither all of them nor those in one role."""
    right = {len(case.activities), *Counter(item.role for item in case.activities).values()}
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
    for activity in case.activities:
        for row in activity.data:
            category = case.category(row)
            if category is not None and category.kind in _HEAVY:
                yield _HEAVY[category.kind]
            if category is not None and category.identity_document:
                yield "kopieën van documenten"
            if mentions("heavy_data", row.name, category.name if category else None):
                yield "opnamen, voicemail of camerabeelden"
        if any(case.purpose_type(row) == PurposeType.REPORTING for row in activity.purposes):
            yield "rapportages over medewerkers of bestuurders"
        if risks.is_care(case, activity):
            yield "zorg"


def _with(case: Case, pattern: re.Pattern[str]) -> dict[Place, list[str]]:
    """Rows whose public texts have such words, with the words."""
    found: dict[Place, list[str]] = {}
    for place, row in public_rows(case.dossier):
        words = [word for _, text in texts(row, public=True) for word in pattern.findall(text)]
        if words:
            found.setdefault(place, []).extend(words)
    return found


def _word(form: AddressForm) -> str:
    return "“u”" if form == AddressForm.FORMAL else "“je”"


RULES: tuple[Rule, ...] = (stale_answers, stale_highlights, mixed_address, hard_words)
