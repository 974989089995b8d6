"""A reader without a mouse."""

import pytest
from playwright.sync_api import Page

# The name of what has the focus, and whether somebody who looks at the screen sees that.
FOCUSED = """() => {
    const element = document.activeElement, style = getComputedStyle(element), box = element.getBoundingClientRect();
    const label = element.labels?.[0]?.textContent || element.getAttribute("aria-label") || element.textContent;
    const name = element.value && element.type == "submit" ? element.value : label;
    const onScreen = box.width > 0 && box.bottom > 0 && box.top < innerHeight;
    // The browser itself marks the parts of a date.
    return [name.trim(), onScreen && (style.outlineStyle != "none" || element.type == "date")];
}"""


def tab_to(page: Page, text: str, *, exact: bool = False) -> None:
    """Press Tab until what holds this text (or is it, exactly) has the focus; each stop on the way has to show."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            continue  # past the last stop; the next is the first
        name, is_seen = page.evaluate(FOCUSED)
        assert is_seen, f"“{name[:60]}” has the focus, and nobody sees it"
        if text == name if exact else text in name:
            return
    pytest.fail(f"“{text}” cannot be reached with the Tab key")


def follow(page: Page, text: str, *, exact: bool = False) -> None:
    """Go to the link or button with this text, use it, and be where it leads."""
    tab_to(page, text, exact=exact)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def log_in(page: Page, name: str, password: str) -> None:
    """From the sign-in page on, with the keys alone."""
    tab_to(page, "Gebruikersnaam")
    page.keyboard.type(name)
    tab_to(page, "Wachtwoord")
    page.keyboard.type(password)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "/login/" not in address)
