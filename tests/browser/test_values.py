"""Putting the value of a fact into a text, with the keys alone."""

from django.urls import reverse
from playwright.sync_api import expect

from register.models import Highlight


def test_a_value_is_put_where_the_cursor_is(page, sign_in, officer, demo):
    Highlight.objects.create(provider=demo, sequence=1, text="Blijft bewaard.")
    sign_in(officer)
    page.goto(reverse("admin:register_statementpage_change", args=[demo.pk]))
    page.get_by_role("link", name="9 Teksten van de pagina").click()
    page.locator("#highlight_set-0 summary").click()
    text = page.locator("#id_highlight_set-0-text")
    text.focus()
    page.keyboard.press("Control+Home")
    for _ in "Blijft ":
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("id", "id_highlight_set-0-text-waarde")
    page.keyboard.type("Termijn Kort")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(text).to_have_value("Blijft {termijn:kort}bewaard.")
    expect(text).to_be_focused()


def test_a_row_that_is_added_has_the_list_too(page, sign_in, officer, demo):
    sign_in(officer)
    page.goto(reverse("admin:register_statementpage_change", args=[demo.pk]))
    page.get_by_role("link", name="9 Teksten van de pagina").click()
    page.locator("#highlight_set-group .add-row a").click()
    box = page.locator("#highlight_set-0")
    box.get_by_label("Waarde invoegen").focus()
    box.get_by_label("Waarde invoegen").select_option("{termijn:kort}")
    box.get_by_role("button", name="Voeg in").click()
    expect(page.locator("#id_highlight_set-0-text")).to_have_value("{termijn:kort}")
