"""Index, statement, errors: what a visitor gets over HTTP, for the five providers of the project."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from providers.models import Provider
from register.views import page_cache
from tests.data import edit

# Raising one of these is a decision.
BUDGETS = {"teamtelefoon": 30_000, "vcare": 29_000, "vtel": 32_000, "voips": 28_000, "telecom-service": 37_000}
PATHS = ["/", "/over/", "/toegankelijkheid/", *(f"/{slug}/" for slug in BUDGETS), "/teamtelefoon/voor/bellers/"]


@pytest.fixture
def html(client, published):
    """`html(path)`: the page as a visitor gets it."""

    def get(path: str) -> str:
        response = client.get(path)
        assert response.status_code == 200
        return response.content.decode()

    return get


@pytest.mark.parametrize("path", PATHS)
def test_a_public_page_runs_nothing_keeps_nothing_and_loads_nothing(client, published, path):
    response = client.get(path)
    made = response.content.decode()
    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert not re.search(r"<script|\son\w+=|\sstyle=|<form|<iframe", made)
    assert re.findall(r'(?:src|href)="(?:https?:)?//[^"]*"', re.sub(r"<a [^>]*>", "", made)) == []
    assert "script-src 'none'" in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "public, max-age=60"


@pytest.mark.parametrize("path", [*PATHS, "/bestaat-niet/"])
def test_a_public_page_is_only_read(client, published, path):
    assert client.post(path).status_code == 405
    head = client.head(path)
    assert head.status_code == (404 if path == "/bestaat-niet/" else 200)
    assert head.content == b""


@pytest.mark.parametrize("path", PATHS)
def test_a_page_that_did_not_change_is_not_sent_again(client, published, path):
    tag = client.get(path)["ETag"]
    again = client.get(path, headers={"If-None-Match": tag})
    assert again.status_code == 304
    assert again["ETag"] == tag
    assert not again.content


def test_a_changed_fact_is_not_another_page_until_it_is_published(client, published):
    tag = client.get("/voips/")["ETag"]
    edit(Provider.objects.filter(slug="voips"), website="www.voips.nl", name="Anders")
    page_cache.clear()
    assert client.get("/voips/", headers={"If-None-Match": tag}).status_code == 304
    assert "Anders" not in client.get("/").text


def test_statements_are_for_search_engines(client, published):
    response = client.get("/voips/")
    assert "X-Robots-Tag" not in response
    assert "noindex" not in response.text
    assert '<link rel="canonical" href="/voips/">' in response.text


def test_a_provider_that_is_not_there_gets_the_page_of_the_site(client, published):
    response = client.get("/bestaat-niet/")
    assert response.status_code == 404
    assert "Deze pagina bestaat niet" in response.content.decode()
    assert not response.cookies


@pytest.mark.parametrize("path", ["/", *(f"/{slug}/" for slug in BUDGETS)])
def test_a_page_costs_a_few_queries_and_then_none(client, published, path, monkeypatch):
    monkeypatch.setattr(page_cache, "RECHECK_SECONDS", 60.0)  # a busy machine takes more than one for a page
    with CaptureQueriesContext(connection) as first:
        client.get(path)
    with CaptureQueriesContext(connection) as second:
        client.get(path)
    # The state of the publications, the versions of the provider, and the Dossier of the one that is shown.
    assert (len(first), len(second)) == (4, 0)


def test_the_index_has_a_card_per_provider(html):
    made = html("/")
    names = re.findall(r'<h2><a href="(/[^"]+/)">([^<]+)</a></h2>', made)
    assert [path for path, _ in names] == [reverse("statement", args=[slug]) for slug in (
        "teamtelefoon", "telecom-service", "vcare", "voips", "vtel",
    )]  # fmt: skip
    assert made.count("Geldig vanaf 1 januari 2020") == 5
    assert "TeamTelefoon" in made
    assert "2 diensten, 15 doelen" in made
    for tagline in Provider.objects.values_list("pagetext__tagline", flat=True):
        assert tagline is None or tagline.replace("'", "&#x27;") in made


def test_an_empty_index_says_so():
    made = render_to_string("public/index.html", {"cards": []})
    assert "Er staan nog geen aanbieders in dit register." in made
    assert "<h2" not in made


@pytest.mark.parametrize("slug", BUDGETS)
def test_a_statement_keeps_to_its_budget(html, slug):
    assert len(html(f"/{slug}/").encode()) < BUDGETS[slug]


@pytest.mark.parametrize("slug", BUDGETS)
def test_a_statement_has_every_active_activity_once_with_its_role(html, slug):
    made = html(f"/{slug}/")
    provider = Provider.objects.get(slug=slug)
    for number in provider.processingactivity_set.active(timezone.localdate()).values_list("number", flat=True):
        assert made.count(f'data-activity="{number}"') == 1


@pytest.mark.parametrize("slug", BUDGETS)
def test_a_statement_reads_as_written_by_people(html, slug):
    made = html(f"/{slug}/")
    words = re.sub(r"<[^>]+>", " ", made)
    assert not re.search(r"\bNone\b|\bTrue\b|\bFalse\b|\{|\}|\[\]|\(\)", words)
    assert not re.search(r"[^.]\.\.(?!\.)|(?<![A-Z])\.;|,,|;;|,\.|:\.|\(\s|\s\)| ,", re.sub(r">\s*<", "><", made))
    assert not re.search(r"\b(\w{3,}) \1\b", re.sub(r"<[^>]+>", "|", made), re.IGNORECASE)
    assert not re.search(r"<(h2|h3|p|dt|dd|li|small|strong|title)[^>]*>\s*</\1>", made)
    assert not re.search(r"<(ul|dl|tbody)[^>]*>\s*</\1>", made)


@pytest.mark.parametrize("slug", BUDGETS)
def test_a_statement_is_sound_html(html, slug):
    made = html(f"/{slug}/")
    ids = re.findall(r'\sid="([^"]+)"', made)
    assert len(ids) == len(set(ids))
    jumps = set(re.findall(r'href="#([^"]+)"', made)) | set(re.findall(r'aria-labelledby="([^"]+)"', made))
    assert jumps <= set(ids)
    assert made.count("<h1") == 1
    levels = [int(level) for level in re.findall(r"<h(\d)", made)]
    assert all(other - one <= 1 for one, other in pairwise(levels))
    for tag in ("section", "div", "table", "tr", "td", "ul", "li", "dl", "p", "small"):
        assert made.count(f"<{tag}>") + made.count(f"<{tag} ") == made.count(f"</{tag}>"), tag


def test_the_style_is_small():
    """What it says; what is only there to be read well goes over the line packed, and hardly counts."""
    sheets = [Path(finders.find(f"register/{name}.css")).read_text() for name in ("tokens", "site")]
    layout = r"/\*.*?\*/|(?<=[{};,:>+])\s+|\s+(?=[{>+!])|;\s*(?=})|(?<![\d.])0(?=\.)"
    assert len(re.sub(layout, "", "".join(sheets), flags=re.DOTALL)) < 15_000


def test_the_font_that_is_always_loaded_is_small():
    font = Path(finders.find("register/fonts/atkinson-hyperlegible-next-latin-subset.woff2"))
    assert font.stat().st_size < 35_000


def test_fonts_come_with_their_licence():
    for name in ("OFL.txt", "OFL-mono.txt", "atkinson-hyperlegible-next-latin-subset.woff2"):
        assert finders.find(f"register/fonts/{name}")
