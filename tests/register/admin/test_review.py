"""Beside the forms and in the list of activities: findings, completeness, and the control of one click."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from providers.models import Address, ContactPoint, LegalEntity, Provider, Recipient, Service, System
from register.choices import Role, Severity, Status
from register.drafts.decisions import decide
from register.drafts.findings import draft_findings
from register.drafts.reviews import record_review
from register.models import (
    DataCategory,
    DataSubjectCategory,
    ProcessingActivity,
    Purpose,
    PurposeRow,
    Review,
    SecurityMeasure,
    SubjectGroup,
)
from register.permissions import OFFICER_GROUP
from retention.models import RetentionTerm, StatutoryGround
from tests.data import edit
from tests.register.versions_help import Clock, put

LIST = "/admin/register/processingactivity/"
BUTTON = "Gecontroleerd, niets gewijzigd"
CONTROL = "/admin/register/gecontroleerd/demo/"


@pytest.fixture
def provider(provider) -> Provider:
    edit(ProcessingActivity.objects.filter(number="DM-02"), role=Role.CONTROLLER)
    return provider


def today():
    return timezone.localdate()


def page_of(number):
    return reverse("admin:register_processingactivity_change", args=[ProcessingActivity.objects.get(number=number).pk])


def statement(provider):
    return reverse("admin:register_statementpage_change", args=[provider.pk])


def objects(panel):
    return [item.finding.object for item in panel.shown]


def test_panel_shows_the_findings_of_this_activity_only(officer, provider):
    panel = officer.get(page_of("DM-02")).context["panel"]
    found = [item for item in draft_findings(provider.pk, today()) if item.activity == "DM-02"]
    assert objects(panel) == [item.object for item in found]
    assert found
    html = officer.get(page_of("DM-02")).content.decode()
    assert found[0].message in html
    assert 'href="#purposerow_set-group"' in html


def test_panel_of_the_statement_shows_what_belongs_to_no_activity(officer, provider):
    panel = officer.get(statement(provider)).context["panel"]
    whole = [item.object for item in draft_findings(provider.pk, today()) if not item.activity]
    assert (objects(panel), panel.elements) == (whole, ())


@pytest.mark.parametrize(("role", "count"), [(Role.CONTROLLER, 13), (Role.PROCESSOR, 9), ("", 13)])
def test_completeness_counts_what_is_asked_in_the_role(officer, provider, role, count):
    edit(ProcessingActivity.objects.filter(number="DM-01"), role=role)
    panel = officer.get(page_of("DM-01")).context["panel"]
    assert len(panel.elements) == count
    assert panel.complete == sum(not state.is_open for _, state in panel.elements)
    html = officer.get(page_of("DM-01")).content.decode()
    assert f"<strong>{panel.complete} van {count}</strong>" in html


def test_completeness_follows_what_is_recorded(officer, provider):
    def missing():
        return [letter.sign for letter in officer.get(page_of("DM-02")).context["panel"].missing]

    assert "b" in missing()
    PurposeRow.objects.create(activity=ProcessingActivity.objects.get(number="DM-02"), key="x", name="Beheren")
    assert "b" not in missing()


def test_new_activity_has_no_panel(officer, provider):
    assert officer.get(f"{LIST}add/").context["panel"] is None


def test_one_click_records_the_control_of_an_activity(officer, provider):
    put(provider, today() - timedelta(days=500), explanation="Volgt.")
    assert BUTTON in officer.get(page_of("DM-02")).content.decode()
    response = officer.post(CONTROL, {"verwerking": "DM-02"}, follow=True)
    review = Review.objects.get()
    assert (review.activity, review.term, review.author, review.reviewed_on) == ("DM-02", "", "officer", today())
    html = response.content.decode()
    assert "Vastgelegd: DM-02 Beheer is gecontroleerd en niet gewijzigd." in html
    assert response.context["panel"].due.control.author == "officer"
    assert "DM-02" in officer.get(reverse("admin:register_review_changelist")).content.decode()


def test_one_click_records_the_control_of_the_whole_statement(officer, provider):
    put(provider, today() - timedelta(days=500), explanation="Volgt.")
    assert officer.get(statement(provider)).context["panel"].due.is_late
    response = officer.post(CONTROL, follow=True)
    assert not response.context["panel"].due.is_late
    assert (Review.objects.get().activity, response.redirect_chain[0][0]) == ("", statement(provider))


def test_control_needs_the_right_a_post_and_an_activity_that_is_there(officer, auditor, visitor, provider):
    assert officer.get(CONTROL).status_code == 405
    assert officer.post(CONTROL, {"verwerking": "DM-99"}).status_code == 404
    assert officer.post("/admin/register/gecontroleerd/nergens/").status_code == 404
    for person in (auditor, visitor):
        assert person.post(CONTROL).status_code == 302
    Group.objects.get(name=OFFICER_GROUP).permissions.remove(Permission.objects.get(codename="add_review"))
    assert officer.post(CONTROL).status_code == 403
    assert BUTTON not in officer.get(statement(provider)).content.decode()
    assert not Review.objects.exists()


def numbers(person, **query):
    return [row.number for row in person.get(LIST, query).context["cl"].result_list]


def cells(person):
    found = person.get(LIST).context["cl"].result_list
    return {row.number: row.standing.words for row in found}


def test_list_counts_findings_without_what_was_accepted(officer, provider):
    def counted(number):
        own = [item for item in draft_findings(provider.pk, today()) if item.activity == number]
        return [sum(item.severity == weight and not item.is_accepted for item in own) for weight in Severity]

    before = counted("DM-02")
    assert before[0] > 0
    assert cells(officer)["DM-02"].startswith(f"{before[0]} fout")
    edit(ProcessingActivity.objects.filter(number="DM-02"), role="")
    for finding in draft_findings(provider.pk, today()):
        decide(finding, provider, "Zo is het.", "Marieke", timezone.now())
    left = counted("DM-02")
    assert left[1:] == [0, 0]
    assert ("waarschuwing" in cells(officer)["DM-02"], "info" in cells(officer)["DM-02"]) == (False, False)


def test_list_filters_by_the_weight_of_findings(officer, provider):
    found = draft_findings(provider.pk, today())
    for weight in Severity:
        wanted = {item.activity for item in found if item.severity == weight and item.activity}
        assert set(numbers(officer, bevindingen=weight.value)) == wanted
    wrong = {item.activity for item in found}
    assert set(numbers(officer, bevindingen="geen")) == {"DM-01", "DM-02"} - wrong


def test_list_filters_by_control_and_says_when_it_is(officer, provider, monkeypatch):
    start = today()
    clock = Clock(monkeypatch)
    put(provider, start, explanation="Volgt.")
    record_review(provider, "Marieke", timezone.now() + timedelta(days=100), activity="DM-01")
    clock.day = start + timedelta(days=355)
    assert (numbers(officer, controle="te-laat"), numbers(officer, controle="binnenkort")) == ([], ["DM-02"])
    clock.day = start + timedelta(days=370)
    assert (numbers(officer, controle="te-laat"), numbers(officer, controle="binnenkort")) == (["DM-02"], [])
    assert "5 dagen te laat" in officer.get(LIST).content.decode()


def test_last_change_counts_rows_below_the_activity(officer, provider):
    def changed(number):
        rows = officer.get(LIST).context["cl"].result_list
        return next(row.standing.changed_at for row in rows if row.number == number)

    before = changed("DM-01"), changed("DM-02")
    edit(PurposeRow.objects.filter(activity__number="DM-01"), name="Anders")
    assert changed("DM-01") > before[0]
    assert changed("DM-02") == before[1]


def test_panel_says_that_a_version_does_not_have_a_new_activity(officer, provider):
    put(provider)
    ProcessingActivity.objects.create(
        provider=provider, number="DM-09", title="Nooit openbaar", status=Status.ENDED, ended_on=today()
    )
    said = [
        re.search(r"[^>]* in versie 1\.(?=</p>)", officer.get(page_of(number)).text)[0] for number in ("DM-01", "DM-09")
    ]
    assert said == ["Wat is opgeslagen staat zo in versie 1.", "Deze verwerking staat niet in versie 1."]


def test_panel_says_what_changes_on_the_public_page(officer, provider):
    put(provider, today(), explanation="Volgt.")
    assert officer.get(page_of("DM-01")).context["panel"].changes.items == ()
    edit(PurposeRow.objects.filter(key="leveren"), name="Bellen mogelijk maken")
    page = officer.get(page_of("DM-01"))
    (change,) = page.context["panel"].changes.items
    assert change.title.startswith("DM-01 ")
    shown = page.content.decode()
    assert "Wat er verandert na versie 1:" in shown
    assert '<ins><span class="vh">nieuw: </span>' in shown
    assert officer.get(page_of("DM-02")).context["panel"].changes.items == ()
    assert officer.get(statement(provider)).context["panel"].changes.items == ()


def test_one_click_records_the_control_of_a_term(officer, auditor, provider):
    term = RetentionTerm.objects.get()
    page = reverse("admin:retention_retentionterm_change", args=[term.pk])
    assert BUTTON not in officer.get(page).content.decode()
    put(provider, today(), explanation="Volgt.")
    assert BUTTON in officer.get(page).content.decode()
    answer = officer.post(CONTROL, {"termijn": "kort"}, follow=True)
    assert answer.redirect_chain == [(page, 302)]
    assert "Vastgelegd: bewaartermijn Kort is gecontroleerd en niet gewijzigd." in answer.content.decode()
    review = Review.objects.get()
    assert (review.activity, review.term, review.author) == ("", "kort", "officer")
    assert officer.post(CONTROL, {"termijn": "weg"}).status_code == 404
    assert auditor.post(CONTROL, {"termijn": "kort"}).status_code == 302
    assert Review.objects.count() == 1


def shared_row(provider, kind):
    """A row of this kind that DM-01 refers to, itself or through another row."""
    activity = ProcessingActivity.objects.get(number="DM-01")
    data, link = activity.datarow_set.get(name="Nummer"), activity.disclosure_set.get()
    system = System.objects.create(provider=provider, key="sys", name="Systeem", host=link.recipient)
    ground = StatutoryGround.objects.create(key="proef", name="Proefwet", law="Proefwet", status="gelezen")
    edit(RetentionTerm.objects.filter(pk=data.term.pk), ground=ground)
    activity.activitysystem_set.create(system=system)
    activity.entities.set([LegalEntity.objects.get(provider=provider)])
    measure = provider.activitysecurity_set.get().measure
    activity.activitysecurity_set.create(provider=provider, measure=measure)
    rows = (data.term, data.category, data.group, data.group.category, link.recipient, system, ground, measure)
    rows = (*rows, *activity.services.all()[:1], *activity.entities.all(), activity.purposerow_set.get().purpose)
    return next(row for row in rows if isinstance(row, kind))


PUBLIC = (RetentionTerm, DataCategory, SubjectGroup, Recipient, System, StatutoryGround, SecurityMeasure)
INSIDE = (Purpose, DataSubjectCategory)


@pytest.mark.parametrize("kind", [*PUBLIC, Service, LegalEntity, *INSIDE], ids=lambda kind: kind.__name__)
def test_panel_knows_of_every_kind_of_shared_row_that_it_changed(kind, officer, provider):
    row = shared_row(provider, kind)
    put(provider)
    assert "Wat is opgeslagen staat zo in versie 1." in officer.get(page_of("DM-01")).text
    edit(kind.objects.filter(pk=row.pk), name="Een heel ander woord")
    page = officer.get(page_of("DM-01"))
    changes = page.context["panel"].changes
    found = changes.register_only if kind in INSIDE else changes.items
    assert [(item.name[1], item.kind) for item in found] == [(row.key, "gewijzigd")]
    assert "Wat is opgeslagen staat zo in versie 1." not in page.text
    other = officer.get(page_of("DM-02")).context["panel"].changes
    assert (other.items, other.register_only) == ((), ())


@pytest.mark.parametrize("model", [ContactPoint, Address])
def test_panel_of_the_statement_knows_of_ways_to_reach_the_provider(model, officer, provider):
    if model is Address:
        Address.objects.create(provider=provider, key="straat", kind="post", street="Weg 1", city="Leek")
    put(provider)
    changed = {"value": "nieuw@demo.example"} if model is ContactPoint else {"street": "Laan 2"}
    edit(model.objects.filter(provider=provider), **changed)
    (change,) = officer.get(statement(provider)).context["panel"].changes.items
    assert [field.pieces[-1].text for field in change.fields] == list(changed.values())


def test_panel_costs_the_same_with_one_shared_row_as_with_many(officer, provider):
    activity = ProcessingActivity.objects.get(number="DM-01")

    def asked():
        with CaptureQueriesContext(connection) as queries:
            officer.get(page_of("DM-01"))
        return len(queries)

    put(provider)
    asked()
    before = asked()
    for number in range(5):
        activity.services.add(Service.objects.create(provider=provider, key=f"s{number}", name=f"S {number}"))
    # The first look after an edit finds anew what is wrong.
    asked()
    assert asked() == before


def test_panel_says_where_the_record_was_read(officer, provider):
    source = officer.get(page_of("DM-01")).context["panel"].source
    assert re.sub("<[^>]*>", "", source) == "900, regel 2"
