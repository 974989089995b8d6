"""What a spreadsheet becomes: names of columns, and rows as wide with the number they have in the spreadsheet."""

import re
from collections.abc import Iterable
from typing import Any

MAX_ROWS = 2000
# Of a workbook of whole providers that somebody brings who runs the server.
MANY_ROWS = 50_000
MAX_COLUMNS = 100
# Characters. A cell of Excel holds at most 32,767; a text of 100,000 is still told what is wrong with it.
MAX_CELL = 131_072
MAX_TEXT = 5_000_000
ERROR = "is een fout en geen waarde. Vul de waarde in of maak de cel leeg."
TOO_LARGE = "Dit bestand is uitgepakt te groot."

# A row and the number that a spreadsheet program shows beside it.
Row = tuple[int, list[Any]]

_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
# As Excel and LibreOffice show them, in English and in Dutch: #N/A, #N/B, #DIV/0!, #WAARDE!, #NAAM?, Err:502.
_ERROR = re.compile(r"\s*(#N/[AB]|#[A-Z][A-Z0-9/_]*[!?]|Err:\d{3})\s*")
# Decoding with surrogateescape makes these of bytes that are no text.
_ESCAPED = range(0xDC80, 0xDD00)


class FormatError(ValueError):
    """A file cannot be read; the message is Dutch and meant for whoever chose the file."""


class NoValue(str):
    """Something in a cell that stands for no value, such as NaN."""


def check_size(rows: int, columns: int, most: int = MAX_ROWS) -> None:
    """Refuse a table that is too large for one import. Raises FormatError."""
    if rows > most:
        raise FormatError(f"Dit bestand heeft meer dan {most} rijen. Verdeel het.")
    if columns > MAX_COLUMNS:
        raise FormatError(f"Dit bestand heeft meer dan {MAX_COLUMNS} kolommen.")


def table(rows: Iterable[Row]) -> list[Any]:
    """The names in the first row with something in it, then each further such row with its number.

    Raises FormatError for a row of another width, and for a cell that is no text.
    """
    found: list[Any] = []
    size = 0
    for number, cells in rows:
        if not any(cell not in (None, "") for cell in cells):
            continue
        if found:
            _check_row(number, found[0], cells)
            found.append((number, cells))
        else:
            found.append(_header(number, cells))
        size += sum(len(cell) for cell in cells if isinstance(cell, str))
        check_size(len(found) - 1, 0)
        check_text(size)
    if not found:
        raise FormatError("Dit bestand is leeg.")
    return found


def check_text(size: int) -> None:
    """Refuse more characters than one import may have; one text can stand in thousands of cells. Raises FormatError."""
    if size > MAX_TEXT:
        raise FormatError(TOO_LARGE)


def book(sheets: Iterable[tuple[str, Iterable[Row]]], most: int) -> list[Any]:
    """The rows of several sheets, each with the name of its sheet and its number; empty cells at the end are left out.

    Raises FormatError for a cell that is no text, and for more than `most` rows in all.
    """
    found: list[Any] = []
    size = 0
    for name, rows in sheets:
        for number, cells in rows:
            for column, cell in enumerate(cells, start=1):
                if cell:
                    check_cell(f"Blad {name}, cel {letters(column)}{number}", cell)
                    size += len(cell)
            if any(cells):
                found.append((name, number, cells))
            check_size(len(found), len(cells), most)
            check_text(size)
    if not found:
        raise FormatError("Dit bestand is leeg.")
    return found


def letters(column: int) -> str:
    """What a spreadsheet program calls a column; the first one is 1."""
    text = ""
    while column:
        column, letter = divmod(column - 1, 26)
        text = chr(65 + letter) + text
    return text


def _header(number: int, cells: list[Any]) -> list[str]:
    check_size(0, len(cells))
    for place, cell in enumerate(cells, start=1):
        check_cell(f"Rij {number}, kolom {place}", cell)
    return [str(cell or "").strip() for cell in cells]


def _check_row(number: int, names: list[str], cells: list[Any]) -> None:
    if len(cells) != len(names):
        raise FormatError(f"Rij {number} heeft {len(cells)} cellen, de kop heeft {len(names)}.")
    for name, cell in zip(names, cells, strict=True):
        if cell not in ("", None, True, False):
            check_cell(f"Rij {number}, {name}", cell)


def check_cell(where: str, cell: Any) -> None:
    """Refuse what is no text that can be shown; `where` begins the message. Raises FormatError."""
    if isinstance(cell, list | dict):
        raise FormatError(f"{where}: hier hoort één waarde, geen lijst of groep van waarden.")
    if not isinstance(cell, str):
        return
    if len(cell) > MAX_CELL:
        raise FormatError(f"{where}: een cel heeft ten hoogste {MAX_CELL} tekens. Maak de tekst korter.")
    if isinstance(cell, NoValue) or _ERROR.fullmatch(cell):
        raise FormatError(
            f"{where}: “{cell.strip()}” is een fout en geen waarde. Vul de waarde in of maak de cel leeg."
        )
    if sign := _UNREADABLE.search(cell):
        raise FormatError(f"{where}: {_unreadable(ord(sign[0]))}")


def _unreadable(code: int) -> str:
    if code in _ESCAPED:
        return f"Bevat een byte die geen teken is (0x{code - 0xDC00:02X}). Bewaar het bestand als UTF-8."
    return f"Bevat een teken dat niet gedrukt kan worden (U+{code:04X}). Haal het weg."
