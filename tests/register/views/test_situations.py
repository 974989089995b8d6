"""The page of a situation over HTTP: of which version it is, in which language, and for whom there is none."""

from datetime import date

import pytest

from providers.models import Provider
from tests.register.versions_help import put


@pytest.fixture
def two(demo):
    """Two versions; the second has another name for its callers."""
    put(demo)
    group = Provider.objects.get(slug="demo").subjectgroup_set.get(key="bellers")
    group.name = "opbellers"
    group.save()
    put(demo, date(2021, 1, 1), note="Andere naam.", explanation="Zie versie 1.")
    return demo


def test_a_situation_is_of_the_version_in_force(two, visitor):
    made = visitor.get("/demo/voor/bellers/")
    assert (made.status_code, "<h1>Opbellers</h1>" in made.text) == (200, True)
    assert '<link rel="canonical" href="/demo/">' in made.text
    assert '<a href="/demo/">Naar de hele privacyverklaring</a>' in made.text
    assert "X-Robots-Tag" not in made.headers


def test_an_old_version_keeps_its_situations_and_says_that_it_is_old(two, visitor):
    made = visitor.get("/demo/versies/1/voor/bellers/")
    assert "<h1>Bellers</h1>" in made.text
    assert "Dit is versie 1" in made.text
    assert '<a href="/demo/versies/1/">Naar de hele privacyverklaring</a>' in made.text
    assert made.headers["X-Robots-Tag"] == "noindex"


def test_english_has_the_same_situations(two, visitor):
    made = visitor.get("/en/demo/voor/bellers/").text
    assert '<html lang="en"' in made
    assert "Go to the whole privacy statement" in made
    assert 'href="/en/demo/"' in made


@pytest.mark.parametrize("path", ["/demo/voor/niemand/", "/demo/versies/9/voor/bellers/", "/niemand/voor/bellers/"])
def test_nobody_has_no_page(two, visitor, path):
    assert visitor.get(path).status_code == 404
