"""Before a deletion: everything that goes along, in the words of the page, and who uses it."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from providers.models import Provider, Service, SourceDocument
from register.models import DataRow, Highlight, ProcessingActivity
from retention.models import RetentionTerm


def asked(person, row):
    return person.get(reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_delete", args=[row.pk]))


def lines(page):
    """What stands in the list, without tags."""
    listed = page.content.decode().split('id="deleted-objects"')[1].split("<p>")[0]
    return [re.sub("<[^>]*>", "", line).strip() for line in listed.split("<li>")[1:]]


def told(rows):
    """All lines of a nested list."""
    return [text for row in rows for text in (told(row) if isinstance(row, list) else [str(row)])]


def test_an_activity_names_its_rows_and_no_links_between_rows(officer, demo):
    activity = ProcessingActivity.objects.get(number="DM-01")
    assert activity.services.count() == 2
    page = asked(officer, activity)
    found = lines(page)
    assert found[0] == f"Verwerking: {activity}"
    assert {line.partition(":")[0] for line in found} == {
        *("Verwerking", "Doel van de verwerking", "Grondslag", "Gegevens", "Verstrekking")
    }
    assert not [line for line in found if "object (" in line or "relatie" in line]
    assert dict(page.context["model_count"])["gegevens"] == activity.datarow_set.count()
    assert not [name for name, _ in page.context["model_count"] if "relatie" in str(name)]


def test_every_kind_of_row_is_called_by_its_dutch_name(officer, administrator, five):
    provider = Provider.objects.order_by("pk").first()
    found = told(asked(administrator, provider).context["deleted_objects"])
    assert len(found) > 100
    assert not [line for line in found if re.search(r"\w+ object \(|-relatie|relationship", line)]


def test_a_service_names_the_activities_that_lose_it(officer, demo):
    service = Service.objects.get(key="bellen")
    page = asked(officer, service)
    activity = ProcessingActivity.objects.get(number="DM-01")
    assert [use.text for use in page.context["uses"]] == [str(activity)]
    assert str(activity) in page.content.decode()
    assert lines(page) == ["Dienst: Bellen"]


def test_a_sentence_that_names_a_fact_is_named_and_keeps_it(officer, demo):
    term = RetentionTerm.objects.create(provider=demo, key="weg", name="Weg", kind="termijn", amount=3, unit="maand")
    Highlight.objects.create(provider=demo, sequence=1, text="Bewaard: {termijn:weg}.")
    page = asked(officer, term)
    assert "Bewaard: {termijn:weg}." in page.content.decode()
    assert "Ja, verwijder" not in page.content.decode()
    Highlight.objects.all().delete()
    assert "Ja, verwijder" in asked(officer, term).content.decode()


def test_several_at_once_are_asked_the_same(officer, demo):
    activity = ProcessingActivity.objects.get(number="DM-01")
    page = officer.post(
        reverse("admin:providers_service_changelist"),
        {"action": "delete_selected", "_selected_action": [row.pk for row in activity.services.all()]},
    )
    assert told(page.context["deletable_objects"])
    assert "relatie" not in page.content.decode()


def test_what_history_does_not_keep_is_said(officer, demo):
    text = asked(officer, SourceDocument.objects.get(provider=demo)).content.decode()
    assert "maar zonder de tekst van brondocumenten." in text
    assert "maar zonder" not in asked(officer, Service.objects.get(key="bellen")).content.decode()


def test_hostile_text_is_only_text(officer, demo):
    row = Service.objects.create(provider=demo, key="x-x", name='"><script>alert(1)</script>')
    page = asked(officer, row).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_who_may_not_delete_is_not_asked(auditor, demo):
    assert asked(auditor, Service.objects.get(key="bellen")).status_code == 302


@pytest.mark.parametrize("more", [5])
def test_more_rows_cost_no_more_queries(more, officer, demo):
    activity = ProcessingActivity.objects.get(number="DM-01")

    def count():
        with CaptureQueriesContext(connection) as queries:
            asked(officer, activity)
        return len(queries)

    count()
    before = count()
    for number in range(more):
        DataRow.objects.create(activity=activity, sequence=90 + number, name=f"Meer {number}")
    assert count() == before
