"""Every public page in English: the same page, at an address of its own, with the provider's words marked Dutch."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from register.views import page_cache
from tests.register.views.test_public import BUDGETS

from .speech import spoken, words
from .test_catalogue import ENGLISH

NEUTRAL = ("/", "/over/", "/toegankelijkheid/", "/controle/", "/controle/?nummer=REG-VO-1", "/controle/?nummer=REG-X-1")
STATEMENTS = tuple(f"/{slug}/" for slug in BUDGETS)
PAGES = (*NEUTRAL, *STATEMENTS, "/voips/versies/", "/voips/versies/1/", "/bestaat-niet/")
MARCH, NOVEMBER, DECEMBER = date(2026, 3, 12), date(2026, 11, 1), date(2026, 12, 1)

SWITCH = re.compile(r'<li><a href="([^"]+)" lang="(\w\w)" hreflang="(\w\w)"( aria-current="true")?>(\w+)</a>')
DUTCH_WORDS = {word for entry in ENGLISH for word in words(f"{entry.text} {entry.plural}")}
ENGLISH_WORDS = {word for entry in ENGLISH for word in words(" ".join(entry.said))}


def dutch(html: str) -> set[str]:
    """Words of the Dutch interface in the English part of a page."""
    return words(spoken(html)["en"]) & DUTCH_WORDS - ENGLISH_WORDS


@pytest.mark.parametrize("path", PAGES)
def test_an_english_page_says_no_dutch_word_of_its_own(client, published, path):
    response = client.get(f"/en{path}")
    assert dutch(response.text) == set()
    assert response["Content-Language"] == "en"
    assert response.text.count('<html lang="en">') == 1


@pytest.mark.parametrize("path", PAGES)
def test_a_dutch_page_says_no_english_sentence(client, published, path):
    said = {text for entry in ENGLISH for text in entry.said if len(words(text)) > 2} - {e.text for e in ENGLISH}
    page = client.get(path).text
    assert [text for text in said if text.strip() in page] == []
    assert set(spoken(page)) <= {"", "nl", "en"}
    # Only the switch is English.
    assert words(spoken(page)["en"]) == {"english"}


@pytest.mark.parametrize("path", STATEMENTS)
def test_an_english_statement_says_first_what_is_translated(client, published, path):
    main = client.get(f"/en{path}").text.partition("<main")[2]
    first = re.search(r"<(?:p|h1)[^>]*>([^<]+)<", main)[1]
    assert first == (
        "The provider wrote this statement in Dutch. Headings and explanations are translated; the text of the "
        "provider is not. The Dutch version applies."
    )
    assert "The provider wrote" not in client.get(path).text


@pytest.mark.parametrize("path", STATEMENTS)
def test_both_languages_have_the_same_facts(client, published, path):
    pages = [client.get(f"{start}{path}").text for start in ("", "/en")]
    for pattern in (r' id="[^"]+"', r'<span class="nr">[\w-]+', r"<(?:tr|td|li|dt|dd|h\d|p|svg)\b", r'class="gap"'):
        one, other = (re.findall(pattern, page.partition('<div class="hero"')[2]) for page in pages)
        assert one == other


@pytest.mark.parametrize("path", PAGES)
def test_the_switch_leads_to_the_same_page(client, published, path):
    for start, current in (("", "nl"), ("/en", "en")):
        page = client.get(f"{start}{path}").text
        links = SWITCH.findall(page)
        place = "/" if path == "/bestaat-niet/" else "/voips/" if path == "/voips/versies/1/" else path
        assert links == [
            (place, "nl", "nl", ' aria-current="true"' if current == "nl" else "", "Nederlands"),
            (f"/en{place}", "en", "en", ' aria-current="true"' if current == "en" else "", "English"),
        ]


@pytest.mark.parametrize("path", [*STATEMENTS, "/voips/versies/", "/", "/over/"])
def test_search_engines_find_the_other_language(client, published, path):
    for start in ("", "/en"):
        page = client.get(f"{start}{path}").text
        assert re.findall(r'<link rel="alternate" hreflang="(\w\w)" href="([^"]+)">', page) == [
            ("nl", path), ("en", f"/en{path}"),
        ]  # fmt: skip
        assert (f'<link rel="canonical" href="{start}{path}">' in page) == (path in STATEMENTS)


@pytest.mark.parametrize("path", STATEMENTS)
def test_each_section_leads_to_itself_in_the_other_language(client, published, path):
    for start, other in (("", "/en"), ("/en", "")):
        page = client.get(f"{start}{path}").text
        sections = re.findall(r'<h2 id="(\w+)">[^<]+</h2>\n<a class="same" href="([^"]+)"', page)
        assert [address for _, address in sections] == [f"{other}{path}#{name}" for name, _ in sections]
        assert len(sections) == page.count('<section aria-labelledby="')


@pytest.mark.parametrize(
    "headers", [{"accept-language": "en"}, {"accept-language": "nl"}, {"cookie": "django_language=en"}]
)
def test_only_the_address_chooses_the_language(client, published, headers):
    for path in ("/voips/", "/en/voips/"):
        plain = client.get(path)
        page_cache.clear()
        asked = client.get(path, headers=headers)
        assert asked.content == plain.content
        assert not {"accept-language", "cookie"} & {name.strip().lower() for name in asked.get("Vary", "").split(",")}
        assert not asked.cookies
    assert translation.get_language() == "nl"


@pytest.mark.parametrize("path", ["/", *STATEMENTS])
def test_english_costs_as_much_as_dutch_and_is_not_sent_twice(client, published, path, monkeypatch):
    monkeypatch.setattr(page_cache, "RECHECK_SECONDS", 60.0)  # a busy machine takes more than one for a page
    counts = []
    for start in ("/en", "/en", ""):
        with CaptureQueriesContext(connection) as queries:
            response = client.get(f"{start}{path}")
        counts.append(len(queries))
    # The middle one is answered from memory; the Dutch one finds the state of the publications asked already.
    assert counts == [4, 0, 3]
    tag = client.get(f"/en{path}")["ETag"]
    assert tag != response["ETag"]
    assert client.get(f"/en{path}", headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("slug", BUDGETS)
def test_an_english_statement_keeps_to_its_budget(client, published, slug):
    # The marks of the provider's words are a sixth more.
    assert len(client.get(f"/en/{slug}/").content) < BUDGETS[slug] * 7 / 6


def test_names_of_days_terms_and_articles_are_english(client, published):
    text = client.get("/en/teamtelefoon/").text
    assert "1 January 2020" in text
    assert "Article 6(1)(b) GDPR." in text
    assert re.search(r"\d+ (days|months|years)", spoken(text)["en"])
    assert 'href="/teamtelefoon/verklaring.pdf">PDF in Dutch (' in text
    assert client.get("/en/teamtelefoon/verklaring.pdf").status_code == 404


def test_the_register_and_the_admin_stay_dutch(auditor):
    assert auditor.get("/en/register/").status_code == 404
    assert '<html lang="nl"' in auditor.get("/register/", headers={"accept-language": "en"}).text
