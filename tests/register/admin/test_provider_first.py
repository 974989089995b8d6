"""A new row knows its provider before its form is shown; search boxes and pop-ups offer nothing of another one."""

import re
from html import unescape

import pytest
from django.urls import reverse

from providers.models import Provider
from register.models import ProcessingActivity, SubjectGroup
from tests.forms import filled, problems

ADD = "/admin/register/processingactivity/add/"
TERM = "/admin/retention/retentionterm/add/"


@pytest.fixture
def other(db):
    return Provider.objects.create(slug="ander", prefix="AN", name="Ander")


def choices(response):
    return [(row.name, address) for row, address in response.context.get("choices", ())]


def popups(response):
    """Each “+” beside a search box: the page it opens and what that is told."""
    links = re.findall(r'href="([^"]+_popup=1[^"]*)"', response.content.decode())
    return {unescape(link) for link in links}


@pytest.mark.parametrize("page", [ADD, TERM, "/admin/providers/service/add/"])
def test_with_several_providers_the_form_first_asks_which(officer, demo, other, page):
    response = officer.get(page, {"terug": "/admin/"})
    assert [name for name, _ in choices(response)] == ["Ander", "Demo"]
    assert 'type="submit" value="Opslaan' not in response.content.decode()
    form = officer.get(page + dict(choices(response))["Demo"])
    assert filled(form)["provider"] == [str(demo.pk)]
    assert "Van Demo" in form.content.decode()
    assert "terug=%2Fadmin%2F" in form.request["QUERY_STRING"]


def test_with_one_provider_and_from_its_list_nothing_is_asked(officer, demo, other):
    listed = officer.get(ADD, {"_changelist_filters": f"provider__id__exact={other.pk}"})
    assert filled(listed)["provider"] == [str(other.pk)]
    other.delete()
    assert filled(officer.get(ADD))["provider"] == [str(demo.pk)]


@pytest.mark.parametrize("asked", ["x", "0", "9999999", "1_0"])
def test_a_provider_that_is_not_there_is_asked_again(officer, demo, other, asked):
    assert len(choices(officer.get(ADD, {"provider": asked}))) == 2


def test_a_new_activity_offers_only_what_its_provider_has(officer, demo, other):
    response = officer.get(ADD, {"provider": demo.pk})
    boxes = set(re.findall(r'data-ajax--url="([^"]+)"', response.content.decode()))
    shared = {"/admin/autocomplete/"}
    assert boxes - shared == {f"/admin/autocomplete/?provider={demo.pk}"}
    assert "Vrij: DM-03 (Demo)." in response.content.decode()
    SubjectGroup.objects.create(provider=other, key="x", name="Bellers van een ander")
    ask = {"app_label": "register", "model_name": "datarow", "field_name": "group", "term": "bellers"}
    found = officer.get("/admin/autocomplete/", ask | {"provider": demo.pk}).json()["results"]
    assert [row["text"] for row in found] == ["Bellers"]


def test_a_popup_knows_the_provider_of_its_form_and_saves_under_it(officer, demo, other):
    activity = ProcessingActivity.objects.get(number="DM-01")
    page = reverse("admin:register_processingactivity_change", args=[activity.pk])
    links = popups(officer.get(page))
    own = {link for link in links if f"provider={demo.pk}" in link}
    assert {link.partition("?")[0].split("/")[3] for link in own} >= {"subjectgroup", "retentionterm", "recipient"}
    (link,) = (link for link in own if "subjectgroup" in link)
    form = officer.get(link)
    answer = officer.post(link, filled(form) | {"name": "Buren", "key": ""})
    assert answer.status_code == 200, problems(answer)
    assert SubjectGroup.objects.get(name="Buren").provider == demo


def test_a_provider_that_is_being_added_offers_no_address_of_another(officer, demo):
    response = officer.get("/admin/providers/provider/add/")
    assert "/admin/autocomplete/?provider=0" in response.content.decode()
    assert not [link for link in popups(response) if "address" in link]


def test_who_may_not_add_is_asked_nothing(auditor, demo, other):
    assert auditor.get(ADD).status_code == 302
