"""The three readers in a real browser: an officer edits a fact, a customer reads it, an auditor takes the register."""

import pikepdf
from django.urls import reverse
from playwright.sync_api import Page, expect

from providers.models import Service
from register.models import ProcessingActivity, Publication
from tests.conftest import PASSWORD
from tests.register.versions_help import put, rename

SLUGS = ("teamtelefoon", "telecom-service", "vcare", "voips", "vtel")
TITLE = "Gesprekken doorschakelen naar wie bereikbaar is"


def log_in(page: Page, name: str) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("Gebruikersnaam").fill(name)
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Aanmelden").click()
    page.wait_for_url(lambda address: "/login/" not in address)


def test_officer_edits_customer_reads_auditor_downloads(page, officer, auditor, published, tmp_path):
    activity = ProcessingActivity.objects.get(number="TT-02")
    page.goto("/")
    page.get_by_role("link", name="TeamTelefoon").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("TeamTelefoon en uw gegevens")
    expect(page.get_by_text(TITLE)).to_have_count(0)

    log_in(page, "officer")
    page.goto(reverse("admin:register_processingactivity_change", args=[activity.pk]))
    page.get_by_label("Titel:", exact=True).fill(TITLE)
    page.get_by_role("button", name="Opslaan", exact=True).last.click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    page.goto("/register/teamtelefoon/concept/")
    expect(page.get_by_text("Concept, niet openbaar.")).to_be_visible()
    expect(page.get_by_text(TITLE).first).to_be_visible()
    page.context.clear_cookies()

    page.goto("/teamtelefoon/")
    expect(page.get_by_text(TITLE)).to_have_count(0)
    put(activity.provider, note="De titel van TT-02 is duidelijker.", explanation="Zie versie 1.")
    # The browser may keep a page for a minute; reloading asks.
    page.reload()
    expect(page.get_by_text(TITLE).first).to_be_visible()
    page.goto("/teamtelefoon/verschil/1-2/")
    expect(page.locator("ins").first).to_be_visible()
    assert page.context.cookies() == []

    log_in(page, "auditor")
    assert page.url.endswith("/register/")
    page.goto("/register/teamtelefoon/?versie=concept")
    expect(page.get_by_text(TITLE).first).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="pdf").first.click()
    download.value.save_as(tmp_path / "register.pdf")
    with pikepdf.open(tmp_path / "register.pdf") as pdf, pdf.open_outline() as outline:
        titles = [child.title for part in outline.root for child in part.children]
        assert any(TITLE in title for title in titles)


def test_a_customer_finds_the_answers_by_keyboard_and_loads_nothing_else(page, officer, auditor, published):
    hosts = set()
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    page.goto("/vtel/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Naar de inhoud")
    page.keyboard.press("Enter")
    assert page.url.endswith("#inhoud")
    assert len(hosts) == 1
    assert page.evaluate("document.scripts.length") == 0
    assert page.locator("[style]").count() == 0


def test_no_page_scrolls_sideways(page, officer, auditor, published):
    rename("Aansprakelijkheidsverzekeringsmaatschappij")
    put(Service.objects.order_by("pk")[0].provider, explanation="Zie versie 1.")
    too_wide = []
    for width in (320, 390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        changed = Publication.objects.get(number=2).provider.slug
        history = [f"/{changed}/{page_of}" for page_of in ("versies/", "versies/1/", "verschil/1-2/")]
        for place in ("/", "/controle/?nummer=REG-TT-1", *history, *(f"/{slug}/" for slug in SLUGS)):
            page.goto(place)
            if page.evaluate("document.documentElement.scrollWidth") > width:
                too_wide.append((place, width))
    assert too_wide == []
