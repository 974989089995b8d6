"""The first sheet of an Excel workbook, or all of them: the values that Excel kept, as it shows them."""

import posixpath
import re
from typing import Any, TypeVar

from .numbers import BUILT_IN, GENERAL, iso_moment, shown
from .parts import Handler, Parts
from .sheets import MAX_SHEETS, Grid, Merge, Sheet, grid
from .tables import ERROR, FormatError, book, check_text, table

MAX_FORMATS = 1000
_RELATIONS = "xl/_rels/workbook.xml.rels"
_BOOK = "xl/workbook.xml"
_CELL = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_RANGE = re.compile(rf"{_CELL.pattern}:[A-Z]{{1,3}}([1-9]\d{{0,6}})")
_LINK = re.compile(r'=?HYPERLINK\("([^"]*)"(?:[,;]\s*"([^"]*)")?\)')
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
S = TypeVar("S", bound="_Sheet")


def read_xlsx(data: bytes) -> list[Any]:
    """The names and rows of the first visible sheet. Raises FormatError."""
    book = _Workbook(Parts(data, "xlsx"))
    return table(book.sheet(book.sheets()[0][1], _Sheet).rectangle())


def read_xlsx_book(data: bytes, most_rows: int) -> list[Any]:
    """The rows of all sheets, with the name of their sheet. Raises FormatError."""
    found = _Workbook(Parts(data, "xlsx", most_rows))
    return book(((name, found.sheet(part, _Sheet).rows()) for name, part in found.named()), most_rows)


def read_xlsx_sheets(data: bytes) -> list[Grid]:
    """All sheets as they are, the visible ones first. Raises FormatError."""
    book, found = _Workbook(Parts(data, "xlsx")), []
    for name, part in book.sheets()[:MAX_SHEETS]:
        sheet = book.sheet(part, _Whole)
        found.append(grid(name, sheet.rectangle(), sheet.merges))
    return found


class _Workbook:
    """What all sheets share: texts, styles, and from when days are counted."""

    def __init__(self, parts: Parts) -> None:
        self._parts, self._book, self._relations = parts, _Book(), _Relations()
        if _BOOK in parts.names:
            parts.walk(_RELATIONS, self._relations)
            parts.walk(_BOOK, self._book)
        self._texts, self._styles = _Texts(), _Styles()
        for kind, handler in (("sharedStrings", self._texts), ("styles", self._styles)):
            for name in self._relations.of(kind)[:1]:
                parts.walk(name, handler)

    def sheet(self, part: str, kind: type[S]) -> S:
        """The cells of a sheet. Raises FormatError."""
        found = kind(self._parts, self._texts.found, self._styles.codes(), since_1904=self._book.since_1904)
        self._parts.walk(part, found)
        return found

    def named(self) -> list[tuple[str, str]]:
        """Name and part of each sheet, the visible ones first."""
        parts, targets = self._relations.of("worksheet"), self._relations.targets
        return [(name, targets[number]) for number, name in self._book.sheets if targets.get(number) in parts]

    def sheets(self) -> list[tuple[str, str]]:
        """The same, never none. Raises FormatError."""
        # Some writers leave the list of sheets out.
        loose = [(name, name) for name in sorted(self._parts.names) if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name)]
        if found := self.named() or loose:
            return found
        raise self._parts.damaged()


def _local(tag: str) -> str:
    return tag.rpartition(" ")[2]


class _Relations(Handler):
    """Which part is what."""

    def __init__(self) -> None:
        self.targets: dict[str, str] = {}
        self._kinds: dict[str, list[str]] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if _local(tag) == "Relationship":
            name = posixpath.normpath(posixpath.join("/xl", attributes.get("Target", ""))).lstrip("/")
            self.targets[attributes.get("Id", "")] = name
            self._kinds.setdefault(attributes.get("Type", "").rpartition("/")[2], []).append(name)

    def of(self, kind: str) -> list[str]:
        """The parts of this kind."""
        return self._kinds.get(kind, [])


class _Book(Handler):
    """The sheets in their order, the visible ones first, and from when days are counted."""

    def __init__(self) -> None:
        self._visible: list[tuple[str, str]] = []
        self._hidden: list[tuple[str, str]] = []
        self.since_1904 = False

    @property
    def sheets(self) -> list[tuple[str, str]]:
        """Their numbers in the relations, and their names."""
        return [*self._visible, *self._hidden]

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = _local(tag)
        if name == "workbookPr":
            self.since_1904 = attributes.get("date1904") in ("1", "true")
        elif name == "sheet":
            numbers = [value for key, value in attributes.items() if key.endswith("relationships id")]
            found = self._visible if attributes.get("state", "visible") == "visible" else self._hidden
            found.extend((number, attributes.get("name", "")) for number in numbers)


class _Texts(Handler):
    """The texts that cells point to, by number. How a text is pronounced is not part of it."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._pieces: list[str] = []
        self._size = 0
        self._inside = self._spoken = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = _local(tag)
        if name == "si":
            self._pieces = []
        self._spoken = self._spoken or name == "rPh"
        self._inside = name == "t" and not self._spoken

    def text(self, text: str) -> None:
        if self._inside:
            self._size += len(text)
            check_text(self._size)
            self._pieces.append(text)

    def end(self, tag: str) -> None:
        name = _local(tag)
        if name == "si":
            self.found.append(_unescaped("".join(self._pieces)))
        self._spoken = self._spoken and name != "rPh"
        self._inside = False


class _Styles(Handler):
    """Which number format each style of a cell has."""

    def __init__(self) -> None:
        self._formats: dict[str, str] = {}
        self._numbers: list[str] = []
        self._is_of_cells = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = _local(tag)
        if name == "numFmt":
            self._formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
            if len(self._formats) > MAX_FORMATS:
                raise FormatError(f"Dit bestand heeft meer dan {MAX_FORMATS} getalnotaties.")
        elif name == "cellXfs":
            self._is_of_cells = True
        elif name == "xf" and self._is_of_cells:
            self._numbers.append(attributes.get("numFmtId", "0"))

    def end(self, tag: str) -> None:
        self._is_of_cells = self._is_of_cells and _local(tag) != "cellXfs"

    def codes(self) -> list[str]:
        """The format by number of style."""
        known = {str(number): code for number, code in BUILT_IN.items()} | self._formats
        return [known.get(number, GENERAL) for number in self._numbers]


class _Sheet(Sheet):
    """The cells of a sheet."""

    def __init__(self, parts: Parts, texts: list[str], codes: list[str], *, since_1904: bool) -> None:
        super().__init__(parts)
        self._texts, self._codes, self._since_1904 = texts, codes, since_1904
        self._is_in_cell = self._is_value = self._is_spoken = self._has_formula = False
        self._is_numbered = False
        self._kind = self._style = ""
        self._column = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = _local(tag)
        if name == "row":
            self._open_row(attributes.get("r"))
        elif name == "c":
            self._open_cell(attributes)
        elif self._is_in_cell:
            self._has_formula = self._has_formula or name == "f"
            self._is_spoken = self._is_spoken or name == "rPh"
            self._is_value = name in ("v", "t") and not self._is_spoken

    def _open_row(self, number: str | None) -> None:
        self._is_numbered = number is not None
        try:
            self.open_row(None if number is None else _index(number))
        except ValueError as error:
            raise self.damaged() from error

    def _open_cell(self, attributes: dict[str, str]) -> None:
        self._column += 1
        if found := _CELL.fullmatch(attributes.get("r", "")):
            self._number_of_row(int(found[2]))
            self._column = 0
            for letter in found[1]:
                self._column = self._column * 26 + ord(letter) - 64
        self.open_cell(self._column)
        self._is_in_cell, self._has_formula = True, False
        self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "")

    def _number_of_row(self, number: int) -> None:
        """A row without a number has that of its cells."""
        if not self._is_numbered:
            self._is_numbered, self.number = True, number
        if number != self.number:
            raise self.damaged()

    def text(self, text: str) -> None:
        if self._is_value:
            self.add_text(text)

    def end(self, tag: str) -> None:
        name = _local(tag)
        self._is_value = False
        if name == "rPh":
            self._is_spoken = False
        elif name == "c" and self._is_in_cell:
            self._is_in_cell = False
            self.close_cell(self._value(self.taken()))
        elif name == "row":
            self._column = 0
            self.close_row()

    def _value(self, text: str) -> str:
        if self._has_formula and not text and self._kind != "str":
            raise self.wrong("Deze formule heeft nog geen uitkomst. Open het bestand in Excel en bewaar het.")
        try:
            return self._of_kind(text)
        except FormatError:
            raise
        except (ValueError, IndexError, ArithmeticError) as error:
            raise self.wrong(f"“{text[:60]}” is geen getal, datum of tekst die gelezen kan worden.") from error

    def _of_kind(self, text: str) -> str:
        if self._kind in ("inlineStr", "str"):
            return _unescaped(text)
        if not text:
            return ""
        if self._kind == "s":
            return self._texts[_index(text)]
        if self._kind == "b":
            return "WAAR" if text in ("1", "true") else "ONWAAR"
        if self._kind == "e":
            raise self.wrong(f"“{text[:60]}” {ERROR}")
        if self._kind == "d":
            return iso_moment(text)
        code = self._codes[_index(self._style)] if self._style else GENERAL
        return shown(text.strip(), code, since_1904=self._since_1904)


class _Whole(_Sheet):
    """A sheet with its merged cells, and with where a formula links to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.merges: list[Merge] = []
        self._formula: list[str] = []
        self._is_formula = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = _local(tag)
        self._is_formula = name == "f"
        if name == "c":
            self._formula = []
        elif name == "mergeCell" and (found := _RANGE.fullmatch(attributes.get("ref", ""))):
            column = 0
            for letter in found[1]:
                column = column * 26 + ord(letter) - 64
            self.merges.append((int(found[2]), column, int(found[3])))
        super().start(tag, attributes)

    def text(self, text: str) -> None:
        if self._is_formula:
            self._formula.append(text)
        super().text(text)

    def end(self, tag: str) -> None:
        self._is_formula = False
        super().end(tag)

    def _value(self, text: str) -> str:
        if found := _LINK.fullmatch("".join(self._formula)):
            return f"{found[2]} ({found[1]})" if found[2] else found[1]
        return super()._value(text)


def _index(text: str) -> int:
    """Raises ValueError for what cannot be the number of something."""
    if not re.fullmatch("[0-9]{1,7}", text):
        raise ValueError
    return int(text)


def _unescaped(text: str) -> str:
    """Excel writes a sign that has no place in XML as _x000D_, and that text itself as _x005F_x000D_."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
