"""Another public language is a line in the settings and a catalogue; nothing else names languages."""

import re

import pytest
from django.conf import settings
from django.utils import translation

from register.views import page_cache
from tests.data import load_demo

from .versions_help import put

CODES = (*dict(settings.LANGUAGES), "de")


@pytest.fixture(autouse=True)
def _another_language(settings, db):
    settings.LANGUAGES = [*settings.LANGUAGES, ("de", "Deutsch")]
    page_cache.clear()
    yield
    page_cache.clear()


@pytest.fixture
def demo(db):
    put(load_demo())


@pytest.mark.parametrize("path", ["/", "/demo/", "/demo/versies/"])
def test_each_page_has_an_address_in_it_and_is_found_there(client, demo, path):
    response = client.get(f"/de{path}")
    assert response.status_code == 200
    assert response["Content-Language"] == "de"
    assert '<html lang="de">' in response.text
    alternates = re.findall(r'<link rel="alternate" hreflang="(\w+)" href="([^"]+)">', response.text)
    assert alternates == [(code, path if code == "nl" else f"/{code}{path}") for code in CODES]


@pytest.mark.parametrize(("start", "current"), [("", "nl"), ("/en", "en"), ("/de", "de")])
def test_each_section_leads_to_itself_in_the_others(client, demo, start, current):
    page = client.get(f"{start}/demo/").text
    others = [code for code in CODES if code != current]
    found = re.findall(r'<a class="same" href="[^"]+#(\w+)" lang="(\w+)"', page)
    sections = re.findall(r'<section aria-labelledby="(\w+)"', page)
    assert found == [(section, code) for section in sections for code in others]


def test_words_of_the_provider_are_marked_as_in_english(client, demo):
    marked = [re.findall(r'<[^>]* lang="nl">[^<]*', client.get(f"/{code}/demo/").text) for code in ("en", "de")]
    # Shared words have an English name and no German one.
    assert set() != set(marked[0]) <= set(marked[1])


def test_who_reports_a_leak_may_write_it(client, settings):
    settings.SECURITY_CONTACT = "mailto:lek@example.nl"
    assert f"\nPreferred-Languages: {', '.join(CODES)}\n" in client.get("/.well-known/security.txt").text


@pytest.mark.parametrize("path", ["/fr/", "/dem/", "/den/demo/"])
def test_another_first_word_is_no_language(client, path):
    response = client.get(path)
    assert (response.status_code, response["Content-Language"]) == (404, "nl")
    assert translation.get_language() == "nl"
