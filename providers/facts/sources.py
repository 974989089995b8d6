"""Where a fact was taken from: "000 r53; 004 r15 k2" is line 53 of document 000, and cell 2 of line 15 of 004.

A line is what a document ends with a line end, so it may be a whole row of a table. A register that was not taken
over from a text says it in free words, such as "Algemene voorwaarden, artikel 4".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_PART = re.compile(
    r"^(?P<document>[A-Za-z0-9][\w.-]{0,39}) r(?P<first>[0-9]{1,6})(?:-(?P<last>[0-9]{1,6}))?"
    r"(?: k(?P<cell>[0-9]{1,3}))?\Z"
)


@dataclass(frozen=True, order=True)
class Passage:
    """Lines first to last of a document, both included and counted from one; a cell limits it to that part of each."""

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

    @property
    def address(self) -> str:
        """Behind the address of the page of the document: what is asked, and the place on that page."""
        return place_in_document([(self.first, self.last)], self.cell)


def place_in_document(lines: Sequence[tuple[int, int]], cell: int = 0) -> str:
    """The same for lines of several passages, each from its first to its last."""
    asked = ",".join(f"{first}" if first == last else f"{first}-{last}" for first, last in lines)
    return f"?regels={asked}{f'&kolom={cell}' if cell else ''}#r{lines[0][0]}"


def names_document(words: str, code: str, title: str) -> bool:
    """Whether free words begin with a document, by its code or its title."""
    start = words.casefold()
    return any(
        start.startswith(name.casefold()) and not start[len(name) :][:1].isalnum() for name in (code, title) if name
    )


def parse_source(text: str) -> tuple[Passage, ...]:
    """Read a source field; empty text is no passage. Raises ValueError naming the bad part."""
    return tuple(map(_parse_part, _parts(text)))


def read_source(text: str) -> tuple[Passage | str, ...]:
    """The same of a field that may hold free words: what is no passage stays as it is."""
    return tuple(map(_passage_or_words, _parts(text)))


def passages_in(text: str) -> tuple[Passage, ...]:
    """The passages of a field that may hold free words as well."""
    return tuple(part for part in read_source(text) if isinstance(part, Passage))


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _passage_or_words(part: str) -> Passage | str:
    try:
        return _parse_part(part)
    except ValueError:
        return part


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
