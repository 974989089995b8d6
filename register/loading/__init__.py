"""Fixtures into the database: adds what is missing, never overwrites what someone edited."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.utils import Error

from providers.facts.base import check_sets
from providers.models import SourceDocument
from providers.reading.reader import read
from providers.reading.tables import FormatError

from ..models.facts import OwnedOnce
from .entries import Entry, Incoming, read_row
from .keys import make_keys

MAX_BYTES = 5_000_000

ONCE = " Een aanbieder heeft één zo'n rij; wat voor één verwerking geldt, hoort bij die verwerking."


class LoadError(Exception):
    """One or more rows cannot be loaded; `problems` names file, row and field in Dutch."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass
class Report:
    """What loading did: numbers of rows, and the rows that someone edited since."""

    added: int = 0
    same: int = 0
    replaced: int = 0
    edited: list[str] = field(default_factory=list)


def load(paths: Iterable[Path], *, replace: bool = False) -> Report:
    """Load YAML fixtures in this order, all or nothing.

    A row that is absent is added. A row that differs from the file is reported and
    left alone, or overwritten when `replace` is true. Raises LoadError with all that is wrong in all files.
    """
    loading = _Loading(replace)
    with transaction.atomic():
        for entry in loading.entries(paths):
            loading.load(entry)
        if loading.problems:
            raise LoadError(loading.problems)
    return loading.report


class _Loading:
    """What is known halfway: the report, what was wrong so far, and where each row stood."""

    def __init__(self, replace: bool) -> None:
        self.replace = replace
        self.report = Report()
        self.problems: list[str] = []
        self._places: dict[models.Model, str] = {}
        self._failed: dict[tuple[Any, ...], str] = {}

    def entries(self, paths: Iterable[Path]) -> Iterator[Entry]:
        """The rows of all files that can be read, each with a key."""
        for path in paths:
            try:
                rows = read_entries(path)
            except LoadError as error:
                self.problems += error.problems
                continue
            entries = [Entry(path.name, number, row) for number, row in enumerate(rows, start=1)]
            make_keys(entries)
            yield from entries

    def load(self, entry: Entry) -> None:
        """Load one row, or remember what is wrong with it."""
        try:
            with transaction.atomic():
                self._load_row(entry, read_row(entry, self._failed))
        except (ValidationError, ValueError, Error) as error:
            self._failed[entry.identity] = entry.place
            self.problems += [f"{entry.place} ({entry.name}): {line}" for line in explain(error)]

    def _load_row(self, entry: Entry, incoming: Incoming) -> None:
        if isinstance(incoming.row, SourceDocument):
            # What a text tells of itself is no difference with a file that leaves it out.
            incoming.row.measure()
        stored = incoming.stored()
        changed = _differences(stored, incoming) if stored else []
        if stored and changed and stored in self._places:
            raise ValueError(_twice(stored, self._places[stored], changed))
        if stored is None:
            _save(incoming)
            self.report.added += 1
        elif not changed:
            self.report.same += 1
        elif self.replace:
            incoming.row.pk, incoming.row._state.adding = stored.pk, False
            _save(incoming)
            self.report.replaced += 1
        else:
            self.report.edited.append(f"{entry.name}: {', '.join(changed)}")
        self._places.setdefault(stored or incoming.row, entry.place)


def read_entries(path: Path) -> list[dict[str, Any]]:
    """The rows of a YAML fixture as plain dictionaries, in which dates are text. Raises LoadError."""
    if path.stat().st_size > MAX_BYTES:
        raise LoadError([f"{path.name} is groter dan {MAX_BYTES} bytes."])
    try:
        return read("yaml", path.read_bytes())
    except FormatError as error:
        raise LoadError([f"{path.name} {str(error).removeprefix('Dit bestand ')}"]) from error


def _save(incoming: Incoming) -> None:
    row = incoming.row
    row.full_clean()
    row.save()
    for name, targets in incoming.sets.items():
        getattr(row, name).set(targets)
    check_sets(row)


def _differences(stored: models.Model, incoming: Incoming) -> list[str]:
    """Dutch labels of the fields in which the stored row is not what the file says."""
    row = incoming.row
    changed = [
        str(item.verbose_name)
        for item in row._meta.concrete_fields
        if not item.primary_key and getattr(stored, item.attname) != getattr(row, item.attname)
    ]
    return changed + _different_sets(stored, incoming.sets)


def _different_sets(stored: models.Model, sets: Mapping[str, Sequence[models.Model]]) -> list[str]:
    return [
        str(item.verbose_name)
        for item in stored._meta.many_to_many
        if {target.pk for target in sets.get(item.name, ())}
        != set(getattr(stored, item.name).values_list("pk", flat=True))
    ]


def _twice(row: models.Model, place: str, changed: list[str]) -> str:
    hint = ONCE if isinstance(row, OwnedOnce) else ""
    return f"deze rij staat ook in {place}, maar dan anders: {', '.join(changed)}.{hint}"


def explain(error: Exception) -> list[str]:
    """One Dutch line per problem, each naming the field."""
    if not isinstance(error, ValidationError):
        return [str(error)]
    if not hasattr(error, "error_dict"):
        return error.messages
    return [
        message if name == "__all__" else f"{name}: {message}"
        for name, messages in error.message_dict.items()
        for message in messages
    ]
