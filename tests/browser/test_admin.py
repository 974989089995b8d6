"""What only a browser can tell: scripts of the admin run, and nothing breaks the policy."""

from itertools import pairwise

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from providers.models import Provider
from register.models import DataRow, ProcessingActivity, StatementPage
from tests.register.versions_help import put


@pytest.fixture
def activity(officer, live_server, demo):
    return ProcessingActivity.objects.get(number="DM-01")


def address(row):
    return reverse(f"admin:register_{row._meta.model_name}_change", args=[row.pk])


def test_officer_adds_a_row_by_typing_in_a_search_box(page, sign_in, officer, activity):
    sign_in(officer)
    page.goto(address(activity))
    page.get_by_role("link", name="5 Met wie").click()
    page.get_by_text("Verstrekking toevoegen").click()
    row = page.locator("#disclosure_set-1")
    row.get_by_role("combobox", name="Partij").click()
    page.locator(".select2-dropdown input").fill("meld")
    page.get_by_role("option", name="Meldkamers").click()
    row.get_by_label("Rol").select_option("verwerker")
    page.get_by_role("button", name="Opslaan", exact=True).last.click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert activity.disclosure_set.filter(role="verwerker").count() == 1


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_scrolls_sideways(page, sign_in, officer, activity, width):
    sign_in(officer)
    page.set_viewport_size({"width": width, "height": 900})
    statement = StatementPage.objects.get()
    listing = reverse("admin:register_processingactivity_changelist")
    for place in (
        "/admin/",
        "/admin/mijn/demo/",
        "/admin/zoeken/?q=bel",
        listing,
        address(activity),
        address(statement),
    ):
        page.goto(place)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, place


def top_of(page, selector):
    # Scripts of the page go to its place after the load event.
    page.wait_for_timeout(200)
    return page.evaluate("selector => document.querySelector(selector).getBoundingClientRect().top", selector)


@pytest.mark.parametrize("field", ["#id_dpia", "#id_role", "#disclosure_set-group"])
def test_link_to_a_field_ends_with_it_in_sight(page, sign_in, officer, activity, field):
    sign_in(officer)
    page.set_viewport_size({"width": 1280, "height": 700})
    page.goto(address(activity) + field)
    assert 40 <= top_of(page, field) <= 400


def test_link_to_a_field_that_is_folded_away_opens_it(page, sign_in, officer, activity):
    sign_in(officer)
    page.goto(address(activity) + "#id_purposerow_set-0-key")
    expect(page.locator("#id_purposerow_set-0-key")).to_be_in_viewport()


def test_after_saving_the_message_is_in_sight_also_when_a_link_led_to_a_field(page, sign_in, officer, activity):
    sign_in(officer)
    page.goto(address(activity) + "#id_dpia")
    page.get_by_role("button", name="Opslaan en opnieuw bewerken").last.click()
    expect(page.locator(".messagelist .success")).to_be_in_viewport()
    page.wait_for_timeout(200)
    expect(page.locator(".messagelist .success")).to_be_in_viewport()
    assert page.url.endswith("/change/")


@pytest.mark.parametrize(("rows", "most"), [(9, 4000), (60, 9000)])
def test_an_activity_with_many_rows_is_a_few_screens(page, sign_in, officer, activity, rows, most):
    group = activity.datarow_set.exclude(group=None).first().group
    for number in range(rows - activity.datarow_set.count()):
        DataRow.objects.create(activity=activity, sequence=50 + number, group=group, name=f"Gegeven {number}")
    sign_in(officer)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(address(activity))
    assert page.locator('[id^="datarow_set-"].has_original').count() == rows
    assert page.evaluate("document.documentElement.scrollHeight") <= most


def test_a_statement_of_which_nothing_is_recorded_is_a_few_screens(page, sign_in, officer, live_server):
    provider = Provider.objects.create(slug="leeg", prefix="LG", name="Leeg")
    sign_in(officer)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(reverse("admin:register_statementpage_change", args=[provider.pk]))
    assert page.evaluate("document.documentElement.scrollHeight") <= 3500


def test_after_saving_a_link_to_a_step_opens_it(page, sign_in, officer, activity):
    sign_in(officer)
    page.goto(address(activity))
    page.get_by_role("button", name="Opslaan en opnieuw bewerken").first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    page.get_by_role("link", name="7 Controle en DPIA").click()
    expect(page.locator("#id_dpia")).to_be_in_viewport()


def test_long_form_can_be_saved_from_the_top(page, sign_in, officer, activity):
    sign_in(officer)
    page.goto(address(activity))
    expect(page.get_by_role("button", name="Opslaan en opnieuw bewerken").first).to_be_in_viewport()


def test_new_activity_begins_in_its_first_field(page, sign_in, officer, activity):
    sign_in(officer)
    page.goto(reverse("admin:register_processingactivity_add"))
    expect(page.locator(".field-provider :focus")).to_have_count(1)


def test_buttons_about_an_activity_do_not_cover_each_other(page, sign_in, officer, activity):
    # What was published has one button more, and takes three lines.
    put(activity.provider, timezone.localdate(), explanation="Volgt.")
    sign_in(officer)
    page.set_viewport_size({"width": 500, "height": 900})
    page.goto(address(activity))
    script = "[...document.querySelectorAll('.object-tools a')].map(link => link.getBoundingClientRect().toJSON())"
    lines = {box["top"]: box["bottom"] for box in page.evaluate(script)}
    tops = sorted(lines)
    assert len(tops) == 3
    assert [top for above, top in pairwise(tops) if top < lines[above]] == []


def test_list_of_activities_shows_all_its_columns_at_1280(page, sign_in, officer, live_server, published):
    sign_in(officer)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(reverse("admin:register_processingactivity_changelist"))
    heads = page.locator("#result_list thead th").all_inner_texts()
    assert [" ".join(head.split()) for head in heads if head.strip()] == [
        *("Nummer", "Titel", "Aanbieder", "Rol", "Status", "Bevindingen", "Volgende controle", "Laatst gewijzigd")
    ]
    assert page.evaluate("(box => box.scrollWidth - box.clientWidth)(document.querySelector('.results'))") == 0
