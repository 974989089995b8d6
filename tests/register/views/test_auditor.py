"""The register on screen: who may read it, what it costs, and what it says."""

import json
import logging
import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from providers.models import Provider
from register.article30 import article30
from register.choices import PublicationKind
from register.dossier import live_dossier, live_dossiers
from register.dossier.edition import NEVER_CHECKED
from register.models import ProcessingActivity, Publication, PurposeRow
from register.publications.editions import choose
from tests.data import edit, load_demo
from tests.register.versions_help import put, rename

PAGES = [
    "/register/",
    "/register/demo/",
    "/register/demo/verwerkingen/DM-01/",
    "/register/demo/concept/",
    "/register/demo/register.json",
    "/register/demo/concept/verklaring.pdf",
    "/register/demo/register.pdf",
]
DRAFT = "/register/demo/?versie=concept"


@pytest.fixture
def demo(demo):
    put(demo)
    return demo


@pytest.mark.parametrize("path", PAGES)
def test_officer_and_auditor_read_pages_that_run_nothing(demo, officer, auditor, path):
    for client in (officer, auditor):
        response = client.get(path)
        assert response.status_code == 200
        assert "script-src 'none'" in response.headers["Content-Security-Policy"]
        assert response.headers["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize("path", PAGES)
def test_visitor_is_asked_to_sign_in(demo, visitor, path):
    response = visitor.get(path)
    assert (response.status_code, response.headers["Location"]) == (302, f"/accounts/login/?next={path}")


@pytest.mark.parametrize("path", PAGES)
def test_an_account_is_not_enough(demo, signed_in_stranger, path):
    assert signed_in_stranger.get(path).status_code == 403


@pytest.mark.parametrize("path", PAGES)
def test_nothing_can_be_posted(demo, auditor, path):
    assert auditor.post(path).status_code == 405


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/register/weg/", 404),
        ("/register/weg/register.pdf", 404),
        ("/register/demo/verwerkingen/DM-99/", 404),
        ("/register/demo/?versie=concept", 200),
        ("/register/demo/?versie=", 200),
        ("/register/demo/?versie=1", 200),
        ("/register/demo/?versie=2", 404),
        ("/register/demo/?versie=-1", 404),
        ("/register/demo/?versie=99999999999999999999", 404),
        ("/register/demo/verwerkingen/DM-01/?versie=concept", 200),
        ("/register/demo/?versie=laatste", 404),
        ("/register/demo/register.pdf?versie=1", 200),
        ("/register/demo/register.pdf?versie=2", 404),
        ("/register/demo/?rol=verwerker", 200),
        ("/register/demo/?rol=onbekend", 200),
        ("/register/demo/?rol=baas", 400),
        ("/register/demo/register.json?rol=baas", 400),
        ("/register/demo/register.pdf?rol=verwerker", 400),
        ("/register/demo/register.jsonld", 200),
        ("/register/demo/register.jsonld?versie=concept", 200),
        ("/register/demo/register.jsonld?rol=verwerker", 400),
        ("/register/demo/register.xlsx", 200),
        ("/register/demo/register.ods?versie=concept", 200),
        ("/register/demo/register.csv?rol=verwerker", 200),
    ],
)
def test_addresses(demo, auditor, path, status):
    assert auditor.get(path).status_code == status


def test_a_wrong_choice_says_what_can_be_chosen(demo, auditor):
    assert "verantwoordelijke, verwerker, onbekend" in auditor.get("/register/demo/?rol=baas").text


def test_screen_has_the_register_by_part(demo, auditor):
    text = auditor.get("/register/demo/").text
    for part in ("Deel A. Verwerkingen als verantwoordelijke", "Deel C. Rol nog niet vastgelegd"):
        assert part in text
    assert "Deel B." not in text
    assert 'id="DM-01"' in text
    assert '<span class="gap">Ontbreekt</span>' in text
    assert "REG-DM-1" in text


def test_role_narrows_screen_and_json(demo, auditor):
    text = auditor.get("/register/demo/?rol=onbekend").text
    assert 'id="DM-02"' in text
    assert 'id="DM-01"' not in text
    content = json.loads(auditor.get("/register/demo/register.json?rol=onbekend").content)
    assert [item["number"] for item in content["dossier"]["activities"]] == ["DM-02"]


def test_activity_page_leads_on(demo, auditor):
    text = auditor.get("/register/demo/verwerkingen/DM-01/").text
    assert "/register/demo/verwerkingen/DM-02/?versie=1" in text
    assert "art. 30 lid 1, onder c, AVG" in text


def test_notes_stay_inside(demo, auditor):
    for path in PAGES:
        assert b"geheim van de notitie" not in auditor.get(path).content


def test_what_people_type_is_escaped(demo, auditor):
    edit(ProcessingActivity.objects.filter(number="DM-01"), title="<b>Bellen</b>", description="<script>x</script>")
    for path in (DRAFT, "/register/demo/verwerkingen/DM-01/?versie=concept", "/register/demo/concept/"):
        text = auditor.get(path).text
        assert "&lt;b&gt;Bellen" in text
        assert "<script>" not in text
        assert "<b>Bellen" not in text


def test_no_inline_style_or_script(demo, auditor):
    for path in ("/register/", "/register/demo/", "/register/demo/concept/"):
        text = auditor.get(path).text
        assert " style=" not in text
        assert "<script" not in text


def test_downloads_have_a_name_and_are_logged(demo, auditor, caplog):
    with caplog.at_level(logging.INFO, logger="register.views.auditor"):
        response = auditor.get("/register/demo/register.json")
    assert "register-demo-v1-" in response.headers["Content-Disposition"]
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert len(caplog.messages) == 1
    assert caplog.messages[0].startswith("auditor downloaded register-demo-v1-")
    assert "Naam" not in caplog.text


def _queries(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


@pytest.mark.parametrize("path", ["/register/", DRAFT, "/register/demo/concept/", f"{PAGES[4]}?versie=concept"])
def test_same_number_of_queries_for_5_and_50_activities(demo, auditor, path):
    counts = []
    for until in (5, 50):
        for number in range(ProcessingActivity.objects.count() + 1, until + 1):
            activity = ProcessingActivity.objects.create(provider=demo, number=f"DM-{number:02d}", title="Meer")
            PurposeRow.objects.create(activity=activity, key="doel", name="Doel")
        counts.append(_queries(auditor, path))
    assert counts[0] == counts[1]


def test_a_long_register_leads_to_a_page_for_each_activity(demo, auditor, monkeypatch):
    whole = auditor.get("/register/demo/").content.decode()
    monkeypatch.setattr("register.views.auditor.MOST_ON_A_PAGE", 1)
    html = auditor.get("/register/demo/").content.decode()
    assert len(html) < len(whole)
    numbers = list(ProcessingActivity.objects.filter(provider=demo).values_list("number", flat=True))
    assert [number for number in numbers if html.count(f'id="{number}"') != 1] == []
    places = set(re.findall(r'href="#([^"]+)"', html))
    assert places - set(re.findall(r'id="([^"]+)"', html)) == set()
    for number in numbers:
        assert f'href="/register/demo/verwerkingen/{number}/?versie=1"' in html


def test_statement_json_and_schema_are_for_everyone(demo, visitor):
    response = visitor.get("/demo/verklaring.json")
    assert json.loads(response.content)["kind"] == "statement"
    assert json.loads(response.content)["version"] == 1
    assert not response.cookies
    assert visitor.get("/demo/verklaring.json", headers={"If-None-Match": response.headers["ETag"]}).status_code == 304
    assert visitor.get("/weg/verklaring.json").status_code == 404
    schema = visitor.get("/schema/dossier-1.json")
    assert schema.json()["$id"] == json.loads(response.content)["schema"]


def test_register_pdf_is_the_stored_file(demo, auditor):
    assert auditor.get("/register/demo/register.pdf").content == b"register.pdf REG-DM-1"
    assert auditor.get("/register/demo/register.pdf?versie=concept").content.startswith(b"%PDF-")


def test_every_version_of_the_register_stays(demo, auditor):
    rename("Anders")
    put(demo)
    names = {}
    for version in ("1", "2", ""):
        content = auditor.get(f"/register/demo/register.json?versie={version}").json()
        names[version] = (content["version"], content["dossier"]["services"][0]["name"])
    assert names == {"1": (1, "Bellen"), "2": (2, "Anders"), "": (2, "Anders")}
    assert "Wijzigingen sinds versie 1" in auditor.get("/register/demo/").text


def links(html, part):
    """Addresses and words of the links in one section."""
    section = re.search(rf'<section aria-labelledby="{part}">.*?</section>', html, re.DOTALL)[0]
    return re.findall(r'<a href="([^"]+)"[^>]*>([^<]+)</a>', section)


@pytest.mark.parametrize("path", ["/register/demo/", "/register/demo/?versie=1", DRAFT])
def test_every_version_is_reached_from_the_register(demo, auditor, path):
    rename("Anders")
    put(demo)
    html = auditor.get(path).text
    assert '<a href="#versies">' in html
    found = links(html, "versies")
    assert found == [
        ("/register/demo/?versie=2", "Register, versie 2"),
        ("/register/demo/register.pdf?versie=2", "Versie 2 als pdf"),
        ("/register/demo/register.json?versie=2", "Versie 2 als json"),
        ("/register/demo/?versie=2#wijzigingen", "Verschil met versie 1"),
        ("/register/demo/?versie=1", "Register, versie 1"),
        ("/register/demo/register.pdf?versie=1", "Versie 1 als pdf"),
        ("/register/demo/register.json?versie=1", "Versie 1 als json"),
        ("/demo/versies/", "Versies van de privacyverklaring"),
    ]
    assert [auditor.get(address).status_code for address, _ in found] == [200] * len(found)
    assert 'id="wijzigingen"' in auditor.get("/register/demo/?versie=2").text


def test_a_register_leads_to_the_check_of_its_number(demo, auditor):
    text = auditor.get("/register/demo/").text
    assert 'REG-DM-1 <a href="/controle/?nummer=REG-DM-1">' in text
    assert '<a href="/controle/">' in text.partition("<footer>")[2]
    assert "/controle/?nummer=" not in auditor.get(DRAFT).text


def test_index_leads_to_the_versions_of_the_register(demo, auditor):
    assert '<a href="/register/demo/#versies">Alle versies</a>' in auditor.get("/register/").text


def test_the_list_says_which_version_counts_and_which_withdraws(demo, auditor):
    put(demo, date(2020, 2, 1), kind=PublicationKind.WITHDRAWAL, note="Gestopt.")
    html = auditor.get("/register/demo/").text
    assert re.findall(r"<h3>(Versie \d.*?)</h3>", html) == [
        'Versie 2: intrekking <span class="tag">Van kracht</span>',
        "Versie 1",
    ]
    assert "1 tot en met 31 januari 2020" in html
    assert "Gestopt." in html


def test_the_list_costs_the_same_for_every_number_of_versions(demo, auditor):
    rename("Anders")
    put(demo)
    two = _queries(auditor, "/register/demo/")
    for name in ("Bel", "Bel mij", "Bel ons"):
        rename(name)
        put(demo)
    assert _queries(auditor, "/register/demo/") == two


def test_a_draft_that_was_never_published_has_no_versions(auditor, vocabulary):
    load_demo()
    assert "versies" not in auditor.get(DRAFT).text


def test_index_says_how_far_the_draft_is(demo, auditor):
    assert "Concept: gelijk aan deze versie, 2 verwerkingen" in auditor.get("/register/").text
    rename("Anders")
    assert "Concept: gewijzigd" in auditor.get("/register/").text


def test_index_counts_what_the_rules_found_in_the_version_in_force(demo, auditor):
    counted = r'<p class="small">(\d+ fout[^<]*)</p>'
    (said,) = re.findall(counted, auditor.get("/register/").text)
    published = choose(demo.pk, "1", day=timezone.localdate(), moment=timezone.now())
    assert [field.text for field in article30(published.edition).cover if field.label.startswith("Fouten")] == [said]
    edit(ProcessingActivity.objects.all(), role="")
    assert re.findall(counted, auditor.get("/register/").text) == [said]


@pytest.mark.parametrize("stored", [NEVER_CHECKED, '{"unreadable": 1}'])
def test_index_says_nothing_of_findings_that_nobody_can_tell(demo, auditor, stored):
    version = Publication.objects.get()
    version.pk, version.number, version.previous_seal, version._state.adding = None, 2, version.seal, True
    version.findings = stored
    version.save()
    text = auditor.get("/register/").text
    assert "Register, versie 2" in text
    assert "waarschuwing" not in text


def test_index_costs_the_same_for_every_number_of_providers(demo, auditor):
    one = _queries(auditor, "/register/")
    for number in range(3):
        other = Provider.objects.create(slug=f"ander-{number}", prefix=f"A{number}", name="Ander")
        ProcessingActivity.objects.create(provider=other, number=f"A{number}-01", title="Bellen")
        put(other, explanation="Geen contact.")
    assert _queries(auditor, "/register/") == one


def test_several_drafts_are_the_drafts_one_by_one(demo, five):
    numbers = list(Provider.objects.values_list("pk", flat=True))
    assert live_dossiers(numbers) == {number: live_dossier(number) for number in numbers}


def test_never_published_leads_to_the_draft(auditor, visitor, vocabulary):
    load_demo()
    response = auditor.get("/register/demo/")
    assert response.status_code == 404
    assert "/register/demo/concept/" in response.text
    assert "Concept: nog niet gepubliceerd" in auditor.get("/register/").text
    assert auditor.get("/register/demo/concept/").status_code == 200


def test_draft_page_is_the_page_of_tomorrow(demo, auditor):
    rename("Anders")
    text = auditor.get("/register/demo/concept/").text
    assert "Concept, niet openbaar." in text
    assert "Anders" in text
    assert '<meta name="robots" content="noindex">' in text
