"""Legal bases are set in the row of their purpose, in the form of the activity and in the same save."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from providers.facts.recording import history_of
from register.models import LegalBasis, ProcessingActivity, PurposeRow
from register.permissions import OFFICER_GROUP
from tests.conftest import person
from tests.forms import add_row, filled, problems

ADD = "/admin/register/processingactivity/add/"
FIRST = "purposerow_set-0-basis"


@pytest.fixture
def activity(demo):
    return ProcessingActivity.objects.get(number="DM-01")


@pytest.fixture
def colleague(db):
    return person("collega", OFFICER_GROUP, is_staff=True)


def page_of(row):
    return reverse(f"admin:register_{row._meta.model_name}_change", args=[row.pk])


def saved(client, page, data):
    response = client.post(page, data)
    assert response.status_code == 302, problems(response)


def bases_of(activity):
    rows = LegalBasis.objects.filter(purpose__activity=activity)
    return list(rows.values_list("purpose__name", "article", "explanation", "interest"))


def test_a_basis_is_added_changed_and_taken_away_in_one_save_each(officer, activity):
    page = page_of(activity)
    added = {f"{FIRST}-f-chosen": "on", f"{FIRST}-f-interest": "Fraude tegengaan"}
    saved(officer, page, filled(officer.get(page)) | added)
    assert bases_of(activity) == [("Leveren", "b", "", ""), ("Leveren", "f", "", "Fraude tegengaan")]
    saved(officer, page, filled(officer.get(page)) | {f"{FIRST}-f-explanation": "Anders lukt het niet."})
    assert bases_of(activity)[1] == ("Leveren", "f", "Anders lukt het niet.", "Fraude tegengaan")
    data = filled(officer.get(page))
    del data[f"{FIRST}-b-chosen"]
    saved(officer, page, data)
    assert [row[1] for row in bases_of(activity)] == ["f"]


def test_a_purpose_that_is_new_gets_its_bases_in_the_same_save(officer, demo):
    data = filled(officer.get(ADD)) | {"provider": demo.pk, "number": "DM-03", "title": "Facturen sturen"}
    row = add_row(data, "purposerow_set", name="Geld innen", sequence=0)
    data |= {f"{row}-basis-{article}-was": "nee" for article in "abcdef"}
    data |= {f"{row}-basis-b-chosen": "on", f"{row}-basis-c-chosen": "on", f"{row}-basis-c-statute": "AWR, art. 52"}
    saved(officer, ADD, data)
    activity = ProcessingActivity.objects.get(number="DM-03")
    assert [row[:2] for row in bases_of(activity)] == [("Geld innen", "b"), ("Geld innen", "c")]
    assert LegalBasis.objects.get(article="c").statute == "AWR, art. 52"
    assert len({row.change_id for row in history_of(LegalBasis).objects.filter(article="c")}) == 1


def test_each_basis_asks_what_belongs_to_it_and_shows_what_is_recorded(officer, activity):
    names = filled(officer.get(page_of(activity)))
    own = {
        article: {name.removeprefix(f"{FIRST}-{article}-") for name in names if name.startswith(f"{FIRST}-{article}-")}
        for article in "abcdef"
    }
    always = {"was", "explanation", "label", "source", "reading", "note"}
    assert own == {
        "a": always | {"withdrawal", "consent_proof"},
        "b": always | {"chosen"},
        "c": always | {"statute"},
        "d": always,
        "e": always | {"statute"},
        "f": always | {"interest", "balancing_test"},
    }
    basis = LegalBasis.objects.get()
    basis.interest = "Van vroeger"
    basis.save()
    assert filled(officer.get(page_of(activity)))[f"{FIRST}-b-interest"] == ["Van vroeger"]


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"f-interest": "Fraude"}, "f-chosen", "Vink deze grondslag aan, of maak leeg wat erbij staat."),
        ({"f-chosen": "on", "f-label": "<b>"}, "f-label", None),
    ],
)
def test_what_is_wrong_with_a_basis_is_said_at_its_field_and_nothing_is_saved(officer, activity, typed, field, message):
    page = page_of(activity)
    response = officer.post(page, filled(officer.get(page)) | {f"{FIRST}-{name}": text for name, text in typed.items()})
    assert list(problems(response)) == [f"{FIRST}-{field}"]
    html = response.content.decode()
    assert f'href="#id_{FIRST}-{field}"' in html
    assert message is None or message in html
    assert len(bases_of(activity)) == 1


def test_a_page_from_before_that_shows_no_bases_leaves_them_alone(officer, activity):
    page = page_of(activity)
    data = {name: value for name, value in filled(officer.get(page)).items() if "-basis-" not in name}
    saved(officer, page, data | {"title": "Anders"})
    assert len(bases_of(activity)) == 1


def test_an_untouched_page_changes_no_basis(officer, activity):
    before = history_of(LegalBasis).objects.count()
    saved(officer, page_of(activity), filled(officer.get(page_of(activity))))
    assert history_of(LegalBasis).objects.count() == before


def test_who_may_not_change_bases_reads_them_and_cannot_send_them(officer, activity):
    officer.user.groups.first().permissions.remove(Permission.objects.get(codename="add_legalbasis"))
    page = page_of(activity)
    data = filled(officer.get(page))
    assert not [name for name in data if "-basis-" in name]
    assert "Uitvoering van een overeenkomst" in officer.get(page).content.decode()
    saved(officer, page, data | {f"{FIRST}-f-was": "nee", f"{FIRST}-f-chosen": "on"})
    assert [row[1] for row in bases_of(activity)] == ["b"]


def test_two_officers_at_one_basis(officer, colleague, activity):
    page = page_of(activity)
    first, second = filled(officer.get(page)), filled(colleague.get(page))
    added = {f"{FIRST}-f-chosen": "on", f"{FIRST}-f-interest": "Fraude", f"{FIRST}-b-explanation": "Van de eerste"}
    saved(officer, page, first | added)
    response = colleague.post(page, second | {f"{FIRST}-b-explanation": "Van de tweede"})
    assert "Niet opgeslagen: officer op " in response.content.decode()
    both = response.context["merged"].both
    assert [(item.label, item.stored, item.typed) for item in both] == [("Uitleg", "Van de eerste", "Van de tweede")]
    # What only the first did stands in the form of the second, so saving again takes nothing away.
    saved(colleague, page, filled(response))
    assert bases_of(activity) == [("Leveren", "b", "Van de tweede", ""), ("Leveren", "f", "", "Fraude")]


def test_the_page_of_a_purpose_leads_to_its_row(officer, auditor, activity):
    purpose = PurposeRow.objects.get()
    answer = officer.get(page_of(purpose))
    assert (answer.status_code, answer["Location"]) == (302, f"{page_of(activity)}#purposerow_set-0")
    assert auditor.get(page_of(purpose)).status_code == 302
    assert "login" in auditor.get(page_of(purpose))["Location"]


def test_purposes_cost_no_query_each(officer, activity):
    def asked():
        officer.get(page_of(activity))
        with CaptureQueriesContext(connection) as queries:
            officer.get(page_of(activity))
        return len(queries)

    before = asked()
    for number in range(5):
        purpose = PurposeRow.objects.create(activity=activity, key=f"x{number}", name=f"Doel {number}")
        LegalBasis.objects.create(purpose=purpose, article="b")
    assert asked() == before
