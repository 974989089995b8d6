"""File formats for import and export that neither lose a value nor trust a file."""

import codecs
import csv
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

import tablib
from import_export.formats.base_formats import Format

from ..reading.reader import read
from .workbooks import Sheet, write_ods, write_xlsx

# A spreadsheet program runs such a text as a formula; a quote in front makes it text again.
_NEEDS_QUOTE = re.compile("'*[=+\\-@\t\r]")


class Numbered(tablib.Dataset):
    """A table whose rows know the number that a spreadsheet program shows beside them."""

    def __init__(self, names: list[str], rows: list[tuple[int, list[Any]]]) -> None:
        super().__init__(headers=names)
        self.numbers = [number for number, _ in rows]
        self.extend(cells for _, cells in rows)


class SafeFormat(Format):
    """Reads bytes and writes bytes."""

    name: ClassVar[str]
    content_type: ClassVar[str]

    def __init__(self, encoding: str | None = None) -> None:
        """The encoding is found in the file itself; the argument is part of the interface."""

    def create_dataset(self, in_stream: bytes) -> Numbered:
        """The table in a file. Raises FormatError, in Dutch, for one that is not understood."""
        names, *rows = read(self.name, in_stream)
        return Numbered(names, rows)

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

    def export_data(self, dataset: tablib.Dataset, **kwargs: Any) -> bytes:
        """The bytes of a workbook."""
        return write_xlsx([_sheet(dataset)])


class Ods(SafeFormat):
    """LibreOffice workbook, also all text."""

    name = "ods"
    content_type = "application/vnd.oasis.opendocument.spreadsheet"

    def export_data(self, dataset: tablib.Dataset, **kwargs: Any) -> bytes:
        """The bytes of a workbook."""
        return write_ods([_sheet(dataset)])


class Csv(SafeFormat):
    """As Dutch Excel writes and reads it: semicolons, and a mark that says UTF-8."""

    name = "csv"
    content_type = "text/csv; charset=utf-8"

    def export_data(self, dataset: tablib.Dataset, **kwargs: Any) -> bytes:
        """Semicolons, with a quote before what a spreadsheet would run as a formula."""
        return b"".join(csv_lines((dataset.headers, *dataset)))


class Json(SafeFormat):
    """A list of objects."""

    name = "json"
    content_type = "application/json"

    def export_data(self, dataset: tablib.Dataset, **kwargs: Any) -> bytes:
        """Readable JSON."""
        return json.dumps(dataset.dict, ensure_ascii=False, indent=2).encode()


def _sheet(dataset: tablib.Dataset) -> Sheet:
    return Sheet("Rijen", dataset.headers, dataset)


FORMATS = [Xlsx, Ods, Csv, Json]


def csv_lines(rows: Iterable[Iterable[Any]]) -> Iterator[bytes]:
    """Rows as lines that Dutch Excel reads, with a quote before what a spreadsheet would run as a formula."""
    yield codecs.BOM_UTF8
    writer: Any = csv.writer(_Line(), delimiter=";")
    for row in rows:
        yield writer.writerow([_quoted(str(cell)) for cell in row]).encode()


class _Line:
    """What a CSV writer gives back when it is told to write."""

    def write(self, text: str) -> str:
        return text


def _quoted(cell: str) -> str:
    return f"'{cell}" if _NEEDS_QUOTE.match(cell) else cell
