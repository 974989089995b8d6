"""What sheets of both kinds of workbook share: rows with their numbers, made while the file streams by."""

from collections.abc import Iterable
from typing import Any

from .parts import Handler, Parts
from .tables import FormatError, Row, check_cell, check_size, check_text, letters

# A sheet as it is: its name, and of each row the number, the cells, and the columns that repeat the row above.
Grid = tuple[str, list[tuple[int, list[str], list[int]]]]
# Cells that are one: the first row, its column, and the last row.
Merge = tuple[int, int, int]
MAX_SHEETS = 100


class Sheet(Handler):
    """Collects rows with something in them, however many empty ones stand between."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self.number = 0
        self._rows: list[Row] = []
        self._last = 0
        self._cells: list[Any] = []
        self._pieces: list[str] = []
        # Characters of the cell that is being read, and of all before it.
        self._cell_size = self._size = 0

    def place(self) -> str:
        return f" (bij rij {self.number})" if self.number else ""

    def wrong(self, message: str) -> FormatError:
        """What to raise for the cell that is being read."""
        return FormatError(f"Rij {self.number}, kolom {letters(len(self._cells) + 1)}: {message}")

    def damaged(self) -> FormatError:
        """What to raise when the sheet contradicts itself here."""
        return self._parts.damaged(self.place())

    def open_row(self, number: int | None = None) -> None:
        """A row begins: the next one, or the one with this number."""
        self.number = self._last + 1 if number is None else number
        self._cells = []

    def open_cell(self, column: int) -> None:
        """A cell begins; those before it that the file leaves out are empty. Raises FormatError."""
        check_size(0, column)
        if column <= len(self._cells):
            raise self.damaged()
        self._cells += [""] * (column - len(self._cells) - 1)

    def add_text(self, text: str) -> None:
        """Text of the cell. Raises FormatError when it is too long."""
        self._cell_size += len(text)
        check_text(self._cell_size)
        self._pieces.append(text)

    def taken(self) -> str:
        """The text of the cell."""
        text = "".join(self._pieces)
        self._pieces, self._cell_size = [], 0
        return text

    def close_cell(self, value: str, times: int = 1) -> None:
        """The cell has this value, and so have the next ones when it is repeated.

        Raises FormatError when all values together are too long.
        """
        self._size += len(value) * times
        check_text(self._size)
        self._cells += [value] * times

    def close_row(self, times: int = 1) -> None:
        """The row is complete, and so are the next ones when it is repeated. Raises FormatError."""
        if self.number <= self._last:
            raise self.damaged()
        while self._cells and self._cells[-1] == "":
            self._cells.pop()
        self._last = self.number + times - 1
        if self._cells:
            check_size(self._last - 1, len(self._cells), self._parts.most_rows)
            self._size += sum(map(len, self._cells)) * (times - 1)
            check_text(self._size)
            self._rows += [(number, self._cells) for number in range(self.number, self._last + 1)]

    def rows(self) -> list[Row]:
        """All rows with something in them, as wide as each is."""
        return self._rows

    def start_again(self) -> None:
        """Another sheet begins."""
        self._rows, self._last, self.number = [], 0, 0

    def rectangle(self) -> list[Row]:
        """All rows as wide as the widest; spreadsheets leave out empty cells at the end."""
        width = max((len(cells) for _, cells in self._rows), default=0)
        return [(number, [*cells, *[""] * (width - len(cells))]) for number, cells in self._rows]


def grid(name: str, rows: Iterable[Row], merges: Iterable[Merge] = ()) -> Grid:
    """A sheet with every cell as text; of merged cells each row has what the first one says. Raises FormatError."""
    found: dict[int, tuple[list[str], list[int]]] = {
        number: (["" if cell is None else cell for cell in cells], []) for number, cells in rows
    }
    check_size(len(found) - 1, 0)
    for first, column, last in merges:
        value = found[first][0][column - 1] if first in found and column <= len(found[first][0]) else ""
        for number in (number for number in found if value and first < number <= last):
            cells, filled = found[number]
            cells += [""] * (column - len(cells))
            cells[column - 1] = value
            filled.append(column)
    for number, (cells, _) in found.items():
        for place, cell in enumerate(cells, start=1):
            check_cell(f"Blad “{name}”, {address(place, number)}", cell)
    check_text(sum(len(cell) for cells, _ in found.values() for cell in cells))
    return name, [(number, *row) for number, row in found.items() if any(row[0])]


def address(column: int, row: int) -> str:
    """A cell as spreadsheets call it: B10."""
    return f"{letters(column)}{row}"
