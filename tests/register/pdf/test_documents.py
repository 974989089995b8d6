"""The register as PDF: structure, tags, fonts, links, heads and feet, and hostile texts."""

import itertools
import re

import msgspec
import pytest
from django.utils.html import escape

from providers.models import Provider
from register.choices import Role
from register.documents.as_json import register_json
from register.dossier import Dossier, live_dossier
from register.loading import load
from register.pdf.assets import AssetFetcher, RefusedError
from register.pdf.documents import register_pdf
from register.pdf.jobs import job
from register.pdf.rendering import render
from tests.data import FIXTURES, VOCABULARY
from tests.register.article30.test_points import finding
from tests.register.filled import MADE_AT, edition, filled_content, filled_dossier
from tests.register.pdf.hostile import HOSTILE, with_text
from tests.register.pdf_reader import Reader

OURS = ("Atkinson", "Register-Marks")


def make(dossier: Dossier, **more) -> bytes:
    draft = edition(dossier, **more)
    return register_pdf(draft, register_json(draft))


@pytest.fixture(scope="module")
def content() -> bytes:
    return make(filled_dossier(Role.CONTROLLER))


@pytest.fixture(scope="module")
def reader(content) -> Reader:
    return Reader(content)


def test_says_what_it_is(reader):
    root, info = reader.pdf.Root, reader.pdf.docinfo
    provider = filled_dossier().provider.name
    assert str(info.Title) == f"Register van verwerkingsactiviteiten, {provider}, concept"
    assert str(root.Lang) == "nl"
    assert bool(root.MarkInfo.Marked)
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    assert str(info.CreationDate) == str(info.ModDate) == "D:20261101081400Z"
    with reader.pdf.open_metadata() as meta:
        assert meta.pdfa_status == "3A"
        assert meta["pdfuaid:part"] == "1"
        assert meta["dc:title"] == str(info.Title)


def test_bookmarks_are_the_headings(reader):
    titles = reader.outline()
    assert [title for level, title in titles if level == 1] == [
        "Samenvatting",
        "Algemeen: wat voor alle verwerkingen geldt",
        "Over dit document",
        "Overzicht van alle verwerkingen",
        "Volledigheid per verwerking",
        "Inhoud",
        "Deel A. Verwerkingen als verantwoordelijke",
        "Bijlage 1. Ontvangers en (sub)verwerkers",
        "Bijlage 2. Bewaartermijnen",
        "Bijlage 3. Diensten, systemen en overige feiten",
        "Bijlage 4. Zelfcheck van artikel 12 tot en met 14 AVG",
        "Vaststelling",
    ]
    activities = [f"{item.number} {item.title}" for item in filled_dossier(Role.CONTROLLER).activities]
    assert [title for level, title in titles if level == 2 and title.startswith("DM-")] == activities


def test_links_lead_somewhere(reader):
    links = reader.links()
    assert "DM-01" in links
    assert set(links) <= reader.destinations()


def test_contents_have_page_numbers(reader):
    texts = [reader.text(n) for n in range(len(reader.pdf.pages))]
    contents = next(text for text in texts if text.startswith("Inhoud"))
    lines = re.findall(r"p\. (\d+)\s*(Deel A|DM-01|Bijlage 1|Vaststelling)", contents)
    assert [line for _, line in lines] == ["Deel A", "DM-01", "Bijlage 1", "Vaststelling"]
    assert all(line in texts[int(number) - 1] for number, line in lines)


def test_fonts_are_ours(reader):
    assert {name for name in reader.fonts() if not name.startswith(OURS)} == set()


def test_every_page_has_head_and_foot_as_artifacts(reader):
    total = len(reader.pdf.pages)
    draft = edition(filled_dossier())
    for number in range(1, total):
        text = reader.text(number, artifact=True)
        assert f"Pagina {number + 1} van {total}" in text
        assert "CONCEPT · REG-" in text
        assert "peildatum 1 november 2026" in text
        assert draft.register_fingerprint[:8] in text
        assert draft.dossier.provider.name in text
        assert "Pagina" not in reader.text(number)
    assert "Pagina" not in reader.text(0, artifact=True)
    assert "CONCEPT" in reader.text(0)


def test_a_page_says_which_activity_goes_on_at_its_top():
    content = filled_content()
    first = content["activities"][0]
    content["activities"] = [
        {**first, "number": "DM-01", "title": "Lang", "description": "Een zin over deze verwerking. " * 800},
        {**first, "number": "DM-02", "title": "Kort"},
    ]
    long = Reader(make(msgspec.convert(content, Dossier)))
    heads = [long.text(number, artifact=True) for number in range(len(long.pdf.pages))]
    said = {number: re.findall(r"(DM-\d+ \w+) \(vervolg\)", head) for number, head in enumerate(heads)}
    begun, second, annexes = (long.page_of(name) for name in ("DM-01", "DM-02", "bijlage-1"))
    assert second - begun > 3
    # Each begins somewhere on a page that the one before it is still at the top of.
    assert [said[number] for number in range(begun + 1, second + 1)] == [["DM-01 Lang"]] * (second - begun)
    assert [said[number] for number in range(second + 1, annexes + 1)] == [["DM-02 Kort"]] * (annexes - second)
    assert not any(said[number] for number in (*range(begun + 1), *range(annexes + 1, len(heads))))


def test_a_page_of_an_annex_says_its_title_and_the_table_that_goes_on():
    found = tuple(finding(number="DM-01", message=f"Bevinding {n}.") for n in range(120))
    long = Reader(make(filled_dossier(), findings=found))
    head = long.text(long.page_of("bijlage-3") + 1, artifact=True)
    assert "Bijlage 3. Open punten" in head
    assert head.endswith("Fout (120) (vervolg)")


def test_a_title_in_any_script_is_no_trouble_at_the_top_of_a_page():
    content = filled_content()
    title = "ŁódźĞ Ωμέγα עברית \U0001fae8 " + "en nog meer woorden " * 12
    content["activities"][0] |= {"title": title, "description": "Een zin over deze verwerking. " * 400}
    long = Reader(make(msgspec.convert(content, Dossier)))
    head = long.text(long.page_of("DM-01") + 1, artifact=True)
    assert re.search(r"DM-01 ŁódźĞ Ωμέγα +(\[U\+1FAE8\])? *en nog meer [a-z ]+… \(vervolg\)", head)


def test_a_published_one_does_not_say_concept():
    reader = Reader(make(filled_dossier(), number=3, valid_from=MADE_AT.date(), maker="M. de Boer"))
    texts = [reader.text(n) + reader.text(n, artifact=True) for n in range(len(reader.pdf.pages))]
    assert not any("CONCEPT" in text for text in texts)
    assert "versie 3" in texts[1]
    assert "M. de Boer" in texts[0]


def test_all_content_is_in_the_tag_tree(reader):
    reachable = reader.reachable()
    for number in range(len(reader.pdf.pages)):
        for run in reader.runs(number):
            assert run.artifact or (number, run.mcid) in reachable, run.text


def test_parent_tree_leads_from_content_to_its_element(reader):
    parents = reader.parents()
    assert list(parents) == sorted(set(parents))
    for page in reader.pdf.pages:
        for mcid, element in enumerate(parents[page.StructParents]):
            assert mcid in element.K
            assert element.Pg.objgen == page.objgen
        for link in page.get("/Annots", []):
            assert link.objgen in {kid.Obj.objgen for kid in parents[link.StructParent].K if not isinstance(kid, int)}


def test_heads_of_tables_have_a_scope(reader):
    heads = [element for element in reader.elements() if str(element.S) == "/TH"]
    assert {str(head.A.Scope) for head in heads} == {"/Row", "/Column"}


def test_headings_skip_no_level(reader):
    levels = [int(str(e.S)[2:]) for e in reader.elements() if re.fullmatch(r"/H\d", str(e.S))]
    assert set(levels) == {1, 2, 3, 4}
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_lists_hold_items_only(reader):
    kids = {str(kid.S) for element in reader.elements() if str(element.S) == "/L" for kid in element.K}
    assert kids == {"/LI"}


def test_pages_are_labelled(reader):
    assert str(reader.pdf.Root.PageLabels.Nums[1].S) == "/D"


def test_the_facts_are_inside_once(reader):
    draft = edition(filled_dossier())
    attached = reader.pdf.attachments["register.json"]
    assert attached.get_file().read_bytes() == register_json(draft)
    assert [str(item.AFRelationship) for item in reader.pdf.Root.AF] == ["/Source"]


def test_same_facts_same_bytes(content):
    assert make(filled_dossier(Role.CONTROLLER)) == content


def test_other_facts_other_bytes(content):
    assert make(filled_dossier(Role.JOINT)) != content


@pytest.mark.parametrize(
    "address",
    [
        "http://example.com/a.css",
        "https://example.com/",
        "file:///etc/passwd",
        "data:text/plain,x",
        "ftp://x/",
        "a.png",
    ],
)
def test_fetcher_refuses_everything_else(address):
    with pytest.raises(RefusedError):
        AssetFetcher().fetch(address)


def test_fetcher_serves_its_own():
    assert AssetFetcher().fetch("asset:next-400.woff2").read(4) == b"wOF2"
    with pytest.raises(RefusedError):
        AssetFetcher().fetch("asset:../rendering.py")


def test_hostile_markup_reaches_nothing(tmp_path, monkeypatch):
    secret = tmp_path / "secret.txt"
    secret.write_text("geheim")
    asked = []
    original = AssetFetcher.fetch
    monkeypatch.setattr(AssetFetcher, "fetch", lambda self, url, headers=None: asked.append(url) or original(self, url))
    html = (
        f'<html lang="nl"><head><title>x</title><link rel="stylesheet" href="http://example.com/a.css">'
        f'<link rel="attachment" href="{secret.as_uri()}"><style>@import "http://example.com/b.css";'
        f"body{{background:url(http://example.com/c.png)}}</style></head><body><h1>x</h1>"
        f'<img alt="a" src="http://example.com/d.png"><a rel="attachment" href="{secret.as_uri()}">x</a></body></html>'
    )
    made = render(job(html, ("page.css",))).pdf
    assert len(asked) >= 4
    assert list(Reader(made).pdf.attachments) == []


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_texts_are_printed_without_a_missing_sign(text):
    html = f'<html lang="nl"><head><title>x</title></head><body><h1>x</h1><p>{escape(text)}</p></body></html>'
    reader = Reader(render(job(html, ("page.css",))).pdf)
    assert "�" not in reader.text(0)


@pytest.mark.parametrize("text", [HOSTILE["markup"], HOSTILE["css"]])
def test_markup_is_printed_as_text(text):
    reader = Reader(make(with_text(text)))
    # Hyphens are added and dropped where lines break.
    printed = re.sub(r"[\s\u200b-]", "", "".join(reader.text(n) for n in range(len(reader.pdf.pages))))
    assert printed.count(re.sub(r"[\s-]", "", text)) >= 3


def test_a_sign_without_a_font_is_spelled_out():
    reader = Reader(make(with_text("Lach \U0001fae8")))
    assert "[U+1FAE8]" in reader.text(0)


@pytest.mark.django_db
def test_budget_of_fourteen_activities():
    load([VOCABULARY, FIXTURES / "provider-telecom-service.yaml"])
    dossier = live_dossier(Provider.objects.get(slug="telecom-service").pk)
    assert len(dossier.activities) == 14
    made = make(dossier)
    assert len(made) < 250 * 1024
    reader = Reader(made)
    assert reader.fonts() <= {"Atkinson-Next", "Atkinson-Next-Bold", "Atkinson-Mono", "Register-Marks-Bold"}


def test_a_long_register_is_cut_between_rows():
    content = filled_content()
    content["activities"][0]["data"] = [
        {**content["activities"][0]["data"][0], "name": f"Gegeven {n}", "sequence": n} for n in range(120)
    ]
    reader = Reader(make(msgspec.convert(content, Dossier)))
    printed = "".join(reader.text(n) for n in range(len(reader.pdf.pages)))
    assert all(f"Gegeven {n}" in printed for n in range(120))
    empty = [e for e in reader.elements() if str(e.S) == "/TH" and not len(e.get("/K", []))]
    assert empty == []
