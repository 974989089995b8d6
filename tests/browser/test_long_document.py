"""A long document in a browser without script: asked, followed, fetched."""

import json
import os
import subprocess
import sys

import pytest
from playwright.sync_api import Page, expect

from tests.register import own_database

PROGRAM = "tests.register.processes.document_server"


@pytest.fixture
def serve(tmp_path):
    """Starts the site in a process of its own; what it printed, and the process."""
    own = own_database.filled(tmp_path)
    started: list[subprocess.Popen[str]] = []

    def start() -> dict:
        process = subprocess.Popen(
            [sys.executable, "-m", PROGRAM],
            cwd=own_database.ROOT,
            env={**os.environ, "DATABASE_URL": own.url, "STEPS": str(tmp_path)},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        started.append(process)
        return {**json.loads(process.stdout.readline()), "process": process}

    yield start
    for process in started:
        process.kill()
        process.wait()


@pytest.fixture
def site(serve):
    return serve()


@pytest.fixture
def page(browser, site):
    """An empty page of a reader, in a browser that runs no script."""
    context = browser.new_context(base_url=site["address"], java_script_enabled=False, locale="nl-NL")
    context.add_cookies([{"name": "sessionid", "value": site["session"], "domain": "localhost", "path": "/"}])
    yield context.new_page()
    context.close()


def ask(page: Page) -> None:
    """From the draft of the register to the page of its document, as a reader does."""
    page.goto("/register/demo/?versie=concept")
    page.get_by_role("link", name="Register als pdf").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Register van Demo als pdf, concept")


def test_a_reader_without_script_follows_and_fetches_it(page, tmp_path):
    ask(page)
    expect(page.get_by_role("status")).to_have_text("Het document wordt gemaakt.", timeout=30_000)
    (tmp_path / "1").touch()
    # Nothing was clicked: the page looks again by itself.
    expect(page.get_by_role("status")).to_have_text("1 van 4 delen klaar (25%).", timeout=30_000)
    assert page.title() == "25% klaar: Register van Demo als pdf, concept – Verwerkingsregister"
    for part in ("2", "3", "4"):
        (tmp_path / part).touch()
    expect(page.get_by_role("status")).to_have_text("Het document is klaar.", timeout=30_000)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download register-demo-concept").click()
    assert download.value.path().read_bytes() == b"%PDF REG-DM-CONCEPT"


def test_a_reader_hears_what_went_wrong_and_tries_again(page, tmp_path):
    (tmp_path / "fails").touch()
    ask(page)
    expect(page.get_by_role("alert")).to_contain_text("Een tekst in dit register is veel te lang.", timeout=30_000)
    (tmp_path / "fails").unlink()
    for part in ("1", "2", "3", "4"):
        (tmp_path / part).touch()
    page.get_by_role("button", name="Probeer opnieuw").click()
    expect(page.get_by_role("status")).to_have_text("Het document is klaar.", timeout=30_000)


def test_a_reader_can_stop_the_page_from_moving(page):
    ask(page)
    page.get_by_role("link", name="Niet meer vanzelf verversen").click()
    expect(page.get_by_role("link", name="Kijk opnieuw")).to_be_visible()
    answer = page.reload()
    assert "refresh" not in answer.headers


@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_fits(page, width):
    page.set_viewport_size({"width": width, "height": 900})
    ask(page)
    box = page.locator("progress").bounding_box()
    assert box["x"] + box["width"] <= width
