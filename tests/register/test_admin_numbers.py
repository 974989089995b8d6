"""Numbers of rows that anybody can type in an address or a form: what no row can have is a clear answer."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from register.models import ProcessingActivity
from tests.data import load_demo
from tests.forms import filled

# Longer than a column, longer than int() reads, and three ways in which Python or Django would read row 1.
NO_NUMBERS = ("9" * 30, "9" * 5000, "٣", "+1", "0_1")
GUARDED = ("providers_provider", "register_statementpage", "register_processingactivity", "providers_service")


@pytest.fixture
def demo(db):
    return load_demo()


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
