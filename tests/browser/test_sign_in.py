"""Signing in, as people do it."""

from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

from tests.conftest import PASSWORD


def fill_in(page, username, password):
    page.get_by_label("Gebruikersnaam").fill(username)
    page.get_by_label("Wachtwoord").fill(password)
    page.get_by_role("button", name="Aanmelden").click()


@pytest.mark.usefixtures("officer")
def test_officer_signs_in_and_lands_in_the_admin(page):
    page.goto("/accounts/login/")
    fill_in(page, "officer", PASSWORD)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.url.endswith("/admin/")


@pytest.mark.usefixtures("officer")
def test_admin_sends_a_visitor_through_the_same_form(page):
    page.goto("/admin/auth/")
    assert unquote(page.url).endswith("/accounts/login/?next=/admin/auth/")
    fill_in(page, "officer", "verkeerd")
    expect(page.locator(".errorlist")).to_be_visible()


def test_signed_in_page_needs_no_form(page, sign_in, officer):
    sign_in(officer)
    page.goto("/admin/")
    assert page.url.endswith("/admin/")
