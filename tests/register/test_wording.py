"""Typed texts in a sentence: capitals, stops and lists."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from register.wording import flat, listed, rows, sentence, small


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("alleen bij storing", "Alleen bij storing."),
        ("Klaar.", "Klaar."),
        ("zoals “etc.”", "Zoals “etc.”"),
        ("eerst dit;", "Eerst dit."),
        ("een\ntwee", "Een; twee."),
        ("iPhone van de zaak", "iPhone van de zaak."),
        ("  ", ""),
    ],
)
def test_a_sentence(typed, said):
    assert sentence(typed) == said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Gebruikersnaam", "gebruikersnaam"),
        ("IP-adres", "IP-adres"),
        ("E-mailadres.", "e-mailadres"),
        ("U kunt", "u kunt"),
        ("Medido cliënten nummer", "Medido cliënten nummer"),
        ("VoIP-telefonie", "VoIP-telefonie"),
        ("Mobile Device Management", "Mobile Device Management"),
        ("Opgeslagen IP-adressen", "opgeslagen IP-adressen"),
    ],
)
def test_a_text_inside_a_sentence(typed, said):
    assert small(typed, {"Medido"}) == said


def test_a_list_in_words():
    assert [listed(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"], ["a, b", "c", "d"])] == [
        "", "a", "a en b", "a, b en c", "a, b; c en d",
    ]  # fmt: skip


def test_lines_as_items():
    assert rows("- BSN;\n\n• pasfoto") == ("BSN", "pasfoto")


@given(st.text())
@example(".,")
def test_a_sentence_never_ends_with_two_stops(typed):
    said = sentence(typed)
    assert said == "" or not said.endswith("..") or flat(typed).rstrip("\"'”’)»>").endswith("..")
