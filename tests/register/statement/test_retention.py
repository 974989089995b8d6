"""How long: the phrase of a term, the list when there are many, and what holds for everything."""

import msgspec
import pytest

from register.choices import Section
from register.dossier import Dossier
from register.dossier import types as t
from register.statement import facts_of
from register.statement.page import Details, Rows
from register.statement.retention import in_order, term_words
from retention.choices import Afterwards, GroundStatus, TermKind, Unit
from tests.register.statement_help import activity, html, make, page, section, text, texts


def term(key: str = "termijn", **fields) -> t.RetentionTerm:
    return t.RetentionTerm(**{"key": key, "sequence": 0, "name": key, **fields})


def fixed(amount: int, unit: Unit, **fields) -> t.RetentionTerm:
    return term(kind=TermKind.PERIOD, amount=amount, unit=unit, **fields)


MONTH, HALF, YEARS = (
    fixed(1, Unit.MONTH, key="maand"),
    fixed(6, Unit.MONTH, key="half"),
    fixed(7, Unit.YEAR, key="jaar"),
)
CUSTOMERS = term("klant", kind=TermKind.CRITERION, criterion="zolang u klant bent")
FOUR = (CUSTOMERS, YEARS, MONTH, HALF)


def listed(dossier: Dossier) -> list[list[str]]:
    """The rows of the list; KeyError when the page has none."""
    blocks = section(page(dossier), "bewaren").blocks
    return [texts(row) for block in blocks if isinstance(block, Rows) for row in block.rows]


def box(dossier: Dossier) -> list[str]:
    """What the box says of how long."""
    blocks = section(page(dossier), "wat").blocks
    rows = [row for block in blocks if isinstance(block, Rows) for row in block.rows]
    return [text for row in rows if row.label == "Hoe lang" for text in texts(row.lines)]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (fixed(31, Unit.DAY), "31 dagen"),
        (fixed(1, Unit.MONTH, is_maximum=True, start_event="Na opzegging"), "ten hoogste 1 maand na opzegging"),
        (fixed(400, Unit.DAY, anonymised_amount=20, anonymised_unit=Unit.YEAR), "400 dagen, en geanonimiseerd 20 jaar"),
        (
            fixed(400, Unit.DAY, anonymised_amount=20, anonymised_unit=Unit.YEAR, anonymised_is_maximum=True),
            "400 dagen, en geanonimiseerd ten hoogste 20 jaar",
        ),
        (
            fixed(400, Unit.DAY, anonymised_amount=20, anonymised_unit=Unit.YEAR, anonymised_is_total=True),
            "400 dagen, en geanonimiseerd tot 20 jaar vanaf het begin",
        ),
        (term(kind=TermKind.EVENT, end_event="verwijdering van het team"), "tot verwijdering van het team"),
        (term(kind=TermKind.CONTROLLER), "de verantwoordelijke organisatie bepaalt dit"),
        (term(kind=TermKind.NO_END), "zonder einde"),
        (term(kind=TermKind.RANGE, amount=365, unit=Unit.DAY), "naar keuze: ten hoogste 365 dagen"),
        (term(kind=TermKind.PER_SOLUTION), "eigen termijn per oplossing"),
        (
            term(kind=TermKind.FORMULA, criterion="niet langer dan nodig"),
            "geen eigen termijn, alleen een algemene regel: niet langer dan nodig",
        ),
        (term(anonymised_amount=20, anonymised_unit=Unit.YEAR), ""),
        (term(), ""),
    ],
)
def test_a_term_in_words(row, said):
    assert term_words(facts_of(make(terms=(row,))), row) == said


def test_shortest_first_then_events_then_what_nobody_recorded():
    days, other = fixed(31, Unit.DAY, key="dagen"), fixed(31, Unit.DAY, key="ook-dagen")
    rows = (term("niets"), CUSTOMERS, YEARS, days, MONTH, other)
    assert [row.key for row in in_order(rows)] == ["maand", "dagen", "ook-dagen", "jaar", "klant", "niets"]


def test_four_terms_stand_in_a_row_and_three_do_not():
    assert listed(make(terms=FOUR)) == [
        ["Maand", "1 maand"], ["Half", "6 maanden"], ["Jaar", "7 jaar"], ["Klant", "zolang u klant bent"],
    ]  # fmt: skip
    assert "bewaren" not in [item.id for item in page(make(terms=(*FOUR[:3], term("niets")))).sections]


def test_what_the_list_has_the_box_does_not_repeat():
    assert box(make(activity(), terms=FOUR)) == []
    assert box(make(activity(), terms=FOUR[:2])) == ["Jaar.", " ", "7 jaar.", "Klant.", " ", "Zolang u klant bent."]


def test_a_term_of_some_data_does_not_hold_for_everything():
    row = t.DataRow(sequence=0, name="Naam", term="jaar")
    assert box(make(activity(data=(row,)), terms=FOUR[:2])) == ["Klant.", " ", "Zolang u klant bent."]


GROUND = t.StatutoryGround(
    key="wet", name="Fiscale bewaarplicht", law="Artikel 52 AWR", status=GroundStatus.VERIFIED, amount=7, unit=Unit.YEAR
)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, None),
        ({"description": "Van apparaten"}, "Van apparaten."),
        ({"condition": "Alleen bij storing"}, None),
        ({"afterwards": Afterwards.ERASE}, "Daarna wissen wij de gegevens."),
        ({"start_not_applicable": True}, "Deze termijn heeft geen begin."),
        ({"ground_stated": "Dat moet van de wet"}, "Dat moet van de wet."),
        ({"ground": "wet"}, "De wet: fiscale bewaarplicht, Artikel 52 AWR (7 jaar)."),
    ],
)
def test_what_more_is_said_of_terms_is_closed_below_the_list(fields, said):
    terms = (msgspec.structs.replace(MONTH, **fields), *FOUR[:2], HALF)
    blocks = section(page(make(terms=terms, grounds=(GROUND,))), "bewaren").blocks
    closed = ["".join(texts(block)) for block in blocks if isinstance(block, Details)]
    assert closed == ([f"Uitleg bij de termijnenMaand. {said}"] if said else [])


def test_a_length_is_never_said_without_when_it_holds():
    term = msgspec.structs.replace(MONTH, condition="Alleen bij storing")
    row = t.DataRow(sequence=1, name="Logs", term=term.key)
    made = page(make(activity(data=(row,)), terms=(term, *FOUR[:2], HALF)))
    told = f"{term.amount} maand (alleen bij storing)"
    assert [told in text(part) for part in (made.answers, *made.sections[:2])] == [True, True, True]


def test_what_the_provider_says_of_keeping_stands_with_it():
    remark = t.Remark(key="a", section=Section.RETENTION, sequence=0, text="Wij ruimen elk jaar op")
    assert texts(section(page(make(remarks=(remark,))), "bewaren").blocks) == ["Wij ruimen elk jaar op."]
    assert texts(section(page(make(remarks=(remark,), terms=FOUR)), "bewaren").blocks)[-1] == "Wij ruimen elk jaar op."


def test_a_list_of_terms_is_a_list_of_labels_on_the_page():
    assert "<div><dt>Half</dt><dd>6 maanden</dd></div>" in html(make(terms=FOUR))
