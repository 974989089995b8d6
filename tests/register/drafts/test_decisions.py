"""Accepting and explaining findings: with a reason, by somebody, and only while the facts stay the same."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext

from register.choices import Severity
from register.dossier.edition import Decision, Finding
from register.drafts.decisions import DecisionRefusedError, decide, take_back, with_decisions
from register.models import FindingDecision
from register.permissions import AUDITOR_GROUP, OFFICER_GROUP

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
LATER = datetime(2026, 11, 23, 9, tzinfo=UTC)
FINDING = Finding(
    code="AVG30-1-b",
    severity=Severity.WARNING,
    article="art. 30 AVG",
    message="Er staat geen doel.",
    remedy="Leg een doel vast.",
    object="activities:DM-02",
    where="DM-02 Beheer",
    state="a" * 64,
)


def joined(*findings):
    return with_decisions(findings or (FINDING,), FindingDecision.objects.newest())


def test_decision_says_why_who_and_when(provider):
    decide(FINDING, provider, "  Volgt in januari.  ", "Marieke", NOW)
    (found,) = joined()
    assert found.decision == Decision(reason="Volgt in januari.", by="Marieke", at=NOW)
    assert found.is_accepted


@pytest.mark.parametrize("reason", ["", "   ", "\n"])
def test_decision_without_a_reason_is_refused(provider, reason):
    with pytest.raises(DecisionRefusedError, match="Schrijf een reden op"):
        decide(FINDING, provider, reason, "Marieke", NOW)
    assert not FindingDecision.objects.exists()


@pytest.mark.parametrize("reason", ["<b>Volgt</b>", "a" * 201, "zin " * 300, "Bel\x07len"])
def test_reason_that_no_page_can_print_is_refused(provider, reason):
    with pytest.raises(DecisionRefusedError):
        decide(FINDING, provider, reason, "Marieke", NOW)
    assert not FindingDecision.objects.exists()


def test_decision_lapses_when_the_facts_change(provider):
    decide(FINDING, provider, "Volgt.", "Marieke", NOW)
    changed = Finding(**{name: getattr(FINDING, name) for name in FINDING.__struct_fields__} | {"state": "b" * 64})
    assert [item.decision for item in joined(changed)] == [None]


def test_decision_holds_for_its_own_object_and_rule_only(provider):
    decide(FINDING, provider, "Volgt.", "Marieke", NOW)
    values = {name: getattr(FINDING, name) for name in FINDING.__struct_fields__}
    others = (Finding(**values | {"object": "activities:DM-01"}), Finding(**values | {"code": "AVG30-1-c"}))
    assert [item.decision for item in joined(*others)] == [None, None]


def test_newest_decision_counts_and_taking_back_opens_the_finding_again(provider):
    decide(FINDING, provider, "Volgt.", "Marieke", NOW)
    decide(FINDING, provider, "Toch in maart.", "Jan", LATER)
    assert [item.decision.reason for item in joined()] == ["Toch in maart."]
    take_back(FINDING, provider, "Jan", LATER)
    assert [item.decision for item in joined()] == [None]
    assert FindingDecision.objects.count() == 3


def test_newest_decisions_are_one_query(provider):
    for number in range(5):
        decide(FINDING, provider, f"Reden {number}.", "Marieke", NOW)
    with CaptureQueriesContext(connection) as queries:
        assert [row.reason for row in FindingDecision.objects.newest()] == ["Reden 4."]
    assert len(queries) == 1


def test_explained_fout_keeps_counting(provider):
    values = {name: getattr(FINDING, name) for name in FINDING.__struct_fields__}
    mistake = Finding(**values | {"severity": Severity.ERROR})
    decide(mistake, provider, "Volgt.", "Marieke", NOW)
    (found,) = joined(mistake)
    assert (found.is_open, found.is_accepted) == (False, False)


@pytest.mark.parametrize("model", ["findingdecision", "review"])
def test_officers_add_and_nobody_changes(db, model):
    def held(group):
        rows = Group.objects.get(name=group).permissions.filter(content_type__model=model)
        return set(rows.values_list("codename", flat=True))

    assert held(OFFICER_GROUP) == {f"add_{model}", f"view_{model}"}
    assert held(AUDITOR_GROUP) == {f"view_{model}"}


def test_stored_decision_is_refused_every_change(provider):
    row = decide(FINDING, provider, "Volgt.", "Marieke", NOW)
    row.reason = "Anders."
    for deed in (row.save, row.delete, FindingDecision.objects.all().delete):
        with pytest.raises(TypeError):
            deed()
