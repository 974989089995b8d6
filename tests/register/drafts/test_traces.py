"""When each activity was added, edited and looked at, as known at a moment."""

from datetime import UTC, date, datetime, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from providers.models import Recipient
from register import models
from register.article30 import article30
from register.drafts.traces import traces
from register.models import ProcessingActivity
from register.publications.editions import choose
from tests.data import edit
from tests.register.drafts.test_reviews import AUTHOR, review
from tests.register.versions_help import put

FIRST, EDITED, LATER = date(2030, 1, 10), date(2030, 3, 1), date(2030, 6, 1)


def at(day):
    return datetime.combine(day, time(12), UTC)


@pytest.fixture
def on(monkeypatch):
    """What happens inside happens on this day."""

    def go(day):
        monkeypatch.setattr(timezone, "now", lambda: at(day))

    return go


def of(provider, day=LATER, number="DM-01", **more):
    return traces(provider.pk, at(day), **more)[number]


def activity():
    return ProcessingActivity.objects.get(number="DM-01")


def test_an_activity_that_nobody_touched_was_changed_when_it_was_made(provider):
    found = of(provider)
    assert found.made == found.changed == timezone.localdate()
    assert (found.checked, found.checked_by, found.due) == (None, "", None)


def test_before_it_was_made_nothing_is_known(provider):
    assert traces(provider.pk, at(date(2020, 1, 1))) == {}


def rename(row):
    edit(type(row).objects.filter(pk=row.pk), reading="Anders gelezen.")


def of_a_purpose():
    return models.LegalBasis.objects.filter(purpose__activity=activity()).first() or models.LegalBasis.objects.create(
        purpose=models.PurposeRow.objects.filter(activity=activity()).first(), article="b"
    )


@pytest.mark.parametrize(
    "row",
    [
        activity,
        lambda: models.PurposeRow.objects.filter(activity=activity()).first(),
        lambda: models.DataRow.objects.filter(activity=activity()).first(),
        lambda: models.Disclosure.objects.create(
            activity=activity(), provider=activity().provider, recipient=Recipient.objects.first(), role="gezamenlijk"
        ),
        of_a_purpose,
    ],
)
def test_an_edit_of_it_or_of_any_row_below_it_counts_from_its_day(provider, on, row):
    found = row()
    on(EDITED)
    rename(found)
    assert of(provider).changed == EDITED
    assert of(provider, number="DM-02").changed != EDITED
    assert of(provider, date(2030, 2, 1)).changed != EDITED


def test_a_row_that_is_gone_was_an_edit_too(provider, on):
    on(EDITED)
    models.DataRow.objects.filter(activity=activity()).first().delete()
    assert of(provider).changed == EDITED


def test_who_looked_at_it_last_or_at_everything(provider):
    put(provider, FIRST)
    assert (of(provider).checked, of(provider).due) == (None, date(2031, 1, 10))
    review(provider, date(2030, 4, 1), activity="DM-01")
    found = of(provider)
    assert (found.checked, found.checked_by, found.due) == (date(2030, 4, 1), AUTHOR, date(2031, 4, 1))
    assert of(provider, number="DM-02").checked is None
    review(provider, date(2030, 5, 1))
    assert [of(provider, number=number).checked for number in ("DM-01", "DM-02")] == [date(2030, 5, 1)] * 2
    assert of(provider, date(2030, 4, 20)).checked == date(2030, 4, 1)


def test_the_first_version_counts_its_own_day(provider):
    assert of(provider, FIRST, is_published=True).due == date(2031, 1, 10)
    assert of(provider, FIRST).due is None


def test_a_version_tells_what_was_known_when_it_was_made(provider, on):
    put(provider, FIRST)
    on(EDITED)
    edit(ProcessingActivity.objects.filter(number="DM-01"), title="Anders")
    review(provider, date(2030, 4, 1), activity="DM-01")

    def shown(version):
        edition = choose(provider.pk, version, day=LATER, moment=at(LATER)).register_edition
        first = next(item for item in article30(edition).activities if item.number == "DM-01")
        return next(field.text for field in first.additional if field.label == "Vastgelegd en gecontroleerd")

    assert "gewijzigd op 1 maart 2030" not in shown("1")
    assert "Nog niet gecontroleerd; volgende controle voor 10 januari 2031" in shown("1")
    assert "laatst gewijzigd op 1 maart 2030" in shown("concept")
    assert f"Laatst gecontroleerd op 1 april 2030, door {AUTHOR}; volgende controle voor 1 april 2031" in shown(
        "concept"
    )


def test_many_activities_ask_as_many_queries_as_few(provider):
    def count():
        with CaptureQueriesContext(connection) as queries:
            traces(provider.pk, at(LATER))
        return len(queries)

    of_a_purpose()
    few = count()
    for number in range(20):
        made = ProcessingActivity.objects.create(provider=provider, number=f"DM-{number + 50}", title="Meer")
        models.PurposeRow.objects.create(activity=made, key="doel", name="Doel")
    assert count() == few
