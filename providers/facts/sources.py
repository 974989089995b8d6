"""Where a fact was taken from: "000 r53; 004 r15 k2" is line 53 of document 000, and cell 2 of line 15 of 004.

A line is what a document ends with a line end, so it may be a whole row of a table.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError

_PART = re.compile(
    r"^(?P<document>[A-Za-z0-9][\w.-]{0,39}) r(?P<first>[0-9]{1,6})(?:-(?P<last>[0-9]{1,6}))?"
    r"(?: k(?P<cell>[0-9]{1,3}))?\Z"
)


@dataclass(frozen=True, order=True)
class Passage:
    """Lines first to last of a document, both included and counted from one; of each one cell when that is named."""

    document: str
    first: int
    last: int
    cell: int = 0

    def __str__(self) -> str:
        lines = f"{self.first}" if self.first == self.last else f"{self.first}-{self.last}"
        return f"{self.document} r{lines}" + (f" k{self.cell}" if self.cell else "")

    def lines(self) -> Iterator[int]:
        """The line numbers of the passage."""
        return iter(range(self.first, self.last + 1))


def parse_source(text: str) -> tuple[Passage, ...]:
    """Read a source field; empty text is no passage. Raises ValueError naming the bad part."""
    return tuple(_parse_part(part.strip()) for part in text.split(";") if part.strip())


def _parse_part(part: str) -> Passage:
    match = _PART.match(part)
    if not match:
        raise ValueError(f"“{part}” is geen vindplaats; schrijf bijvoorbeeld “000 r53; 004 r15 k2”.")
    first = int(match["first"])
    last = int(match["last"] or first)
    cell = int(match["cell"]) if match["cell"] else 0
    if first < 1 or last < first or (match["cell"] and not cell):
        raise ValueError(f"“{part}”: regels en kolommen tellen vanaf 1, en regels lopen op.")
    return Passage(match["document"].lower(), first, last, cell)


def validate_source(text: str) -> None:
    """Raise ValidationError when the text is not a list of passages."""
    try:
        parse_source(text)
    except ValueError as error:
        raise ValidationError(str(error), code="source") from error
