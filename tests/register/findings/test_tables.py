"""Phrases and countries that rules look up."""

from datetime import date

from register.findings.tables import adequacy, country_name, eea_on, mentions


def test_one_of_several_texts_is_enough():
    assert mentions("anonymous", None, "telefonie", "alleen (anoniem)")


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
