"""One row of the database for one or more cells: added, or changed in what the cells say and nothing else."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError

from providers.facts.base import check_sets
from providers.facts.fields import LINE_LENGTH
from providers.facts.keys import made_key
from providers.facts.sources import Passage, read_source

from ..loading.report import explain
from .tables import Cell
from .words import squash

# Where the cells of each sheet are known by: sheets have a document each.
Codes = Mapping[int, str]


class WrongCellError(Exception):
    """What a cell says cannot be recorded; the messages are Dutch and name the cell."""

    def __init__(self, cell: Cell, error: ValidationError, places: Mapping[str, Cell]) -> None:
        found = explain(error)
        self.messages = [f"{places.get(line.partition(':')[0], cell)}: {line}" for line in found]
        super().__init__("; ".join(self.messages))


def put(
    row: Any,
    values: Mapping[str, Any],
    cells: Iterable[Cell],
    codes: Codes,
    *,
    places: Mapping[str, Cell] | None = None,
    **sets: list[Any],
) -> list[str]:
    """Save these columns of a row, with the cells as its source; gives in words what is new or changed.

    Columns that no cell names keep what they have, and a set only gains members. `places` are the cells of single
    columns. Raises WrongCellError.
    """
    cells = list(cells)
    is_new = row.pk is None
    source = _source(row.source, cells, codes)
    changes = [] if is_new else _changes(row, values)
    for name, value in values.items():
        setattr(row, name, value)
    try:
        if is_new or changes or source != row.source:
            row.source = source
            row.full_clean()
            row.save()
        changes += _add_members(row, sets)
    except ValidationError as error:
        raise WrongCellError(cells[0], error, places or {}) from error
    return [f"{row._meta.verbose_name}: {row}"] if is_new else changes


def _changes(row: Any, values: Mapping[str, Any]) -> list[str]:
    found = []
    for name, value in values.items():
        column = row._meta.get_field(name)
        new = value if column.is_relation else column.to_python(value)
        if getattr(row, name) != new:
            found.append(f"{column.verbose_name}: {_shown(row, name)} wordt {value}")
    return found


def _shown(row: Any, name: str) -> str:
    return str(getattr(row, name) or "leeg")


def _add_members(row: Any, sets: Mapping[str, list[Any]]) -> list[str]:
    found = []
    for name, members in sets.items():
        stored = set(getattr(row, name).values_list("pk", flat=True))
        if missing := [member for member in members if member.pk not in stored]:
            getattr(row, name).add(*missing)
            found.append(f"{row._meta.get_field(name).verbose_name}: {', '.join(map(str, missing))}")
    if found:
        check_sets(row)
    return found


def _source(before: str, cells: list[Cell], codes: Codes) -> str:
    """The cells in the place of those of the same documents before; as many as a source holds."""
    own = set(codes.values())
    kept = [part for part in read_source(before) if not (isinstance(part, Passage) and part.document in own)]
    new = [Passage(codes[cell.sheet], cell.row, cell.row, cell.column) for cell in cells if cell.sheet in codes]
    text = ""
    for part in dict.fromkeys(map(str, [*kept, *new])):
        longer = f"{text}; {part}" if text else part
        if len(longer) > LINE_LENGTH:
            break
        text = longer
    return text


class Named:
    """The rows of one kind that an owner has, by name: one that is there is used, else it is added with a key.

    `mentions` are all cells that name a row, squashed, of those that many lines name: each is saved once.
    """

    def __init__(
        self, model: Any, owner: Mapping[str, Any], codes: Codes, mentions: Mapping[str, list[Cell]] | None = None
    ) -> None:
        self._model, self._owner, self._codes = model, owner, codes
        self._mentions = mentions or {}
        self._done: set[str] = set()
        stored = model._default_manager.filter(**owner).order_by("-pk")
        self._rows: dict[str, Any] = {squash(row.name): row for row in stored}

    def __contains__(self, name: str) -> bool:
        return squash(name) in self._done

    def __getitem__(self, name: str) -> Any:
        return self._rows[squash(name)]

    def put(
        self, name: str, values: Mapping[str, Any], cells: Iterable[Cell], *, new: Mapping[str, Any] | None = None
    ) -> list[str]:
        """Add the row, or change it; `new` are values for one that is added."""
        row = self._rows.get(squash(name))
        if name in self and not _changes(row, values):
            return []
        if row is None:
            values = {"name": name, **values, **(new or {})}
            taken = {known.key for known in self._rows.values()}
            row = self._model(**self._owner, key=made_key(self._model, values, taken))
        changes = put(row, values, self._mentions.get(squash(name), cells), self._codes)
        self._rows[squash(name)] = row
        self._done.add(squash(name))
        return changes
