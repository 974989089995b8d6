"""Where a fact was taken from: "000 r53; 000 r56-57" is document 000, lines 53, 56 and 57."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError

_PART = re.compile(r"^(?P<document>[A-Za-z0-9][\w.-]{0,39}) r(?P<first>[0-9]{1,6})(?:-(?P<last>[0-9]{1,6}))?\Z")


@dataclass(frozen=True, order=True)
class Passage:
    """Lines first to last, both included and counted from one, of a document."""

    document: str
    first: int
    last: int

    def __str__(self) -> str:
        lines = f"{self.first}" if self.first == self.last else f"{self.first}-{self.last}"
        return f"{self.document} r{lines}"

    def lines(self) -> Iterator[int]:
        """The line numbers of the passage."""
        return iter(range(self.first, self.last + 1))


def parse_source(text: str) -> tuple[Passage, ...]:
    """Read a source field; empty text is no passage. Raises ValueError naming the bad part."""
    return tuple(_parse_part(part.strip()) for part in text.split(";") if part.strip())


def _parse_part(part: str) -> Passage:
    match = _PART.match(part)
    if not match:
        raise ValueError(f"“{part}” is geen vindplaats; schrijf bijvoorbeeld “000 r53; 000 r56-57”.")
    first = int(match["first"])
    last = int(match["last"] or first)
    if first < 1 or last < first:
        raise ValueError(f"“{part}”: regels tellen vanaf 1 en lopen op.")
    return Passage(match["document"].lower(), first, last)


def validate_source(text: str) -> None:
    """Raise ValidationError when the text is not a list of passages."""
    try:
        parse_source(text)
    except ValueError as error:
        raise ValidationError(str(error), code="source") from error
