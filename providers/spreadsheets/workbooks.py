"""Workbooks to download, in which every cell is text."""

import io
import re
from collections.abc import Iterable
from typing import Any

import openpyxl
from odf import table as odf_table
from odf import teletype
from odf import text as odf_text
from odf.opendocument import OpenDocumentSpreadsheet
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

# Excel reads _x0041_ as A; so it writes that text itself as _x005F_x0041_.
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


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
    cell = WriteOnlyCell(sheet, _LOOKS_ESCAPED.sub("_x005F_", str(value)))
    # openpyxl takes a text that begins with = for a formula.
    cell.data_type = "s"
    cell.number_format = "@"
    if bold:
        cell.font = Font(bold=True)
    return cell


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
