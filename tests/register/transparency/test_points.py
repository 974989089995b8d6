"""The self-check of art. 12 to 14 AVG: every point, each of its states, and what decides between them."""

import copy
import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given

from providers.choices import Answer, ContactUse
from register.choices import LinkRole, Severity
from register.dossier import Dossier
from register.dossier.edition import Decision, Edition, Finding
from register.findings import BY_CODE, RULES, Case, check
from register.findings.examples import Example
from register.findings.retention_terms import says_how_long
from register.statement import section_names, statement
from register.transparency import Part, Point, State, cited, self_check
from register.transparency.points import ARTICLES
from tests.register.filled import MADE_AT, edition
from tests.register.statement.at_random import WHOLE, dossiers

RECORDED, OPEN, NOT_APPLICABLE = State.RECORDED, State.OPEN, State.NOT_APPLICABLE
DAY = date(2026, 11, 22)
# Every sub-paragraph of the three articles, but for 12 lid 8, which is for the Commission.
LAW = [
    *("12-1", "12-2", "12-3", "12-4", "12-5", "12-6", "12-7"),
    *("13-1-a", "13-1-b", "13-1-c", "13-1-d", "13-1-e", "13-1-f"),
    *("13-2-a", "13-2-b", "13-2-c", "13-2-d", "13-2-e", "13-2-f"),
    *("13-3", "13-4"),
    *("14-1-a", "14-1-b", "14-1-c", "14-1-d", "14-1-e", "14-1-f"),
    *("14-2-a", "14-2-b", "14-2-c", "14-2-d", "14-2-e", "14-2-f", "14-2-g"),
    *("14-3", "14-4", "14-5"),
]
ASKS = {ask.articles[0]: ask for _, _, asks in ARTICLES for ask in asks}
LED_TO = {name for ask in ASKS.values() for name in ask.sections}
# No field says it, so nothing can be recorded.
NEVER = ("12-4", "14-3")

# A provider of whom every point is recorded that can be.
WHOLE_STORY: dict[str, Any] = {
    "provider": {"dpo_designated": "ja"},
    "entities": [{"key": "bv", "name": "Voorbeeld B.V."}],
    "contact_points": [
        {"key": "fg", "use": "fg", "channel": "email", "value": "fg@voorbeeld.nl"},
        {"key": "verzoek", "use": "verzoek", "channel": "email", "value": "avg@voorbeeld.nl"},
    ],
    "recipients": [{"key": "hulp", "name": "Hulp Inc.", "kind": "bedrijf", "country": ["IN"]}],
    "terms": [
        {"key": "jaar", "sequence": 1, "name": "Jaar", "kind": "termijn", "amount": 1, "unit": "jaar",
         "start_event": "het einde van het contract"},
    ],
    "requests": {
        "response_amount": 2, "response_unit": "week", "fee": "nee", "identity_check": "twijfel",
        "new_purpose_consent": "ja",
    },
    "activities": [
        {
            "role": "controller",
            "purposes": [
                {"key": "bellen", "sequence": 1, "name": "Bellen", "bases": [
                    {"article": "f", "interest": "Veilig bellen"},
                    {"article": "a", "withdrawal": "Bel ons"},
                ]},
            ],
            "data": [
                {"sequence": 1, "name": "Naam", "term": "jaar", "origin": ["betrokkene", "derde"],
                 "origin_detail": "De werkgever"},
            ],
            "disclosures": [
                {"sequence": 1, "recipient": "hulp", "role": "ontvanger", "transfer": "ja", "mechanism": "46-2-c",
                 "proof": "SCC"},
            ],
            "transfer": "ja",
            "obligation": "ja",
            "obligation_consequence": "Dan kunt u niet bellen",
            "decisions": "ja",
            "decision_logic": "Op naam",
            "decision_consequences": "Geen gesprek",
        }
    ],
}  # fmt: skip
ACTIVITY = ("activities", 0)
DATA = (*ACTIVITY, "data", 0)
BASES = (*ACTIVITY, "purposes", 0, "bases")
CONTRACT = [{"article": "b"}]
TEXT = {"documents": [{"code": "000", "title": "Verklaring"}]}


def story(**changes: Any) -> dict[str, Any]:
    """The whole story with some tables replaced; None takes one away."""
    found = copy.deepcopy(WHOLE_STORY) | changes
    return {name: value for name, value in found.items() if value is not None}


def but(path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    """The whole story with one value replaced."""
    found = story()
    *way, last = path
    place: Any = found
    for step in way:
        place = place[step]
    place[last] = value
    return found


def points(facts: dict[str, Any], findings: tuple[Finding, ...] = ()) -> dict[str, Point]:
    dossier = Example(about="", dossier=facts).case.dossier
    return by_article(self_check(edition(dossier, findings=findings)))


def by_article(parts: tuple[Part, ...]) -> dict[str, Point]:
    return {point.ask.articles[0]: point for part in parts for point in part.points}


def test_no_point_of_the_law_is_missing():
    assert sorted(article for ask in ASKS.values() for article in ask.articles) == sorted(LAW)


def test_points_stand_in_the_order_of_the_law():
    assert list(ASKS) == sorted(ASKS)
    assert [part.number for part in self_check(edition(Example(about="").case.dossier))] == [12, 13, 14]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_about_these_articles_has_its_point(rule):
    found = cited(rule.article)
    assert found <= set(LAW)
    assert bool(found) == bool(re.search(r"art\. 1[234] lid", rule.article))


def test_rules_that_points_name_are_there_and_cite_another_article():
    for ask in ASKS.values():
        for code in ask.rules:
            assert not cited(BY_CODE[code].article) & set(ask.articles)


@pytest.mark.parametrize(
    ("article", "found"),
    [
        ("art. 12 lid 2 en 6 AVG; art. 5 lid 1, onder c, AVG", {"12-2", "12-6"}),
        ("art. 12 lid 4 en lid 5 AVG", {"12-4", "12-5"}),
        ("art. 13 lid 1, onder b, AVG; art. 14 lid 1, onder b, AVG; art. 37 lid 7 AVG", {"13-1-b", "14-1-b"}),
        ("art. 15 tot en met 22 AVG; art. 13 AVG; art. 21 lid 1, 2 en 4 AVG", set()),
    ],
)
def test_an_article_in_words_is_read(article, found):
    assert cited(article) == found


def test_the_whole_story_is_recorded():
    found = {article: point.state for article, point in points(story()).items()}
    none = dict.fromkeys(("12-7", "13-4"), NOT_APPLICABLE)
    assert found == dict.fromkeys(ASKS, RECORDED) | none | dict.fromkeys(NEVER, OPEN)


@pytest.mark.parametrize(
    ("article", "state", "facts"),
    [
        ("12-1", OPEN, story(activities=[])),
        ("12-2", OPEN, but(("contact_points", 1, "use"), "support")),
        ("12-3", OPEN, but(("requests", "response_amount"), None)),
        ("12-3", RECORDED, but(("requests",), {"response_text": "zo snel als het kan"})),
        ("12-5", OPEN, but(("requests", "fee"), None)),
        ("12-6", OPEN, but(("requests", "identity_check"), None)),
        ("13-1-a", OPEN, story(entities=None)),
        ("13-1-a", OPEN, but(("contact_points",), WHOLE_STORY["contact_points"][:1])),
        ("13-1-a", OPEN, but(("provider",), {"representative": "ja"})),
        ("13-1-a", OPEN, but((*ACTIVITY, "role"), None)),
        ("13-1-b", OPEN, but(("contact_points",), WHOLE_STORY["contact_points"][1:])),
        ("13-1-b", OPEN, story(provider={}, contact_points=None)),
        ("13-1-b", NOT_APPLICABLE, story(provider={"dpo_designated": "nee"}, contact_points=None)),
        ("13-1-c", OPEN, but((*ACTIVITY, "purposes"), [])),
        ("13-1-c", OPEN, but(BASES, [])),
        ("13-1-c", RECORDED, but(BASES, []) | {"general_bases": CONTRACT}),
        ("13-1-d", OPEN, but(BASES, [{"article": "f"}])),
        ("13-1-d", OPEN, but(BASES, [])),
        ("13-1-d", NOT_APPLICABLE, but(BASES, CONTRACT)),
        ("13-1-d", OPEN, but(BASES, []) | {"general_bases": [{"article": "f"}]}),
        ("13-1-e", OPEN, but((*ACTIVITY, "disclosures"), [])),
        ("13-1-e", NOT_APPLICABLE, story(activities=[{"role": "controller", "no_recipients": True}])),
        ("13-1-f", OPEN, but((*ACTIVITY, "disclosures", 0, "mechanism"), None)),
        ("13-1-f", OPEN, but(ACTIVITY, {"role": "controller"})),
        ("13-1-f", OPEN, but(ACTIVITY, {"role": "controller", "transfer": "ja"})),
        ("13-1-f", NOT_APPLICABLE, but(ACTIVITY, {"role": "controller", "transfer": "nee"})),
        ("13-2-a", OPEN, but((*DATA, "term"), None)),
        ("13-2-a", OPEN, but((*ACTIVITY, "data"), [])),
        ("13-2-a", RECORDED, but((*DATA, "term"), None) | {"terms": []} | {"activities": [
            {"role": "controller", "retention_reason": "Dat hangt van het gesprek af"}]}),
        ("13-2-b", OPEN, story(**TEXT)),
        ("13-2-c", OPEN, but(BASES, [{"article": "a"}])),
        ("13-2-c", OPEN, but(BASES, [])),
        ("13-2-c", NOT_APPLICABLE, but(BASES, CONTRACT)),
        ("13-2-d", OPEN, story(**TEXT)),
        ("13-2-d", RECORDED, story(**TEXT, complaint={"authority_mentioned": "ja"})),
        ("13-2-e", OPEN, but((*ACTIVITY, "obligation_consequence"), None)),
        ("13-2-e", OPEN, but((*ACTIVITY, "data"), [{"sequence": 1, "name": "Naam"}])),
        ("13-2-e", NOT_APPLICABLE, but((*DATA, "origin"), ["systeem"])),
        ("13-2-f", OPEN, but((*ACTIVITY, "decision_logic"), None)),
        ("13-2-f", OPEN, but((*ACTIVITY, "decisions"), None)),
        ("13-2-f", NOT_APPLICABLE, but((*ACTIVITY, "decisions"), "nee")),
        ("13-2-f", NOT_APPLICABLE, but((*ACTIVITY, "decisions"), None) | {"decisions": {"takes_decisions": "nee"}}),
        ("13-3", OPEN, story(requests=None)),
        ("13-3", NOT_APPLICABLE, but(("requests", "new_purpose_consent"), "nvt")),
        ("14-1-d", OPEN, but((*ACTIVITY, "data"), [{"sequence": 1, "origin": ["klant"]}])),
        ("14-1-d", NOT_APPLICABLE, but((*ACTIVITY, "data"), [{"sequence": 1, "name": "Naam", "origin": ["systeem"]}])),
        ("14-2-f", OPEN, but((*DATA, "origin_detail"), None)),
        ("14-2-f", OPEN, but((*ACTIVITY, "data"), [{"sequence": 1, "name": "Naam"}])),
        ("14-2-f", NOT_APPLICABLE, but((*ACTIVITY, "data"), [{"sequence": 1, "name": "Naam", "origin": ["systeem"]}])),
        ("14-3", NOT_APPLICABLE, but((*ACTIVITY, "data"), [{"sequence": 1, "name": "Naam", "origin": ["systeem"]}])),
    ],
)  # fmt: skip
def test_each_state_of_a_point(article, state, facts):
    assert points(facts)[article].state == state


def test_every_point_was_tried_in_each_state_that_it_can_have():
    (mark,) = [mark for mark in test_each_state_of_a_point.pytestmark if mark.name == "parametrize"]
    tried = {(article, state) for article, state, _ in mark.args[1]}
    assert {article for article, state in tried if state == OPEN} == set(ASKS) - {"12-7", "13-4", *NEVER}


def test_who_only_works_for_others_tells_none_of_it():
    for_others = but((*ACTIVITY, "role"), "processor")
    assert {point.state for point in points(for_others).values()} == {NOT_APPLICABLE}


def test_a_provider_without_activities_has_every_point_open():
    assert {point.state for point in points({}).values()} == {OPEN}


def found(code: str, severity: Severity = Severity.ERROR, **more: Any) -> Finding:
    rule = BY_CODE[code]
    known = {"code": code, "article": rule.article, "message": "Iets.", "remedy": "", "object": "x", "where": "X"}
    return Finding(**known, severity=severity, **more)


ACCEPTED = Decision(reason="Zo is het", by="officer", at=MADE_AT)


@pytest.mark.parametrize(
    ("finding", "state"),
    [
        (found("AVG6-1"), OPEN),
        (found("AVG6-1-KOPPELING", Severity.WARNING), OPEN),
        (found("AVG6-1", decision=ACCEPTED), OPEN),
        (found("AVG6-1-KOPPELING", Severity.WARNING, decision=ACCEPTED), RECORDED),
        (found("AVG30-1-b", Severity.INFO), RECORDED),
        (found("AVG44"), RECORDED),
    ],
)
def test_a_finding_opens_its_point_unless_it_was_accepted_or_is_advice(finding, state):
    assert points(story(), (finding,))["13-1-c"].state == state


def test_what_is_open_leads_to_where_it_is_repaired():
    gaps = points(but((*ACTIVITY, "role"), None), (found("AVG24-1-ROL", activity="VB-01", field="role"),))
    (gap,) = gaps["13-1-a"].gaps
    assert (gap.text, gap.labels) == ("Rol niet vastgelegd", ["VB-01"])
    (missing,) = points(but((*ACTIVITY, "role"), None))["13-1-a"].gaps
    assert [(it.object, it.field, it.label) for it in missing.repairs] == [("activities:VB-01", "role", "VB-01")]
    (whole,) = points(story(provider={}, contact_points=None))["13-1-b"].gaps
    assert [(it.object, it.field, it.label) for it in whole.repairs] == [("provider", "dpo_designated", "")]


def test_of_many_activities_twelve_are_named():
    many = [{"number": f"VB-{number:02}", "role": None} for number in range(1, 31)]
    (gap,) = points(story(activities=many))["13-1-a"].gaps
    assert (len(gap.named), gap.others, len(gap.labels)) == (12, 18, 30)


def checked(dossier: Dossier) -> Edition:
    return edition(dossier, findings=check(Case(dossier=dossier, today=MADE_AT.date())))


@WHOLE
@given(dossiers())
def test_nothing_is_recorded_while_a_finding_about_it_is_open(dossier):
    made = checked(dossier)
    about = [item for item in made.findings or () if item.severity != Severity.INFO]
    for point in by_article(self_check(made)).values():
        if any(cited(item.article) & set(point.ask.articles) for item in about):
            assert point.state == OPEN


@WHOLE
@given(dossiers())
def test_a_point_is_recorded_exactly_when_its_facts_are(dossier):
    made = {article: point.state for article, point in by_article(self_check(edition(dossier, findings=()))).items()}
    told = [item for item in dossier.active if not item.internal and not item.for_others]
    if not told:
        return
    case = Case(dossier=dossier, today=DAY)
    reach = any(row.use == ContactUse.DPO and row.value for row in dossier.contact_points)
    has_bases = bool(dossier.general_bases) or all(any(row.bases for row in item.purposes) for item in told)
    has_goals = bool(dossier.general_purposes) or all(item.purposes for item in told)
    receivers = [[row for row in case.links(item) if row.role != LinkRole.ORIGIN] for item in told]
    answered = all(rows or item.no_recipients for rows, item in zip(receivers, told, strict=True))
    terms = {row.key for row in dossier.terms if says_how_long(row)}
    named = [[row for row in item.data if row.name or row.category] for item in told]
    kept = all(
        item.retention_reason or (rows and all(row.term in terms for row in rows))
        for rows, item in zip(named, told, strict=True)
    )
    decided = Answer.YES if dossier.decisions and dossier.decisions.takes_decisions == Answer.YES else None
    assert (made["13-1-b"] == RECORDED) == reach
    assert (made["13-1-c"] == RECORDED) == (has_bases and has_goals)
    assert (made["13-1-e"] == RECORDED) == (answered and any(receivers))
    assert (made["13-2-a"] == RECORDED) == kept
    assert not (decided and made["13-2-f"] == RECORDED)


@WHOLE
@given(dossiers())
def test_a_place_in_the_statement_is_really_there(dossier):
    made = edition(dossier)
    page = statement(made)
    names = {"kort": "In het kort", **{section.id: section.heading for section in page.sections}}
    if dossier.active:
        assert section_names(dossier) == {name: text for name, text in names.items() if name in LED_TO}
    for point in by_article(self_check(made)).values():
        if point.section:
            assert names[point.section.id] == point.section.heading
        if point.state == RECORDED:
            assert point.section
