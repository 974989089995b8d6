"""What a browser does with a form: clicks while it waits, goes back, and finds the session gone."""

import pytest
from playwright.sync_api import expect

from providers.models import Recipient
from tests.conftest import PASSWORD

ADD = "/admin/providers/recipient/add/"


@pytest.fixture
def typed(page, sign_in, officer, demo):
    """A new recipient, typed and not saved."""
    sign_in(officer)
    page.goto(f"{ADD}?provider={demo.pk}")
    page.get_by_label("Naam of soort").fill("Voorbeeld BV")
    return page


def save(page):
    return page.get_by_role("button", name="Opslaan", exact=True).last


def test_three_clicks_while_the_answer_is_slow_make_one_row(typed):
    slow = {"offline": False, "latency": 3000, "downloadThroughput": -1, "uploadThroughput": -1}
    typed.context.new_cdp_session(typed).send("Network.emulateNetworkConditions", slow)
    # A click of the library itself waits for the answer to the one before. Apart, because threads of the test
    # server share one connection.
    save(typed).evaluate("button => [0, 900, 1800].forEach(later => setTimeout(() => button.click(), later))")
    expect(typed.locator(".messagelist")).to_contain_text("Dit formulier is al opgeslagen", timeout=30_000)
    assert list(Recipient.objects.filter(name="Voorbeeld BV").values_list("key", flat=True)) == ["voorbeeld-bv"]


def test_back_and_save_again_says_what_is_there(typed):
    save(typed).click()
    expect(typed.locator(".messagelist .success")).to_be_visible()
    typed.go_back()
    save(typed).click()
    expect(typed.locator(".error-summary")).to_contain_text("Er is al een ontvanger “Voorbeeld BV”")
    expect(typed.get_by_label("Naam of soort")).to_have_value("Voorbeeld BV")
    assert Recipient.objects.filter(name="Voorbeeld BV").count() == 1


def test_what_was_typed_is_there_after_signing_in(typed):
    typed.context.clear_cookies()
    save(typed).click()
    typed.get_by_label("Gebruikersnaam").fill("officer")
    typed.get_by_label("Wachtwoord").fill(PASSWORD)
    typed.get_by_role("button", name="Aanmelden").click()
    expect(typed.get_by_label("Naam of soort")).to_have_value("Voorbeeld BV")
    save(typed).click()
    expect(typed.locator(".messagelist .success")).to_be_visible()
    assert Recipient.objects.filter(name="Voorbeeld BV").count() == 1
