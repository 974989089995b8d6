"""Findings and controls are somebody's, colleagues say things about them, and nobody outside ever reads that."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from providers.models import Provider
from register.choices import Role
from register.drafts.reviews import record_review
from register.models import Assignment, Comment, DigestWish, ProcessingActivity
from register.permissions import AUDITOR_GROUP, OFFICER_GROUP
from tests.conftest import person
from tests.data import edit
from tests.forms import filled
from tests.register.versions_help import put

CODE, SUBJECT = "AVG30-1-b", "activities:DM-02"
LIST = "/admin/register/bevindingen/"
ASSIGN = "/admin/register/toewijzen/demo/"
COMMENTS = "/admin/register/opmerkingen/demo/"
MINE = "/admin/mijn-werk/"
FINDING = {"regel": CODE, "onderwerp": SUBJECT}
ACTIVITY = {"regel": "", "onderwerp": SUBJECT}
SECRET = "Zeepaardje: vraag eerst de directie."


@pytest.fixture
def provider(demo) -> Provider:
    edit(ProcessingActivity.objects.filter(number="DM-02"), role=Role.CONTROLLER)
    return demo


@pytest.fixture
def colleague(officer):
    found = person("collega", OFFICER_GROUP, is_staff=True)
    User.objects.filter(username="collega").update(first_name="Marieke", last_name="de Wit")
    return found


def today():
    return timezone.localdate()


def give(sender, to, due=None, subject=None, **values):
    page = sender.get(ASSIGN, subject or FINDING)
    sent = {"person": to.user.pk if to else "", "due": due.isoformat() if due else ""}
    return sender.post(page.wsgi_request.get_full_path(), filled(page) | sent | values)


def listed(reader, **query):
    return [(item.finding.code, item.finding.object) for item in reader.get(LIST, query).context["shown"]]


def without(right):
    Group.objects.get(name=OFFICER_GROUP).permissions.remove(Permission.objects.get(codename=right))


def test_a_finding_is_given_to_somebody_with_a_day_and_found_by_both(officer, colleague, provider):
    assert give(officer, colleague, today() - timedelta(days=1), terug=f"{LIST}?ernst=fout").url == f"{LIST}?ernst=fout"
    one = (CODE, SUBJECT)
    assert listed(colleague, wie="mij") == [one] == listed(officer, datum="voorbij")
    assert listed(officer, wie=str(colleague.user.pk)) == [one]
    assert one not in listed(officer, wie="mij") + listed(officer, wie="niemand")
    shown = officer.get(LIST, {"regel": CODE}).content.decode()
    assert "Van Marieke de Wit, uiterlijk" in shown
    assert "over datum" in shown
    give(officer, None)
    assert not Assignment.objects.exists()


def test_a_day_that_has_not_passed_is_not_late_and_a_day_needs_nobody(officer, provider):
    give(officer, None, today())
    assert listed(officer, datum="voorbij") == []
    assert (CODE, SUBJECT) in listed(officer, wie="niemand")
    assert Assignment.objects.get().author == "officer"


def test_start_page_and_my_work_count_what_is_mine(officer, colleague, provider):
    give(officer, colleague, today() - timedelta(days=3))
    assert "Mijn werk (1, 1 te laat)" in colleague.get("/admin/").content.decode()
    assert "Mijn werk<" in officer.get("/admin/").content.decode()
    assert [item.where for item, late in colleague.get(MINE).context["items"] if late] == ["DM-02 Beheer"]
    assert officer.get(MINE).context["items"] == []


def test_what_is_repaired_or_accepted_is_nobodys_work(officer, colleague, provider):
    give(officer, colleague)
    assert colleague.get(MINE).context["items"]
    ProcessingActivity.objects.get(number="DM-02").purposerow_set.create(key="x", name="Beheren")
    assert colleague.get(MINE).context["items"] == []


def test_a_control_has_its_own_day_until_it_is_done_and_then_the_usual_one(officer, colleague, provider):
    put(provider, today(), explanation="Volgt.")
    soon = today() + timedelta(days=9)
    give(officer, colleague, soon, {"onderwerp": "activities:DM-01"})

    def days():
        return [(item.where, item.due) for item, _ in colleague.get(MINE).context["items"]]

    assert days() == [("DM-01 Bellen", soon)]
    page = officer.get(reverse("admin:register_processingactivity_change", args=[1]), follow=True)
    assert page.status_code == 200
    record_review(provider, "collega", timezone.now(), activity="DM-01")
    [(where, due)] = days()
    assert (where, due > today() + timedelta(days=300)) == ("DM-01 Bellen", True)


@pytest.mark.parametrize("subject", ["statement", "terms:kort", "activities:DM-01"])
def test_the_way_to_give_away_a_control_stands_beside_it(officer, provider, subject):
    put(provider, today(), explanation="Volgt.")
    page = officer.get(ASSIGN, {"onderwerp": subject})
    assert page.status_code == 200
    beside = officer.get(page.context["here"]).content.decode()
    assert "Wijs deze controle toe" in beside
    assert subject.replace(":", "%3A") in beside or subject in beside


@pytest.mark.parametrize(
    "values", [{"due": "morgen"}, {"due": "1066-10-14"}, {"person": "999999"}, {"person": "x"}, {"due": "2026-13-45"}]
)
def test_a_wrong_day_or_person_is_refused_beside_the_field(officer, colleague, provider, values):
    page = officer.get(ASSIGN, FINDING)
    sent = filled(page) | {"person": colleague.user.pk, "due": "2030-01-01"} | values
    answer = officer.post(page.wsgi_request.get_full_path(), sent)
    assert answer.status_code == 200
    assert answer.context["errors"]
    assert not Assignment.objects.exists()


def test_only_colleagues_who_may_change_the_register_can_be_chosen(officer, auditor, provider):
    User.objects.create_user("weg", is_staff=True, is_active=False).groups.add(Group.objects.get(name=OFFICER_GROUP))
    people = officer.get(ASSIGN, FINDING).context["form"].fields["person"].queryset
    assert [one.username for one in people] == ["officer"]
    assert give(officer, auditor).status_code == 200
    assert not Assignment.objects.exists()


def test_who_may_not_give_work_away_is_refused(officer, auditor, visitor, provider):
    for reader in (auditor, visitor):
        answers = [reader.get(ASSIGN, FINDING), reader.post(ASSIGN, FINDING), reader.get(MINE), reader.post(MINE)]
        assert [answer.status_code for answer in answers] == [302] * 4
    without("change_assignment")
    assert [officer.get(ASSIGN, FINDING).status_code, officer.post(ASSIGN, FINDING).status_code] == [403, 403]
    assert "Wijs toe" not in officer.get(LIST).content.decode()
    assert not Assignment.objects.exists()


@pytest.mark.parametrize(
    "asked", [{}, {"onderwerp": "activities:DM-99"}, {"onderwerp": "x"}, {**FINDING, "regel": "RAAR"}]
)
def test_what_is_not_there_cannot_be_given_or_said_anything_about(officer, provider, asked):
    for place in (ASSIGN, COMMENTS):
        assert [officer.get(place, asked).status_code, officer.post(place, asked).status_code] == [404, 404]
    assert officer.get("/admin/register/toewijzen/nergens/", FINDING).status_code == 404


def test_an_account_that_goes_leaves_the_work_behind(officer, colleague, provider):
    give(officer, colleague, today())
    say(colleague, SECRET)
    DigestWish.objects.create(person_id=colleague.user.pk)
    User.objects.get(username="collega").delete()
    assert (Assignment.objects.get().person, DigestWish.objects.count()) == (None, 0)
    assert Comment.objects.get().author == "Marieke de Wit"


def say(speaker, text, subject=FINDING, **values):
    page = speaker.get(COMMENTS, subject)
    return speaker.post(COMMENTS, filled(page) | {"text": text} | values)


def test_a_comment_stands_with_name_and_moment_where_it_was_made(officer, provider):
    assert say(officer, SECRET).url.endswith("#opmerkingen")
    say(officer, "Bij de rij zelf.", ACTIVITY)
    finding = officer.get(f"{LIST}demo/{CODE}/", {"onderwerp": SUBJECT}).content.decode()
    assert SECRET in finding
    assert "officer" in finding
    assert "1 opmerking<" in officer.get(LIST, {"regel": CODE}).content.decode()
    activity = ProcessingActivity.objects.get(number="DM-02")
    form = officer.get(reverse("admin:register_processingactivity_change", args=[activity.pk])).content.decode()
    assert "Bij de rij zelf." in form
    assert SECRET not in form


def test_an_unusable_comment_is_refused_and_stays_in_its_field(officer, provider):
    for text in ("", "<b>Ja</b>", "x" * 2001):
        answer = say(officer, text)
        assert answer.status_code == 200
        assert answer.context["comment_form"].errors
        assert filled(answer)["text"] == [text]
    assert not Comment.objects.exists()


def test_hostile_names_are_escaped(officer, provider):
    User.objects.filter(username="officer").update(first_name="<script>alert(1)</script>", last_name='"><b>')
    officer.user.refresh_from_db()
    say(officer, "3 < 4 & 5 > 2")
    give(officer, officer, today())
    for page in (
        officer.get(f"{LIST}demo/{CODE}/", {"onderwerp": SUBJECT}),
        officer.get(LIST),
        officer.get(ASSIGN, FINDING),
    ):
        text = page.content.decode()
        assert "<script>alert(1)" not in text
        assert '"><b>' not in text
    assert "3 &lt; 4 &amp; 5 &gt; 2" in officer.get(COMMENTS, FINDING).content.decode()


def test_only_who_said_it_can_take_it_back(officer, colleague, administrator, provider):
    say(officer, SECRET)
    number = {"weg": Comment.objects.get().pk}
    for other in (colleague, administrator):
        assert "weg" not in other.get(COMMENTS, FINDING).content.decode().replace("wegwijzer", "")
        assert other.post(COMMENTS, FINDING | number).status_code == 404
    assert officer.post(COMMENTS, ACTIVITY | number).status_code == 404
    assert officer.post(COMMENTS, FINDING | {"weg": "x"}).status_code == 404
    assert Comment.objects.count() == 1
    assert officer.post(COMMENTS, FINDING | number).status_code == 302
    assert not Comment.objects.exists()


def test_who_may_not_comment_reads_and_is_refused(officer, auditor, visitor, provider):
    say(officer, SECRET)
    for reader in (auditor, visitor):
        assert [reader.get(COMMENTS, FINDING).status_code, say_raw(reader).status_code] == [302, 302]
    without("add_comment")
    assert 'name="text"' not in officer.get(COMMENTS, FINDING).content.decode()
    assert say_raw(officer).status_code == 403
    without("read_register")
    assert officer.get(COMMENTS, FINDING).status_code == 403
    assert Comment.objects.count() == 1


def say_raw(speaker):
    return speaker.post(COMMENTS, FINDING | {"text": "Nog iets."})


def test_nothing_of_it_leaves_the_admin(officer, auditor, administrator, provider, client):
    """What auditors and the world can get, before and after publication; and the box with proof."""
    put(provider, today(), explanation="Volgt.")
    say(officer, SECRET)
    say(officer, SECRET, ACTIVITY)
    give(officer, officer, today())
    paths = ["/demo/", "/demo/verklaring.json"]
    for reader in (client, auditor, officer):
        for path in paths:
            assert b"Zeepaardje" not in reader.get(path).content
    for version in ("concept", "1"):
        for path in ("/register/demo/", "/register/demo/verwerkingen/DM-02/", "/register/demo/register.json"):
            for reader in (auditor, officer):
                answer = reader.get(path, {"versie": version})
                assert answer.status_code == 200
                assert b"Zeepaardje" not in answer.content
    for model in ("register_findingdecision", "register_review"):
        assert b"Zeepaardje" not in officer.get(reverse(f"admin:{model}_changelist")).content
    history = officer.get(reverse("admin:providers_provider_history", args=[provider.pk])).content
    assert b"Zeepaardje" not in history


def test_many_assignments_and_comments_ask_as_many_queries_as_few(officer, provider):
    put(provider, today(), explanation="Volgt.")

    def queries(path, **query):
        officer.get(path, query)
        with CaptureQueriesContext(connection) as found:
            assert officer.get(path, query).status_code == 200
        return len(found)

    def give_all():
        for item in officer.get(LIST).context["shown"]:
            subject = {"regel": item.finding.code, "onderwerp": item.finding.object}
            give(officer, officer, today(), subject)
            say(officer, SECRET, subject)
        for number in ProcessingActivity.objects.values_list("number", flat=True):
            give(officer, officer, today(), {"onderwerp": f"activities:{number}"})

    give_all()
    pages = ((LIST, {}), (MINE, {}), ("/admin/", {}), (COMMENTS, FINDING), (f"{MINE}agenda.ics", {}))
    few = [queries(path, **query) for path, query in pages]
    for number in ("DM-11", "DM-12"):
        ProcessingActivity.objects.create(provider=provider, number=number, title="Leeg", role=Role.CONTROLLER)
    give_all()
    assert [queries(path, **query) for path, query in pages] == few


def test_mail_is_off_until_somebody_asks_and_the_installation_has_a_sender(officer, provider, settings):
    assert "Overzicht per mail" not in officer.get(MINE).content.decode()
    settings.MAIL_FROM = "register@voorbeeld.nl"
    assert "Staat nu uit." in " ".join(officer.get(MINE).content.decode().split())
    officer.post(MINE, filled(officer.get(MINE)) | {"aan": "ja"})
    assert DigestWish.objects.get().person.username == "officer"
    officer.post(MINE, filled(officer.get(MINE)) | {"uit": "ja"})
    assert not DigestWish.objects.exists()


def test_an_auditor_keeps_reading_and_gets_none_of_it(auditor):
    assert set(Group.objects.get(name=AUDITOR_GROUP).permissions.values_list("codename", flat=True)) == {
        *("read_register", "view_publication", "view_findingdecision", "view_review")
    }
