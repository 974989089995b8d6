"""A file that somebody brings, as rows to load: which kind it is, and what it has all of."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Any

from providers.models import Provider
from providers.reading.reader import read
from providers.reading.tables import FormatError, letters

from ..loading.entries import Entry
from ..loading.keys import make_keys
from ..loading.report import LoadError
from . import dossier_file
from .sheets import EXPLANATION, LISTS, by_name, columns_of, fields_of

MOST_BYTES, MOST_OF_LARGE = 5_000_000, 100_000_000
# By the ending of the name: how the file is read.
BOOKS = {".xlsx": "xlsx-book", ".ods": "ods-book", ".zip": "csv-book"}
# A row and its number.
Line = tuple[int, list[str]]
NO_NAMES = (
    "Blad “{}” mist de verborgen rij waaraan kolommen worden herkend. Neem een nieuwe werkmap, of haal dit blad weg."
)


@dataclass(frozen=True)
class Brought:
    """The rows of a file, the kinds of which it has all rows, and what to know about it."""

    entries: list[Entry]
    kinds: Collection[Any]
    notes: list[str] = field(default_factory=list)

    @property
    def providers(self) -> list[str]:
        """The keys of the providers in it."""
        own = Provider._meta.label_lower
        return [str(item.fields.get("slug")) for item in self.entries if item.content.get("model") == own]


def read_file(path: Path) -> Brought:
    """The rows of a file of who runs the server: also a large one, also json. Raises LoadError."""
    if path.suffix.lower() == ".json":
        dossier, notes = dossier_file.read_dossier(path)
        return Brought(dossier_file.entries_of(dossier, path.name), dossier_file.KINDS, notes)
    return read_book(path.name, path.read_bytes(), large=True)


def read_book(name: str, data: bytes, *, large: bool = False) -> Brought:
    """The rows of a workbook, or of a zip with a csv for each sheet. Raises LoadError."""
    kind = BOOKS.get(PurePath(name).suffix.lower())
    if kind is None:
        raise LoadError([f"Een bestand als “{name[-60:]}” wordt niet gelezen; wel {', '.join(BOOKS)}."])
    if len(data) > (most := MOST_OF_LARGE if large else MOST_BYTES):
        raise LoadError([f"Dit bestand is groter dan {most // 1_000_000} MB."])
    try:
        rows = read(kind, data, large=large)
    except FormatError as error:
        raise LoadError([str(error)]) from error
    return _brought(rows)


def _brought(rows: Iterable[tuple[str, int, list[str]]]) -> Brought:
    sheets: dict[str, list[Line]] = defaultdict(list)
    for sheet, number, cells in rows:
        if sheet not in (EXPLANATION, LISTS):
            sheets[sheet].append((number, cells))
    known = {sheet: _columns(sheet, found) for sheet, found in sheets.items()}
    entries: list[Entry] = []
    only: str | None = None
    # That of the provider first: when there is one, all rows are of it.
    for sheet, (model, columns) in sorted(known.items(), key=lambda item: item[1][0] is not Provider):
        entries += _entries(model, sheet, columns, sheets[sheet], only)
        if model is Provider:
            only = entries[0].fields.get("slug") if len(entries) == 1 else None
    make_keys(entries)
    return Brought(entries, {model for model, _ in known.values()})


def _columns(sheet: str, rows: Iterable[Line]) -> tuple[Any, list[Any]]:
    """The model of a sheet, and the field of each of its columns. Raises LoadError."""
    known = by_name()
    names = next((cells for _, cells in rows if any(cell in known for cell in cells)), None)
    if names is None:
        raise LoadError([NO_NAMES.format(sheet)])
    models = {known[name][0] for name in names if name in known}
    if len(models) > 1 or any(names.count(name) > 1 for name in names if name):
        raise LoadError(
            [f"Blad “{sheet}”: de verborgen rij noemt een kolom twee keer, of kolommen van een ander blad."]
        )
    if strange := [letters(place) for place, name in enumerate(names, start=1) if name and name not in known]:
        raise LoadError([f"Blad “{sheet}”: kolom {', '.join(strange)} is onbekend."])
    return models.pop(), [known[name][1] if name else None for name in names]


def _entries(model: Any, sheet: str, columns: list[Any], rows: Iterable[Line], only: str | None) -> Iterator[Entry]:
    known = by_name()
    missing = {column.field.name for column in columns_of(model)} - {field.name for field in columns if field}
    kept = frozenset(missing | set(model.unrecorded))
    is_below = False
    for number, cells in rows:
        if not is_below:
            # The heads, and the row with the names.
            is_below = any(cell in known for cell in cells)
            continue
        typed = {column: cell for column, cell in zip(columns, cells, strict=False) if column is not None and cell}
        places = {
            field.name: f"{field.verbose_name} (cel {letters(n)}{number})"
            for n, field in enumerate(columns, 1)
            if field
        }
        content = {"model": model._meta.label_lower, "fields": fields_of(typed, only)}
        yield Entry(f"blad {sheet}, rij {number}", content, places, kept)
