"""Typed words become a term that says the same words, or are refused with what can be read."""

from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from register.dossier.types import RetentionTerm as Node
from retention.choices import TermKind, Unit
from retention.models import RetentionTerm
from retention.reading import read_term
from retention.words import term_words

LENGTH = {"is_maximum": False, "start_event": "", "kind": TermKind.PERIOD}
READ = [
    ("3 maanden na einde contract", {"amount": 3, "unit": Unit.MONTH, "start_event": "na einde contract"}),
    ("7 jaar, na het boekjaar", {"amount": 7, "unit": Unit.YEAR, "start_event": "na het boekjaar"}),
    ("Ten hoogste 1 jaar", {"amount": 1, "unit": Unit.YEAR, "is_maximum": True}),
    ("Uiterlijk zes weken na nu.", {"amount": 6, "unit": Unit.WEEK, "is_maximum": True, "start_event": "na nu"}),
    ("één dag", {"amount": 1, "unit": Unit.DAY}),
    ("24 uur", {"amount": 24, "unit": Unit.HOUR}),
    ("anderhalf jaar", {"amount": 18, "unit": Unit.MONTH}),
    ("een half jaar vanaf de oproep", {"amount": 6, "unit": Unit.MONTH, "start_event": "vanaf de oproep"}),
]  # fmt: skip
IN_WORDS = [
    ("tot de klacht is afgehandeld", {"kind": TermKind.EVENT, "end_event": "de klacht is afgehandeld"}),
    ("zolang u klant bent", {"kind": TermKind.CRITERION, "criterion": "zolang u klant bent"}),
    ("niet langer dan nodig", {"kind": TermKind.FORMULA, "criterion": "niet langer dan nodig"}),
    ("onbeperkt", {"kind": TermKind.NO_END}),
]
UNREAD = (
    *("", "bla", "2,5 jaar", "3maanden", "0 dagen", "half uur", "4 tot 6 weken", "tot 3 maanden na einde"),
    *("3 maanden bla", "12345 jaar", "tot ", "maanden", "-3 maanden"),
)


@pytest.mark.parametrize(("words", "columns"), READ)
def test_a_length_is_read_with_its_start(words, columns):
    assert read_term(words) == LENGTH | columns


@pytest.mark.parametrize(("words", "columns"), IN_WORDS)
def test_what_has_no_length_is_kept_in_words(words, columns):
    assert read_term(words) == columns


@pytest.mark.parametrize("words", UNREAD)
def test_what_cannot_be_read_is_refused(words):
    with pytest.raises(ValueError, match=r"niet als termijn|Na de lengte|Nul is geen|half"):
        read_term(words)


@given(
    most=st.booleans(),
    amount=st.integers(1, 9999),
    unit=st.sampled_from(Unit),
    start=st.sampled_from(["", "na opzegging", "vanaf de factuurdatum"]),
)
def test_a_length_reads_back_as_it_is_worded(most, amount, unit, start):
    columns = {"kind": TermKind.PERIOD, "amount": amount, "unit": unit, "is_maximum": most, "start_event": start}
    assert read_term(term_words(Node(key="t", name="t", sequence=1, **columns))) == columns


@given(st.text(max_size=200))
@example("tot " * 40)
def test_any_text_is_read_or_refused(words):
    with suppress(ValueError):
        RetentionTerm(name="x", key="x", **read_term(words)).clean_fields(exclude=["provider"])
