"""Workbooks in and out. A small file can claim millions of cells: sizes are checked first."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree.ElementTree import Element

import openpyxl
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring
from odf import table as odf_table
from odf import teletype
from odf import text as odf_text
from odf.opendocument import OpenDocumentSpreadsheet
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import column_index_from_string

MAX_ROWS = 2000
MAX_COLUMNS = 100
MAX_UNZIPPED = 50_000_000

# Up to the next < and no further: searching on to the end of the file for each < would take hours.
_REFERENCE = re.compile(rb"""<(?:[\w.-]+:)?(?:c|row)\b[^<]*?\sr\s*=\s*["']([A-Z]{0,3})(\d{1,9})["']""")
_TOO_LARGE = "Dit bestand is uitgepakt te groot."
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


class FormatError(ValueError):
    """A file cannot be read; the message is Dutch and meant for whoever chose the file."""


def check_size(rows: int, columns: int) -> None:
    """Refuse a table that is too large for one import. Raises FormatError."""
    if rows > MAX_ROWS:
        raise FormatError(f"Dit bestand heeft meer dan {MAX_ROWS} rijen. Verdeel het.")
    if columns > MAX_COLUMNS:
        raise FormatError(f"Dit bestand heeft meer dan {MAX_COLUMNS} kolommen.")


def unzip(data: bytes, kind: str) -> zipfile.ZipFile:
    """The parts of a workbook, once their sizes are known to be reasonable."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except zipfile.BadZipFile as error:
        raise FormatError(f"Dit is geen {kind}-bestand.") from error
    if sum(part.file_size for part in archive.infolist()) > MAX_UNZIPPED:
        raise FormatError(_TOO_LARGE)
    return archive


def read_xlsx(data: bytes) -> list[list[Any]]:
    """The values of the first sheet of an Excel workbook. Raises FormatError."""
    archive = unzip(data, "xlsx")
    try:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                _check_references(archive.read(name))
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        rows = book.worksheets[0].iter_rows(max_row=MAX_ROWS + 2, max_col=MAX_COLUMNS + 1, values_only=True)
        return _rectangle(list(row) for row in rows)
    except FormatError:
        raise
    except Exception as error:  # openpyxl has no error of its own for a damaged part
        raise FormatError("Dit xlsx-bestand is beschadigd of geen werkmap.") from error


def _check_references(sheet: bytes) -> None:
    for match in _REFERENCE.finditer(sheet):
        letters, number = match.groups()
        # One row for the header; empty rows that were once formatted count too.
        check_size(int(number) - 1, column_index_from_string(letters.decode()) if letters else 0)


def write_xlsx(rows: Iterable[Iterable[Any]]) -> bytes:
    """A workbook in which every cell is of the type text."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Rijen")
    sheet.freeze_panes = "A2"
    for number, row in enumerate(rows):
        sheet.append([_text_cell(sheet, value, bold=number == 0) for value in row])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _text_cell(sheet: Any, value: Any, *, bold: bool) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, str(value))
    # openpyxl takes a text that begins with = for a formula.
    cell.data_type = "s"
    cell.number_format = "@"
    if bold:
        cell.font = Font(bold=True)
    return cell


def read_ods(data: bytes) -> list[list[Any]]:
    """The values of the first sheet of a LibreOffice workbook. Raises FormatError.

    tablib's reader drops repeated cells, which shifts the rest of the row to the left.
    """
    archive = unzip(data, "ods")
    try:
        root = fromstring(archive.read("content.xml"))
    except (KeyError, ParseError, DefusedXmlException, zipfile.BadZipFile) as error:
        raise FormatError("Dit ods-bestand is beschadigd of geen werkmap.") from error
    sheet = root.find(f".//{_TABLE}table")
    if sheet is None:
        return []
    _check_spaces(sheet)
    return _rectangle(_ods_rows(sheet))


def _check_spaces(sheet: Element) -> None:
    """One element stands for many spaces, so a small file can hold more than fits in memory."""
    if sum(map(_spaces, sheet.iter(f"{_TEXT}s"))) > MAX_UNZIPPED:
        raise FormatError(_TOO_LARGE)


def _spaces(element: Element) -> int:
    return min(_number(element, f"{_TEXT}c"), 1000)


def _number(element: Element, name: str) -> int:
    """How often something is repeated, at least once."""
    text = element.get(name, "1")
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise FormatError("Dit ods-bestand is beschadigd of geen werkmap.")
    return max(1, int(text))


def _row_elements(sheet: Element) -> Iterator[Element]:
    """Rows, also those in groups; not those of a table inside a cell, which would be read once per level."""
    waiting = [sheet]
    while waiting:
        element = waiting.pop()
        if element.tag == f"{_TABLE}table-row":
            yield element
        else:
            waiting += reversed(element)


def _ods_rows(sheet: Element) -> Iterator[list[Any]]:
    count = 0
    for row in _row_elements(sheet):
        values = _ods_cells(row)
        repeat = _number(row, f"{_TABLE}number-rows-repeated") if values else 1
        count += repeat
        check_size(count - 1, len(values))
        yield from [values] * repeat


def _ods_cells(row: Element) -> list[Any]:
    values: list[Any] = []
    for cell in row:
        value = _ods_value(cell)
        repeat = _number(cell, f"{_TABLE}number-columns-repeated")
        # Empty cells up to the edge of the sheet are not part of the table.
        limit = MAX_COLUMNS + 1 - len(values)
        values += [value] * min(repeat, limit)
    while values and values[-1] == "":
        values.pop()
    return values


def _ods_value(cell: Element) -> str:
    kind = cell.get(f"{_OFFICE}value-type")
    if kind in ("float", "percentage", "currency"):
        return cell.get(f"{_OFFICE}value", "")
    if kind == "boolean":
        return "ja" if cell.get(f"{_OFFICE}boolean-value") == "true" else "nee"
    if kind == "date":
        return cell.get(f"{_OFFICE}date-value", "")
    return "\n".join("".join(_ods_text(part)) for part in cell if part.tag == f"{_TEXT}p")


def _ods_text(part: Element) -> Iterator[str]:
    """The text of a paragraph in pieces; a text joined at every level would be copied once per level."""
    waiting: list[Element | str] = [part]
    while waiting:
        piece = waiting.pop()
        if isinstance(piece, str):
            yield piece
            continue
        yield _ods_sign(piece)
        for child in reversed(piece):
            waiting += [child.tail or "", child]


def _ods_sign(element: Element) -> str:
    """What an element itself says, apart from what is in it."""
    if element.tag == f"{_TEXT}s":
        return " " * _spaces(element)
    if element.tag == f"{_TEXT}tab":
        return "\t"
    return "\n" if element.tag == f"{_TEXT}line-break" else element.text or ""


def write_ods(rows: Iterable[Iterable[Any]]) -> bytes:
    """A workbook in which every cell is of the type text."""
    book = OpenDocumentSpreadsheet()
    sheet = odf_table.Table(name="Rijen")
    book.spreadsheet.addElement(sheet)
    for row in rows:
        line = odf_table.TableRow()
        sheet.addElement(line)
        for value in row:
            cell = odf_table.TableCell(valuetype="string")
            for paragraph in str(value).split("\n"):
                element = odf_text.P()
                teletype.addTextToElement(element, paragraph)
                cell.addElement(element)
            line.addElement(cell)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _rectangle(rows: Iterable[list[Any]]) -> list[list[Any]]:
    """All rows as wide as the widest; spreadsheets leave out empty cells at the end."""
    found = list(rows)
    # One text can stand in thousands of cells while the file holds it once.
    if sum(len(value) for row in found for value in row if isinstance(value, str)) > MAX_UNZIPPED:
        raise FormatError(_TOO_LARGE)
    width = max((len(_trimmed(row)) for row in found), default=0)
    return [[*row, *[""] * width][:width] for row in found]


def _trimmed(row: list[Any]) -> list[Any]:
    filled = [index for index, value in enumerate(row) if value not in (None, "")]
    return row[: filled[-1] + 1] if filled else []
