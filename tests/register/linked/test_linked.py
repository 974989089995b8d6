"""Register and statement as linked data: valid, complete, in words that exist, and never more than may be read."""

import json
import re
from datetime import date, timedelta

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from pyshacl import validate
from rdflib.namespace import DCTERMS, RDF, SKOS, XSD

from providers.models import Provider
from register.choices import Status
from register.dossier import Dossier, Edition, canonical_json, live_dossier, public_part
from register.linked import activity_linked, register_linked, shapes, statement_linked
from register.linked.retention import iso
from register.linked.terms import CONTEXT
from retention.choices import Unit
from retention.periods import Period
from tests.data import FIVE, FOLDER
from tests.register.filled import MADE_AT, filled_dossier

DPV = rdflib.Namespace("https://w3id.org/dpv#")
GDPR = rdflib.Namespace("https://w3id.org/dpv/legal/eu/gdpr#")
MAKERS = (register_linked, statement_linked)
FACTS = [*FIVE, "demo", "everything"]


@pytest.fixture(params=FACTS)
def edition(request, db) -> Edition:
    """Each of the five, the small provider, and a Dossier in which every field says something."""
    if request.param == "everything":
        dossier = shown(filled_dossier())
    else:
        request.getfixturevalue("demo" if request.param == "demo" else "five")
        dossier = live_dossier(Provider.objects.get(slug=request.param).pk, date(2026, 11, 21))
    return Edition(dossier=dossier, made_at=MADE_AT, number=1, valid_from=date(2026, 11, 1))


def shown(dossier: Dossier) -> Dossier:
    """With activities that customers read."""
    rows = (replace(item, status=Status.ACTIVE, internal=False) for item in dossier.activities)
    return replace(dossier, activities=tuple(rows))


@pytest.fixture
def demo_edition(demo) -> Edition:
    return Edition(dossier=live_dossier(demo.pk, date(2026, 11, 21)), made_at=MADE_AT, number=1)


def graph_of(content: bytes) -> rdflib.Graph:
    return rdflib.Graph().parse(data=content, format="json-ld")


@pytest.mark.parametrize("make", MAKERS)
def test_documents_have_our_shapes(edition, make):
    fits, _, report = validate(graph_of(make(edition)), shacl_graph=graph_of_shapes())
    assert fits, report


def graph_of_shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(data=shapes(), format="turtle")


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ('"P', '"zes maanden P'),
        ("eu-gdpr:A6-1-", "eu-gdpr:A7-1-"),
        ('"dct:hasVersion": "1"', '"dct:hasVersion": "laatste"'),
        ('"dct:title": "Verwerkingsregister', '"dct:alternative": "Verwerkingsregister'),
        ('"dpv:hasDataSubject"', '"dpv:hasDataSubjects"'),
        ("dpv:StorageDuration", "dpv:StorageDurations"),
    ],
)
def test_shapes_find_what_is_wrong(demo_edition, was, becomes):
    content = register_linked(replace(demo_edition, dossier=filled_dossier())).decode()
    wrong = content.replace(was, becomes)
    assert wrong != content
    assert not validate(graph_of(wrong.encode()), shacl_graph=graph_of_shapes())[0]


@pytest.mark.parametrize("make", MAKERS)
def test_every_term_is_one_of_dpv(edition, make):
    known = set((FOLDER / "dpv.txt").read_text().splitlines())
    content = make(edition).decode()
    used = set(re.findall(r'"((?:dpv|eu-gdpr|pd|legal-nl|legal-eu):[\w-]+)"', content))
    assert used - known == set()
    assert "dpv:hasProcess" in used


@pytest.mark.parametrize("make", MAKERS)
def test_what_is_referred_to_is_there(edition, make):
    content = json.loads(make(edition))
    addresses = {node["@id"] for node in content["@graph"]}
    assert len(addresses) == len(content["@graph"])
    referred = set(re.findall(r'\{\s*"@id": "([^"]+)"\s*\}', make(edition).decode()))
    inside = {name for name in referred if name.startswith(("#", "http"))}
    assert inside - addresses == set()


@pytest.mark.parametrize("make", MAKERS)
def test_same_facts_same_bytes(edition, make):
    assert make(edition) == make(edition)


def test_register_has_every_activity_and_statement_what_customers_read(edition):
    dossier = edition.dossier
    register = graph_of(register_linked(edition))
    assert {str(name) for name in register.objects(None, DCTERMS.identifier)} >= {
        item.number for item in dossier.activities
    }
    statement = graph_of(statement_linked(edition))
    (notice,) = statement.subjects(RDF.type, DPV.PrivacyNotice)
    shown = {item.number for item in dossier.active if not item.internal}
    activities = {str(name).rpartition("/")[2] for name in statement.objects(notice, DPV.hasProcess) if "/id/" in name}
    assert activities == shown


def test_statement_says_nothing_that_is_for_the_register(demo_edition):
    """Every text of a register field has a mark of its own in this Dossier; a statement has none of them."""
    edition = replace(demo_edition, dossier=shown(filled_dossier()))
    public = canonical_json(public_part(edition.dossier)).decode()
    content = statement_linked(edition).decode()
    typed = set(re.findall(r'"((?:[^"\\]|\\.)*)"', register_texts(edition)))
    hidden = {text for text in typed if len(text) > 3 and text not in public}
    graph = json.loads(content)["@graph"]
    assert [text for text in hidden if f'"{text}"' in json.dumps(graph, ensure_ascii=False)] == []


def register_texts(edition: Edition) -> str:
    return canonical_json(edition.dossier).decode()


def test_a_purpose_says_its_kind_in_the_register_only(five):
    pk = Provider.objects.get(slug="vcare").pk
    edition = Edition(dossier=live_dossier(pk, date(2026, 11, 21)), made_at=MADE_AT, number=1)
    assert (None, RDF.type, DPV.PaymentManagement) in graph_of(register_linked(edition))
    statement = graph_of(statement_linked(edition))
    assert (None, RDF.type, DPV.Purpose) in statement
    assert (None, RDF.type, DPV.PaymentManagement) not in statement


def test_bases_and_terms_of_the_small_provider(five):
    pk = Provider.objects.get(slug="vcare").pk
    graph = graph_of(register_linked(Edition(dossier=live_dossier(pk, date(2026, 11, 21)), made_at=MADE_AT, number=1)))
    assert (None, RDF.type, GDPR["A6-1-b"]) in graph
    lengths = set(graph.objects(None, RDF.value))
    assert lengths
    assert {item.datatype for item in lengths} == {XSD.duration}


def test_an_activity_has_all_it_refers_to_and_no_more(demo_edition):
    number = demo_edition.dossier.active[0].number
    content = activity_linked(demo_edition, number)
    first, *others = json.loads(content)["@graph"]
    assert first["dct:identifier"] == number
    referred = set(re.findall(r'"@id": "(#[^"]+)"', content.decode()))
    assert referred == {node["@id"] for node in others}
    assert len(others) < len(json.loads(statement_linked(demo_edition))["@graph"])
    assert validate(graph_of(content), shacl_graph=graph_of_shapes())[0]


def test_hostile_words_are_words(demo_edition):
    nasty = '"}],"@id":"javascript:x","</script>\u2028'
    item = replace(demo_edition.dossier.activities[0], title=nasty)
    dossier = replace(demo_edition.dossier, activities=(item,))
    graph = graph_of(register_linked(replace(demo_edition, dossier=dossier)))
    assert rdflib.Literal(nasty, lang="nl") in set(graph.objects(None, DCTERMS.title))
    assert not any("javascript" in name for name in graph.all_nodes() if isinstance(name, rdflib.URIRef))


def test_no_address_is_asked_for(demo_edition, monkeypatch):
    """The context stands in the document itself."""
    content = json.loads(register_linked(demo_edition))
    assert {name for name in CONTEXT if name not in content["@context"]} == set()
    assert (None, SKOS.prefLabel, None) in graph_of(register_linked(demo_edition))


@given(st.integers(1, 9999), st.sampled_from(Unit))
def test_iso_durations_are_as_long_as_the_term(amount, unit):
    """xsd:duration has no weeks; what is read back is the same length."""
    read = rdflib.Literal(iso(Period(amount, unit)), datatype=XSD.duration).toPython()
    known = {Unit.HOUR: timedelta(hours=1), Unit.DAY: timedelta(days=1), Unit.WEEK: timedelta(days=7)}
    if unit in known:
        assert read == known[unit] * amount
    else:
        assert read.years * 12 + read.months == amount * (12 if unit == Unit.YEAR else 1)
