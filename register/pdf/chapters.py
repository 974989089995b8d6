"""What belongs in which chapter of the register.

A chapter is made, kept and changed as a whole. Its pieces are cut at fixed counts, so that one
changed activity changes one chapter and no border between two.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

import msgspec

from ..article30 import ActivityView, Part, RegisterView

# Activities of a chapter, rows of the table of completeness and of an annex. Smaller is no slower, but every
# chapter has its own piece of the fonts (15 kB); an even number leaves no page half empty where two fit.
ACTIVITIES = 12
OVERVIEW = 60
ROWS = 300
# Of so many activities, the table of completeness is on the first pages.
SMALL = 25
# A piece heavier than this (characters of its texts) is a chapter of its own.
HEAVY = 300_000
# Lines of the contents on a page, whose height in register.css is fixed, and such pages in a chapter.
LINES = 42
CONTENTS_PAGES = 5


@dataclass(frozen=True)
class Piece:
    """A template and what it prints; one that continues gets no heading."""

    template: str
    content: Any
    continues: bool = False


Chapter = tuple[Piece, ...]


@dataclass(frozen=True)
class Line:
    """One line of the contents."""

    anchor: str
    text: str
    is_part: bool


ContentsPages = tuple[tuple[Line, ...], ...]


def opening(view: RegisterView) -> Chapter:
    """Cover, summary, what holds for all and, in a small register, the tables of all activities."""
    front = [Piece(f"pdf/parts/{name}.html", view) for name in ("cover", "summary", "about")]
    return (*front, *(_overviews(view) if _is_small(view) else ()))


def completeness(view: RegisterView) -> list[Chapter]:
    """The tables of all activities of a register that is not small."""
    return [] if _is_small(view) else [(piece,) for piece in _overviews(view)]


def contents(view: RegisterView) -> list[ContentsPages]:
    """The lines of the contents per page, and those pages per chapter.

    The number of pages is known before they are made: it decides the numbers they show.
    """
    pages = list(_blocks(tuple(_lines(view)), LINES))
    return list(_blocks(pages, CONTENTS_PAGES))


def body(view: RegisterView) -> list[Chapter]:
    """The activities, part after part, then the annexes and the page to sign."""
    parts, annexes = list(_parts(view)), list(_annexes(view))
    if _is_small(view):
        # One chapter carries its fonts once.
        return list(_filled([*parts, *annexes]))
    return [*((piece,) for piece in parts), *_filled(annexes)]


def _parts(view: RegisterView) -> Iterator[Piece]:
    for part in view.parts:
        for number, block in enumerate(_light(part.activities, ACTIVITIES)):
            yield Piece("pdf/parts/part.html", replace(part, activities=block), continues=number > 0)


def _annexes(view: RegisterView) -> Iterator[Piece]:
    for annex in view.annexes:
        yield from _annex("pdf/parts/annex.html", annex)
    if view.changes:
        yield from _annex("pdf/parts/changes.html", view.changes)
    yield Piece("pdf/parts/signing.html", view.is_draft)


def _is_small(view: RegisterView) -> bool:
    return len(view.activities) <= SMALL


def _overviews(view: RegisterView) -> list[Piece]:
    return [piece for name in ("overview", "completeness") for piece in _overview(f"pdf/parts/{name}.html", view)]


def _overview(template: str, view: RegisterView) -> list[Piece]:
    rows = tuple((part, activity) for part in view.parts for activity in part.activities)
    return [
        Piece(template, list(_by_part(block)), continues=number > 0)
        for number, block in enumerate(_blocks(rows, OVERVIEW))
    ]


def _by_part(rows: Iterable[tuple[Part, ActivityView]]) -> Iterator[Part]:
    """Without what the table does not show: a chapter is made again when its facts change."""
    for part, group in groupby(rows, key=lambda row: row[0]):
        shown = tuple(replace(row, subtitle="", duties=(), additional=(), points=()) for _, row in group)
        title = part.title if shown[0].number == part.activities[0].number else f"{part.title} (vervolg)"
        yield replace(part, title=title, activities=shown)


def _lines(view: RegisterView) -> Iterator[Line]:
    for part in view.parts:
        yield Line(part.anchor, f"Deel {part.key}. {part.title}", is_part=True)
        for activity in part.activities:
            yield Line(activity.number, f"{activity.number} {activity.title}", is_part=False)
    for annex in (*view.annexes, *([view.changes] if view.changes else ())):
        yield Line(annex.anchor, f"Bijlage {annex.number}. {annex.title}", is_part=True)
    yield Line("vaststelling", "Vaststelling", is_part=True)


def _annex(template: str, annex: Any) -> list[Piece]:
    """Anything with tables of rows, in pieces of limited size."""
    rows = [(table, row) for table in annex.tables for row in table.rows]
    if not rows:
        return [Piece(template, annex)]
    return [
        Piece(template, replace(annex, tables=tuple(_tables(block))), continues=number > 0)
        for number, block in enumerate(_light(rows, ROWS, key=lambda row: row[1]))
    ]


def _tables(rows: Iterable[tuple[Any, Any]]) -> Iterator[Any]:
    for table, group in groupby(rows, key=lambda row: row[0]):
        yield replace(table, rows=tuple(row for _, row in group))


def _filled(pieces: Iterable[Piece]) -> Iterator[Chapter]:
    """Pieces together as long as they stay small."""
    chapter: list[Piece] = []
    rows = weight = 0
    for piece in pieces:
        more, heavier = _rows(piece), _weight(piece.content)
        if chapter and (rows + more > ROWS or weight + heavier > HEAVY):
            yield tuple(chapter)
            chapter, rows, weight = [], 0, 0
        chapter.append(piece)
        rows, weight = rows + more, weight + heavier
    yield tuple(chapter)


def _rows(piece: Piece) -> int:
    return sum(len(table.rows) for table in getattr(piece.content, "tables", ()))


def _light(
    items: Sequence[Any], count: int, key: Callable[[Any], Any] = lambda item: item
) -> Iterator[tuple[Any, ...]]:
    """Blocks of at most so many, cut further where texts (those of `key`) are very long."""
    for block in _blocks(items, count):
        first, weight = 0, 0
        for place, item in enumerate(block):
            own = _weight(key(item))
            if place > first and weight + own > HEAVY:
                yield block[first:place]
                first, weight = place, 0
            weight += own
        yield block[first:]


def _weight(content: Any) -> int:
    return len(msgspec.json.encode(content))


def _blocks(items: Sequence[Any], size: int) -> Iterator[tuple[Any, ...]]:
    for start in range(0, len(items), size):
        yield tuple(items[start : start + size])
