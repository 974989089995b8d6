"""What a cell says of keeping: a period with all its words, or the words themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from register.bringing.terms import term_in
from retention.models import RetentionTerm, TermException

UNITS = {
    "uur": "uur",
    "dagen": "dag",
    "weken": "week",
    "mnd": "maand",
    "jaar": "jaar",
    "years": "jaar",
    "months": "maand",
}


def period(amount, unit, start="", **more):
    return {"kind": "termijn", "amount": amount, "unit": unit, "start_event": start, "exceptions": [], **more}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("90 days", period(90, "dag")),
        ("6 years post-employment", period(6, "jaar", "post-employment")),
        ("twee jaar na einde contract", period(2, "jaar", "na einde contract")),
        ("max. 2 jaar", period(2, "jaar", is_maximum=True)),
        ("anderhalf jaar", period(18, "maand")),
        ("1,5 jaar", period(18, "maand")),
        (
            "3 maanden / 1 jaar bij klacht",
            period(3, "maand", exceptions=[{"amount": 1, "unit": "jaar", "condition": "bij klacht"}]),
        ),
        ("tot opzegging", {"kind": "gebeurtenis", "end_event": "opzegging", "exceptions": []}),
        ("onbeperkt", {"kind": "onbeperkt", "exceptions": []}),
        ("niet langer dan nodig", {"kind": "formule", "criterion": "niet langer dan nodig", "exceptions": []}),
    ],
)
def test_a_term_is_read(text, expected):
    assert term_in(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "12–24 mnd",
        "7 jaar (wettelijk)",
        "0 dagen",
        "3 dagen / 4 dagen",
        "10 jaar of langer als de wet dat vraagt",
        "x jr",
    ],
)
def test_what_no_term_holds_whole_stays_in_its_words(text):
    assert term_in(text) == {"kind": "criterium", "criterion": text, "exceptions": []}


def test_a_sign_of_a_selection_list_is_a_reading():
    found = term_in("V, 1 jr")
    assert (found["amount"], found["unit"], found["afterwards"]) == (1, "jaar", "wissen")
    assert "selectielijst" in found["reading"]


@given(st.integers(1, 9999), st.sampled_from(sorted(UNITS)), st.sampled_from(["", "na vertrek", "vanaf de factuur"]))
def test_every_period_keeps_its_number_unit_and_start(amount, unit, start):
    assert term_in(f"{amount} {unit} {start}") == period(amount, UNITS[unit], start)


@given(st.text(max_size=400))
def test_a_term_is_always_one_that_the_database_takes(text):
    found = term_in(text)
    exceptions = found.pop("exceptions")
    RetentionTerm(name="x", key="x", **found).clean_fields(exclude=["provider"]) if text.isprintable() else None
    for exception in exceptions:
        assert {"amount", "unit", "condition"} <= exception.keys()
        assert TermException(**exception).period
    # A number that is not in the text is in no term.
    assert "amount" not in found or any(sign.isdecimal() for sign in text) or found["amount"] <= 18
