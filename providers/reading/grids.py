"""Tables as people have them, whatever their columns are called: every sheet as it is, and no row need be the head."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from .ods import read_ods_sheets
from .sheets import MAX_SHEETS, Grid, Merge, grid
from .tables import MAX_CELL, MAX_COLUMNS, MAX_ROWS, FormatError, Row, check_size, check_text
from .text import decode
from .xlsx import read_xlsx_sheets

NO_TABLE = "In dit bestand staat geen tabel."
_LOOKED_AT = 30
_TAG = re.compile(r"</?(?:p|ul|ol|li|b|i|u|br|div|span|strong|em|a)\b", re.IGNORECASE)
_ENDS_LINE = frozenset(("p", "div", "li", "br", "tr", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6"))


def _read_text(data: bytes) -> list[Grid]:
    """Rows of text with tabs, semicolons or commas between the cells, in which there may be HTML."""
    return [grid("tabel", _rows(decode(data)))]


def _rows(text: str) -> Iterator[Row]:
    csv.field_size_limit(MAX_CELL)
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)), start=1):
            check_size(number - 1, len(cells))
            yield number, [_plain(cell) if _TAG.search(cell) else cell for cell in cells]
    except csv.Error as error:
        is_long = "field limit" in str(error)
        long = f"Een cel heeft ten hoogste {MAX_CELL} tekens. Maak de tekst korter."
        raise FormatError(long if is_long else f"Deze tabel is niet leesbaar ({error}).") from error


def _delimiter(text: str) -> str:
    """What gives most rows the same number of cells; above the head there may be anything."""

    def score(delimiter: str) -> tuple[float, int]:
        rows = csv.reader(io.StringIO(text[:MAX_CELL], newline=""), delimiter=delimiter)
        widths = Counter(len(row) for _, row in zip(range(_LOOKED_AT), rows, strict=False) if row)
        width, times = max(widths.items(), key=lambda item: (item[0] > 1, item[1]), default=(1, 0))
        return (times / widths.total() if width > 1 else 0, width)

    return max("\t;,", key=score)


def _read_json(data: bytes) -> list[Grid]:
    """The first list of objects, or one object; what is nested gets a column for each name, as in “Doelen.Doel”."""
    try:
        found = json.loads(decode(data), parse_int=str, parse_float=str, parse_constant=str)
    except (ValueError, RecursionError) as error:
        raise FormatError(f"Dit json-bestand is niet leesbaar ({' '.join(str(error).split())[:200]}).") from error
    name, entries = _entries(found)
    flat = [dict(_flat(entry)) for entry in entries[: MAX_ROWS + 1]]
    names = list(dict.fromkeys(key for entry in flat for key in entry))
    check_size(len(flat), len(names))
    rows = enumerate(([entry.get(key, "") for key in names] for entry in flat), start=2)
    return [grid(name, [(1, names), *rows])]


def _entries(found: Any) -> tuple[str, list[Any]]:
    lists = found.items() if isinstance(found, dict) else [("tabel", found)]
    for name, value in lists:
        if isinstance(value, list) and value and all(isinstance(item, dict) for item in value) and len(lists) < 3:
            return name, value
    if isinstance(found, dict) and found:
        return "tabel", [found]
    raise FormatError(NO_TABLE)


def _flat(entry: dict[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for key, value in entry.items():
        name = f"{before}{key}"
        if isinstance(value, dict):
            yield from _flat(value, f"{name}.")
        elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
            yield from _columns(name, [item if isinstance(item, dict) else {"": item} for item in value])
        else:
            yield name, "\n".join(map(_word, value)) if isinstance(value, list) else _word(value)


def _columns(name: str, items: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """A line for each item that has the name."""
    columns: dict[str, list[str]] = {}
    for item in items:
        for key, text in _flat(item, f"{name}."):
            columns.setdefault(key, []).append(text)
    yield from ((key, "\n".join(filter(None, texts))) for key, texts in columns.items())


def _word(value: Any) -> str:
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return {True: "ja", False: "nee", None: ""}.get(value, value) if not isinstance(value, str) else value


def _read_html(data: bytes) -> list[Grid]:
    """Every table of a page; without one the lines of the text."""
    reader = _Tables()
    reader.feed(decode(data))
    reader.close()
    found = [grid(f"tabel {number}", *made) for number, made in enumerate(reader.found[:MAX_SHEETS], start=1)]
    return found or _read_text(data)


class _Text(HTMLParser):
    """What HTML says, with a line for each paragraph and a sign before each item of a list."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._size = 0

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag in _ENDS_LINE:
            self.pieces.append("\n• " if tag == "li" else "\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _ENDS_LINE:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        self._size += len(data)
        check_text(self._size)
        self.pieces.append(re.sub(r"\s+", " ", data))

    def taken(self) -> str:
        """The text so far, which is forgotten."""
        lines = (line.strip() for line in "".join(self.pieces).split("\n"))
        self.pieces = []
        return "\n".join(re.sub(r"^• \s*•\s*", "• ", line) for line in lines if line not in ("", "•"))


def _plain(html: str) -> str:
    text = _Text()
    text.feed(html)
    text.close()
    return text.taken()


class _Tables(_Text):
    """The tables of a page with their merged cells; a table inside a cell is text of that cell."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[list[Row], list[Merge]]] = []
        self._depth = 0
        self._is_open = False
        self._spans = (1, 1)
        # Columns that a cell above reaches into, with the last row that it does.
        self._taken: dict[int, int] = {}

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self._depth += tag == "table"
        if self._depth == 1 and tag == "table":
            self.found.append(([], []))
            self._taken = {}
        elif self._depth == 1 and tag == "tr":
            self._close_cell()
            rows = self.found[-1][0]
            check_size(len(rows), 0)
            rows.append((len(rows) + 1, []))
        elif self._depth == 1 and tag in ("td", "th") and self.found[-1][0]:
            self._close_cell()
            self._is_open, self.pieces = True, []
            given = dict(attrs)
            self._spans = _span(given.get("rowspan"), MAX_ROWS), _span(given.get("colspan"), MAX_COLUMNS)
        else:
            super().handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self._depth == 1 and tag in ("td", "th", "tr", "table"):
            self._close_cell()
        else:
            super().handle_endtag(tag)
        self._depth -= tag == "table" and self._depth > 0

    def _close_cell(self) -> None:
        if not self._is_open:
            return
        self._is_open = False
        number, cells = self.found[-1][0][-1]
        while self._taken.get(len(cells) + 1, 0) >= number:
            cells.append("")
        rows, columns = self._spans
        if rows > 1:
            self.found[-1][1].append((number, len(cells) + 1, number + rows - 1))
            self._taken |= {len(cells) + 1 + place: number + rows - 1 for place in range(columns)}
        cells += [self.taken(), *[""] * (columns - 1)]
        check_size(0, len(cells))


def _span(typed: str | None, most: int) -> int:
    return min(int(typed), most) if typed and typed.isascii() and typed.isdecimal() and 0 < len(typed) < 6 else 1


READERS = {"xlsx": read_xlsx_sheets, "ods": read_ods_sheets, "csv": _read_text, "json": _read_json, "html": _read_html}
