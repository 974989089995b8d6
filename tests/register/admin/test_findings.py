"""Findings in the admin: found by filter, decided with a reason, and never on facts that nobody saw."""

import re

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from providers.models import Provider
from register.choices import Role
from register.drafts.findings import draft_findings
from register.models import FindingDecision, ProcessingActivity, PurposeRow
from register.permissions import OFFICER_GROUP
from tests.data import edit
from tests.forms import filled
from tests.register.published import go

LIST = "/admin/register/bevindingen/"
CODE, SUBJECT = "AVG30-1-b", "activities:DM-02"
PAGE = f"{LIST}demo/{CODE}/"
REASON = "Volgt in het eerste kwartaal."


@pytest.fixture
def provider(provider) -> Provider:
    """Of the small provider, one activity has no purpose; its role is recorded, so that is a fout."""
    edit(ProcessingActivity.objects.filter(number="DM-02"), role=Role.CONTROLLER)
    return provider


def of_rule(provider):
    found = draft_findings(provider.pk, timezone.localdate())
    return next(finding for finding in found if (finding.code, finding.object) == (CODE, SUBJECT))


def listed(person, **query):
    """Rule and object of every finding on the page."""
    return [(item.finding.code, item.finding.object) for item in person.get(LIST, query).context["shown"]]


def send(person, **values):
    """Fill in the form of the finding as its page shows it, and press the button."""
    data = filled(person.get(PAGE, {"onderwerp": SUBJECT}))
    return person.post(PAGE, {**data, "reden": REASON, **values})


def test_list_shows_message_article_remedy_and_the_way_to_the_field(officer, provider):
    html = officer.get(LIST, {"aanbieder": "demo", "regel": CODE}).content.decode()
    finding = of_rule(provider)
    page = reverse("admin:register_processingactivity_change", args=[ProcessingActivity.objects.get(number="DM-02").pk])
    assert all(text in html for text in (finding.message, finding.article, finding.remedy, "Leg uit"))
    back = f"{LIST}%3Faanbieder%3Ddemo%26regel%3D{CODE}%23plaats-1"
    assert f'<a href="{page}?terug={back}#purposerow_set-group">' in html


def test_filters_select_and_stand_in_the_address(officer, provider):
    one = (CODE, SUBJECT)
    assert listed(officer, aanbieder="demo", ernst="fout", regel=CODE, status="open") == [one]
    for query in ({"ernst": "info"}, {"status": "besloten"}, {"aanbieder": "anders"}, {"regel": "bestaat-niet"}):
        assert one not in listed(officer, **query)
    html = officer.get(LIST, {"ernst": "fout"}).content.decode()
    assert '<option value="fout" selected>' in re.sub(r"\s+", " ", html).replace(" >", ">")


def test_finding_is_new_until_a_version_is_published_with_it(officer, provider):
    assert (CODE, SUBJECT) in listed(officer, nieuw="ja")
    go(provider, explanation="Volgt.")
    assert (CODE, SUBJECT) not in listed(officer, nieuw="ja")
    assert (CODE, SUBJECT) in listed(officer)


def test_officer_explains_and_takes_it_back(officer, provider):
    response = send(officer, terug=f"{LIST}?aanbieder=demo")
    assert response.url.startswith(f"{LIST}?aanbieder=demo#bevinding-")
    decision = of_rule(provider).decision
    assert (decision.reason, decision.by) == (REASON, "officer")
    html = officer.get(LIST, {"status": "besloten"}).content.decode()
    assert f"“{REASON}”" in html
    assert "Uitgelegd" in html
    send(officer, intrekken="1")
    assert of_rule(provider).decision is None
    assert [row.reason for row in FindingDecision.objects.order_by("pk")] == [REASON, ""]


@pytest.mark.parametrize(("reason", "said"), [(" ", "Schrijf een reden op."), ("<b>Ja</b>", "Bevat HTML-opmaak")])
def test_unusable_reason_is_refused_beside_the_field_and_stays_there(officer, provider, reason, said):
    response = send(officer, reden=reason)
    html = response.content.decode()
    assert said in html
    assert 'aria-invalid="true"' in html
    assert filled(response)["reden"] == [reason]
    assert "<b>Ja</b>" not in html
    assert not FindingDecision.objects.exists()


def test_decision_on_facts_that_changed_meanwhile_is_refused_in_clear_words(officer, provider):
    response = send(officer, feiten="0" * 64)
    html = response.content.decode()
    assert "zijn gewijzigd sinds u haar las. Er is niets vastgelegd." in html
    assert filled(response)["reden"] == [REASON]
    assert not FindingDecision.objects.exists()
    # The page shows what is there now, so that the second try is about that.
    assert filled(response)["feiten"] == [of_rule(provider).state]


def test_decision_on_a_finding_that_is_gone_is_refused_in_clear_words(officer, provider):
    data = filled(officer.get(PAGE, {"onderwerp": SUBJECT}))
    activity = ProcessingActivity.objects.get(number="DM-02")
    PurposeRow.objects.create(activity=activity, key="x", name="Beheren")
    response = officer.post(PAGE, {**data, "reden": REASON}, follow=True)
    assert "Deze bevinding is er niet meer" in response.content.decode()
    assert not FindingDecision.objects.exists()
    assert officer.get(PAGE, {"onderwerp": SUBJECT}).status_code == 404


@pytest.mark.parametrize("target", ["https://elders.example/", "//elders.example", "javascript:alert(1)", "/\\elders"])
def test_after_a_decision_nobody_is_sent_elsewhere(officer, provider, target):
    assert send(officer, terug=target).url.startswith(f"{LIST}#")


def test_who_may_not_decide_sees_no_form_and_is_refused(officer, provider):
    data = filled(officer.get(PAGE, {"onderwerp": SUBJECT}))
    permission = Permission.objects.get(codename="add_findingdecision")
    Group.objects.get(name=OFFICER_GROUP).permissions.remove(permission)
    assert 'name="reden"' not in officer.get(LIST).content.decode()
    assert officer.post(PAGE, {**data, "reden": REASON}).status_code == 403
    assert not FindingDecision.objects.exists()


def test_auditor_and_visitor_are_sent_to_sign_in(auditor, visitor, provider):
    for person in (auditor, visitor):
        for answer in (person.get(LIST), person.get(PAGE), person.post(PAGE, {"reden": REASON})):
            assert answer.status_code == 302
            assert "/login/" in answer.url
    assert not FindingDecision.objects.exists()


def test_staff_without_the_right_to_read_registers_is_refused(officer, provider):
    permission = Permission.objects.get(codename="read_register")
    Group.objects.get(name=OFFICER_GROUP).permissions.remove(permission)
    assert [officer.get(place).status_code for place in (LIST, PAGE)] == [403, 403]


def test_hostile_title_is_escaped(officer, provider):
    activity = ProcessingActivity.objects.get(number="DM-02")
    activity.title = "<script>alert(1)</script>"
    activity.save()
    for place in (LIST, f"{PAGE}?onderwerp={SUBJECT}", "/admin/"):
        html = officer.get(place).content.decode()
        assert "&lt;script&gt;alert(1)" in html
        assert "<script>alert(1)" not in html


def test_many_findings_ask_as_many_queries_as_few(officer, provider, add_five):
    def queries():
        officer.get(LIST, {"regel": CODE})
        with CaptureQueriesContext(connection) as found:
            assert officer.get(LIST, {"regel": CODE}).context["shown"]
        return len(found)

    few = queries()
    add_five()
    for number in range(5):
        ProcessingActivity.objects.create(provider=provider, number=f"DM-1{number}", title="Leeg", role=Role.CONTROLLER)
    assert len(listed(officer, regel=CODE)) >= 6
    assert queries() == few


def test_decisions_are_listed_and_cannot_be_changed(officer, provider):
    send(officer)
    row = FindingDecision.objects.get()
    html = officer.get(reverse("admin:register_findingdecision_changelist")).content.decode()
    assert REASON in html
    page = reverse("admin:register_findingdecision_change", args=[row.pk])
    assert officer.post(page, {"reason": "Anders"}).status_code == 403
    assert FindingDecision.objects.get().reason == REASON


def test_saving_leads_back_to_the_place_of_the_finding_in_its_list(officer, provider):
    query = {"aanbieder": "demo", "ernst": "fout"}
    shown = officer.get(LIST, query).context["shown"]
    place, item = next((at, item) for at, item in enumerate(shown, 1) if item.finding.code == CODE)
    address = item.repair.partition("#")[0]
    saved = officer.post(address, filled(officer.get(address)) | {"title": "Anders"})
    assert saved.url == f"{LIST}?aanbieder=demo&ernst=fout#plaats-{place}"
    assert f'id="plaats-{place}"' in officer.get(saved.url).content.decode()


def test_beside_a_form_a_field_of_another_page_leads_back_to_it_and_its_own_is_pointed_at(officer, provider):
    activity = ProcessingActivity.objects.get(number="DM-02")
    page = reverse("admin:register_processingactivity_change", args=[activity.pk])
    purpose = PurposeRow.objects.create(activity=activity, key="x", name="Overige doeleinden")
    repairs = {item.repair for item in officer.get(page).context["panel"].shown}
    assert all(repair.startswith(f"{page}#") or f"?terug={page}" in repair for repair in repairs)
    assert f"{page}#id_dpia" in repairs or any(repair.startswith(f"{page}#") for repair in repairs)
    assert purpose.pk


def alike(provider):
    """Three activities without a purpose."""
    for number in ("DM-11", "DM-12"):
        ProcessingActivity.objects.create(provider=provider, number=number, title="Leeg", role=Role.CONTROLLER)


def decided(provider):
    found = draft_findings(provider.pk, timezone.localdate())
    return {item.object: item.decision and item.decision.reason for item in found if item.code == CODE}


def test_one_reason_for_equal_findings_that_were_ticked(officer, provider):
    alike(provider)
    page = officer.get(PAGE, {"onderwerp": SUBJECT})
    assert "ook" not in filled(page)
    boxes = filled(officer.get(PAGE, {"onderwerp": SUBJECT, "samen": "ja"}))["ook"]
    assert [box.split(" ", 1)[1] for box in boxes] == ["activities:DM-11", "activities:DM-12"]
    answer = officer.post(PAGE, filled(page) | {"reden": REASON, "ook": boxes[:1]}, follow=True)
    assert "Vastgelegd bij 2 bevindingen: uitgelegd." in answer.content.decode()
    assert decided(provider) == {SUBJECT: REASON, "activities:DM-11": REASON, "activities:DM-12": None}


@pytest.mark.parametrize("reason", [" ", "<b>Ja</b>"])
def test_a_reason_that_is_refused_is_recorded_at_none_and_the_ticks_stay(officer, provider, reason):
    alike(provider)
    page = officer.get(PAGE, {"onderwerp": SUBJECT, "samen": "ja"})
    again = officer.post(PAGE, filled(page) | {"reden": reason})
    assert filled(again)["ook"] == filled(page)["ook"]
    assert not FindingDecision.objects.exists()


@pytest.mark.parametrize("box", ["0" * 64 + " activities:DM-11", "raar", ""])
def test_one_of_them_that_changed_meanwhile_stops_all(officer, provider, box):
    alike(provider)
    data = filled(officer.get(PAGE, {"onderwerp": SUBJECT}))
    answer = officer.post(PAGE, data | {"reden": REASON, "ook": [box]})
    assert "zijn gewijzigd sinds u haar las. Er is niets vastgelegd." in answer.content.decode()
    assert not FindingDecision.objects.exists()
