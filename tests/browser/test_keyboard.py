"""The customer, the auditor and the officer make their rounds with the keys alone."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from providers.models import Provider
from register.models import ProcessingActivity
from tests.conftest import PASSWORD
from tests.register.versions_help import put, rename

from .keys import follow, log_in, tab_to

TITLE = "Gesprekken doorschakelen naar wie bereikbaar is"


@pytest.fixture
def editions(live_server, officer, auditor, published) -> None:
    """Five providers; TeamTelefoon changed one word since its first version."""
    provider = Provider.objects.get(slug="teamtelefoon")
    rename("Verbinden")
    put(provider, date(2021, 3, 1), note="De app heet nu Verbinden.", explanation="Zie versie 1.")


def test_customer(page, editions):
    page.goto("/")
    follow(page, "TeamTelefoon")
    page.wait_for_url("**/teamtelefoon/")
    # The first stop leads past the header.
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Naar de inhoud")
    page.keyboard.press("Enter")
    tab_to(page, "Alle redenen")
    follow(page, "Ik ben cliënt met een Medido")
    page.wait_for_url("**/teamtelefoon/voor/clienten/")
    expect(page.get_by_role("heading", level=1, name="Cliënten")).to_be_visible()
    follow(page, "Naar de hele privacyverklaring")
    page.wait_for_url("**/teamtelefoon/")
    follow(page, "Rechten en klachten")
    expect(page.get_by_role("heading", name="Uw rechten en klachten")).to_be_in_viewport()
    tab_to(page, "Vraag inzage")
    assert page.locator(":focus").get_attribute("href").startswith("mailto:")
    tab_to(page, "Trek in")
    tab_to(page, "Wat er over uw rechten is vastgelegd")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Namen in onze tekst")).to_be_visible()
    follow(page, "Alle versies")
    page.wait_for_url("**/versies/")
    follow(page, "Vergelijk met versie 1")
    page.wait_for_url("**/verschil/1-2/")
    follow(page, "Toon ook ongewijzigde tekst")
    page.wait_for_url("**/verschil/1-2/?ongewijzigd=ja")
    expect(page.locator("ins")).to_have_count(1)


def test_auditor(page, editions):
    title = ProcessingActivity.objects.get(number="TT-01").title
    page.goto("/register/")
    log_in(page, "auditor", PASSWORD)
    page.wait_for_url("**/register/")
    follow(page, "Register, versie 2")
    page.wait_for_url("**/register/teamtelefoon/**")
    tab_to(page, "Register als pdf")
    # The wide table scrolls with the arrow keys: it has a stop of its own.
    tab_to(page, "Tabel van alle verwerkingen")
    follow(page, "TT-01")
    expect(page.locator("#TT-01")).to_be_in_viewport()
    tab_to(page, f"TT-01 {title}")
    page.keyboard.press("Enter")
    expect(page.locator("#TT-01 dl").first).to_be_visible()
    page.go_back()
    follow(page, title)
    expect(page).to_have_title(f"TT-01 {title} – Verwerkingsregister")
    follow(page, "Volgende")
    follow(page, "Hele register")
    page.wait_for_url("**/register/teamtelefoon/**")
    follow(page, "Afmelden")  # the link, and then the button that it leads to
    follow(page, "Afmelden")
    page.goto("/register/")
    page.wait_for_url("**/login/**")


def test_officer(page, editions):
    activity = ProcessingActivity.objects.get(number="TT-02")
    page.goto("/admin/")
    log_in(page, "officer", PASSWORD)
    page.goto(reverse("admin:register_processingactivity_changelist") + "?q=TT-02")
    follow(page, "TT-02", exact=True)
    page.wait_for_url(f"**/{activity.pk}/change/**")
    tab_to(page, "Titel")
    page.keyboard.press("Control+A")
    page.keyboard.type(TITLE)
    # Enter in a text field saves, as the first button of the form does.
    page.keyboard.press("Enter")
    expect(page.locator(".messagelist .success")).to_be_visible()
    activity.refresh_from_db()
    assert activity.title == TITLE
    page.goto(reverse("admin:index"))
    follow(page, "ja, bekijk verschil: TeamTelefoon")
    page.wait_for_url("**/publiceren/teamtelefoon/")
    tab_to(page, "Eén zin voor klanten")
    page.keyboard.type("De titel is duidelijker.")
    tab_to(page, "Uitleg bij open punten")
    page.keyboard.type("Volgt.")
    follow(page, "Publiceer versie 3")
    expect(page.locator(".messagelist .success")).to_contain_text("versie 3 is gepubliceerd")
