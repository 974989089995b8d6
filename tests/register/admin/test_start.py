"""The officer's start page: numbers that lead to lists, what comes first, and only what one may see."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from providers.models import Provider, Service
from register.admin.start.first_things import MOST
from register.admin.start.views import greeting
from register.choices import PublicationKind, Role, Severity
from register.drafts.decisions import decide
from register.drafts.findings import draft_findings
from register.drafts.reviews import controls, record_review
from register.models import ProcessingActivity
from register.permissions import OFFICER_GROUP
from tests.data import edit
from tests.register.versions_help import Clock, put

START = "/admin/"
CODE = "AVG30-1-b"


def today() -> date:
    return timezone.localdate()


def shown(person, **query):
    return person.get(START, query).context["start"]


def tiles(person):
    return [(tile.number, tile.word, tile.second) for tile in shown(person)["tiles"]]


def findings(provider):
    return draft_findings(provider.pk, today())


def explain(provider, severity):
    for finding in findings(provider):
        if finding.severity == severity:
            decide(finding, provider, "Volgt.", "Marieke", timezone.now())


@pytest.mark.parametrize(
    ("hour", "words"),
    [(0, "Goedenacht"), (6, "Goedemorgen"), (11, "Goedemorgen"), (12, "Goedemiddag"), (18, "Goedenavond")],
)
def test_greeting_follows_the_hour(hour, words):
    assert greeting(datetime(2026, 11, 22, hour)) == words  # noqa: DTZ001 (an hour of the wall clock)


def test_greets_by_first_name_else_by_user_name(officer, provider):
    assert officer.get(START).context["title"].endswith(", officer")
    officer.user.first_name = "Marieke"
    officer.user.save()
    assert officer.get(START).context["title"].endswith(", Marieke")


def test_without_providers_everything_is_in_order(officer):
    assert tiles(officer) == [
        (0, "fouten", "alles in orde"),
        (0, "waarschuwingen", "alles in orde"),
        (0, "controles te laat", "alles in orde"),
        (0, "niet gepubliceerd", "alles in orde"),
    ]
    assert shown(officer)["first"] == []


def test_tiles_count_what_their_lists_show(officer, provider):
    edit(ProcessingActivity.objects.filter(number="DM-02"), role=Role.CONTROLLER)
    errors, warnings, late, waiting = shown(officer)["tiles"]
    for tile, severity in ((errors, Severity.ERROR), (warnings, Severity.WARNING)):
        count = officer.get(tile.address).context["page"].paginator.count
        assert tile.number == count == sum(finding.severity == severity for finding in findings(provider))
    assert errors.number > 0
    assert errors.second == f"{errors.number} zonder uitleg"
    assert (waiting.number, waiting.second) == (1, "1 zonder versie")
    assert [row.slug for row in officer.get(waiting.address).context["cl"].result_list] == ["demo"]
    assert list(officer.get(late.address).context["cl"].result_list) == []


def test_explained_fout_keeps_counting_and_accepted_waarschuwing_does_not(officer, provider):
    edit(ProcessingActivity.objects.filter(number="DM-02"), role=Role.CONTROLLER)
    before = tiles(officer)
    explain(provider, Severity.ERROR)
    explain(provider, Severity.WARNING)
    errors, warnings, *_ = tiles(officer)
    assert (errors[0], errors[2]) == (before[0][0], "alle uitgelegd")
    assert (warnings[0], warnings[2]) == (0, "alles in orde")


def test_one_line_for_each_rule_and_provider_that_lands_on_the_field(officer, provider):
    for number in ("DM-11", "DM-12"):
        ProcessingActivity.objects.create(provider=provider, number=number, title="Leeg", role=Role.CONTROLLER)
    lines = shown(officer)["first"]
    (line,) = [line for line in lines if line.what == "Geen doel"]
    first = ProcessingActivity.objects.get(number="DM-02")
    page = reverse("admin:register_processingactivity_change", args=[first.pk])
    assert (line.address, line.provider, line.tone) == (f"{page}?terug=/admin/#purposerow_set-group", "Demo", "fout")
    assert officer.get(line.all_address).context["page"].paginator.count == line.more + 1 == 3
    assert line.act in officer.get(START).content.decode()


def test_fouten_come_before_late_controls_and_those_before_waarschuwingen(officer, provider):
    put(provider, today() - timedelta(days=500), explanation="Volgt.")
    edit(ProcessingActivity.objects.filter(number="DM-02"), role=Role.CONTROLLER)
    Provider.objects.create(slug="ander", prefix="AN", name="Ander")
    tones = {"fout": 0, "waarschuwing": 2}
    ranks = [1 if "te laat" in line.weight else tones[line.tone] for line in shown(officer)["first"]]
    assert ranks == sorted(ranks)
    assert 0 in ranks
    assert len(ranks) <= 8


def test_late_control_is_counted_shown_and_led_to(officer, provider):
    put(provider, today() - timedelta(days=500), explanation="Volgt.")
    days = controls([provider.pk], today())[provider.pk].oldest.days_late(today())
    assert tiles(officer)[2] == (1, "controle te laat", f"{days} dagen")
    (row,) = shown(officer)["page"].object_list
    page = reverse("admin:register_statementpage_change", args=[provider.pk])
    assert (row.due.text, row.control_page) == (f"{days} dagen te laat", f"{page}#controle")
    record_review(provider, "Marieke", timezone.now())
    assert tiles(officer)[2][0] == 0


def test_only_activities_late_lead_to_those_activities(officer, provider, monkeypatch):
    first, second = today(), today() + timedelta(days=450)
    clock = Clock(monkeypatch)
    put(provider, first, explanation="Volgt.")
    edit(Service.objects.filter(key="bellen"), name="Anders")
    put(provider, second, explanation="Volgt.")
    record_review(provider, "Marieke", timezone.now() + timedelta(days=300), activity="DM-01")
    clock.day = second
    (row,) = shown(officer)["page"].object_list
    assert [item.number for item in officer.get(row.control_page).context["cl"].result_list] == ["DM-02"]


def test_table_says_what_is_published_and_what_is_ready(officer, provider):
    def row():
        (found,) = shown(officer)["page"].object_list
        return found.is_published, found.is_changed, found.activities

    assert row() == (False, False, 2)
    put(provider, today(), explanation="Volgt.")
    assert row() == (True, False, 2)
    edit(Service.objects.filter(key="bellen"), name="Anders")
    assert row() == (True, True, 2)
    assert "ja, bekijk verschil" in officer.get(START).content.decode()


def test_tile_says_why_providers_are_not_published(officer, provider):
    other = Provider.objects.create(slug="ander", prefix="AN", name="Ander")
    ProcessingActivity.objects.create(provider=other, number="AN-01", title="Bellen")
    Provider.objects.create(slug="derde", prefix="DE", name="Derde")
    put(provider, today(), explanation="Volgt.")
    edit(Service.objects.filter(key="bellen"), name="Anders")
    put(other, today(), explanation="Volgt.")
    put(other, today(), kind=PublicationKind.WITHDRAWAL)
    assert tiles(officer)[3] == (3, "niet gepubliceerd", "1 met wijzigingen, 1 zonder versie, 1 ingetrokken")
    rows = {row.provider.slug: (row.is_published, row.is_withdrawn) for row in shown(officer)["page"]}
    assert rows == {"demo": (True, False), "ander": (False, True), "derde": (False, False)}


def test_next_control_of_a_withdrawn_provider_does_not_wait_for_a_first_publication(officer, provider):
    def cell():
        page = officer.get(START).content.decode()
        return " ".join(page.partition('<td data-label="Volgende controle">')[2].partition("</td>")[0].split())

    assert cell() == "na de eerste publicatie"
    put(provider, today(), explanation="Volgt.")
    put(provider, today(), kind=PublicationKind.WITHDRAWAL)
    assert cell() == "geen, ingetrokken"


def test_activities_stand_at_the_top_for_who_may_edit_them(officer, provider):
    def links():
        top = officer.get(START).content.decode().partition('<ul class="tiles">')[0]
        return re.findall(r'<a href="(/admin/register/processingactivity/[^"]*)">([^<]*)</a>', top.partition("<h1>")[2])

    listing = "/admin/register/processingactivity/"
    assert links() == [(listing, "Alle verwerkingen"), (f"{listing}add/", "Verwerking toevoegen")]
    group = Group.objects.get(name=OFFICER_GROUP)
    group.permissions.remove(Permission.objects.get(codename="add_processingactivity"))
    assert links() == [(listing, "Alle verwerkingen")]


def test_publications_and_registers_are_linked(officer, provider):
    publication = put(provider, today(), explanation="Volgt.")
    html = officer.get(START).content.decode()
    assert reverse("admin:register_publication_change", args=[publication.pk]) in html
    assert 'href="/register/demo/register.pdf?versie=1"' in html
    assert "REG-DM-1" in html


def test_nobody_sees_more_than_he_may(officer, provider):
    put(provider, today(), explanation="Volgt.")
    group = Group.objects.get(name=OFFICER_GROUP)
    group.permissions.remove(*Permission.objects.filter(codename__in=("publish", "view_publication")))
    html = officer.get(START).content.decode()
    assert shown(officer)["publications"] is None
    assert "/publiceren/" not in html
    assert "/publication/" not in html
    group.permissions.remove(Permission.objects.get(codename="read_register"))
    html = officer.get(START).content.decode()
    assert shown(officer) is None
    assert "Eerst doen" not in html
    assert "/admin/providers/provider/" in html


def test_auditor_and_visitor_do_not_get_in(auditor, visitor, provider):
    for person in (auditor, visitor):
        assert person.get(START).status_code == 302


def queries(person):
    person.get(START)
    with CaptureQueriesContext(connection) as found:
        person.get(START)
    return len(found)


def test_many_providers_ask_as_many_queries_as_one(officer, provider, add_five):
    put(provider, today(), explanation="Volgt.")
    few = queries(officer)
    add_five()
    for number in range(30):
        other = Provider.objects.create(
            slug=f"p{number}", prefix=f"P{chr(65 + number)}"[:4], name=f"Aanbieder {number:02d}"
        )
        ProcessingActivity.objects.create(provider=other, number=f"{other.prefix}-01", title="Leeg")
    # Each line of “Eerst doen” may hang on a kind of row of its own.
    assert queries(officer) <= few + MOST
    page = shown(officer)["page"]
    assert (len(page.object_list), page.paginator.num_pages) == (25, 2)
    assert len(shown(officer, p=2)["page"].object_list) == page.paginator.count - 25


def test_no_inline_script_or_style(officer, provider):
    put(provider, today() - timedelta(days=500), explanation="Volgt.")
    for place in (START, "/admin/register/bevindingen/"):
        html = officer.get(place).content.decode()
        assert re.findall(r"<[^>]+\s(?:style|on[a-z]+)=", html) == [], place
        assert re.findall(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>", html) == [], place


def test_an_administrator_reads_when_the_last_backup_was(officer, provider):
    sentence = "Er is nog geen back-up gemaakt"
    assert sentence not in officer.get(START).content.decode()
    officer.user.is_superuser = True
    officer.user.save()
    assert sentence in officer.get(START).content.decode()
