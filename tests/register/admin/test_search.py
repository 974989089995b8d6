"""Where a word stands among all facts, for who may see them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from providers.models import Recipient
from register.models import DataRow, ProcessingActivity

SEARCH = "/admin/zoeken/"


def found(person, words):
    """Kind of row to its rows with the field and the text."""
    kinds = person.get(SEARCH, {"q": words}).context["kinds"]
    return {kind.name: [(hit.row, hit.field, hit.text) for hit in kind.hits] for kind in kinds}


@pytest.fixture
def supplier(demo):
    return Recipient.objects.create(provider=demo, key="cafe", name="Café Télécom", description="Zij bezorgen post.")


@pytest.mark.parametrize("words", ["cafe telecom", "CAFÉ", "  café t"])
def test_capitals_and_accents_are_alike(officer, supplier, words):
    assert found(officer, words) == {"ontvangers": [("Café Télécom", "naam of soort", "Café Télécom")]}


def test_a_row_is_found_by_any_of_its_texts_and_leads_to_its_form(officer, supplier):
    assert found(officer, "bezorgen post") == {"ontvangers": [("Café Télécom", "toelichting", "Zij bezorgen post.")]}
    (kind,) = officer.get(SEARCH, {"q": "bezorgen post"}).context["kinds"]
    assert officer.get(kind.hits[0].address).status_code == 200
    assert kind.hits[0].provider == supplier.provider.name


def test_a_long_text_is_cut_around_the_words(officer, supplier):
    supplier.description = f"{'a ' * 200}zeldzaam {'b ' * 200}"
    supplier.save()
    ((_, _, text),) = found(officer, "zeldzaam")["ontvangers"]
    assert (text[:3], text[-3:], "zeldzaam" in text) == ("…a ", " b…", True)
    assert len(text) < 150


@pytest.mark.parametrize("words", ["", " ", "x", "%", "_"])
def test_too_little_is_no_search(officer, demo, words):
    response = officer.get(SEARCH, {"q": words})
    assert (response.status_code, response.context["kinds"]) == (200, [])


@pytest.mark.parametrize("words", ["%%", "__", "<b>", "\x00\x00", "x" * 5000, "'; drop"])
def test_signs_are_signs(officer, demo, words):
    response = officer.get(SEARCH, {"q": words})
    assert response.status_code in (200, 400)
    assert "<b>" not in response.content.decode().partition("<main")[2]


def test_who_may_not_finds_nothing(auditor, visitor, client, demo):
    assert [person.get(SEARCH, {"q": "demo"}).status_code for person in (auditor, visitor, client)] == [302] * 3


def test_many_rows_cost_no_more_queries(officer, supplier):
    activity = ProcessingActivity.objects.get(number="DM-01")

    def asked():
        with CaptureQueriesContext(connection) as queries:
            officer.get(SEARCH, {"q": "zeldzaam"})
        return len(queries)

    DataRow.objects.create(activity=activity, sequence=80, name="Zeldzaam")
    asked()
    before = asked()
    for number in range(40):
        DataRow.objects.create(activity=activity, sequence=81 + number, name=f"Zeldzaam {number}")
    asked()
    assert asked() == before
    (kind,) = officer.get(SEARCH, {"q": "zeldzaam"}).context["kinds"]
    assert (len(kind.hits), kind.is_cut) == (25, True)


def test_every_page_of_the_admin_has_the_box(officer, demo):
    for page in ("/admin/", "/admin/mijn/demo/", "/admin/retention/retentionterm/add/"):
        assert 'action="/admin/zoeken/"' in officer.get(page).content.decode()
