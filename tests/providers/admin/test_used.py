"""Who is affected by a fact that others point to, above its form."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from register.models import DataCategory, DataRow, Highlight, ProcessingActivity, SubjectGroup
from retention.models import RetentionTerm


def page_of(row):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def uses(person, row):
    return [(use.text, use.what) for use in person.get(page_of(row)).context["uses"]]


@pytest.fixture
def term(demo):
    return RetentionTerm.objects.create(
        provider=demo, key="nieuw", name="Nieuw", kind="termijn", amount=3, unit="maand"
    )


def test_a_term_names_the_activities_of_its_data_and_the_sentences_that_name_it(officer, demo, term):
    first = ProcessingActivity.objects.get(number="DM-01")
    for number in range(2):
        DataRow.objects.create(activity=first, sequence=80 + number, name=f"Gegeven {number}", term=term)
    sentence = Highlight.objects.create(provider=demo, sequence=1, text="Bewaard: {termijn:nieuw}.")
    assert uses(officer, term) == [(str(sentence), "1 regel goed om te weten"), (str(first), "2 gegevens")]
    links = [use.address for use in officer.get(page_of(term)).context["uses"]]
    assert links[1].startswith(page_of(first))
    assert all(officer.get(link).status_code == 200 for link in links)


def test_what_nothing_uses_says_so(officer, term):
    assert uses(officer, term) == []
    assert "Niets gebruikt dit." in officer.get(page_of(term)).content.decode()


def test_a_shared_word_names_activities_of_every_provider(officer, five):
    word = DataCategory.objects.get(key="telefoonnummer")
    numbers = {text.split("-")[0] for text, _ in uses(officer, word)}
    assert numbers == {row.activity.number.split("-")[0] for row in DataRow.objects.filter(category=word)}
    assert len(numbers) > 2


@pytest.mark.parametrize(("model", "field"), [(SubjectGroup, "group"), (RetentionTerm, "term")])
def test_uses_cost_the_same_queries_with_one_as_with_many(officer, demo, model, field):
    row = model.objects.filter(provider=demo).first()
    activity = ProcessingActivity.objects.get(number="DM-01")

    def asked():
        with CaptureQueriesContext(connection) as queries:
            officer.get(page_of(row))
        return len(queries)

    asked()
    before = asked()
    for number in range(6):
        DataRow.objects.create(activity=activity, sequence=80 + number, name=f"Gegeven {number}", **{field: row})
    asked()
    assert asked() == before


def test_an_activity_that_no_door_names_and_a_provider_have_no_such_list(officer, demo):
    assert officer.get(page_of(demo)).context.get("uses") is None
