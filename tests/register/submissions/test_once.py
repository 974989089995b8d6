"""The same form is saved once: clicks, a slow answer, Back and save again."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from providers.models import Recipient
from register.models import DataCategory, DataRow, ProcessingActivity, Review, Submission
from tests.conftest import PASSWORD
from tests.forms import add_row, filled, problems

RECIPIENT = "/admin/providers/recipient/add/"
ACTIVITY = "/admin/register/processingactivity/add/"
USER = "/admin/auth/user/add/"
AGAIN = "Dit formulier is al opgeslagen, om "


def copying():
    return reverse("admin:register_copy", args=[ProcessingActivity.objects.get(number="DM-01").pk])


def sent_again(person, page, data):
    """Where the first and the second of two equal forms lead, and what the second one says."""
    first, second = person.post(page, data), person.post(page, data)
    assert (first.status_code, second.status_code) == (302, 302), problems(first)
    return second.url, person.get(second.url).content.decode()


def change(row):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def test_a_row_sent_twice_is_there_once_and_the_second_leads_to_it(officer, demo):
    data = filled(officer.get(RECIPIENT)) | {"provider": demo.pk, "name": "Voorbeeld BV"}
    where, html = sent_again(officer, RECIPIENT, data)
    assert where == change(Recipient.objects.get(name="Voorbeeld BV"))
    assert AGAIN in html


def test_another_button_is_the_same_form(officer, demo):
    data = filled(officer.get(RECIPIENT)) | {"provider": demo.pk, "name": "Voorbeeld BV"}
    officer.post(RECIPIENT, data | {"_save": "Opslaan"})
    officer.post(RECIPIENT, data | {"_continue": "Opslaan en opnieuw bewerken"})
    assert Recipient.objects.filter(name="Voorbeeld BV").count() == 1


def test_activity_with_rows_sent_twice(officer, demo):
    data = filled(officer.get(ACTIVITY)) | {"provider": demo.pk, "number": "DM-03", "title": "Facturen"}
    add_row(data, "purposerow_set", name="Innen", sequence=0)
    where, html = sent_again(officer, ACTIVITY, data)
    activity = ProcessingActivity.objects.get(number="DM-03")
    assert (where, AGAIN in html, activity.purposerow_set.count()) == (change(activity), True, 1)


def test_copy_sent_twice(officer, demo):
    where, html = sent_again(officer, copying(), filled(officer.get(copying())) | {"title": "Kopie"})
    assert (where, AGAIN in html) == (change(ProcessingActivity.objects.get(title="Kopie")), True)


def test_account_sent_twice(administrator):
    password = "lang en ongeraden 2026"
    data = {"username": "nieuw", "usable_password": "true", "password1": password, "password2": password}
    data["own_password"] = PASSWORD
    where, html = sent_again(administrator, USER, filled(administrator.get(USER)) | data)
    assert (where, AGAIN in html) == (change(User.objects.get(username="nieuw")), True)


def test_row_added_in_a_window_of_another_form_answers_that_form_twice(officer, demo):
    page = f"{RECIPIENT}?_to_field=id&_popup=1"
    data = filled(officer.get(page)) | {"provider": demo.pk, "name": "Voorbeeld BV"}
    first, second = officer.post(page, data), officer.post(page, data)
    assert first.content == second.content
    assert str(Recipient.objects.get(name="Voorbeeld BV").pk) in second.context_data["popup_response_data"]


def test_change_sent_twice_is_no_conflict_with_oneself(officer, demo):
    page = change(Recipient.objects.first())
    where, html = sent_again(officer, page, filled(officer.get(page)) | {"name": "Anders"})
    assert (where, AGAIN in html) == (page, True)


def test_kinds_of_data_sent_twice(officer, demo):
    activity = ProcessingActivity.objects.get(number="DM-01")
    page = reverse("admin:register_pick", args=[activity.pk])
    words = [str(DataCategory.objects.create(key=f"woord-{n}", name=f"Woord {n}").pk) for n in range(2)]
    where, html = sent_again(officer, page, filled(officer.get(page)) | {"categories": words})
    assert (where, AGAIN in html) == (change(activity), True)
    assert DataRow.objects.filter(activity=activity, name__startswith="Woord").count() == 2


def test_control_sent_twice_is_logged_once(officer, published):
    activity = ProcessingActivity.objects.first()
    html = officer.get(change(activity)).content.decode().partition("gecontroleerd/")[2]
    key = html.partition('name="daad" value="')[2].partition('"')[0]
    page = reverse("review", args=[activity.provider.slug])
    sent_again(officer, page, {"verwerking": activity.number, "daad": key})
    assert Review.objects.count() == 1


def test_other_text_after_back_is_kept_and_not_saved_until_sent_again(officer, demo):
    data = filled(officer.get(RECIPIENT)) | {"provider": demo.pk, "name": "Voorbeeld BV"}
    officer.post(RECIPIENT, data)
    answer = officer.post(RECIPIENT, data | {"name": "Ander BV"})
    html = answer.content.decode()
    assert f'hebt u al opgeslagen: <a href="{change(Recipient.objects.get(name="Voorbeeld BV"))}"' in html
    assert (filled(answer)["name"], Recipient.objects.filter(name="Ander BV").count()) == (["Ander BV"], 0)
    assert officer.post(RECIPIENT, filled(answer) | {"provider": demo.pk}).status_code == 302
    assert Recipient.objects.filter(name="Ander BV").count() == 1


def test_copy_with_other_text_after_back_is_not_made_until_sent_again(officer, demo):
    data = filled(officer.get(copying())) | {"title": "Kopie"}
    officer.post(copying(), data)
    answer = officer.post(copying(), data | {"number": "DM-09", "title": "Tweede kopie"})
    assert (answer.status_code, filled(answer)["title"]) == (200, ["Tweede kopie"])
    assert not ProcessingActivity.objects.filter(number="DM-09").exists()
    assert officer.post(copying(), filled(answer)).status_code == 302


def test_a_form_that_was_refused_can_be_sent_again_with_the_same_key(officer, demo):
    data = filled(officer.get(RECIPIENT)) | {"provider": demo.pk, "name": ""}
    assert officer.post(RECIPIENT, data).status_code == 200
    assert officer.post(RECIPIENT, data | {"name": "Voorbeeld BV"}).status_code == 302
    assert Submission.objects.count() == 1


@pytest.mark.parametrize("key", ["", "x", "W10:1abc:xyz"])
def test_a_key_that_is_not_ours_changes_nothing(officer, demo, key):
    data = filled(officer.get(RECIPIENT)) | {"provider": demo.pk, "name": "Voorbeeld BV", "formulier": key}
    assert officer.post(RECIPIENT, data).status_code == 302
    assert Submission.objects.count() == 0


def test_copying_anew_after_back_asks_whether_a_second_one_is_meant(officer, demo):
    officer.post(copying(), filled(officer.get(copying())))
    asked = officer.post(copying(), filled(officer.get(copying())))
    assert "Er is al een verwerking “DM-03" in asked.content.decode()
    assert officer.post(copying(), filled(asked)).status_code == 302
    assert ProcessingActivity.objects.filter(title="Bellen").count() == 3
