"""Words and sentences, counted as a reader counts them."""

import pytest

from register.brevity import count_sentences, is_brief


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("Zes maanden", 1),
        ("Zes maanden. Daarna niet meer.", 2),
        ("TeamTelefoon B.V. verwerkt gegevens. Ook o.a. Medido.", 2),
        ("Zie art. 15 en bijv. Nederland.", 1),
        ("Wie? wij! En u.", 3),
        ("Wij zeggen “ja.” Daarna niet.", 2),
        ("Bij 2.500 mensen. 31 dagen.", 2),
    ],
)
def test_sentences_are_counted_and_abbreviations_are_none(text, expected):
    assert count_sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("woord " * 25, True), ("woord " * 26, False), ("Een. Twee.", True), ("Een. Twee. Drie.", False)],
)
def test_brief_is_25_words_and_two_sentences(text, expected):
    assert is_brief(text) is expected
