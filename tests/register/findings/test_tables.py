"""Phrases and countries that rules look up."""

from datetime import date

import pytest

from register.findings.tables import adequacy, country_name, eea_on, mentions


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wij bewaren NIET LANGER DAN NODIG.", True),
        ("niet langer vast dan echt nodig is", True),
        ("niet langer dan 6 maanden, als dat nodig is", False),
        ("niet langer. Wij doen dan wat nodig is.", False),
        ("Een eigen bewaartermijn, afhankelijk van de dienst", True),
        ("onafhankelijk van de dienst", False),
        ("", False),
        (None, False),
    ],
)
def test_a_phrase_starts_with_a_word_and_may_skip_words_of_its_sentence(text, expected):
    assert mentions("vague_terms", text) is expected


def test_one_of_several_texts_is_enough():
    assert mentions("anonymous", None, "telefonie", "alleen (anoniem)")


def test_a_text_made_to_be_slow_is_searched_at_once():
    assert not mentions("vague_terms", "niet langer dan " * 50_000)


def test_a_decision_counts_from_its_first_to_its_last_day():
    found = [adequacy().find("GB", day) for day in (date(2031, 12, 27), date(2031, 12, 28))]
    assert [item is not None for item in found] == [True, False]
    found = [adequacy().find("BR", day) for day in (date(2025, 12, 31), date(2026, 1, 1))]
    assert [item is not None for item in found] == [False, True]


def test_a_country_has_its_name_and_another_code_stays_a_code():
    assert [country_name(code) for code in ("NL", "US", "IN", "XX")] == ["Nederland", "Verenigde Staten", "India", "XX"]


def test_the_united_kingdom_is_outside_the_eea():
    assert {"NL", "IS", "LI", "NO"} <= eea_on(date(2026, 11, 22))
    assert "GB" not in eea_on(date(2026, 11, 22))
