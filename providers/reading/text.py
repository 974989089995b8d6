"""Tables in text files: csv as spreadsheet programs write it, and json."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any

from .parts import Parts
from .tables import MAX_CELL, FormatError, NoValue, Row, book, check_size, table

_UTF8, _UTF16 = b"\xef\xbb\xbf", (b"\xff\xfe", b"\xfe\xff")
_ESCAPED = re.compile("[\udc80-\udcff]")
_NOT_ASCII = re.compile("[^\x00-\x7f\udc80-\udcff]")
_SEPARATOR = re.compile(r"sep=([;,\t|])\r?\n")
# A quote before what a spreadsheet would run as a formula. We write it ourselves.
_HAS_QUOTE = re.compile("'+[=+\\-@\t\r]")
# As a spreadsheet counts: the names are row 1.
FIRST_ROW = 2


def read_csv(data: bytes) -> list[Any]:
    """Semicolons, commas or tabs; UTF-8, UTF-16 or Windows-1252. Raises FormatError."""
    text = decode(data)
    named = _SEPARATOR.match(text)
    body = text[named.end() :] if named else text
    return table(_csv_rows(body, named[1] if named else _delimiter(body)))


def read_csv_book(data: bytes, most_rows: int) -> list[Any]:
    """The rows of each csv in a zip, with its name. Raises FormatError."""
    parts = Parts(data, "zip", most_rows)
    texts = ((name, decode(parts.content(name))) for name in parts.names if name.endswith(".csv"))
    found = ((PurePosixPath(name).stem, _csv_rows(text, _delimiter(text))) for name, text in texts)
    return book(found, most_rows)


def _delimiter(text: str) -> str:
    """What separates the names in the header."""
    header = text.lstrip().partition("\n")[0]
    return max(";,\t", key=header.count)


def _csv_rows(text: str, delimiter: str) -> Iterator[Row]:
    """Each row once, also when there are line ends in its cells; an empty line is a row."""
    number = 0
    csv.field_size_limit(MAX_CELL)
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), 1):
            if not row:
                continue
            check_size(0, len(row))
            yield number, [cell[1:] if _HAS_QUOTE.match(cell) else cell for cell in row]
    except csv.Error as error:
        if "field limit" in str(error):
            message = f"Rij {number + 1}: een cel heeft ten hoogste {MAX_CELL} tekens. Maak de tekst korter."
            raise FormatError(message) from error
        raise FormatError(f"Dit csv-bestand is niet leesbaar (rij {number + 1}: {error}).") from error


def read_json(data: bytes) -> list[Any]:
    """A list of objects with the same names; numbers as they are typed. Raises FormatError."""
    try:
        entries = json.loads(
            decode(data), object_pairs_hook=_Objects().unique, parse_int=str, parse_float=str, parse_constant=NoValue
        )
    except FormatError:
        raise
    except (ValueError, RecursionError) as error:
        raise FormatError(f"Dit json-bestand is niet leesbaar ({' '.join(str(error).split())[:200]}).") from error
    return table(_named_rows(entries))


class _Objects:
    """Counts the objects of a file: each is a row, so that more than fit are refused before all are made."""

    def __init__(self) -> None:
        self._count = 0

    def unique(self, pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
        """The object with these names. Raises ValueError for a name that is there twice."""
        self._count += 1
        found: dict[str, Any] = {}
        for name, value in pairs:
            if name in found:
                raise ValueError(f"“{name[:60]}” staat er twee keer")
            found[name] = value
        check_size(self._count, len(found))
        return found


def _named_rows(entries: Any) -> Iterator[Row]:
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise FormatError("Dit bestand moet een lijst van rijen met namen zijn.")
    names = list(entries[0]) if entries else []
    yield FIRST_ROW - 1, [*names]
    for number, entry in enumerate(entries, start=FIRST_ROW):
        for name in [*names, *entry]:
            if name not in entry or name not in entries[0]:
                raise FormatError(f"Rij {number}: “{name}” staat niet in elke rij.")
        yield number, [entry[name] for name in names]


def decode(data: bytes) -> str:
    """Text of a file: UTF-16 with its mark, UTF-8, or Windows-1252 when that explains more of it.

    A byte that is no text becomes a half character, which no table takes. Raises FormatError.
    """
    if data[:2] in _UTF16:
        try:
            return data.decode("utf-16", "surrogatepass")
        except UnicodeDecodeError as error:
            raise FormatError("Dit bestand eindigt halverwege een teken; het is niet heel.") from error
    text = data.decode("utf-8-sig", "surrogateescape")
    wrong = len(_ESCAPED.findall(text))
    if not wrong or data.startswith(_UTF8) or len(_NOT_ASCII.findall(text)) >= wrong:
        return text
    return data.decode("cp1252", "surrogateescape")
