"""An activity that ends on a day that comes is there until that day, in the draft and in a version of before it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from register.choices import Role, Status
from register.dossier import as_of, live_dossier, register_fingerprint
from register.dossier.past import dossier_as_of
from register.drafts.findings import draft_findings
from register.loading import LoadError, load
from register.models import ProcessingActivity, Publication
from register.publications.editions import stored_dossier
from tests.data import edit
from tests.register.published import TODAY, go
from tests.register.versions_help import put, rename

TOMORROW = TODAY + timedelta(days=1)
LATER = date(2026, 12, 31)


@pytest.fixture
def ending(provider):
    """DM-01 ends on the last day of the year."""
    edit(ProcessingActivity.objects.filter(number="DM-01"), status=Status.ENDED, ended_on=LATER, role=Role.CONTROLLER)
    return provider


def numbers(dossier):
    return [activity.number for activity in dossier.active]


def test_it_is_active_until_the_day_it_ends(ending):
    until, on = LATER - timedelta(days=1), LATER
    assert numbers(live_dossier(ending.pk, TODAY)) == numbers(live_dossier(ending.pk, until)) == ["DM-01", "DM-02"]
    assert numbers(live_dossier(ending.pk, on)) == ["DM-02"]
    assert [row.number for row in ProcessingActivity.objects.active(until)] == ["DM-01", "DM-02"]
    assert [row.number for row in ProcessingActivity.objects.active(on)] == ["DM-02"]


def test_the_draft_changes_on_that_day_and_on_no_other(ending):
    prints = [register_fingerprint(live_dossier(ending.pk, day)) for day in (TODAY, TOMORROW, LATER, date(2027, 2, 1))]
    assert prints[0] == prints[1] != prints[2] == prints[3]


def test_the_same_facts_on_another_day_may_be_asked_of_a_dossier(ending):
    assert as_of(live_dossier(ending.pk, TODAY), LATER) == live_dossier(ending.pk, LATER)
    assert as_of(live_dossier(ending.pk, LATER), TODAY) == live_dossier(ending.pk, TODAY)


@pytest.mark.parametrize(("first_day", "expected"), [(TODAY, ["DM-01", "DM-02"]), (LATER, ["DM-02"])])
def test_a_version_has_what_is_active_on_its_first_day(ending, first_day, expected):
    go(ending, valid_from=first_day)
    assert numbers(stored_dossier(Publication.objects.get())) == expected


def test_customers_read_until_when(ending, visitor):
    put(ending, TODAY, on=TODAY)
    assert "Dit doen wij tot 31 december 2026." in visitor.get("/demo/").text


def test_a_finding_says_that_the_version_in_force_still_has_it(ending):
    go(ending)
    before = [item for item in draft_findings(ending.pk, TODAY) if "eindigde" in item.message]
    [found] = [item for item in draft_findings(ending.pk, LATER) if "eindigde" in item.message]
    assert (before, found.code, found.activity) == ([], "KW-DEKKING", "DM-01")
    assert "“Bellen” eindigde op 31 december 2026 en staat nog in de verklaring" in found.message
    rename("Anders")
    go(ending, valid_from=LATER)
    assert not [item for item in draft_findings(ending.pk, LATER) if "eindigde" in item.message]


def test_a_past_draft_is_that_of_its_own_day(ending):
    now = timezone.now()
    assert dossier_as_of(ending.pk, now) == live_dossier(ending.pk, timezone.localdate(now))


@pytest.mark.parametrize("year", ["0026", "1800", "9999"])
def test_a_fixture_with_an_impossible_year_names_the_field_and_the_days_that_can_be(provider, tmp_path, year):
    path = tmp_path / "x.yaml"
    fields = f"provider: [demo], number: DM-77, title: X, status: beëindigd, ended_on: {year}-12-01"
    path.write_text(f"- {{model: register.processingactivity, fields: {{{fields}}}}}\n")
    with pytest.raises(LoadError, match="ended_on: Kies een dag van 1 januari 1900 tot en met"):
        load([path])
