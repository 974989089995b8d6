"""A term of each kind in words: for people, and with what is missing for the register."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from register.dossier import types as t
from register.wording import term_words as in_register
from retention.choices import TermKind, Unit
from retention.models import RetentionTerm, TermException
from retention.words import Voice, exception_words, length_words, term_words

YEAR = {"amount": 1, "unit": Unit.YEAR}
DAYS = {"kind": TermKind.RANGE, "amount": 365, "unit": Unit.DAY, "minimum_amount": 0, "minimum_unit": Unit.DAY}


def term(**fields) -> t.RetentionTerm:
    return t.RetentionTerm(**{"key": "t", "sequence": 1, "name": "Termijn", **fields})


def case(condition: str, **fields) -> t.TermException:
    return t.TermException(sequence=1, condition=condition, **fields)


@pytest.mark.parametrize(
    ("fields", "said", "formal"),
    [
        ({"kind": TermKind.PERIOD, **YEAR}, "1 jaar", "1 jaar (begin niet vastgelegd)"),
        (
            {"kind": TermKind.PERIOD, **YEAR, "is_maximum": True, "start_event": "na opzegging"},
            "ten hoogste 1 jaar na opzegging",
            "ten hoogste 1 jaar na opzegging",
        ),
        (
            {"kind": TermKind.PERIOD, **YEAR, "start_not_applicable": True},
            "1 jaar",
            "1 jaar (begin niet van toepassing)",
        ),
        (
            {"kind": TermKind.PERIOD, **YEAR, "start_event": "na opname", "end_event": "zolang u klant bent"},
            "1 jaar na opname, zolang u klant bent",
            "1 jaar na opname, zolang u klant bent",
        ),
        ({"kind": TermKind.EVENT, "end_event": "opheffing"}, "tot opheffing", "tot opheffing"),
        (
            {"kind": TermKind.EVENT, "end_event": "opheffing", "is_maximum": True},
            "uiterlijk tot opheffing",
            "uiterlijk tot opheffing",
        ),
        ({"kind": TermKind.EVENT}, "", "tot een gebeurtenis (niet vastgelegd welke)"),
        ({"end_event": "onbeperkt"}, "onbeperkt", "onbeperkt"),
        ({"kind": TermKind.EVENT, "end_event": "niet langer dan nodig"}, *["niet langer dan nodig"] * 2),
        (
            {"kind": TermKind.EVENT, "end_event": "voor de duur van het contract"},
            *["voor de duur van het contract"] * 2,
        ),
        ({"kind": TermKind.CRITERION, "criterion": "zolang u klant bent"}, *["zolang u klant bent"] * 2),
        (
            {**DAYS, "chosen_by": "de klant", "chosen_for": "opnamen"},
            "de klant kiest: 0 tot 365 dagen, voor opnamen",
            "de klant kiest: 0 tot 365 dagen (begin niet vastgelegd), voor opnamen",
        ),
        ({**DAYS, "chosen_by": "u", "start_event": "na het gesprek"}, *["u kiest: 0 tot 365 dagen na het gesprek"] * 2),
        (
            {**DAYS, "chosen_by": "klanten", "minimum_unit": Unit.WEEK, "start_not_applicable": True},
            "naar keuze van klanten: 0 weken tot 365 dagen",
            "naar keuze van klanten: 0 weken tot 365 dagen (begin niet van toepassing)",
        ),
        (
            {**DAYS, "minimum_amount": None, "minimum_unit": None, "start_event": "na opname"},
            *["naar keuze: ten hoogste 365 dagen na opname"] * 2,
        ),
        ({"kind": TermKind.NO_END}, "zonder einde", "zonder einde"),
        (
            {"kind": TermKind.FORMULA, "criterion": "niet langer dan nodig"},
            *["geen eigen termijn, alleen een algemene regel: niet langer dan nodig"] * 2,
        ),
        (
            {"kind": TermKind.CONTROLLER},
            "de verantwoordelijke organisatie bepaalt dit",
            "bepaald door de verwerkingsverantwoordelijke",
        ),
        (
            {"kind": TermKind.CONTROLLER, **YEAR},
            "de verantwoordelijke organisatie bepaalt dit, ten hoogste 1 jaar",
            "bepaald door de verwerkingsverantwoordelijke, ten hoogste 1 jaar",
        ),
        (
            {"kind": TermKind.CONTROLLER, "end_event": "bepaald door onze opdrachtgever"},
            "de verantwoordelijke organisatie bepaalt dit",
            "bepaald door onze opdrachtgever",
        ),
        (
            {"kind": TermKind.CONTROLLER, "end_event": "u bepaalt zelf hoe lang"},
            "u bepaalt zelf hoe lang",
            "bepaald door de verwerkingsverantwoordelijke: u bepaalt zelf hoe lang",
        ),
        ({"kind": TermKind.PER_SOLUTION}, *["eigen termijn per oplossing"] * 2),
        ({"start_event": "na opname"}, "", "termijn niet vastgelegd, na opname"),
        ({}, "", "termijn niet vastgelegd"),
    ],
)
def test_each_kind(fields, said, formal):
    assert term_words(term(**fields)) == said
    assert in_register(term(**fields)) == formal


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (case("bij een klacht", amount=1, unit=Unit.YEAR), "bij een klacht 1 jaar"),
        (case("klacht", amount=1, unit=Unit.YEAR, is_maximum=True), "klacht: ten hoogste 1 jaar"),
        (case("als een wet dat vraagt", wording="langer"), "langer als een wet dat vraagt"),
        (case("bij een klacht", wording="tot het einde van de zaak"), "bij een klacht: tot het einde van de zaak"),
        (
            case("bij een klacht", amount=1, unit=Unit.YEAR, wording="na het besluit"),
            "bij een klacht 1 jaar, na het besluit",
        ),
    ],
)
def test_an_exception(row, words):
    assert exception_words(row) == words
    assert term_words(term(kind=TermKind.PERIOD, **YEAR, exceptions=(row,))) == f"1 jaar, {words}"


@pytest.mark.django_db
def test_a_row_of_the_database_reads_like_one_of_the_dossier(demo):
    row = RetentionTerm.objects.get()
    TermException.objects.create(term=row, condition="bij een klacht", amount=1, unit=Unit.YEAR)
    assert (length_words(row), term_words(row)) == ("31 dagen", "31 dagen, bij een klacht 1 jaar")


TYPED = st.text(st.characters(categories=["L", "Zs"]), min_size=1, max_size=20)
# Somebody may have typed the word by which the test knows a hole.
TEXT = st.none() | TYPED.filter(lambda text: text.strip() and "None" not in text)
NUMBER = st.none() | st.integers(0, 999)
TERM = st.builds(
    term,
    kind=st.none() | st.sampled_from(TermKind),
    amount=NUMBER,
    unit=st.none() | st.sampled_from(Unit),
    minimum_amount=NUMBER,
    minimum_unit=st.none() | st.sampled_from(Unit),
    **dict.fromkeys(("chosen_by", "chosen_for", "start_event", "end_event", "criterion"), TEXT),
    is_maximum=st.booleans(),
    start_not_applicable=st.booleans(),
)


@given(TERM)
def test_whatever_is_recorded_there_is_no_hole_and_no_doubled_word(made):
    for voice in (Voice(typed=str.strip), Voice(typed=str.strip, formal=True)):
        said = term_words(made, voice)
        assert not re.search(r"\bNone\b|\btot tot\b|ten hoogste ten hoogste|, ,|: ,|^[ ,]|[ ,:]$", said)
    assert not made.says_something or term_words(made)
