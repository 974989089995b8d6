"""The statement as PDF: the public facts in the frame of the register."""

import re

import msgspec
import pytest

from providers.models import Provider
from register.choices import Status
from register.documents.as_json import statement_json
from register.dossier import Dossier, live_dossier
from register.pdf.documents import statement_html, statement_pdf
from register.statement import statement
from register.statement.page import TermTable
from register.templatetags.statement_lines import width_class
from tests.register.filled import MADE_AT, edition, filled_content, filled_dossier
from tests.register.pdf_reader import Reader
from tests.register.versions_help import put


def make(dossier: Dossier | None = None) -> bytes:
    draft = edition(dossier or filled_dossier())
    return statement_pdf(draft, statement_json(draft))


@pytest.fixture(scope="module")
def content() -> bytes:
    return make()


@pytest.fixture(scope="module")
def reader(content) -> Reader:
    return Reader(content)


def test_is_tagged_and_named(reader):
    assert str(reader.pdf.docinfo.Title).startswith("Privacyverklaring ")
    assert str(reader.pdf.Root.Lang) == "nl"
    assert bool(reader.pdf.Root.MarkInfo.Marked)
    assert {str(element.S) for element in reader.elements()} >= {"/H1", "/H2", "/L", "/Table", "/TH"}
    assert "/Figure" not in {str(element.S) for element in reader.elements()}


def test_head_and_foot(reader):
    total = len(reader.pdf.pages)
    for number in range(total):
        text = reader.text(number, artifact=True)
        assert f"Pagina {number + 1} van {total}" in text
        assert "CONCEPT · Privacyverklaring" in text


def test_links_inside_resolve(reader):
    inside = [item for item in reader.links() if not item.startswith(("http", "mailto", "tel"))]
    assert set(inside) <= reader.destinations()


def test_labels_are_the_heads_of_their_rows(reader):
    assert statement_html(edition(filled_dossier())).count("<dl") == 2  # the short answers and the version
    heads = [str(element.A.Scope) for element in reader.elements() if str(element.S) == "/TH"]
    assert set(heads) == {"/Row", "/Column"}


@pytest.mark.parametrize("fixture", ["000_teamtelefoon", "001_vcare", "002_voips", "003_vtel"])
def test_bars_are_those_of_the_page(published, fixture):
    draft = edition(live_dossier(Provider.objects.get(slug=fixture[4:]).pk))
    tables = [block for part in statement(draft).sections for block in part.blocks if isinstance(block, TermTable)]
    bars = [row.bar for table in tables for row in table.rows if row.bar]
    assert bars
    assert re.findall(r'class="term (fixed|open)(?: w(\d+))?"', statement_html(draft)) == [
        (bar.shape, str(round(float(bar.width.rstrip("%")))) if bar.width else "") for bar in bars
    ]


@pytest.mark.parametrize(("width", "name"), [("0.1%", "w1"), ("48.5%", "w48"), ("66.7%", "w67"), ("100%", "w100")])
def test_a_width_is_a_class_on_paper(width, name):
    assert width_class(width) == name


def test_a_hole_in_a_list_has_a_ring_and_no_dash():
    content = filled_content()
    content["activities"][0] |= {"status": Status.ACTIVE, "data": []}
    html = statement_html(edition(msgspec.convert(content, Dossier)))
    assert '<li><span class="gap">○ ' in html
    assert '– <span class="gap">' not in html


def test_a_link_to_another_site_says_its_address():
    html = statement_html(edition(filled_dossier()))
    assert ">Autoriteit Persoonsgegevens</a> (autoriteitpersoonsgegevens.nl)" in html


def test_a_published_one_says_where_the_statement_in_force_stands(settings):
    settings.SITE_URL = "https://register.example.nl"
    page = f"https://register.example.nl/{filled_dossier().provider.slug}/"
    published = edition(filled_dossier(), number=3, valid_from=MADE_AT.date())
    assert [address for address in (page, f"{page}versies/") if f">{address}</a>" in statement_html(published)] == [
        page,
        f"{page}versies/",
    ]
    assert "De geldende verklaring" not in statement_html(edition(filled_dossier()))


def test_a_row_of_many_items_begins_below_its_heading():
    content = filled_content()
    activity = content["activities"][0]
    items = [{**activity["data"][0], "sequence": n, "name": f"G{n:03}"} for n in range(120)]
    activity |= {"status": Status.ACTIVE, "data": items}
    long = Reader(make(msgspec.convert(content, Dossier)))
    texts = [long.text(number) for number in range(len(long.pdf.pages))]
    start = next(text for text in texts if "WaaromWelke gegevens" in text)
    assert "DM-01" in start.partition("WaaromWelke gegevens")[2]
    assert "G119" not in next(text for text in texts if "G000" in text)


def test_fonts_are_ours(reader):
    assert {name for name in reader.fonts() if not name.startswith(("Atkinson", "Register-Marks"))} == set()


def test_only_the_public_part_is_inside(reader):
    draft = edition(filled_dossier())
    assert list(reader.pdf.attachments) == ["verklaring.json"]
    assert reader.pdf.attachments["verklaring.json"].get_file().read_bytes() == statement_json(draft)


def test_same_facts_same_bytes(content):
    assert make() == content


def test_address_is_public_and_gives_the_stored_file(visitor, demo):
    put(demo)
    first = visitor.get("/demo/verklaring.pdf")
    assert first.content == b"verklaring.pdf REG-DM-1"
    assert first.headers["Content-Type"] == "application/pdf"
    assert not first.cookies
    unchanged = visitor.get("/demo/verklaring.pdf", headers={"If-None-Match": first.headers["ETag"]})
    assert (unchanged.status_code, unchanged.content) == (304, b"")
