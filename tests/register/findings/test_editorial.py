"""What the examples cannot say about the words of the page: what counts as named, and when a decision lapses."""

from typing import Any

import pytest

from register.choices import DataKind
from register.dossier.edition import Finding
from register.dossier.types import DataCategory, RetentionTerm
from register.findings import check
from register.findings.dossier_texts import texts
from register.findings.examples import Example
from register.findings.own_words import known, typed

YEAR = RetentionTerm(key="t", sequence=1, name="Logs", amount=1, unit="jaar")


def shown(text: str, names: tuple[str, ...] = ()) -> list[str]:
    """What a text names, as it stands there."""
    return [item.shown for item in typed(text, names)]


def only(code: str, dossier: dict[str, Any], **rest: Any) -> Finding:
    (finding,) = [item for item in check(Example(about="", dossier=dossier, **rest).case) if item.code == code]
    return finding


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("12 maanden of een jaar of één jaar", []),
        ("2 jaar, twee weken en 48 uur", ["2 jaar", "twee weken", "48 uur"]),
        ("een half jaar en anderhalf jaar", ["half jaar", "anderhalf jaar"]),
        ("twee en een half jaar, 2,5 jaar, 1.5 jaar", []),
        ("een dag per week, 24/7, elk uur, in het jaar 2026", []),
        ("0 dagen", ["0 dagen"]),
    ],
)
def test_lengths_of_time_are_compared_by_what_they_are(text, gone):
    facts = known([YEAR])
    assert [item.shown for item in typed(text) if not facts.has(item)] == gone


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Mail info@oud.nl of bel +31 (0)88 123 45 67.", ["info@oud.nl", "+31 (0)88 123 45 67"]),
        ("Zie https://www.oud.nl/privacy.", ["https://www.oud.nl/privacy"]),
        ("Bij Bel Snel B.V. en bij een bv", ["Snel B.V."]),
        ("KvK 06083003, IBAN NL54ABNA0615203949, 1000 MB, art. 15 AVG", []),
    ],
)
def test_contact_and_companies_are_known_by_their_form(text, named):
    assert shown(text) == named


def test_a_name_is_named_letter_by_letter_and_not_inside_another_word():
    names = ("Post", "Post Oost B.V.")
    assert shown("De Postbode brengt de post, en Post Oost B.V. het pakje van Post.", names) == [
        "Post Oost B.V.",
        "Post",
    ]
    assert shown("De Postbode brengt de post.", names) == []


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Op 1 mei 2027 en 01-05-2027", ["1 mei 2027", "01-05-2027"]),
        ("30 februari 2027, 1-13-2027, 11-2027, 0 mei 2027, 2027-05-01, artikel 5-6-2016a", []),
    ],
)
def test_a_day_is_named_in_full(text, days):
    assert shown(text) == days


def test_a_message_names_question_and_words():
    answer = {"question": "hoelang", "text": "Logs 6 maanden, facturen 7 jaar."}
    finding = only("KW-FEIT", {"first_layer": [answer]})
    assert finding.message == (
        "Het eigen antwoord op “Hoe lang?” loopt niet gelijk met de feiten: "
        "niet of niet meer vastgelegd is “6 maanden” en “7 jaar”."
    )
    assert finding.remedy == "Pas de tekst aan, haal weg wat niet klopt of leg het feit vast."
    assert (finding.where, finding.field) == ("In het kort, Hoe lang?", "text")


def test_a_fact_that_a_text_repeats_is_proposed_when_it_is_the_only_one():
    answer = {"question": "hoelang", "text": "Logs een jaar."}
    year = {"key": "logs", "sequence": 1, "name": "Logs", "kind": "termijn", "amount": 1, "unit": "jaar"}
    finding = only("KW-FEIT", {"first_layer": [answer], "terms": [year]})
    assert finding.message == (
        "Het eigen antwoord op “Hoe lang?” loopt niet gelijk met de feiten: "
        "“een jaar” staat ook als feit vast en verandert hier niet mee."
    )
    assert finding.remedy.startswith("Zet hier {termijn:logs}; dan verandert de zin mee. ")
    other = {**year, "key": "post", "name": "Post"}
    finding = only("KW-FEIT", {"first_layer": [answer], "terms": [year, other]})
    assert finding.remedy == "Pas de tekst aan, haal weg wat niet klopt of leg het feit vast."


def test_of_two_equal_terms_that_of_the_activity_is_proposed():
    terms = [
        {"key": key, "sequence": 1, "name": key, "kind": "termijn", "amount": 1, "unit": "jaar"} for key in ("a", "b")
    ]
    activity = {"data": [{"sequence": 1, "name": "Voicemail", "term": "b"}]}
    highlight = {"sequence": 1, "activity": "VB-01", "text": "Voicemail blijft een jaar."}
    finding = only("KW-FEIT", {"terms": terms, "activities": [activity], "highlights": [highlight]})
    assert finding.remedy.startswith("Zet hier {termijn:b}; dan verandert de zin mee. ")


def test_a_decision_lapses_when_something_else_is_gone_and_not_before():
    answer = {"question": "hoelang", "text": "Logs 6 maanden, facturen 7 jaar."}
    before = only("KW-FEIT", {"first_layer": [answer]})
    reworded = {**answer, "text": "Facturen 7 jaar en logs 6 maanden."}
    assert only("KW-FEIT", {"first_layer": [reworded]}).state == before.state
    seven = {"key": "t", "sequence": 1, "name": "Facturen", "kind": "termijn", "amount": 7, "unit": "jaar"}
    assert only("KW-FEIT", {"first_layer": [answer], "terms": [seven]}).state != before.state


def test_heavy_data_are_named_once_each():
    rows = [{"sequence": number, "category": key} for number, key in enumerate(["gps", "bsn", "gps"])]
    categories = [{"key": "gps", "name": "Locatie", "kind": "locatie"}, {"key": "bsn", "name": "BSN", "kind": "bsn"}]
    message = only("KW-GOED", {"data_categories": categories, "activities": [{"data": rows}]}).message
    assert message == (
        "Onder “Goed om te weten” staat nog niets, terwijl de verwerkingen gaan over locatiegegevens en BSN."
    )


def test_each_form_of_address_says_where_it_is():
    dossier = {"provider": {"address_form": "u"}, "activities": [{"description": "Jouw gesprek, als je belt."}]}
    finding = only("KW-AANSPREEK", dossier)
    assert finding.message == (
        "De teksten van Voorbeeld B.V. spreken de lezer verschillend aan: vastgelegd is “u”, "
        "maar er staat ook “jouw” en “je”."
    )
    assert finding.remedy == "Kies één aanspreekvorm en pas deze teksten aan: “VB-01 Bellen”."


def test_a_remedy_says_what_to_write_for_each_word():
    finding = only("KW-WOORD", {"activities": [{"description": "Data in een ticket of in tickets, eventueel."}]})
    assert finding.message == (
        "De tekst bevat woorden die onduidelijk zijn voor veel lezers: “data”, “ticket”, “tickets” en “eventueel”."
    )
    assert finding.remedy == (
        "Schrijf in plaats daarvan bij “data”: gegevens, bij “ticket” en “tickets”: verzoek en "
        "bij “eventueel”: wanneer het gebeurt."
    )


@pytest.mark.parametrize("unit", ["een ", "0 ", "A ", "a@", "www.", "“", "mogelijk ", "zo ", "u ", "1", "\x00{0}%s "])
def test_a_text_made_to_be_slow_is_read_to_the_end(unit):
    text = unit * (100_000 // len(unit)) + " \nDat is 7 jaar en tbd."
    dossier = {"first_layer": [{"question": "hoelang", "text": text}], "activities": [{"description": text}]}
    codes = {item.code for item in check(Example(about="", dossier=dossier).case)}
    assert "KW-WOORD" in codes


def test_an_english_label_is_not_read_as_dutch():
    word = DataCategory(key="v", name="Verkeersgegevens", name_en="Traffic data", kind=DataKind.TRAFFIC)
    assert list(texts(word, public=True)) == [("name", "Verkeersgegevens")]
