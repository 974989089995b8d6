"""The process that reads a file: bytes in, lines of JSON out. It knows no settings and no database.

    python -m providers.reading.worker KIND [large] <file

The first line says whether the file was read, or why not; each further line is a row.
"""

import json
import sys
from collections.abc import Callable
from functools import partial
from typing import Any

from ..limits import limit_memory, limit_seconds
from .ods import read_ods, read_ods_book
from .tables import MANY_ROWS, MAX_ROWS, FormatError
from .text import read_csv, read_csv_book, read_json
from .xlsx import read_xlsx, read_xlsx_book

# Address space in bytes, of which Python itself takes a tenth. The largest table takes a half of both.
MEMORY = 200_000_000
# CPU. A fixture has no limit of rows, and comes from who runs the server.
SECONDS = 2
SECONDS_OF_FIXTURE = 10
# A workbook of whole providers, also from who runs the server.
MEMORY_OF_LARGE, SECONDS_OF_LARGE = 1_000_000_000, 120

HEAVY = f"Dit bestand vraagt meer dan {MEMORY // 1_000_000} MB geheugen om te lezen. Verdeel het."
SLOW = "Dit bestand vraagt te veel tijd om te lezen. Verdeel het."


def main() -> None:
    """Read what comes in."""
    kind = sys.argv[1]
    is_large = "large" in sys.argv[2:]
    limit_memory(MEMORY_OF_LARGE if is_large else MEMORY)
    limit_seconds(SECONDS_OF_LARGE if is_large else SECONDS_OF_FIXTURE if kind == "yaml" else SECONDS)
    lines = answer(_reader(kind, is_large=is_large), sys.stdin.buffer)
    for line in lines:
        sys.stdout.buffer.write(json.dumps(line).encode() + b"\n")


def answer(read: Callable[[bytes], list[Any]], stream: Any) -> list[Any]:
    """What to tell the process that asked: null and the rows, or only a message."""
    try:
        return [None, *read(stream.read())]
    except FormatError as error:
        # A message repeats what is in the file, also half characters.
        return [str(error).encode("utf-8", "replace").decode()]
    except MemoryError:
        return [HEAVY]
    except TimeoutError:
        return [SLOW]


def _reader(kind: str, *, is_large: bool) -> Callable[[bytes], list[Any]]:
    if kind == "yaml":
        # Not for spreadsheets: it takes as long to import as all the rest.
        from .fixtures import read_yaml

        return read_yaml
    books = {"xlsx-book": read_xlsx_book, "ods-book": read_ods_book, "csv-book": read_csv_book}
    if kind in books:
        return partial(books[kind], most_rows=MANY_ROWS if is_large else MAX_ROWS)
    if kind.startswith("sheets-"):
        from .grids import READERS

        return READERS[kind.removeprefix("sheets-")]
    return {"xlsx": read_xlsx, "ods": read_ods, "csv": read_csv, "json": read_json}[kind]


if __name__ == "__main__":
    main()
