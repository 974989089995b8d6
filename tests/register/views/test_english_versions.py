"""What the world reads in English of every version, on the days around it."""

import re
from datetime import date

import pytest

from providers.models import Provider
from register.choices import PublicationKind
from tests.register.test_english import dutch
from tests.register.versions_help import DECEMBER, Clock, put, put_three


@pytest.fixture
def clock(monkeypatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def three(clock, demo) -> Provider:
    """Version 1 of March, 2 of November, and 3 announced for December; it is the twentieth of November."""
    put_three(demo, clock)
    return demo


def notes(text: str) -> list[str]:
    """The notes above a page after the one about the translation, without their links."""
    found = re.findall(r'<p class="note state">(.*?)</p>', text, re.DOTALL)
    return [re.sub(r"<[^>]+>", "", note).strip() for note in found[1:]]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/en/demo/", "Version 3 applies from 1 December 2026. See what will change"),
        ("/en/demo/versies/1/",
         "This is version 1, valid from 12 March to 31 October 2026. Go to the current version"),
        ("/en/demo/versies/3/",
         "This is version 3, which applies from 1 December 2026. Go to the current version"),
    ],
)  # fmt: skip
def test_old_and_announced_versions(three, visitor, path, said):
    text = visitor.get(path).text
    assert notes(text) == [said]
    assert dutch(text) == set()
    assert 'href="/en/demo/' in text


def test_a_withdrawn_provider(three, visitor, clock):
    put(three, DECEMBER, on=clock.day, kind=PublicationKind.WITHDRAWAL, note="Wij stoppen.")
    clock.day = date(2027, 1, 1)
    text = visitor.get("/en/demo/").text
    assert notes(text) == ["This provider has not been active in this register since 1 December 2026. Wij stoppen."]
    assert '<dd><div>from 1 December 2026</div><div lang="nl">Wij stoppen.</div>' in text
    index = visitor.get("/en/").text
    assert "No longer active" in index.partition("last version 3 of 1 December 2026")[0]
    for path in ("", "versies/", "versies/4/", "verschil/3-4/"):
        assert (path, dutch(visitor.get(f"/en/demo/{path}").text)) == (path, set())


def test_publishing_shows_in_both_languages_at_once(three, visitor, clock):
    pages = [visitor.get(path) for path in ("/demo/", "/en/demo/")]
    clock.day = DECEMBER
    for page, path in zip(pages, ("/demo/", "/en/demo/"), strict=True):
        assert "Telefonie en meer" in visitor.get(path, headers={"If-None-Match": page["ETag"]}).text


def test_the_list_of_versions(three, visitor):
    text = visitor.get("/en/demo/versies/").text
    assert re.findall(r'<p class="small muted num">([^<]+)</p>', text) == [
        "From 1 December 2026, not yet in force",
        "1 to 30 November 2026",
        "12 March to 31 October 2026",
    ]
    assert '<p class="prose" lang="nl">Bellen heet nu telefonie.</p>' in text
    assert dutch(text) == set()


def test_a_difference(three, visitor):
    text = visitor.get("/en/demo/verschil/1-2/").text
    assert dutch(text) == set()
    assert re.findall(r"<(ins|del)><span class=\"vh\">([^<]+)</span><span lang=\"nl\">([^<]+)</span></\1>", text) == [
        ("del", "removed: ", "Bellen"),
        ("ins", "new: ", "Telefonie"),
    ]
    assert '<span class="tag">Changed</span> Service <span lang="nl">Telefonie</span>' in text
    assert "Version 2 (1 to 30 November 2026) compared with version 1 (12 March to 31 October 2026)." in text
    assert '<a href="/en/demo/">Go to the current version</a>' in text


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [("/en/weg/", 404, "This page does not exist"), ("/en/demo/", 500, "Something went wrong")],
)
def test_errors_are_english(three, visitor, monkeypatch, path, status, said):
    if status == 500:
        monkeypatch.setattr("register.views.public.public_version", None)
    visitor.raise_request_exception = False
    response = visitor.get(path)
    assert (response.status_code, f"<h1>{said}</h1>" in response.text) == (status, True)
    assert dutch(response.text) == set()


def test_en_without_a_slash_leads_to_the_index(visitor, db):
    response = visitor.get("/en")
    assert (response.status_code, response["Location"]) == (301, "/en/")
