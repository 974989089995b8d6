"""Where a page ends inside a row: what is printed of it, and where its lines begin."""

from collections.abc import Iterator
from typing import Any

import pikepdf
from django.template.loader import render_to_string
from hypothesis import given, settings
from hypothesis import strategies as some

from register.article30 import Annex, FactTable, Field
from register.article30.types import Block
from register.pdf.chapters import Piece
from register.pdf.jobs import job
from register.pdf.rendering import render
from tests.register.pdf_reader import Reader

MORE = " (vervolg)"
# Short words, which nothing hyphenates.
ITEMS = some.lists(some.integers(1, 40).map(lambda count: " ".join(["woord"] * count)), min_size=1, max_size=40)
FIELDS = some.lists(some.lists(some.tuples(ITEMS, some.booleans()), min_size=1, max_size=4), min_size=1, max_size=8)


def numbered(drawn: list[list[tuple[list[str], bool]]]) -> list[Field]:
    """Fields in which every label, head and item is another."""
    fields = []
    for n, blocks in enumerate(drawn):
        made = [
            Block(tuple(f"f{n}b{b}i{i} {text}" for i, text in enumerate(items)), f"Hoofd f{n}b{b}" if headed else "")
            for b, (items, headed) in enumerate(blocks)
        ]
        fields.append(Field(f"Veld {n}", tuple(made), article="art. 30 AVG"))
    return fields


def printed(*tables: list[Field]) -> Reader:
    found = tuple(FactTable("Tabel", tuple(fields)) for fields in tables)
    annex = Annex(1, "Titel", "Inleiding", found, "bijlage-1")
    html = render_to_string("pdf/chapter.html", {"pieces": [Piece("pdf/parts/annex.html", annex)]})
    return Reader(render(job(html, ("page.css", "register.css"))).pdf)


def rows(reader: Reader) -> list[list[tuple[str, list[str]]]]:
    """Per page its rows: label and article, and the lines of what is said."""
    pages = {page.objgen: number for number, page in enumerate(reader.pdf.pages)}
    texts = [{run.mcid: run.text for run in reader.runs(number)} for number in pages.values()]
    found: list[list[tuple[str, list[str]]]] = [[] for _ in pages]
    for row in (element for element in reader.elements() if str(element.S) == "/TR"):
        (_, label), (page, said) = (told(cell, pages, texts) for cell in row.K)
        found[page].append((" ".join(label), said))
    return found


def told(element: Any, pages: dict[Any, int], texts: list[dict[int | None, str]]) -> tuple[int, list[str]]:
    page, lines = -1, []
    for kid in element.K:
        if isinstance(kid, int):
            page = pages[element.Pg.objgen]
            lines.append(texts[page][kid].strip())
        else:
            page, below = told(kid, pages, texts)
            lines += below
    return page, lines


def without_repeated_heads(lines: Iterator[str]) -> str:
    seen: set[str] = set()
    kept = [line for line in lines if not line.startswith("Hoofd") or not (line in seen or seen.add(line))]
    return " ".join(kept).replace("– ", "")


@settings(max_examples=10, deadline=None)
@given(FIELDS)
def test_all_is_printed_once_and_what_goes_on_says_so(drawn):
    fields = numbered(drawn)
    pages = rows(printed(fields))
    lines = (line for page in pages for _, said in page for line in said)
    whole = " ".join(field.text.replace("\n", " ") for field in fields).replace("– ", "")
    assert without_repeated_heads(lines) == whole
    before = ""
    for page in pages:
        labels = [label for label, _ in page]
        assert [label for label in labels[1:] if MORE in label] == []
        goes_on = labels[0] == before.replace(" art. 30 AVG", MORE + " art. 30 AVG")
        assert goes_on == (MORE in labels[0])
        before = labels[-1].replace(MORE, "")


@settings(max_examples=10, deadline=None)
@given(FIELDS)
def test_a_list_says_its_head_on_each_page_and_never_alone(drawn):
    pages = rows(printed(numbered(drawn)))
    heads = {f"f{n}b{b}" for n, blocks in enumerate(drawn) for b, (items, headed) in enumerate(blocks) if headed}
    for page in pages:
        assert not page[-1][1][-1].endswith(":")
        first = page[0][1][0].removeprefix("– ").split("i")[0]
        # What is about one thing is a sentence, and has no head to say again.
        assert first not in heads


def test_a_label_is_never_cut_and_never_alone():
    field = Field("Een label van vele woorden " * 4, (Block(tuple(f"regel {n}" for n in range(9))),))
    for before in range(30, 60):
        pages = rows(printed([Field("Kort", (Block(tuple(f"a{n}" for n in range(before))),)), field]))
        labels = [label for page in pages for label, _ in page if label.startswith("Een")]
        assert {label.replace(MORE, "") for label in labels} == {" ".join([field.label.strip()])}
        assert all(said for page in pages for _, said in page)


def test_the_last_row_is_not_alone_on_a_page():
    for before in range(20, 50):
        pages = rows(printed([Field(f"Rij {n}", (Block(("tekst",)),)) for n in range(before)]))
        assert all(len(page) > 1 for page in pages)


def test_lines_hang_behind_their_dash():
    reader = printed([Field("Een", (Block(("tekst",)),)), Field("Lijst", (Block(("woord " * 60, "b"), "Hoofd"),))])
    starts = dict(lefts(reader.pdf.pages[0], reader))
    left, inner = starts["tekst"], starts["woord woord"]
    assert inner - left > 4
    assert [starts["Hoofd:"], starts["– woord"], starts["– b"]] == [left, left, left]


def lefts(page: pikepdf.Page, reader: Reader) -> Iterator[tuple[str, float]]:
    """The first two words of each run, and where it begins."""
    runs = reader.runs(0)
    places = [float(drawn.operands[4]) for drawn in pikepdf.parse_content_stream(page) if str(drawn.operator) == "Tm"]
    for run, place in zip(runs, places, strict=True):
        yield " ".join(run.text.split()[:2]), place
