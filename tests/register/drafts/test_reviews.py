"""When somebody last looked, and when that has to happen again."""

from datetime import UTC, date, datetime, time

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from providers.facts.recording import history_of
from providers.models import Provider
from register.choices import PublicationKind, Status
from register.drafts.findings import draft_findings
from register.drafts.reviews import Control, controls, months_as_of, record_review
from register.drafts.traces import traces
from register.findings.tables import months_later
from register.models import ProcessingActivity, Review
from tests.data import edit
from tests.register.versions_help import put, rename

FIRST = date(2030, 1, 10)
TODAY = date(2030, 6, 1)
AUTHOR = "Marieke"


def review(provider, day, **values):
    return record_review(provider, AUTHOR, datetime.combine(day, time(12), UTC), **values)


def of(provider, today=TODAY):
    return controls([provider.pk], today)[provider.pk]


def test_provider_without_a_version_has_no_control(provider):
    assert controls([provider.pk], TODAY) == {}


def test_first_version_counts_as_a_control_of_everything(provider):
    put(provider, FIRST)
    own = of(provider)
    made = Control(FIRST, "officer")
    assert (own.statement, own.activities, own.terms) == (made, {"DM-01": made, "DM-02": made}, {"kort": made})
    assert made.due == date(2031, 1, 10)


def test_announced_version_does_not_count_yet(provider):
    put(provider, date(2030, 6, 2), on=FIRST)
    assert controls([provider.pk], TODAY) == {}
    assert of(provider, date(2030, 6, 2)).statement.on == FIRST


def test_later_version_controls_the_statement_and_not_each_activity(provider):
    put(provider, FIRST)
    rename("Anders")
    put(provider, date(2030, 3, 1))
    own = of(provider)
    assert own.statement.on == date(2030, 3, 1)
    assert {control.on for control in own.activities.values()} == {FIRST}
    assert own.oldest.on == FIRST


def test_control_of_the_statement_covers_all_of_it(provider):
    put(provider, FIRST)
    review(provider, date(2030, 4, 1))
    own = of(provider)
    assert {control.on for control in (own.statement, own.oldest)} == {date(2030, 4, 1)}


def test_control_of_one_thing_covers_nothing_else(provider):
    put(provider, FIRST)
    review(provider, date(2030, 4, 1), activity="DM-02")
    review(provider, date(2030, 4, 2), term="kort")
    own = of(provider)
    assert {number: control.on for number, control in own.activities.items()} == {
        "DM-01": FIRST,
        "DM-02": date(2030, 4, 1),
    }
    assert own.terms == {"kort": Control(date(2030, 4, 2), AUTHOR)}
    assert own.statement.on == FIRST


def test_activity_that_came_later_counts_from_the_day_it_came(provider):
    put(provider, date(2020, 1, 1))
    added = ProcessingActivity.objects.create(provider=provider, number="DM-03", title="Nieuw")
    moment = history_of(ProcessingActivity).objects.get(id=added.pk).history_date
    assert of(provider).activities["DM-03"].on == timezone.localdate(moment)


def test_ended_activity_and_withdrawn_provider_need_no_control(provider):
    put(provider, FIRST)
    edit(ProcessingActivity.objects.filter(number="DM-02"), status=Status.ENDED, ended_on=FIRST)
    assert list(of(provider).activities) == ["DM-01"]
    put(provider, date(2030, 2, 1), kind=PublicationKind.WITHDRAWAL)
    assert controls([provider.pk], TODAY) == {}


def test_lateness_is_counted_from_the_day_it_was_due():
    control = Control(date(2029, 5, 31))
    assert [control.days_late(date(2030, 5, day)) for day in (1, 31)] == [-30, 0]
    assert control.days_late(TODAY) == 1


def test_control_is_of_one_thing(provider):
    with pytest.raises(ValidationError):
        review(provider, FIRST, activity="DM-01", term="kort")
    assert not Review.objects.exists()


def test_many_providers_ask_as_many_queries_as_one(provider, add_five):
    put(provider, FIRST)
    with CaptureQueriesContext(connection) as few:
        controls([provider.pk], TODAY)
    add_five()
    for other in Provider.objects.exclude(pk=provider.pk):
        put(other, FIRST, explanation="Volgt.")
    with CaptureQueriesContext(connection) as many:
        found = controls(Provider.objects.values("pk"), TODAY)
    assert (len(found), len(many)) == (6, len(few))
    assert len(few) == 4


def test_provider_and_activity_have_an_interval_of_their_own(provider):
    put(provider, FIRST)
    edit(Provider.objects.filter(pk=provider.pk), review_months=6)
    edit(ProcessingActivity.objects.filter(number="DM-02"), review_months=3)
    own = of(provider)
    assert own.statement.due == own.terms["kort"].due == own.activities["DM-01"].due == date(2030, 7, 10)
    assert own.activities["DM-02"].due == own.oldest.due == date(2030, 4, 10)
    assert own.activities["DM-02"].days_late(TODAY) == 52


def test_rule_and_register_go_by_the_interval_that_was_chosen_then(provider):
    def overdue(day):
        return "AVG24-1-REVIEW" in {item.code for item in draft_findings(provider.pk, day)}

    put(provider, FIRST)
    before = timezone.now()
    assert not overdue(TODAY)
    edit(Provider.objects.filter(pk=provider.pk), review_months=3)
    assert (overdue(date(2030, 4, 9)), overdue(date(2030, 4, 10))) == (False, True)
    assert (months_as_of(provider.pk, before), months_as_of(provider.pk, timezone.now())) == (None, 3)
    edit(ProcessingActivity.objects.filter(number="DM-02"), review_months=1)
    found = traces(provider.pk, timezone.now(), is_published=True)
    assert (found["DM-01"].due, found["DM-02"].due) == (
        months_later(found["DM-01"].made, 3),
        months_later(found["DM-02"].made, 1),
    )


@pytest.mark.parametrize("months", [0, 121, -1])
def test_interval_is_at_least_a_month_and_at_most_ten_years(provider, months):
    provider.review_months = months
    with pytest.raises(ValidationError):
        provider.full_clean()
