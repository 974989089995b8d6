"""What a statement says, line by line, to lay two of them side by side."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, NamedTuple

from ..marking import bare
from .page import Aside, Bullet, Card, Door, Link, Right, Row, Section, Statement, Strong

_PARTS = (str, Link, Strong, Aside, Bullet)


class Said(NamedTuple):
    """A line of the page, the heading it stands under, and the number of its activity if it is of one."""

    place: str
    number: str
    text: str


def said(page: Statement) -> tuple[Said, ...]:
    """Everything a page says, in its order; what stands before a line with a label comes along in it."""
    own = [getattr(page, field.name) for field in fields(page) if field.name != "highlights"]
    top = [*own, *((text,) for text in page.highlights)]
    return tuple(line for value in top for line in _lines(value, Said("", "", "")))


def _lines(value: Any, at: Said) -> Iterator[Said]:
    """The lines in a piece of the page; `at` is where it stands, with the label before each of them."""
    if isinstance(value, str) or _is_line(value):
        if text := _words(value):
            yield at._replace(text=f"{at.text}: {text}" if at.text else text)
    else:
        parts, below = (value, at) if isinstance(value, tuple) else _inside(value, at)
        for part in parts:
            yield from _lines(part, below)


def _inside(value: Any, at: Said) -> tuple[tuple[Any, ...], Said]:
    """What a piece of the page is made of, and where that stands."""
    match value:
        case Right():
            return (f"{value.title}: {value.text}",), at
        case Row():
            return (value.lines,), at._replace(text=value.label)
        case Section():
            return value.blocks, Said(value.heading, at.number, "")
        case Card():
            return (value.title, *value.blocks), Said(value.number, value.number, "")
    is_told = is_dataclass(value) and not isinstance(value, Door)
    told = fields(value) if is_told else ()
    return tuple(getattr(value, field.name) for field in told if field.name not in ("id", "link")), at


def _is_line(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and all(isinstance(part, _PARTS) for part in value)


def _words(line: Any) -> str:
    parts = (line,) if isinstance(line, str) else line
    return bare("".join(part if isinstance(part, str) else part.text for part in parts)).strip()
