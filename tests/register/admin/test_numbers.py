"""Numbers of rows that anybody can type in an address or a form: what no row can have is a clear answer."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from register.models import DataRow, ProcessingActivity
from tests.forms import filled, problems

# Longer than a column, longer than int() reads, and three ways in which Python or Django would read row 1.
NO_NUMBERS = ("9" * 30, "9" * 5000, "٣", "+1", "0_1")
NO_ROWS = ("abc", "9" * 30, "9" * 5000)
LIST = "/admin/register/processingactivity/"
ADD = f"{LIST}add/"
GUARDED = ("providers_provider", "register_statementpage", "register_processingactivity", "providers_service")


def messages_of(response):
    return [message.message for message in get_messages(response.wsgi_request)]


@pytest.mark.parametrize("number", ["9" * 18, *NO_NUMBERS])
def test_page_of_a_row_that_cannot_exist_leads_to_the_start_and_says_so(officer, demo, number):
    # Nobody guards publications: there Django itself answers, and the other pages answer the same.
    for name in (*GUARDED, "register_publication"):
        answer = officer.get(reverse(f"admin:{name}_change", args=[number]))
        assert (answer.status_code, answer.headers["Location"]) == (302, "/admin/"), name
    assert f"met ID ‘{number}’ bestaat niet" in messages_of(answer)[0]


@pytest.mark.parametrize("number", NO_NUMBERS)
def test_history_of_a_row_that_cannot_exist_leads_to_the_start(officer, demo, number):
    for name in GUARDED:
        answer = officer.get(reverse(f"admin:{name}_history", args=[number]))
        assert (answer.status_code, answer.headers["Location"]) == (302, "/admin/"), name
        assert f"met ID ‘{number}’ bestaat niet" in messages_of(answer)[-1]


@pytest.mark.parametrize("number", NO_NUMBERS)
def test_all_changes_of_a_provider_that_cannot_exist_lead_to_the_list(officer, demo, number):
    answer = officer.get(reverse("admin:providers_provider_changes", args=[number]))
    assert answer.headers["Location"] == reverse("admin:providers_provider_changelist")
    assert messages_of(answer) == ["Deze aanbieder is er niet en was er niet."]


@pytest.mark.parametrize("seen", ["9" * 30, "9" * 5000, "9" * 5000 + "-0"])
def test_a_form_with_an_impossible_version_is_refused_and_saves_nothing(officer, demo, seen):
    page = reverse("admin:register_processingactivity_change", args=[ProcessingActivity.objects.first().pk])
    before = list(ProcessingActivity.objects.values())
    answer = officer.post(page, filled(officer.get(page)) | {"title": "Blind", "seen": seen})
    assert answer.status_code == 200
    assert "Niet opgeslagen" in answer.content.decode()
    assert list(ProcessingActivity.objects.values()) == before


@pytest.mark.parametrize("number", NO_NUMBERS)
def test_what_was_typed_for_a_row_that_cannot_exist_is_shown(officer, demo, number):
    page = reverse("admin:register_processingactivity_change", args=[number])
    answer = officer.post(page, {"title": "Mijn werk", "seen": "0"})
    assert answer.status_code == 410
    assert "Mijn werk" in answer.content.decode()


@pytest.mark.parametrize("proposed", NO_ROWS)
def test_an_address_that_proposes_no_row_gives_the_empty_form(officer, demo, proposed):
    for name in ("provider", "services"):
        page = officer.get(ADD, {name: proposed})
        assert page.status_code == 200
        assert filled(page).get(name) == filled(officer.get(ADD)).get(name)


def test_an_address_that_proposes_too_many_empty_rows_gives_the_most(officer, demo):
    assert [
        filled(officer.get(ADD, {"leeg": number}))["datarow_set-TOTAL_FORMS"] for number in ("2", "6", "9" * 5000)
    ] == [["2"], ["5"], ["5"]]


@pytest.mark.parametrize("typed", NO_ROWS)
def test_what_is_no_row_is_refused_at_its_field(officer, demo, typed):
    data = filled(officer.get(ADD)) | {"number": "DM-03", "title": "Nieuw", "provider": typed, "services": [typed]}
    assert problems(officer.post(ADD, data)) == {
        "provider": ["Selecteer een geldige keuze. Deze keuze is niet beschikbaar."],
        "services": [f"‘{typed}’ is geen geldige waarde."],
    }
    assert not ProcessingActivity.objects.filter(title="Nieuw").exists()


@pytest.mark.parametrize("typed", NO_ROWS)
def test_what_is_no_row_is_refused_at_its_field_of_an_overtaken_form_too(officer, demo, typed):
    page = f"{LIST}{ProcessingActivity.objects.get(number='DM-01').pk}/change/"
    data = filled(officer.get(page)) | {"datarow_set-0-purposes": [typed], "services": [typed], "seen": "0"}
    answer = officer.post(page, data)
    assert "Niet opgeslagen" in answer.content.decode()
    assert problems(answer)["services"] == [f"‘{typed}’ is geen geldige waarde."]
    assert problems(answer)["datarow_set-0-purposes"] == [f"‘{typed}’ is geen geldige waarde."]


@pytest.mark.parametrize("typed", NO_ROWS)
def test_kinds_of_data_that_are_none_are_refused_at_their_field(officer, demo, typed):
    page = f"{LIST}{ProcessingActivity.objects.get(number='DM-01').pk}/gegevens/"
    before = DataRow.objects.count()
    answer = officer.post(page, {"categories": [typed]})
    assert answer.context["form"].errors == {"categories": [f"‘{typed}’ is geen geldige waarde."]}
    assert DataRow.objects.count() == before


@pytest.mark.parametrize("provider", NO_ROWS)
def test_searching_within_no_provider_searches_everywhere(officer, demo, provider):
    place = {"app_label": "register", "model_name": "processingactivity", "field_name": "services", "term": ""}
    everywhere = officer.get("/admin/autocomplete/", place).json()
    assert [row["text"] for row in everywhere["results"]] == ["Bellen", "Internet"]
    assert officer.get("/admin/autocomplete/", place | {"provider": provider}).json() == everywhere
