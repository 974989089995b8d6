"""A table as activities or parties: what each cell says of them, with nothing decided by the database yet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from typing import Any

from .cells import labelled
from .fields import NOTE, ONCE, PARTIES, SKIP, CellReader, Said
from .tables import Cell, Line, Table
from .words import field_called, field_of, squash

# Of a heading the text in a cell, and what stands there in the place of it.
Corrections = Mapping[str, Mapping[str, str]]


class Kind(StrEnum):
    """What one line of a table is about."""

    ACTIVITIES = "verwerkingen"
    PARTIES = "partijen"


@dataclass(frozen=True)
class Part:
    """What a cell says, under which heading, and on which line of what it is of."""

    cell: Cell
    heading: str
    line: int
    said: Said


@dataclass
class Found:
    """One activity or party, with all that its lines say."""

    name: str
    kind: Kind = Kind.ACTIVITIES
    parts: list[Part] = field(default_factory=list)
    cells: list[tuple[Cell, str]] = field(default_factory=list)

    def of(self, kind: str) -> list[Part]:
        """The parts that make this kind of row."""
        return [part for part in self.parts if part.said.kind == kind]

    def values(self, kind: str) -> dict[str, Any]:
        """All columns of a row of which there is one; what stands first counts."""
        found: dict[str, Any] = {}
        for part in self.of(kind):
            found = part.said.values | found
        return found

    @property
    def title(self) -> str:
        """What it is called: by its title, else by its service, its party, its purpose, or the sheet."""
        kinds = ("service", "purpose") if self.kind == Kind.ACTIVITIES else ("party",)
        names = [part.said.values["name"] for kind in kinds for part in self.of(kind)]
        title = self.values("activity").get("title") if self.kind == Kind.ACTIVITIES else None
        return next(filter(None, [title, *names, self.name]), "")


def columns_of(table: Table, remembered: Mapping[str, str]) -> dict[int, str]:
    """The field of each heading: as it was chosen before, else as its words propose; without one a note."""
    found = {
        number: remembered.get(squash(heading)) or field_of(heading) or NOTE
        for number, heading in table.headings.items()
    }
    taken: set[str] = set()
    # Who is called exactly so goes before who has the word in it.
    for number in sorted(found, key=lambda number: not field_called(table.headings[number])):
        if found[number] in ONCE and squash(table.headings[number]) not in remembered:
            found[number] = NOTE if found[number] in taken else found[number]
        taken.add(found[number])
    return found


def kind_of_table(columns: Mapping[int, str]) -> Kind:
    """Parties when there are columns of parties and none of what is done with data."""
    fields = set(columns.values())
    is_activity = fields & {"title", "purpose", "data", "group", "basis", "term"}
    return Kind.PARTIES if fields & set(PARTIES) and not is_activity else Kind.ACTIVITIES


def corrected(text: str, heading: str, corrections: Corrections) -> str:
    """The text, or what the officer said that it means below this heading."""
    return corrections.get(squash(heading), {}).get(tidy(text), text)


def tidy(text: str) -> str:
    """A text as corrections know it."""
    return " ".join(text.casefold().split())


def read_table(
    table: Table,
    columns: Mapping[int, str],
    kind: Kind,
    corrections: Corrections,
    words: Mapping[str, Mapping[str, str]],
) -> list[Found]:
    """What the lines are about; a line that only repeats the name above goes on with that one."""
    names = _names(columns, kind)
    found: list[Found] = []
    for line in table.lines:
        if not (found and kind == Kind.ACTIVITIES and _goes_on(line, names)):
            found.append(Found(line.name, kind))
        _add(found[-1], line, table, columns, corrections, words)
    return found


def _names(columns: Mapping[int, str], kind: Kind) -> list[int]:
    """The headings that tell one from the next: number and name, as far as there are columns of them."""
    wanted = [["reference"], ["title", "service", "purpose"]] if kind == Kind.ACTIVITIES else []
    by_field = {field: number for number, field in reversed(list(columns.items()))}
    return [number for options in wanted if (number := next(filter(None, map(by_field.get, options)), None))]


def _goes_on(line: Line, names: list[int]) -> bool:
    return bool(names) and all(name not in line.cells or line.cells[name].is_above for name in names)


def _add(
    found: Found,
    line: Line,
    table: Table,
    columns: Mapping[int, str],
    corrections: Corrections,
    words: Mapping[str, Mapping[str, str]],
) -> None:
    number = 1 + max((part.line for part in found.parts), default=-1)
    for heading, cell in line.cells.items():
        title = table.headings[heading]
        if columns[heading] == SKIP or (cell.is_above and found.parts and columns[heading] in ("title", "service")):
            continue
        found.cells.append((cell, title))
        reader = CellReader(words, partial(corrected, heading=title, corrections=corrections))
        text = corrected(cell.text, title, corrections)
        found.parts += (Part(cell, title, number, said) for said in _said(reader, columns[heading], text, title))


def _said(reader: CellReader, column: str, text: str, heading: str) -> Iterator[Said]:
    for named, part in labelled(text, column):
        yield from reader.read(named, part, heading)
