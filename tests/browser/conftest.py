"""A real Chromium against a real server. Few tests belong here: those that need a browser."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests.conftest import Person

from .chromium import FLAGS, program


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The system's Chromium; its absence is a failure, not a skip."""
    path = program()
    if path is None:
        pytest.fail("No Chromium found. Install it: apt-get install chromium")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop running; Django takes that for asynchronous code.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, live_server) -> Iterator[Page]:
    """An empty page on the test server; `page.goto("/")` is enough of an address.

    A test fails when the browser reported an error, such as something the policy refused.
    """
    context = browser.new_context(base_url=live_server.url, locale="nl-NL")
    page = context.new_page()
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append(message.text)

    page.on("console", listen)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == []


@pytest.fixture
def sign_in(page: Page, live_server) -> Callable[[Person], None]:
    """`sign_in(officer)`: the page goes on as that person."""

    def use(person: Person) -> None:
        cookie = person.cookies["sessionid"].value
        host = urlsplit(live_server.url).hostname
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "domain": str(host), "path": "/"}])

    return use
