"""The first sheet of a LibreOffice workbook, or all of them: what its cells show."""

from typing import Any

from .numbers import iso_moment, iso_time, shown
from .parts import Handler, Parts
from .sheets import MAX_SHEETS, Grid, Merge, Sheet, grid
from .tables import MAX_COLUMNS, MAX_TEXT, book, table

_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
_VALUES = {"date": "date-value", "time": "time-value", "boolean": "boolean-value"}
_SHEET, _ROW, _PARAGRAPH = f"{_TABLE}table", f"{_TABLE}table-row", f"{_TEXT}p"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_ROWS_REPEATED, _CELLS_REPEATED = f"{_TABLE}number-rows-repeated", f"{_TABLE}number-columns-repeated"


def read_ods(data: bytes) -> list[Any]:
    """The names and rows of the first sheet. Raises FormatError."""
    parts = Parts(data, "ods")
    sheet = _Sheet(parts)
    parts.walk("content.xml", sheet)
    return table(sheet.rectangle())


def read_ods_book(data: bytes, most_rows: int) -> list[Any]:
    """The rows of all sheets, with the name of their sheet. Raises FormatError."""
    parts = Parts(data, "ods", most_rows)
    sheets = _Sheets(parts)
    parts.walk("content.xml", sheets)
    return book(((sheet.name, sheet.rows()) for sheet in sheets.found), most_rows)


def read_ods_sheets(data: bytes) -> list[Grid]:
    """All sheets as they are. Raises FormatError."""
    parts = Parts(data, "ods")
    sheets = _Grids(parts)
    parts.walk("content.xml", sheets)
    return sheets.found


class _Sheet(Sheet):
    """Rows, also those in groups; not those of a table inside a cell, nor those of a later sheet."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts)
        self.name = ""
        self._depth = 0
        # How deep the open sheet, cell and paragraph are; 0 when there is none.
        self._sheet = self._cell = self._paragraph = 0
        self.is_done = False
        self._attributes: dict[str, str] = {}
        self._row_times = self._cell_times = 1
        self._paragraphs = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if not self._sheet:
            if tag == _SHEET and not self.is_done:
                self._sheet, self.name = self._depth, attributes.get(f"{_TABLE}name", "")
        elif self._paragraph:
            self._sign(tag, attributes)
        elif self._cell:
            self._open_paragraph(tag)
        elif tag == _ROW:
            self._row_times = self._count(attributes, _ROWS_REPEATED)
            self.open_row()
        elif tag in _CELLS and self.number:
            self._open_cell(attributes)

    def _open_cell(self, attributes: dict[str, str]) -> None:
        self._cell, self._attributes, self._paragraphs = self._depth, attributes, 0
        self._cell_times = self._count(attributes, _CELLS_REPEATED)

    def _open_paragraph(self, tag: str) -> None:
        # Only its own: a remark at the cell has paragraphs too.
        if tag == _PARAGRAPH and self._depth == self._cell + 1:
            self._paragraph = self._depth
            self._paragraphs += 1
            if self._paragraphs > 1:
                self.add_text("\n")

    def _sign(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == f"{_TEXT}s":
            self.add_text(" " * min(self._count(attributes, f"{_TEXT}c"), MAX_TEXT + 1))
        elif tag == f"{_TEXT}tab":
            self.add_text("\t")
        elif tag == f"{_TEXT}line-break":
            self.add_text("\n")

    def text(self, text: str) -> None:
        if self._paragraph:
            self.add_text(text)

    def end(self, tag: str) -> None:
        if self._depth == self._paragraph:
            self._paragraph = 0
        elif self._depth == self._cell:
            self._cell = 0
            # Empty cells up to the edge of the sheet are not part of the table.
            self.close_cell(self._value(self.taken()), min(self._cell_times, MAX_COLUMNS + 1 - len(self._cells)))
        elif self._depth == self._sheet:
            self._sheet, self.is_done = 0, True
        elif self._sheet and not self._cell and tag == _ROW:
            self.close_row(self._row_times)
        self._depth -= 1

    def _count(self, attributes: dict[str, str], name: str) -> int:
        """How often something is repeated, at least once."""
        if name not in attributes:
            return 1
        text = attributes[name]
        if not (text.isascii() and text.isdecimal() and len(text) < 10):
            raise self.damaged()
        return max(1, int(text))

    def _value(self, text: str) -> str:
        kind = self._attributes.get(f"{_OFFICE}value-type", "")
        if not (kind or text) and f"{_TABLE}formula" in self._attributes:
            raise self.wrong("Deze formule heeft nog geen uitkomst. Open het bestand in LibreOffice en bewaar het.")
        try:
            return self._of_kind(kind, text)
        except (ValueError, ArithmeticError) as error:
            raise self.wrong(f"“{text[:60]}” is geen getal of datum die gelezen kan worden.") from error

    def _of_kind(self, kind: str, text: str) -> str:
        value = self._attributes.get(f"{_OFFICE}{_VALUES.get(kind, 'value')}", "")
        if kind == "date":
            return iso_moment(value)
        if kind == "time":
            return iso_time(value)
        if kind == "boolean":
            return "WAAR" if value == "true" else "ONWAAR"
        if kind == "float":
            number = shown(value)
            # A number with noughts before it is one that somebody meant as text.
            return text if text.isdecimal() and text.lstrip("0") == number else number
        # Of a percentage and an amount the format stands elsewhere in the file, but what it shows stands here.
        return text or (shown(value) if value else "")


class _Sheets(Handler):
    """All sheets, one after the other."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self.found = [_Sheet(parts)]

    def place(self) -> str:
        """That in the sheet that is being read."""
        return self.found[-1].place()

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A sheet begins after the one before it."""
        if tag == _SHEET and self.found[-1].is_done:
            self.found.append(_Sheet(self._parts))
        self.found[-1].start(tag, attributes)

    def text(self, text: str) -> None:
        """For the sheet that is being read."""
        self.found[-1].text(text)

    def end(self, tag: str) -> None:
        """The same."""
        self.found[-1].end(tag)


class _Grids(_Sheet):
    """Every sheet, with its merged cells."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts)
        self.found: list[Grid] = []
        self._name = ""
        self._merges: list[Merge] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == _SHEET and not self._sheet:
            self.start_again()
            self.is_done, self._merges = False, []
            self._name = attributes.get(f"{_TABLE}name", "")
        super().start(tag, attributes)

    def end(self, tag: str) -> None:
        super().end(tag)
        if tag == _SHEET and self.is_done and not self._sheet and len(self.found) < MAX_SHEETS:
            self.found.append(grid(self._name, self.rectangle(), self._merges))
            self.is_done = False

    def _open_cell(self, attributes: dict[str, str]) -> None:
        if (rows := self._count(attributes, f"{_TABLE}number-rows-spanned")) > 1:
            self._merges.append((self.number, len(self._cells) + 1, self.number + rows - 1))
        super()._open_cell(attributes)
