"""Rows of a file into the database: adds what is missing, and overwrites what someone edited only when told to."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from django.db import transaction

from providers.reading.reader import read
from providers.reading.tables import FormatError

from .entries import Entry
from .keys import make_keys
from .report import LoadError, Report
from .rows import Loading

MAX_BYTES = 5_000_000


def load(paths: Iterable[Path], *, replace: bool = False) -> Report:
    """Load YAML fixtures, all or nothing.

    A row that is absent is added. A row that differs from the file is reported and
    left alone, or overwritten when `replace` is true. Raises LoadError with all that is wrong in all files.
    """
    entries: list[Entry] = []
    problems: list[str] = []
    for path in paths:
        try:
            rows = read_entries(path)
        except LoadError as error:
            problems += error.problems
            continue
        found = [Entry(f"{path.name}, rij {number}", row) for number, row in enumerate(rows, start=1)]
        make_keys(found)
        entries += found
    return load_entries(entries, lambda model: replace, problems)


def load_entries(
    entries: list[Entry],
    replace: Callable[[Any], bool],
    problems: Iterable[str] = (),
    then: Callable[[Loading], None] = lambda loading: None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Report:
    """Load rows, all or nothing; `replace` says of which kinds a row that differs is overwritten.

    `then` may do more with what was loaded, and say what is wrong with it; `progress` hears how many rows of how many
    were looked at. Raises LoadError.
    """
    loading = Loading(replace, list(problems))
    with transaction.atomic():
        loading.load(entries, progress)
        then(loading)
        if found := loading.all_problems(entries):
            raise LoadError(found)
    return loading.report


def read_entries(path: Path) -> list[dict[str, Any]]:
    """The rows of a YAML fixture as plain dictionaries, in which dates are text. Raises LoadError."""
    if path.stat().st_size > MAX_BYTES:
        raise LoadError([f"{path.name} is groter dan {MAX_BYTES} bytes."])
    try:
        return read("yaml", path.read_bytes())
    except FormatError as error:
        raise LoadError([f"{path.name} {str(error).removeprefix('Dit bestand ')}"]) from error
