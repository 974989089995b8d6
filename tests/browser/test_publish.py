"""Publishing with the keys alone, and what the page looks like on a phone."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from providers.models import Service
from register.admin.publication import views as publish_view
from register.choices import FileKind
from register.models import Publication
from register.publications.publishing import Order, publish
from tests.data import edit

from .keys import tab_to

FILES = {FileKind.STATEMENT_PDF: b"verklaring", FileKind.REGISTER_PDF: b"register"}


@pytest.fixture
def changed(officer, demo, sign_in, monkeypatch):
    """A provider with one version and one change, and an officer who looks at it; the address."""
    monkeypatch.setattr(publish_view, "publication_files", lambda edition: FILES)
    today = timezone.localdate()
    order = Order(provider=demo, valid_from=today, note="Eerste versie.", author="ander", explanation="Volgt.")
    publish(order, now=timezone.now(), today=today, render=lambda edition: FILES)
    edit(Service.objects.filter(key="bellen"), name="Anders")
    sign_in(officer)
    return reverse("admin:register_publish", args=[demo.slug])


def test_officer_publishes_with_the_keys_alone(page, changed):
    page.goto(changed)
    tab_to(page, "Publiceer versie 2")
    page.keyboard.press("Enter")
    # The summary has the focus, and its link leads to the field.
    expect(page.locator(".error-summary")).to_be_focused()
    tab_to(page, "Vertel klanten in één zin")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Eén zin voor klanten")).to_be_focused()
    page.keyboard.type("Bellen heet nu anders.")
    tab_to(page, "Grote wijziging")
    page.keyboard.press("Space")
    tab_to(page, "Uitleg bij open punten")
    page.keyboard.type("Volgt.")
    tab_to(page, "Publiceer versie 2")
    page.keyboard.press("Enter")
    expect(page.locator(".messagelist .success")).to_contain_text("versie 2 is gepubliceerd")
    second = Publication.objects.get(number=2)
    assert (second.note, second.is_major) == ("Bellen heet nu anders.", True)


def test_officer_publishes_without_script(browser, live_server, officer, changed):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    context.add_cookies(
        [{"name": "sessionid", "value": officer.cookies["sessionid"].value, "domain": "localhost", "path": "/"}]
    )
    page = context.new_page()
    page.goto(changed)
    page.get_by_label("Eén zin voor klanten").fill("Bellen heet nu anders.")
    page.get_by_label("Uitleg bij open punten").fill("Volgt.")
    page.get_by_role("button", name="Publiceer versie 2").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    context.close()
    assert Publication.objects.count() == 2


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_scrolls_sideways(page, changed, width):
    page.set_viewport_size({"width": width, "height": 900})
    version = Publication.objects.get()
    places = (
        changed,
        reverse("admin:register_withdraw", args=["demo"]),
        reverse("admin:register_publication_changelist"),
        reverse("admin:register_publication_change", args=[version.pk]),
        "/admin/",
    )
    for place in places:
        page.goto(place)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, place
