"""Findings of drafts are kept while nothing they rest on changes, and read in as many queries for any number."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from providers.models import Provider
from register.choices import Severity
from register.dossier.edition import Decision, Finding
from register.drafts import cases
from register.drafts import findings as drafts_findings
from register.drafts.decisions import decide, take_back
from register.drafts.findings import Counts, count, draft_findings, findings_of_drafts
from register.findings import check
from register.models import DraftFindings, EditCount
from tests.data import edit
from tests.register.probe import Probe, fresh, made_of
from tests.register.published import NOW, TODAY, go

TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def probe(monkeypatch):
    return Probe(monkeypatch)


def rename(name: str) -> None:
    edit(Provider.objects.get(slug="demo").service_set.filter(key="bellen"), name=name)


def test_without_probe_the_rules_of_the_project_are_asked(demo):
    (case,) = cases.draft_cases([demo.pk], TODAY).values()
    assert draft_findings(demo.pk, TODAY) == check(case) != ()


def test_kept_findings_are_the_same_and_nobody_looks_again(demo, probe):
    first = draft_findings(demo.pk, TODAY)
    assert [draft_findings(demo.pk, day) for day in (TODAY, TOMORROW)] == [first, first]
    assert len(probe.cases) == 1


@pytest.mark.parametrize("when", ["before the rows are read", "after the rows are read"])
def test_an_edit_while_findings_are_made_leaves_nothing_to_use(demo, probe, monkeypatch, when):
    read = cases.live_dossiers

    def interrupted(providers, day):
        if when.startswith("before"):
            rename("Anders")
        found = read(providers, day)
        if when.startswith("after"):
            rename("Anders")
        return found

    monkeypatch.setattr(cases, "live_dossiers", interrupted)
    draft_findings(demo.pk, TODAY)
    monkeypatch.setattr(cases, "live_dossiers", read)
    assert draft_findings(demo.pk, TODAY) == fresh(demo.pk)
    assert len(probe.cases) == 2
    assert draft_findings(demo.pk, TODAY) == fresh(demo.pk)
    assert len(probe.cases) == 2


def test_an_earlier_day_is_looked_at_anew(demo, probe):
    draft_findings(demo.pk, TODAY)
    draft_findings(demo.pk, TODAY - timedelta(days=1))
    assert [case.today for case in probe.cases] == [TODAY, TODAY - timedelta(days=1)]


def test_kept_until_the_day_on_which_a_rule_may_say_something_else(demo, probe, monkeypatch):
    monkeypatch.setattr(cases, "next_change", lambda case: case.today + timedelta(days=3))
    for days in (0, 2, 3, 5, 6):
        draft_findings(demo.pk, TODAY + timedelta(days=days))
    assert [(case.today - TODAY).days for case in probe.cases] == [0, 3, 6]


def test_kept_until_an_announced_version_starts(demo, probe):
    go(demo)
    rename("Anders")
    go(demo, valid_from=TODAY + timedelta(days=5))
    probe.cases.clear()
    for days in (0, 4, 5, 6):
        draft_findings(demo.pk, TODAY + timedelta(days=days))
    assert [(case.today - TODAY).days for case in probe.cases] == [0, 5]
    names = [{service.name for service in case.in_force.services} for case in probe.cases]
    assert names == [{"Bellen", "Internet"}, {"Anders", "Internet"}]


def test_other_rules_make_it_anew(demo, probe, monkeypatch):
    draft_findings(demo.pk, TODAY)
    monkeypatch.setattr(drafts_findings, "_version", lambda: "andere regels")
    draft_findings(demo.pk, TODAY)
    assert len(probe.cases) == 2
    assert DraftFindings.objects.get().rules_version == "andere regels"


def test_what_is_kept_follows_the_rules_and_the_shape_of_a_finding(monkeypatch):
    drafts_findings._version.cache_clear()
    before = drafts_findings._version()
    drafts_findings._version.cache_clear()
    monkeypatch.setattr(drafts_findings, "rules_version", lambda: "andere regels")
    assert drafts_findings._version() != before
    drafts_findings._version.cache_clear()


def test_rows_that_are_not_counted_are_never_kept(demo, probe):
    EditCount.objects.filter(provider=demo).delete()
    assert draft_findings(demo.pk, TODAY) == draft_findings(demo.pk, TODAY) == fresh(demo.pk)
    assert len(probe.cases) == 2
    assert not DraftFindings.objects.exists()


def test_a_draft_stands_beside_what_is_in_force_and_when_somebody_last_looked(demo, probe):
    draft_findings(demo.pk, TODAY)
    published = go(demo)
    draft_findings(demo.pk, TODAY)
    go(demo, kind="intrekking")
    draft_findings(demo.pk, TODAY)
    before, _, after, _, gone = probe.cases
    assert (before.in_force, before.reviewed_on) == (None, None)
    assert (after.in_force, after.reviewed_on) == (after.dossier, published.made_at.date())
    assert (gone.in_force, gone.reviewed_on) == (None, None)


def test_decisions_are_joined_to_what_was_kept(demo, probe):
    (found,) = draft_findings(demo.pk, TODAY)
    decide(found, demo, "Komt volgende week.", "Anna", NOW)
    (explained,) = draft_findings(demo.pk, TODAY)
    assert explained.decision == Decision(reason="Komt volgende week.", by="Anna", at=NOW)
    take_back(found, demo, "Anna", NOW)
    assert draft_findings(demo.pk, TODAY) == (found,)
    assert len(probe.cases) == 1


@pytest.mark.django_db
def test_a_decision_of_another_provider_is_not_joined(probe, five):
    first, second = Provider.objects.order_by("slug")[:2]
    (found,) = draft_findings(first.pk, TODAY)
    decide(found, first, "Komt volgende week.", "Anna", NOW)
    findings = findings_of_drafts([first.pk, second.pk], TODAY)
    assert [item.is_open for pk in (first.pk, second.pk) for item in findings[pk]] == [False, True]


def queries(providers: list[int], day: date) -> int:
    with CaptureQueriesContext(connection) as seen:
        findings_of_drafts(providers, day)
    return len(seen)


@pytest.mark.django_db
def test_many_providers_cost_as_many_queries_as_one(five):
    first, *others = Provider.objects.values_list("pk", flat=True)
    anew = queries([first], TODAY), queries([first, *others], TODAY - timedelta(days=1))
    assert anew[0] == anew[1]
    assert [queries(some, TODAY) for some in ([first], [first, *others])] == [3, 3]


def test_a_provider_that_was_edited_is_the_only_one_made_anew(demo, probe):
    other = Provider.objects.create(slug="ander", prefix="AN", name="Ander")
    findings_of_drafts([demo.pk, other.pk], TODAY)
    rename("Anders")
    found = findings_of_drafts([demo.pk, other.pk], TODAY)
    assert found == {demo.pk: fresh(demo.pk), other.pk: fresh(other.pk)}
    assert [case.dossier.provider.slug for case in probe.cases] == ["demo", "ander", "demo"]


def test_accepted_findings_do_not_count_and_explained_fouten_do():
    said = Decision(reason="Omdat.", by="Anna", at=NOW)
    findings: list[Finding] = [
        made_of("a"),
        made_of("b", decision=said),
        made_of("c", severity=Severity.WARNING),
        made_of("d", severity=Severity.WARNING, decision=said),
        made_of("e", severity=Severity.INFO, decision=said),
    ]
    assert count(findings) == Counts(errors=2, unexplained=1, warnings=1, infos=0)
    assert count([]) == Counts(0, 0, 0, 0)
