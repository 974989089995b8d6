"""Terms are compared by what they say, and an accepted finding comes back when that changes."""

import pytest

from register.dossier.types import RetentionTerm
from register.findings import BY_CODE, check
from register.findings.checking import run
from register.findings.examples import Example
from register.findings.retention_terms import content, in_words, says_how_long
from retention.choices import TermKind, Unit

TERM = {"key": "t", "sequence": 1, "name": "Logs", "kind": "termijn", "amount": 6, "unit": "maand"}
ROW = {"sequence": 1, "name": "IP-adres", "term": "t"}


def term(**facts) -> RetentionTerm:
    return RetentionTerm(key="t", sequence=1, name="Team", **facts)


def state(code: str, terms: dict, row: dict) -> str:
    dossier = {"terms": [TERM | terms], "activities": [{"data": [ROW | row]}]}
    (finding,) = run(BY_CODE[code], Example(about="", dossier=dossier).case)
    return finding.state


@pytest.mark.parametrize(
    ("one", "other"), [((84, "maand"), (7, "jaar")), ((2, "week"), (14, "dag")), ((48, "uur"), (2, "dag"))]
)
def test_the_same_time_in_other_units_is_as_long(one, other):
    terms = [term(kind=TermKind.PERIOD, amount=amount, unit=Unit(unit)) for amount, unit in (one, other)]
    assert content(terms[0]) == content(terms[1])


def test_31_days_is_not_a_month():
    terms = [
        term(kind=TermKind.PERIOD, amount=31, unit=Unit.DAY),
        term(kind=TermKind.PERIOD, amount=1, unit=Unit.MONTH),
    ]
    assert content(terms[0]) != content(terms[1])


@pytest.mark.parametrize(
    ("amount", "unit", "is_longer"),
    [(84, "maand", False), (7, "jaar", False), (2557, "dag", False), (2558, "dag", True), (85, "maand", True)],
)
def test_longer_than_the_law_only_when_it_is_on_every_calendar(amount, unit, is_longer):
    terms = [TERM | {"amount": amount, "unit": unit, "ground": "awr"}]
    grounds = [{"key": "awr", "name": "AWR", "law": "art. 52", "amount": 7, "unit": "jaar", "status": "gelezen"}]
    dossier = {"terms": terms, "grounds": grounds, "activities": [{"data": [ROW]}]}
    found = list(run(BY_CODE["AVG5-1-e-LANGER"], Example(about="", dossier=dossier).case))
    assert bool(found) == is_longer


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, False),
        ({"kind": TermKind.PERIOD, "amount": 6, "unit": Unit.MONTH}, True),
        ({"kind": TermKind.EVENT}, False),
        ({"kind": TermKind.EVENT, "end_event": "verwijdering van het team"}, True),
        ({"kind": TermKind.EVENT, "end_event": "Niet langer dan echt nodig"}, False),
        ({"kind": TermKind.CONTROLLER}, True),
        ({"kind": TermKind.PER_SOLUTION, "end_event": "per dienst"}, False),
    ],
)
def test_a_period_a_criterion_or_another_who_decides_says_how_long(facts, expected):
    assert says_how_long(term(**facts)) is expected


def test_no_term_says_nothing():
    assert says_how_long(None) is False


def test_time_without_names_is_no_part_of_a_term():
    plain = {"kind": TermKind.PERIOD, "amount": 400, "unit": Unit.DAY}
    assert content(term(**plain)) == content(term(**plain, anonymised_amount=20, anonymised_unit=Unit.YEAR))


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"kind": TermKind.PERIOD, "amount": 31, "unit": Unit.DAY}, "31 dagen"),
        ({"kind": TermKind.EVENT, "end_event": "verwijdering van het team"}, "tot verwijdering van het team"),
        ({"kind": TermKind.EVENT, "end_event": "tot opzegging"}, "tot opzegging"),
        ({}, "Team"),
        ({"kind": TermKind.NO_END}, "zonder einde"),
        ({"kind": TermKind.CRITERION, "criterion": "zolang u klant bent"}, "zolang u klant bent"),
        ({"kind": TermKind.RANGE, "amount": 1, "unit": Unit.YEAR, "chosen_by": "u"}, "u kiest: ten hoogste 1 jaar"),
    ],
)
def test_a_term_in_words(facts, words):
    assert in_words(term(**facts)) == words


def test_an_accepted_finding_stays_when_something_else_is_edited():
    edited = state("AVG5-1-e-START", {"description": "Van het gebruik", "sequence": 5}, {"explanation": "Voorbeeld"})
    assert edited == state("AVG5-1-e-START", {}, {})


def test_an_accepted_finding_comes_back_when_the_term_changes():
    assert state("AVG5-1-e-START", {"amount": 12}, {}) != state("AVG5-1-e-START", {}, {})


def test_a_message_names_the_terms_that_differ():
    terms = [TERM, TERM | {"key": "u", "amount": 2, "unit": "jaar"}]
    rows = [
        {"sequence": 1, "category": "ip", "term": "t"},
        {"sequence": 2, "category": "ip", "name": "ip", "term": "u"},
    ]
    dossier = {
        "data_categories": [{"key": "ip", "name": "IP-adres", "kind": "gewoon"}],
        "terms": terms,
        "activities": [{"data": rows}],
    }
    (finding,) = run(BY_CODE["AVG5-1-e-VERSCHIL"], Example(about="", dossier=dossier).case)
    assert finding.message == "“IP-adres” heeft bij Voorbeeld B.V. verschillende bewaartermijnen: 6 maanden en 2 jaar."
    assert finding.where == "Gegevens, IP-adres"


def test_a_long_list_of_data_is_cut_off_with_its_number():
    rows = [{"sequence": number, "name": f"Gegeven {number}"} for number in range(1, 7)]
    remark = {"key": "r", "section": "bewaren", "sequence": 1, "text": "Niet langer dan nodig."}
    dossier = {"remarks": [remark], "activities": [{"data": rows}]}
    (finding,) = run(BY_CODE["AVG13-2-a"], Example(about="", dossier=dossier).case)
    assert finding.message == (
        "Er staat alleen een algemene formule over bewaren voor 6 soorten gegevens: "
        "“Gegeven 1”, “Gegeven 2”, “Gegeven 3” en nog 3."
    )


BARE_TERM = {"key": "t", "sequence": 1, "name": "Logs"}
SHAPES = [
    ({}, ["AVG30-1-f"]),
    ({"kind": "termijn"}, ["AVG30-1-f"]),
    ({"kind": "gebeurtenis"}, ["AVG30-1-f"]),
    ({"kind": "termijn", "amount": 6, "unit": "maand"}, ["AVG5-1-e-START"]),
    ({"kind": "termijn", "amount": 6, "unit": "maand", "start_event": "na opname"}, []),
    ({"kind": "gebeurtenis", "end_event": "verwijdering van het team"}, ["AVG5-1-e-OPEN"]),
    ({"end_event": "zolang u klant bent"}, ["AVG5-1-e-OPEN"]),
    ({"kind": "opdrachtgever", "end_event": "tot verwijdering"}, []),
    ({"kind": "oplossing", "end_event": "eigen bewaartermijn"}, ["AVG30-1-f"]),
    ({"kind": "formule", "criterion": "niet langer dan nodig"}, ["AVG30-1-f"]),
    ({"kind": "gebeurtenis", "end_event": "zolang dat nodig is"}, ["AVG30-1-f"]),
    ({"kind": "onbeperkt"}, ["AVG5-1-e-OPEN"]),
    ({"end_event": "onbeperkt"}, ["AVG5-1-e-OPEN"]),
    ({"kind": "criterium", "criterion": "zolang u klant bent"}, ["AVG5-1-e-OPEN"]),
    ({"kind": "criterium", "criterion": "voor de duur van het contract"}, ["AVG5-1-e-OPEN"]),
    ({"kind": "criterium", "criterion": "tijdens de beoordeling van uw aanvraag"}, []),
    ({"kind": "bereik", "amount": 365, "unit": "dag"}, ["AVG5-1-e-START"]),
    ({"kind": "bereik", "amount": 365, "unit": "dag", "start_not_applicable": True}, []),
    ({"kind": "termijn", "amount": 90, "unit": "dag", "start_not_applicable": True}, []),
    ({"kind": "opdrachtgever", "amount": 1, "unit": "jaar"}, []),
]


@pytest.mark.parametrize(("shape", "expected"), SHAPES)
def test_no_term_no_start_and_no_end_are_never_said_of_the_same_data(shape, expected):
    dossier = {"terms": [BARE_TERM | shape], "activities": [{"data": [ROW]}]}
    found = [finding.code for finding in check(Example(about="", dossier=dossier).case)]
    assert [code for code in found if code in ("AVG30-1-f", "AVG5-1-e-START", "AVG5-1-e-OPEN")] == expected


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [
        ("niet langer dan nodig", {"kind": "formule", "criterion": "niet langer dan nodig"}),
        ("onbeperkt", {"kind": "onbeperkt"}),
        ("zolang u klant bent", {"kind": "criterium", "criterion": "zolang u klant bent"}),
    ],
)
def test_choosing_the_kind_that_is_proposed_solves_that_and_adds_nothing(typed, chosen):
    def codes(shape):
        dossier = {"terms": [BARE_TERM | shape], "activities": [{"data": [ROW]}]}
        return [item.code for item in check(Example(about="", dossier=dossier).case)]

    before = codes({"kind": "gebeurtenis", "end_event": typed})
    assert "KW-SOORT" in before
    assert [code for code in before if code != "KW-SOORT"] == codes(chosen)


def test_a_term_is_repaired_once_and_names_what_it_is_for():
    rows = [ROW, ROW | {"sequence": 2, "name": "URL"}]
    dossier = {"terms": [TERM], "activities": [{"data": rows}, {"data": [ROW]}]}
    (finding,) = run(BY_CODE["AVG5-1-e-START"], Example(about="", dossier=dossier).case)
    assert finding.message == (
        "De bewaartermijn “Logs” (6 maanden) heeft geen startmoment. "
        "Zij geldt voor “IP-adres” en “URL” (VB-01 en VB-02)."
    )
    assert (finding.object, finding.field, finding.activity) == ("terms:t", "start_event", "")


def test_a_term_of_one_activity_belongs_to_it():
    dossier = {"terms": [TERM], "activities": [{"data": [ROW]}]}
    (finding,) = run(BY_CODE["AVG5-1-e-START"], Example(about="", dossier=dossier).case)
    assert finding.activity == "VB-01"
