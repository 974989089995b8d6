"""The statement as PDF: the public facts in the frame of the register."""

import re

import msgspec
import pytest

from register.choices import Status
from register.documents.as_json import statement_json
from register.dossier import Dossier
from register.pdf.documents import statement_html, statement_pdf
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
    assert {str(element.S) for element in reader.elements()} >= {"/H1", "/H2", "/H3", "/L"}
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


def test_what_is_closed_on_the_page_is_open_on_paper():
    html = statement_html(edition(filled_dossier()))
    assert "<details" not in html
    assert "<h3>Voor wie het precies wil weten: wetsartikelen, nummers en rollen</h3>" in html


def long_dossier(count: int) -> Dossier:
    """A statement with so many activities in one situation."""
    content = filled_content()
    first = content["activities"][0] | {"status": Status.ACTIVE, "ended_on": None}
    content["activities"] = [{**first, "number": f"DM-{number:02}"} for number in range(1, count + 1)]
    return msgspec.convert(content, Dossier)


@pytest.fixture(scope="module")
def long() -> Reader:
    return Reader(make(long_dossier(25)))


def test_a_long_statement_says_what_is_where(long):
    total = len(long.pdf.pages)
    assert total >= 10
    assert "/H4" in {str(element.S) for element in long.elements()}
    front = next(text for text in map(long.text, range(3)) if "Inhoud" in text)
    numbers = [int(number) for number in re.findall(r"(?:\.|…|\s)(\d+)$", front, re.MULTILINE)]
    contents = front.partition("Inhoud")[2]
    assert "1. Wat wij doen, per situatie" in contents
    assert "Contact en wijzigingen" in contents
    assert numbers == sorted(numbers)


def test_a_short_one_has_no_contents(reader):
    assert not any("Inhoud" in reader.text(number) for number in range(len(reader.pdf.pages)))


def test_a_card_of_many_data_goes_on_over_pages():
    content = filled_content()
    activity = content["activities"][0]
    items = [{**activity["data"][0], "sequence": n, "name": f"G{n:03}", "condition": f"als {n}"} for n in range(400)]
    activity |= {"status": Status.ACTIVE, "data": items}
    whole = Reader(make(msgspec.convert(content, Dossier)))
    text = "".join(whole.text(number) for number in range(len(whole.pdf.pages)))
    assert [n for n in range(400) if f"G{n:03}" not in text] == []


@pytest.mark.parametrize("site", ["https://register.example.nl", "http://127.0.0.1:8123"])
def test_a_published_one_says_where_it_is_checked(settings, site):
    settings.SITE_URL = site
    published = edition(filled_dossier(), number=3, valid_from=MADE_AT.date())
    address = f"{site}/controle/?nummer={published.document_number}"
    assert f'<a href="{address}">' in statement_html(published)


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
