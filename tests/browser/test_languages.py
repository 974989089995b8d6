"""The way from one language to the other, which only a browser takes to the same section."""

import pytest
from playwright.sync_api import Page, expect

from tests.register.versions_help import put


@pytest.fixture
def demo(officer, live_server, demo) -> None:
    put(demo)


def test_a_reader_changes_language_and_stays_in_the_section(page: Page, demo):
    page.goto("/demo/")
    assert page.get_by_role("link", name="English").count() == 1
    page.get_by_role("navigation", name="Op deze pagina").get_by_role("link", name="Rechten en klachten").click()
    page.locator("main").get_by_role("link", name="English").click()
    page.wait_for_url("**/en/demo/#rechten")
    expect(page.get_by_role("heading", level=2, name="Your rights and complaints")).to_be_in_viewport()
    page.get_by_role("navigation", name="Language").get_by_role("link", name="Nederlands").click()
    page.wait_for_url(lambda address: "/en/" not in address)
    expect(page.get_by_role("navigation", name="Taal").locator("[aria-current]")).to_have_text("Nederlands")
    assert page.context.cookies() == []


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_english_page_needs_no_sideways_scrolling(page: Page, demo, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/en/demo/")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for link in page.get_by_role("navigation", name="Language").get_by_role("link").all():
        assert link.bounding_box()["height"] >= 44
