"""Whether typed words are an event or a criterion, and of which kind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention.choices import TermKind
from retention.phrases import kind_of, says_formula, takes_until

CRITERION, NO_END, FORMULA = TermKind.CRITERION, TermKind.NO_END, TermKind.FORMULA
RANGE, PERIOD = TermKind.RANGE, TermKind.PERIOD


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("zolang u klant bent", CRITERION),
        ("Zolang de klant wil.", CRITERION),
        ("\ufdd0zolang u klant bent\ufdd1", CRITERION),
        ("voor de duur van het contract", CRITERION),
        ("duur van het contract", CRITERION),
        ("gedurende de overeenkomst", CRITERION),
        ("bepaald door onze opdrachtgever", CRITERION),
        ("de gegevens worden bewaard zo lang als de klant wil", CRITERION),
        ("zolang u klant bent, en niet langer dan nodig", CRITERION),
        ("niet langer dan nodig", FORMULA),
        ("niet langer vast dan echt nodig is", FORMULA),
        ("zolang dat nodig is voor de dienst", FORMULA),
        ("eigen bewaartermijn, afhankelijk van de oplossing", FORMULA),
        ("de wettelijke bewaartermijnen", FORMULA),
        ("onbeperkt", NO_END),
        ("\ufdd0permanent\ufdd1", NO_END),
        ("voor onbepaalde tijd", NO_END),
        ("geen einddatum", NO_END),
        ("7 jaar na het einde van het contract", PERIOD),
        ("niet langer dan 6 maanden", PERIOD),
        ("0 tot 365 dagen", RANGE),
        ("de klant kiest 0 tot 365 dagen", RANGE),
        ("u bepaalt zelf hoe lang (0-365 dagen)", RANGE),
        ("tussen 1 en 3 jaar", RANGE),
        ("verwijdering van het team", None),
        ("permanente verwijdering van het account", None),
        ("inactiviteit van 2 jaar", None),
        ("u uw account opheft", None),
        ("het moment dat wij ze niet meer hoeven te bewaren", None),
        ("tot opzegging", None),
        ("na opzegging", None),
        ("", None),
        (None, None),
    ],
)
def test_the_kind_of_typed_words(words, kind):
    assert kind_of(words) == kind


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("verwijdering van het team", True),
        ("het einde van het contract", True),
        ("u uw account opheft", True),
        ("nader order", True),
        ("tot opzegging", False),
        ("na opzegging", False),
        ("op verzoek", False),
        ("zolang u klant bent", False),
        ("onbeperkt", False),
    ],
)
def test_until_stands_before_an_event_only(words, expected):
    assert takes_until(words) is expected


@given(
    st.sampled_from(["zolang", "voor", "gedurende", "niet langer dan", "onbeperkt", "tot", "na", "bij", "12 maanden"]),
    st.text(st.characters(categories=["L", "Nd", "Zs"]), max_size=40),
)
def test_whatever_follows_until_never_stands_before_what_says_itself_how_long(start, rest):
    assert not takes_until(f"{start} {rest}")
    assert not takes_until(f"  {start.capitalize()} {rest}.")


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
def test_a_formula_starts_with_a_word_and_may_skip_words_of_its_sentence(text, expected):
    assert says_formula(text) is expected


@pytest.mark.parametrize("text", ["niet langer dan " * 50_000, "-" * 50_000 + "a", "tussen 1 " * 20_000])
def test_a_text_made_to_be_slow_is_read_at_once(text):
    assert not says_formula(text)
    assert kind_of(text) in (None, CRITERION)
