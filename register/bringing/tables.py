"""What a file is proposed to be: the sheet, the row of the head, the direction; and the table that it then is."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256

from providers.reading.sheets import Grid, address

from .words import field_called, field_of, is_above, squash

# A head this far down is none.
_DEEPEST = 40


class Direction(StrEnum):
    """What is one processing activity, or one party."""

    ROWS = "rijen"
    SHEETS = "fiches"
    COLUMNS = "kolommen"


@dataclass(frozen=True)
class Shape:
    """How a file is read: the sheet counted from one, the row of the head, the direction."""

    sheet: int
    head: int
    direction: Direction


@dataclass(frozen=True)
class Cell:
    """One cell: its sheet counted from one, its row and column, and whether it only repeats the one above."""

    sheet: int
    row: int
    column: int
    text: str
    is_above: bool = False

    def __str__(self) -> str:
        return address(self.column, self.row)


Place = Callable[[Cell], int]


@dataclass
class Line:
    """What is said of one activity on one row: a cell for each heading that has one."""

    name: str
    cells: dict[int, Cell] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """Headings by number, and the lines below them."""

    headings: dict[int, str]
    lines: list[Line]

    @property
    def fingerprint(self) -> str:
        """By which the same set of headings is known again, in whatever order."""
        return sha256("\n".join(sorted(map(squash, self.headings.values()))).encode()).hexdigest()

    def samples(self, heading: int, most: int = 2) -> list[str]:
        """The first different texts below a heading."""
        found = dict.fromkeys(line.cells[heading].text for line in self.lines if heading in line.cells)
        return list(found)[:most]


def proposed(sheets: Sequence[Grid]) -> Shape:
    """The most likely shape: where most headings are known that mean different fields."""
    shapes = [(*_score(shape), shape) for shape in _candidates(sheets)]
    return max(shapes, key=lambda item: item[:2], default=(0, 0, Shape(1, 1, Direction.ROWS)))[2]


def _candidates(sheets: Sequence[Grid]) -> Iterator["_Scored"]:
    for number, (_, rows) in enumerate(sheets, start=1):
        for row, cells, _ in rows[:_DEEPEST]:
            yield _Scored(number, row, Direction.ROWS, cells)
        first = [cells[0] for _, cells, _ in rows]
        # Of a fiche the values stand beside the words, and a row below the head has values in many columns.
        widest = max((sum(bool(cell) for cell in cells) for _, cells, _ in rows), default=0)
        yield _Scored(number, 1, Direction.COLUMNS if widest > 3 else Direction.SHEETS, first)


@dataclass(frozen=True)
class _Scored(Shape):
    headings: list[str]


def _score(shape: "_Scored") -> tuple[int, int]:
    """Fields that are named, exactly before roughly; a sentence is no heading."""
    texts = [text for text in shape.headings if text and len(text) < 150]
    return len({field_of(text) for text in texts} - {""}), len({field_called(text) for text in texts} - {""})


def table_of(sheets: Sequence[Grid], shape: Shape) -> Table:
    """The table in this shape; empty when the sheet or the row is not there."""
    if shape.direction == Direction.SHEETS:
        return _fiches(sheets)
    if not 0 < shape.sheet <= len(sheets):
        return Table({}, [])
    rows = sheets[shape.sheet - 1][1]
    cells = [
        Cell(shape.sheet, number, column, text.strip(), column in filled)
        for number, texts, filled in rows
        for column, text in enumerate(texts, start=1)
        if text.strip()
    ]
    if shape.direction == Direction.COLUMNS:
        return _table(cells, 1, across=lambda cell: cell.column, along=lambda cell: cell.row)
    return _table(cells, shape.head, across=lambda cell: cell.row, along=lambda cell: cell.column)


def _table(cells: list[Cell], head: int, across: Place, along: Place) -> Table:
    headings = {along(cell): cell.text for cell in cells if across(cell) == head}
    lines: dict[int, Line] = {}
    for cell in (cell for cell in cells if across(cell) > head and along(cell) in headings):
        lines.setdefault(across(cell), Line("")).cells[along(cell)] = cell
    return Table(headings, _repeated(list(lines.values())))


def _repeated(lines: list[Line]) -> list[Line]:
    """A cell that says “idem” says what the one above says."""
    last: dict[int, str] = {}
    for line in lines:
        for heading, cell in line.cells.items():
            if is_above(cell.text) and heading in last:
                line.cells[heading] = Cell(cell.sheet, cell.row, cell.column, last[heading], is_above=True)
            last[heading] = line.cells[heading].text
    return lines


def _fiches(sheets: Sequence[Grid]) -> Table:
    """One line for each sheet: in its first column the headings, beside and below each what it says."""
    numbers: dict[str, int] = {}
    headings: dict[int, str] = {}
    lines = []
    for sheet, (name, rows) in enumerate(sheets, start=1):
        line, heading = Line(name), 0
        for row, texts, _ in rows:
            if texts[0].strip():
                heading = numbers.setdefault(squash(texts[0]), len(numbers) + 1)
                headings.setdefault(heading, texts[0].strip())
            said = [(column, text.strip()) for column, text in enumerate(texts[1:], start=2) if text.strip()]
            if heading and said:
                before = line.cells.get(heading)
                text = "\n".join([*([before.text] if before else []), *(text for _, text in said)])
                place = before or Cell(sheet, row, said[0][0], "")
                line.cells[heading] = Cell(sheet, place.row, place.column, text)
        if any(field_of(headings[heading]) for heading in line.cells):
            lines.append(line)
    return Table(headings, lines)


def as_text(rows: Iterable[tuple[int, list[str], list[int]]]) -> str:
    """A sheet as the text of a source document: line 10 is row 10, with tabs between the cells."""
    by_number = {
        number: "\t".join(" / ".join(cell.split("\n")).replace("\t", " ") for cell in cells)
        for number, cells, _ in rows
    }
    return "\n".join(by_number.get(number, "") for number in range(1, max(by_number, default=0) + 1))


def _one_line(text: str) -> str:
    return " / ".join(text.splitlines()).replace("\t", " ")
