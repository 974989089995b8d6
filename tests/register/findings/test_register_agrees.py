"""The table of completeness in the register and the findings say the same about every element that is asked.

The register says “nee” where nothing of an element is recorded, “deels” where something is missing. A finding of an
element means that it is not complete, and “nee” means that there is a finding: of the activity, of something below it,
or of the provider as a whole. One exception: an activity without any data has “nee” at its terms, and there AVG30-1-c
speaks: without data there is nothing to give a term for.
"""

import re
from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from register.article30 import State, article30
from register.dossier import Dossier
from register.dossier.edition import Finding
from register.findings import Case, check
from register.findings.examples import examples
from tests.register.filled import edition

DAY = date(2026, 11, 22)
CODES = {
    **dict.fromkeys(("naam", "contact"), ("AVG30-1-a",)),
    "rol": ("AVG24-1-ROL",),
    "vertegenwoordiger": (),
    "FG": ("AVG30-1-a-FG",),
    "doelen": ("AVG30-1-b",),
    **dict.fromkeys(("betrokkenen", "gegevens"), ("AVG30-1-c",)),
    "ontvangers": ("AVG30-1-d",),
    "doorgifte": ("AVG30-1-e",),
    "termijnen": ("AVG30-1-f",),
    "beveiliging": ("AVG30-1-g",),
    "grondslag": ("AVG6-1",),
    **dict.fromkeys(("opdrachtgever", "verwerking"), ("AVG30-2-a",)),
}
# One rule is about both: of each alone the register may say that it is there.
TOGETHER = ({"naam", "contact"}, {"betrokkenen", "gegevens"}, {"opdrachtgever", "verwerking"})


def disagreements(dossier: Dossier, found: tuple[Finding, ...]) -> list[tuple[str, str, str, list[str]]]:
    """Number, element, state in the register and findings, where the two do not agree."""
    parts = article30(edition(dossier)).parts
    view = {item.number: (part.elements, item.states) for part in parts for item in part.activities}
    wrong = []
    for activity in Case(dossier=dossier, today=DAY).activities:
        here = {item.code for item in found if concerns(item, activity.number)}
        states = {element.word: state for element, state in zip(*view[activity.number], strict=True)}
        for word, state in states.items():
            both = next((words for words in TOGETHER if word in words), {word})
            said = sorted(here & set(CODES[word]))
            is_open = any(states[one].is_open for one in both if one in states)
            has_data = any(row.category or row.name for row in activity.data)
            if not agrees(word, state, said, here, is_open=is_open, has_data=has_data):
                wrong.append((activity.number, word, state.value, said))
    return wrong


def concerns(finding: Finding, number: str) -> bool:
    """What the provider has once is about each activity, but security names those that lack it, unless all do."""
    names = re.findall(r"VB-\d+", finding.message) if finding.code == "AVG30-1-g" else []
    return finding.activity in (number, "") and (not names or number in names)


def of_made_up(dossier: Dossier) -> list[tuple[str, str, str, list[str]]]:
    """The same for facts that no other test checks."""
    return disagreements(dossier, check(Case(dossier=dossier, today=DAY)))


def agrees(word: str, state: State, said: list[str], here: set[str], *, is_open: bool, has_data: bool) -> bool:
    """Whether a state and the findings of its element go together."""
    if state == State.MISSING:
        return bool(said) or (word == "termijnen" and not has_data and "AVG30-1-c" in here)
    return is_open or not said


def test_the_five(checked):
    assert disagreements(checked.dossier, checked.findings) == []


@pytest.mark.parametrize("code", sorted(code for code in examples() if code.startswith("AVG30")))
def test_the_examples_of_article_30(code):
    both = examples()[code]
    assert [of_made_up(example.case.dossier) for example in (*both.fires, *both.silent)] == [[]] * (
        len(both.fires) + len(both.silent)
    )


def some_of(*values):
    return st.sampled_from((None, *values))


def rows(**columns):
    """A few rows with a sequence."""
    row = st.fixed_dictionaries({"sequence": st.just(1), **columns})
    return st.lists(row, max_size=2)


LINKS = rows(
    recipient=st.sampled_from(("firma", "soort", "abroad", "weg")),
    role=st.sampled_from(("ontvanger", "verwerker", "subverwerker", "verantwoordelijke", "gezamenlijk", "leverancier")),
    transfer=some_of("ja", "nee"),
    mechanism=some_of("49-1-2", "46-2-c"),
    proof=some_of("Verslag"),
)
MEASURES = rows(measure=st.sampled_from(("slot", "passend", "weg")))
OPERATIONS = rows(operation=st.sampled_from(("bewaren", "wissen")))
POINTS = st.lists(
    st.fixed_dictionaries(
        {
            "key": st.just("p"),
            "use": st.sampled_from(("algemeen", "fg", "verzoek", "beveiliging")),
            "channel": st.sampled_from(("email", "website", "post", "klantenservice")),
            "value": some_of("x@voorbeeld.nl"),
        }
    ),
    max_size=2,
)
ACTIVITY = st.fixed_dictionaries(
    {
        "number": st.just("VB-01"),
        "title": st.just("Bellen"),
        "role": some_of("controller", "joint", "processor", "subverwerker"),
        "entities": st.sampled_from(([], ["bv"], ["bv", "alarm"])),
        "on_behalf_of": some_of("de klant", "Gemeente Leek"),
        "controller_list": some_of("Klantenlijst"),
        "no_recipients": st.booleans(),
        "no_processors": st.booleans(),
        "transfer": some_of("ja", "nee", "nvt"),
        "transfer_reason": some_of("Verenigde Staten"),
        "retention_reason": some_of("Dat bepaalt de klant."),
        "security_reason": some_of("Dat doet de klant."),
        "purposes": st.sampled_from(([], [{"key": "a", "sequence": 1, "name": "Bellen"}])),
        "data": rows(
            group=some_of("klanten", "weg"),
            name=some_of("Naam", "Adres"),
            category=some_of("naam", "weg"),
            term=some_of("jaar", "leeg", "einde", "ander", "per", "vaag", "nodig", "nooit", "weg"),
        ),
        "disclosures": LINKS,
        "security": MEASURES,
        "operations": OPERATIONS,
    }
)
DOSSIER = st.fixed_dictionaries(
    {
        "provider": st.fixed_dictionaries(
            {
                "slug": st.just("voorbeeld"),
                "prefix": st.just("VB"),
                "name": st.just("Voorbeeld"),
                "dpo_designated": some_of("ja", "nee", "nvt"),
                "dpo_name": some_of("A. Jansen"),
                "dpo_reason": some_of("Kleine schaal."),
            }
        ),
        "entities": st.sampled_from(
            ([], [{"key": "bv", "name": "B.V."}], [{"key": "bv", "name": "B.V."}, {"key": "alarm", "name": "A B.V."}])
        ),
        "addresses": st.sampled_from(
            ([], [{"key": "k", "city": "Leek"}], [{"key": "k", "street": "Weg 1", "city": "Leek"}])
        ),
        "contact_points": POINTS,
        "disclosures": LINKS,
        "security": MEASURES,
        "operations": OPERATIONS,
        "activities": st.lists(ACTIVITY, min_size=1, max_size=1),
        "subject_groups": st.just([{"key": "klanten", "sequence": 1, "name": "klanten"}]),
        "data_categories": st.just([{"key": "naam", "name": "Naam", "kind": "gewoon"}]),
        "recipients": st.just(
            [
                {"key": "firma", "name": "Firma B.V.", "kind": "bedrijf", "country": ["NL"]},
                {"key": "soort", "name": "Aanbieders", "kind": "soort"},
                {"key": "abroad", "name": "Firm Inc.", "country": ["US"]},
            ]
        ),
        "measures": st.just(
            [
                {"key": "slot", "name": "Versleutelde opslag", "kind": "a"},
                {"key": "passend", "name": "Passende maatregelen", "kind": "algemeen"},
            ]
        ),
        "processing_operations": st.just([{"key": "bewaren", "name": "bewaren"}, {"key": "wissen", "name": "wissen"}]),
        "terms": st.just(
            [
                {"key": "jaar", "sequence": 1, "name": "Jaar", "kind": "termijn", "amount": 1, "unit": "jaar"},
                {"key": "leeg", "sequence": 2, "name": "Leeg", "kind": "termijn"},
                {"key": "einde", "sequence": 3, "name": "Einde", "kind": "gebeurtenis", "end_event": "opzegging"},
                {"key": "ander", "sequence": 4, "name": "Ander", "kind": "opdrachtgever"},
                {"key": "per", "sequence": 5, "name": "Per", "kind": "oplossing"},
                {"key": "vaag", "sequence": 6, "name": "Vaag", "kind": "formule", "criterion": "niet langer dan nodig"},
                {
                    "key": "nodig",
                    "sequence": 7,
                    "name": "Nodig",
                    "kind": "gebeurtenis",
                    "end_event": "zo lang als nodig",
                },
                {"key": "nooit", "sequence": 8, "name": "Nooit", "kind": "onbeperkt"},
            ]
        ),
    }
)


def existing_entities_only(facts):
    """An activity names legal entities of its own provider only: the database sees to that."""
    keys = {item["key"] for item in facts["entities"]}
    activities = [
        {**item, "entities": [key for key in item["entities"] if key in keys]} for item in facts["activities"]
    ]
    return {**facts, "activities": activities}


@given(DOSSIER.map(existing_entities_only))
def test_whatever_is_recorded(facts):
    assert of_made_up(msgspec.convert(facts, Dossier)) == []
