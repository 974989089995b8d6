"""File formats for import and export that neither lose a value nor trust a file."""

import csv
import io
import json
import re
from collections.abc import Iterable
from typing import Any, ClassVar

import tablib
from import_export.formats.base_formats import Format

from .workbooks import FormatError, check_size, read_ods, read_xlsx, write_ods, write_xlsx

_DANGEROUS = "=+\\-@\t\r"
# A spreadsheet program runs such a text as a formula; a quote in front makes it text again.
_NEEDS_QUOTE = re.compile(f"'*[{_DANGEROUS}]")
_HAS_QUOTE = re.compile(f"'+[{_DANGEROUS}]")
# What json can put in a cell and a table cannot hold.
_SEVERAL = (list, dict)


class SafeFormat(Format):
    """Reads bytes and writes bytes; a file that is not understood is a FormatError in Dutch."""

    name: ClassVar[str]
    content_type: ClassVar[str]

    def __init__(self, encoding: str | None = None) -> None:
        """The encoding is found in the file itself; the argument is part of the interface."""

    def get_title(self) -> str:
        """Shown in the list of formats, and the ending of file names."""
        return self.name

    get_extension = get_title

    def get_content_type(self) -> str:
        """For the download."""
        return self.content_type

    def can_import(self) -> bool:
        """All of them can be read back, and written."""
        return True

    can_export = can_import


class Xlsx(SafeFormat):
    """Excel workbook in which every cell is text, so that nothing is a formula."""

    name = "xlsx"
    content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def create_dataset(self, in_stream: bytes) -> tablib.Dataset:
        """The first sheet."""
        return table(read_xlsx(in_stream))

    def export_data(self, dataset: tablib.Dataset, **kwargs: Any) -> bytes:
        """The bytes of a workbook."""
        return write_xlsx([dataset.headers, *dataset])


class Ods(SafeFormat):
    """LibreOffice workbook, also all text."""

    name = "ods"
    content_type = "application/vnd.oasis.opendocument.spreadsheet"

    def create_dataset(self, in_stream: bytes) -> tablib.Dataset:
        """The first sheet."""
        return table(read_ods(in_stream))

    def export_data(self, dataset: tablib.Dataset, **kwargs: Any) -> bytes:
        """The bytes of a workbook."""
        return write_ods([dataset.headers, *dataset])


class Csv(SafeFormat):
    """As Dutch Excel writes and reads it: semicolons, and a mark that says UTF-8."""

    name = "csv"
    content_type = "text/csv; charset=utf-8"

    def create_dataset(self, in_stream: bytes) -> tablib.Dataset:
        """Semicolons, commas or tabs; UTF-8, UTF-16 or Windows-1252."""
        text = decode(in_stream)
        named = re.match(r"sep=(.)\r?\n", text)
        body = text[named.end() :] if named else text
        delimiter = named[1] if named else guess_delimiter(body)
        try:
            rows = list(csv.reader(io.StringIO(body, newline=""), delimiter=delimiter, strict=True))
        except csv.Error as error:
            raise FormatError(f"Dit csv-bestand is niet leesbaar ({error}).") from error
        return table([[_unquoted(cell) for cell in row] for row in rows])

    def export_data(self, dataset: tablib.Dataset, **kwargs: Any) -> bytes:
        """Semicolons, with a quote before what a spreadsheet would run as a formula."""
        stream = io.StringIO(newline="")
        writer = csv.writer(stream, delimiter=";")
        for row in (dataset.headers, *dataset):
            writer.writerow([_quoted(str(cell)) for cell in row])
        return stream.getvalue().encode("utf-8-sig")


class Json(SafeFormat):
    """A list of objects."""

    name = "json"
    content_type = "application/json"

    def create_dataset(self, in_stream: bytes) -> tablib.Dataset:
        """The objects of the list, whatever the order of their names."""
        try:
            entries = json.loads(decode(in_stream), object_pairs_hook=_unique)
        except (ValueError, RecursionError) as error:
            raise FormatError(f"Dit json-bestand is niet leesbaar ({_short(error)}).") from error
        return table_of_entries(entries)

    def export_data(self, dataset: tablib.Dataset, **kwargs: Any) -> bytes:
        """Readable JSON."""
        return json.dumps(dataset.dict, ensure_ascii=False, indent=2).encode()


# As a spreadsheet counts: row 1 is the header.
FIRST_ROW = 2

FORMATS = [Xlsx, Ods, Csv, Json]


def table(rows: list[list[Any]]) -> tablib.Dataset:
    """Rows with the header first; empty rows go, a row of another width or a list in a cell is refused.

    Raises FormatError.
    """
    filled = [row for row in rows if any(cell not in (None, "") for cell in row)]
    if not filled:
        raise FormatError("Dit bestand is leeg.")
    header, *body = filled
    check_size(len(body), len(header))
    _check_cells("De kop", header, header)
    names = [str(name or "").strip() for name in header]
    dataset = tablib.Dataset(headers=names)
    for number, row in enumerate(body, start=FIRST_ROW):
        if len(row) != len(names):
            raise FormatError(f"Rij {number} heeft {len(row)} cellen, de kop heeft {len(names)}.")
        _check_cells(f"Rij {number}", names, row)
        dataset.append(row)
    return dataset


def _check_cells(where: str, names: list[Any], row: list[Any]) -> None:
    for place, (name, cell) in enumerate(zip(names, row, strict=True), start=1):
        if isinstance(cell, _SEVERAL):
            column = f"“{name}”" if isinstance(name, str) else f"kolom {place}"
            raise FormatError(f"{where}, {column}: hier hoort één waarde, geen lijst of groep van waarden.")


def table_of_entries(entries: Any) -> tablib.Dataset:
    """A table of named values; every entry has to have the same names."""
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise FormatError("Dit bestand moet een lijst van rijen met namen zijn.")
    if not entries:
        raise FormatError("Dit bestand is leeg.")
    names = list(entries[0])
    for number, entry in enumerate(entries, start=FIRST_ROW):
        for name in [*names, *entry]:
            if name not in entry or name not in entries[0]:
                raise FormatError(f"Rij {number}: “{name}” staat niet in elke rij.")
    return table([names, *([entry[name] for name in names] for entry in entries)])


def decode(data: bytes) -> str:
    """Text of a file: UTF-16 with its mark, else UTF-8, else Windows-1252."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def guess_delimiter(text: str) -> str:
    """What separates the names in the header."""
    header = text.lstrip().partition("\n")[0]
    return max(";,\t", key=header.count)


def _quoted(cell: str) -> str:
    return f"'{cell}" if _NEEDS_QUOTE.match(cell) else cell


def _unquoted(cell: str) -> str:
    return cell[1:] if _HAS_QUOTE.match(cell) else cell


def _unique(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(f"“{name}” staat er twee keer")
        found[name] = value
    return found


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
