"""The text of a source on screen: line by line, as data, for who may read registers."""

import re

import pytest

from providers.models import Provider, SourceDocument
from register.models import DataRow, ProcessingActivity
from tests.data import edit

PAGE = "/register/demo/bron/900/"
TEXT = "Demo B.V.\nWij bellen.\nBewaartermijnen\n<p>Wij bewaren</p>\t31 dagen\n\nzes\n<script>alert(1)</script>\n8\n9\n"


@pytest.fixture
def document(demo):
    edit(SourceDocument.objects.all(), text=TEXT, version="2", address="https://demo.example/privacy")
    return SourceDocument.objects.get()


def lines(response) -> dict[str, str]:
    """Anchor to what stands on that line of the page, marks included."""
    found = re.findall(r'<li id="(r\d+)"(.*?)</li>\s*(?=<li id|</ol>)', response.content.decode(), re.DOTALL)
    return {anchor: " ".join(re.sub(r"<[^>]*>", " ", line.partition(">")[2]).split()) for anchor, line in found}


def marked(response) -> list[str]:
    return re.findall(r'<li id="(r\d+)" class="asked"', response.content.decode())


def test_officer_and_auditor_read_each_line_with_its_facts(document, officer, auditor):
    for client in (officer, auditor):
        response = client.get(PAGE)
        assert "script-src 'none'" in response.headers["Content-Security-Policy"]
        assert response.headers["Cache-Control"] == "no-store, private"
        found = lines(response)
        assert list(found) == [f"r{number}" for number in range(1, 10)]
        assert found["r3"] == "r3 Bewaartermijnen"
        assert found["r4"] == (
            "r4 k1 &lt;p&gt;Wij bewaren&lt;/p&gt; k2 31 dagen bewaartermijn Kort DM-01 gegevens Nummer"
        )
        assert found["r5"] == "r5 DM-01 gegevens Nummer"


def test_html_of_a_text_is_data(document, auditor):
    assert "<script" not in auditor.get(PAGE).content.decode()


@pytest.mark.parametrize(
    ("asked", "found"),
    [("4", ["r4"]), ("2,4-5", ["r2", "r4", "r5"]), ("", []), ("x,-1,0,9999999", []), ("8-999999", ["r8", "r9"])],
)
def test_the_asked_lines_are_marked(document, auditor, asked, found):
    assert marked(auditor.get(PAGE, {"regels": asked})) == found


def test_the_asked_cell_is_marked(document, auditor):
    html = auditor.get(PAGE, {"regels": "4", "kolom": "2"}).content.decode()
    assert re.findall(r'<p class="asked"><span class="number">(k\d)</span>', html) == ["k2"]


def test_a_document_says_its_date_version_and_address(document, auditor):
    html = auditor.get(PAGE).content.decode()
    assert re.findall(r"<dt>(Datum|Versie|Webadres)</dt><dd>(?:<span[^>]*>)?(.*?)<", html) == [
        ("Datum", "Niet vastgelegd"),
        ("Versie", "2"),
        ("Webadres", "https://demo.example/privacy"),
    ]


def test_without_a_text_the_page_has_the_lines_of_which_something_is_known(demo, auditor):
    response = auditor.get(PAGE)
    assert list(lines(response)) == ["r1", "r2", "r3", "r4", "r5"]
    assert "De tekst zelf staat niet in dit register." in response.content.decode()


def test_a_document_of_another_provider_has_no_page_here(document, auditor):
    Provider.objects.create(slug="ander", prefix="AN", name="Ander")
    assert auditor.get("/register/ander/bron/900/").status_code == 404
    assert auditor.get("/register/demo/bron/901/").status_code == 404


@pytest.mark.parametrize(
    ("source", "address"), [("900 r4; 900 r6-7", "?regels=4,6-7#r4"), ("900 r4 k2", "?regels=4&amp;kolom=2#r4")]
)
def test_the_register_leads_to_the_line(document, auditor, source, address):
    edit(ProcessingActivity.objects.filter(number="DM-02"), source=source)
    html = auditor.get("/register/demo/verwerkingen/DM-02/?versie=concept").content.decode()
    words = "900, Bewaartermijnen, regel " + ("4, 6–7" if "-" in source else "4, kolom 2")
    assert f'<a href="{PAGE}{address}">{words}</a>' in html


def test_free_words_lead_to_the_document_they_name(document, auditor):
    edit(Provider.objects.all(), voice="eigen")
    edit(ProcessingActivity.objects.filter(number="DM-02"), source="wet, art. 52 AWR; Demoverklaring, artikel 4")
    html = auditor.get("/register/demo/verwerkingen/DM-02/?versie=concept").content.decode()
    assert f'<a href="{PAGE}">Demoverklaring, artikel 4</a>; wet, art. 52 AWR</p>' in html
    assert "<dt>Demoverklaring, artikel 4</dt><dd>verwerking DM-02 Beheer</dd>" in auditor.get(PAGE).content.decode()


def test_a_name_that_two_rows_carry_stands_once_at_a_line(document, auditor):
    row = DataRow.objects.get(activity__number="DM-01", name="Nummer")
    DataRow.objects.create(
        activity=row.activity, name=row.name, category=row.category, condition="soms", source=row.source
    )
    assert lines(auditor.get(PAGE))["r5"] == "r5 DM-01 gegevens Nummer"
