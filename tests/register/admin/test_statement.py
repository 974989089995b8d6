"""The page of a statement: all facts beside the activities, on one page."""

import re

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from providers.admin.forms import TWICE
from providers.facts.base import ONLY_OWN
from providers.models import Provider
from register.choices import RightKind
from register.models import (
    Complaint,
    CookiePolicy,
    Disclosure,
    Highlight,
    PageText,
    ProcessingActivity,
    RequestHandling,
    ServiceGroup,
    StatedRight,
    StatementPage,
)
from register.models.facts import OwnedOnce
from register.permissions import OFFICER_GROUP
from tests.forms import add_row, filled, problems


@pytest.fixture
def page(demo):
    return reverse("admin:register_statementpage_change", args=[demo.pk])


def test_untouched_page_makes_no_rows(officer, page):
    before = {model: model.objects.count() for model in OwnedOnce.__subclasses__()}
    assert officer.post(page, filled(officer.get(page))).status_code == 302
    assert {model: model.objects.count() for model in OwnedOnce.__subclasses__()} == before
    assert (before[Complaint], before[CookiePolicy], PageText.objects.count()) == (1, 0, 0)


def test_officer_records_facts_of_several_kinds_at_once(officer, page):
    data = filled(officer.get(page))
    data |= {"cookiepolicy-0-uses_cookies": "ja", "cookiepolicy-0-source": "900 r8"}
    data |= {"requesthandling-0-fee": "nee", "pagetext-0-tagline": "Demo belt."}
    add_row(data, "statedright_set", right="17", stated="ja", label="vergetelheid")

    response = officer.post(page, data)

    assert response.status_code == 302, problems(response)
    assert CookiePolicy.objects.get().source == "900 r8"
    assert RequestHandling.objects.get().fee == "nee"
    assert PageText.objects.get().tagline == "Demo belt."
    assert list(StatedRight.objects.values_list("right", "label")) == [("15", ""), ("17", "vergetelheid")]


def test_only_rows_without_activity_are_shown(officer, page):
    data = filled(officer.get(page))
    assert data["disclosure_set-TOTAL_FORMS"] == ["1"]
    assert data["disclosure_set-0-condition"] == ["op verzoek"]


def test_new_row_for_the_whole_provider_has_no_activity(officer, page):
    stored = Disclosure.objects.get(condition="op verzoek")
    data = filled(officer.get(page))
    add_row(data, "disclosure_set", recipient=stored.recipient_id, role="verwerker", sequence=0)
    assert officer.post(page, data).status_code == 302
    made = Disclosure.objects.get(role="verwerker")
    assert (made.provider, made.activity) == (stored.provider, None)


def test_the_same_disclosure_twice_is_a_message(officer, page):
    stored = Disclosure.objects.get(condition="op verzoek")
    data = filled(officer.get(page))
    same = {"recipient": stored.recipient_id, "role": "ontvanger", "condition": "op verzoek"}
    add_row(data, "disclosure_set", **same, sequence=0)
    assert problems(officer.post(page, data)) == {"disclosure_set-1-recipient": [TWICE]}


def test_page_text_about_an_activity_of_another_provider_is_refused(officer, page):
    other = Provider.objects.create(slug="ander", prefix="AN", name="Ander")
    strange = ProcessingActivity.objects.create(provider=other, number="AN-01", title="X")
    service = other.service_set.create(key="x", name="X")
    data = filled(officer.get(page))
    add_row(data, "highlight_set", activity=strange.pk, sequence=0, text="Let op.")
    add_row(data, "servicegroup_set", key="x", name="X", sequence=0, services=[service.pk])
    assert problems(officer.post(page, data)) == {
        "highlight_set-0-activity": ["Hoort bij een andere aanbieder."],
        "servicegroup_set-0-services": ["Bevat iets van een andere aanbieder."],
    }
    assert (Highlight.objects.count(), ServiceGroup.objects.count()) == (0, 0)


def test_wrong_source_is_refused_at_its_field_and_nothing_is_saved(officer, page):
    data = filled(officer.get(page))
    data |= {"complaint-0-source": "regel 5", "cookiepolicy-0-uses_cookies": "ja"}
    assert problems(officer.post(page, data)) == {
        "complaint-0-source": [f"“regel 5” is geen vindplaats; schrijf bijvoorbeeld “000 r53; 004 r15 k2”. {ONLY_OWN}"]
    }
    assert not CookiePolicy.objects.exists()


def test_statements_come_and_go_with_their_provider(officer, page):
    assert officer.get(reverse("admin:register_statementpage_add")).status_code == 403
    delete = page.replace("change", "delete")
    assert officer.post(delete, {"post": "yes"}).status_code == 403
    assert StatementPage.objects.count() == 1


def test_auditor_and_visitor_reach_no_page(auditor, visitor, page):
    for person in (auditor, visitor):
        assert person.get(page).status_code in (302, 403)
        assert person.post(page, {"complaint-0-note": "x"}).status_code in (302, 403)


def rights(response):
    """Each right with whether it is ticked, in the order of the page."""
    html = response.content.decode()
    table = html[html.index('<table class="each">') : html.index("</table>", html.index('<table class="each">'))]
    found = re.findall(r'name="statedright_set-\d+-chosen"([^>]*)>\s*<label[^>]*>([^<]*)</label>', table)
    return [(label, "checked" in attributes) for attributes, label in found]


def row_of(data, right):
    return next(
        name.removesuffix("-right")
        for name, values in data.items()
        if name.startswith("statedright_set") and name.endswith("-right") and values == [right]
    )


def test_all_rights_stand_in_one_table_and_a_tick_records_one(officer, page):
    assert rights(officer.get(page)) == [(label, label == "Inzage") for label in RightKind.labels]
    data = filled(officer.get(page))
    data |= {f"{row_of(data, '21')}-chosen": "on", f"{row_of(data, '20')}-condition": "op verzoek"}
    assert officer.post(page, data).status_code == 302
    stored = StatedRight.objects.values_list("right", "condition")
    assert list(stored) == [("15", ""), ("20", "op verzoek"), ("21", "")]
    data = filled(officer.get(page))
    del data[f"{row_of(data, '15')}-chosen"]
    assert officer.post(page, data).status_code == 302
    assert [row.right for row in StatedRight.objects.all()] == ["20", "21"]


def test_an_untouched_table_records_no_right(officer, page):
    assert officer.post(page, filled(officer.get(page))).status_code == 302
    assert [row.right for row in StatedRight.objects.all()] == ["15"]


def test_who_may_not_delete_a_right_cannot_take_its_tick_away(officer, page):
    group = Group.objects.get(name=OFFICER_GROUP)
    group.permissions.remove(Permission.objects.get(codename="delete_statedright"))
    data = filled(officer.get(page))
    data.pop(f"{row_of(data, '15')}-chosen", None)
    assert officer.post(page, data).status_code == 302
    assert [row.right for row in StatedRight.objects.all()] == ["15"]
    group.permissions.remove(*Permission.objects.filter(codename__in=["add_statedright", "change_statedright"]))
    html = officer.get(page).content.decode()
    assert "Inzage" in html
    assert "statedright_set-0-chosen" not in html
