"""Retention bars: their scale in three boxes, and what is drawn for which kind of term."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from register.statement.bars import bar, share

from register.dossier import types as t
from register.statement.page import Bar, Prose, TermTable
from retention.choices import TermKind, Unit
from tests.register.statement_help import activity, html, make, page, section

DAYS = st.floats(min_value=1 / 24, max_value=40_000, allow_nan=False)


def term(key: str = "termijn", **fields) -> t.RetentionTerm:
    return t.RetentionTerm(**{"key": key, "sequence": 0, "name": key, **fields})


def fixed(amount: int, unit: Unit, **fields) -> t.RetentionTerm:
    return term(kind=TermKind.PERIOD, amount=amount, unit=unit, **fields)


@pytest.mark.parametrize(
    ("days", "width"),
    [
        (1, 1.1), (14, 15.1), (31, 33.3), (183, 48.5), (365, 66.7), (400, 67.7),
        (2 * 365, 74.4), (7 * 365, 88.3), (10 * 365, 92.3), (20 * 365, 100), (99 * 365, 100),
    ],
)  # fmt: skip
def test_width_of_a_bar(days, width):
    assert share(days) == width


@given(DAYS, DAYS)
def test_a_longer_term_never_has_a_shorter_bar(one, other):
    short, long = sorted((one, other))
    assert 0 <= share(short) <= share(long) <= 100


@pytest.mark.parametrize(
    ("row", "drawn"),
    [
        (fixed(31, Unit.DAY), Bar("fixed", "33.3%")),
        (fixed(6, Unit.MONTH), Bar("fixed", "48.5%")),
        (fixed(400, Unit.DAY, anonymised_amount=20, anonymised_unit=Unit.YEAR), Bar("fixed", "67.7%", "100%")),
        (term(kind=TermKind.EVENT, end_event="verwijdering van het team"), Bar("open")),
        (term(kind=TermKind.CONTROLLER), Bar("open")),
        (term(kind=TermKind.NO_END), Bar("open")),
        (term(kind=TermKind.CRITERION, criterion="zolang u klant bent"), Bar("open")),
        (term(kind=TermKind.RANGE, amount=365, unit=Unit.DAY), Bar("open")),
        (term(kind=TermKind.CONTROLLER, amount=1, unit=Unit.YEAR), Bar("open")),
        (term(kind=TermKind.FORMULA, criterion="niet langer dan nodig"), None),
        (term(kind=TermKind.EVENT, end_event="niet langer dan nodig"), None),
        (term(kind=TermKind.PER_SOLUTION), None),
        (term(), None),
    ],
)
def test_shape_of_a_bar(row, drawn):
    assert bar(row) == drawn


def test_shortest_first_then_events_then_what_nobody_recorded():
    rows = (
        term("niets"), term("gebeurtenis", kind=TermKind.EVENT, end_event="opzegging"),
        fixed(10, Unit.YEAR, key="jaren"), fixed(31, Unit.DAY, key="dagen"), fixed(1, Unit.MONTH, key="maand"),
        fixed(31, Unit.DAY, key="ook-dagen"),
    )  # fmt: skip
    table = next(block for block in section(page(make(terms=rows)), "bewaren").blocks if isinstance(block, TermTable))
    titles = [row.title for row in table.rows]
    assert titles == ["Maand", "Dagen", "Ook-dagen", "Jaren", "Gebeurtenis", "Niets"]


def test_no_terms_is_one_sentence_with_a_ring_and_no_table():
    made = html(make(activity()))
    start = made.index('id="bewaren"')
    part = made[start : made.index("</section>", start)]
    assert '<span class="gap">Nog niet vastgelegd</span> hoe lang wij gegevens bewaren.' in part
    assert "<table" not in part


def test_the_bar_is_decoration_beside_the_words():
    made = html(make(terms=(fixed(6, Unit.MONTH, start_event="na opzegging", is_maximum=True),)))
    assert "<strong>Ten hoogste 6 maanden na opzegging</strong>" in made
    assert '<svg aria-hidden="true" height="24"><rect y="5" height="14" rx="3" width="48.5%"/></svg>' in made


def said(*terms):
    """What the section says of its terms as a whole."""
    blocks = section(page(make(terms=terms)), "bewaren").blocks
    return [piece for block in blocks if isinstance(block, Prose) for line in block.lines[:1] for piece in line][:1]


DEPENDS = "Welke langer duurt, hangt af van de kalender."
YEAR, MONTHS, WEEKS = fixed(1, Unit.YEAR, key="a"), fixed(12, Unit.MONTH, key="b"), fixed(52, Unit.WEEK, key="c")
DAYS_OF_YEAR, DAYS_OF_WEEKS = fixed(365, Unit.DAY, key="d"), fixed(364, Unit.DAY, key="e")
THIRTY, MONTH, LONG = fixed(30, Unit.DAY, key="f"), fixed(1, Unit.MONTH, key="g"), fixed(7, Unit.YEAR, key="h")


@pytest.mark.parametrize(
    ("terms", "text"),
    [
        ((YEAR, MONTHS), "Elke vaste termijn is 1 jaar."),
        ((WEEKS, DAYS_OF_WEEKS), "Elke vaste termijn is 52 weken."),
        ((LONG, fixed(84, Unit.MONTH, key="i")), "Elke vaste termijn is 7 jaar."),
        ((WEEKS, MONTHS), "De kortste vaste termijn is 52 weken, voor c. De langste is 12 maanden, voor b."),
        ((THIRTY, MONTH), f"De vaste termijnen zijn 30 dagen en 1 maand. {DEPENDS}"),
        ((YEAR, DAYS_OF_YEAR, MONTHS), f"De vaste termijnen zijn 365 dagen en 1 jaar. {DEPENDS}"),
        (
            (LONG, MONTH, THIRTY),
            f"De kortste vaste termijn is 30 dagen of 1 maand. {DEPENDS} De langste is 7 jaar, voor h.",
        ),
        (
            (THIRTY, YEAR, DAYS_OF_YEAR),
            f"De kortste vaste termijn is 30 dagen, voor f. De langste is 365 dagen of 1 jaar. {DEPENDS}",
        ),
    ],
)
def test_shortest_and_longest_are_said_as_they_are(terms, text):
    assert said(*terms) == [text]
    assert said(*terms[::-1])[0].replace("12 maanden", "1 jaar").count("kalender") == text.count("kalender")


CHOICE = term("keuze", kind=TermKind.RANGE, amount=20, unit=Unit.YEAR)
CASE = t.TermException(sequence=1, condition="bij een klacht", amount=9, unit=Unit.YEAR)


def test_what_is_not_fixed_is_never_the_longest_and_is_named():
    ends = "De kortste vaste termijn is 1 maand, voor g. De langste is 7 jaar, voor h."
    assert said(MONTH, LONG, CHOICE) == [f"{ends} Andere gegevens hebben geen vaste termijn."]
    assert said(MONTH, msgspec.structs.replace(LONG, exceptions=(CASE,))) == [
        f"{ends} Soms geldt iets anders; dat staat bij de termijn."
    ]


def test_a_term_that_holds_for_some_data_everywhere_is_not_called_open():
    rows = (t.DataRow(sequence=1, name="Naam", term="g"), t.DataRow(sequence=2, name="Foto"))
    made = html(make(activity(1, data=rows), activity(2, data=rows), terms=(MONTH,)))
    assert "De bewaartermijnen zijn nog nergens vastgelegd" not in made


def test_no_second_piece_where_nobody_knows_that_it_is_longer():
    row = fixed(1, Unit.YEAR, anonymised_amount=12, anonymised_unit=Unit.MONTH)
    other = fixed(30, Unit.DAY, anonymised_amount=1, anonymised_unit=Unit.MONTH)
    assert [bar(row).second, bar(other).second] == ["", ""]
