"""Every sheet of a file as it is: names, numbers of rows, merged cells, links, and the same guards as elsewhere."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P
from openpyxl import Workbook

from providers.reading.grids import READERS
from providers.reading.reader import read
from providers.reading.tables import FormatError

CELLS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P"]), max_size=12)
TABLES = st.lists(st.lists(CELLS, min_size=2, max_size=5), min_size=1, max_size=6)


def xlsx(fill) -> bytes:
    book = Workbook()
    fill(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def ods(rows: dict[str, list[list[str]]], spans: dict[tuple[int, int], int] | None = None) -> bytes:
    document = OpenDocumentSpreadsheet()
    covered = {(row + 1 + more, column) for (row, column), times in (spans or {}).items() for more in range(times - 1)}
    for name, lines in rows.items():
        table = Table(name=name)
        for number, cells in enumerate(lines, start=1):
            row = TableRow()
            for column, text in enumerate(cells, start=1):
                span = (spans or {}).get((number, column))
                cell = TableCell(numberrowsspanned=span) if span else TableCell()
                cell = CoveredTableCell() if (number, column) in covered else cell
                cell.addElement(P(text=text))
                row.addElement(cell)
            table.addElement(row)
        document.spreadsheet.addElement(table)
    stream = io.BytesIO()
    document.write(stream)
    return stream.getvalue()


def test_all_sheets_of_a_workbook_come_with_what_merged_cells_repeat():
    def fill(book):
        book.active.title = "Een"
        book.active["A3"] = "kop"
        second = book.create_sheet("Twee")
        second["A1"], second["B1"], second["B2"] = "boven", "x", "y"
        second.merge_cells("A1:A2")

    assert READERS["xlsx"](xlsx(fill)) == [
        ("Een", [(3, ["kop"], [])]),
        ("Twee", [(1, ["boven", "x"], []), (2, ["boven", "y"], [1])]),
    ]


def test_a_link_that_is_a_formula_is_its_text_and_address():
    def fill(book):
        book.active["A1"] = '=HYPERLINK("https://x.example","contract")'
        book.active["A2"] = '=HYPERLINK("https://y.example")'

    ((_, rows),) = READERS["xlsx"](xlsx(fill))
    assert [cells for _, cells, _ in rows] == [["contract (https://x.example)"], ["https://y.example"]]


def test_another_formula_without_an_outcome_is_refused():
    with pytest.raises(FormatError, match="geen uitkomst"):
        READERS["xlsx"](xlsx(lambda book: book.active.append(["=1+1"])))


def test_sheets_of_libreoffice_come_the_same():
    content = ods({"Een": [["kop"]], "Twee": [["boven", "x"], ["", "y"]]}, {(1, 1): 2})
    assert READERS["ods"](content) == [
        ("Een", [(1, ["kop"], [])]),
        ("Twee", [(1, ["boven", "x"], []), (2, ["boven", "y"], [1])]),
    ]


@given(TABLES, st.sampled_from([";", "\t", ","]))
def test_text_comes_back_cell_by_cell_whatever_separates(rows, delimiter):
    # The same number of cells in each row, as tables have.
    width = len(rows[0])
    rows = [[cell or "-" for cell in (row + ["-"] * width)[:width]] for row in rows]
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(rows)
    try:
        ((_, found),) = READERS["csv"](stream.getvalue().encode())
    except FormatError as error:
        assert "is een fout en geen waarde" in str(error)  # noqa: PT017  (a cell such as #N/A)
        return
    assert [cells for _, cells, _ in found] == rows


@given(TABLES)
def test_html_comes_back_cell_by_cell(rows):
    width = len(rows[0])
    rows = [[f"a{cell}" for cell in (row + [""] * width)[:width]] for row in rows]
    escaped = [[cell.replace("&", "&amp;").replace("<", "&lt;") for cell in row] for row in rows]
    html = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in escaped)
    ((name, found),) = READERS["html"](f"<p>x</p><table>{html}</table>".encode())
    assert (name, [cells for _, cells, _ in found]) == ("tabel 1", rows)


def test_spans_lists_and_tables_inside_cells_of_html():
    html = """<table><tr><th rowspan=2>A</th><th colspan=2>B</th></tr>
      <tr><td>c</td><td><ul><li>x</li><li>•y</li></ul><table><tr><td>in</td></tr></table></td></tr></table>
      <table><tr><td>ander</td></tr></table>"""
    assert READERS["html"](html.encode()) == [
        ("tabel 1", [(1, ["A", "B", ""], []), (2, ["A", "c", "• x\n• y\nin"], [1])]),
        ("tabel 2", [(1, ["ander"], [])]),
    ]


def test_lines_with_html_in_their_cells_are_a_table():
    text = "titel\n\nKop\tAnder\n<p><b>Een</b></p> <p>twee</p>\t<ul><li>•x</li></ul>"
    ((_, rows),) = READERS["html"](text.encode())
    assert rows[-1] == (4, ["Een\ntwee", "• x"], [])


def test_what_is_nested_in_json_has_a_column_of_its_own():
    found = {"versie": 1, "lijst": [{"a": {"b": True}, "c": [{"d": "x"}, {"d": "y"}], "e": ["1", None, 2.50]}]}
    assert READERS["json"](json.dumps(found).encode()) == [
        ("lijst", [(1, ["a.b", "c.d", "e"], []), (2, ["ja", "x\ny", "1\n\n2.5"], [])])
    ]


@pytest.mark.parametrize("content", [b"[]", b"{}", b"3", b'["a"]', b"null"])
def test_json_without_a_table_says_so(content):
    with pytest.raises(FormatError, match="geen tabel"):
        READERS["json"](content)


@pytest.mark.parametrize(
    ("kind", "content", "message"),
    [
        ("html", b"<table>" + b"<tr><td>x" * 3000, "meer dan 2000 rijen"),
        ("html", b"<table><tr>" + b"<td>x" * 200, "meer dan 100 kolommen"),
        ("html", b"<table><tr>" + b"<td rowspan=9>x" * 90 + b"<tr><td rowspan=1999>y" * 1900, "meer dan 100 kolommen"),
        ("html", b"<" * 3_000_000, "te veel tijd"),
        ("html", b"<!--" * 700_000, "te veel tijd"),
        ("json", b"[" * 1_000_000, "niet leesbaar"),
        ("json", b'[{"a":' * 100_000, "niet leesbaar"),
        ("json", b"[" + b'{"a":1},' * 400_000 + b"{}]", "meer dan 2000 rijen"),
        ("csv", b'"' + b"x" * 4_000_000, "ten hoogste 131072 tekens"),
        ("csv", b"a;b\n" * 3000, "meer dan 2000 rijen"),
    ],
)
def test_a_hostile_file_is_refused_by_its_limits(kind, content, message):
    with pytest.raises(FormatError, match=message):
        read(f"sheets-{kind}", content)


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "#N/A", "#REF!"])
def test_a_cell_that_is_no_text_is_named(sign):
    with pytest.raises(FormatError, match=r"Blad “tabel”, B2"):
        READERS["csv"](f"a;b\nc;{sign}".encode())
