"""What a statement page consists of: frozen data that a template prints without deciding anything."""

from dataclasses import dataclass, field
from typing import ClassVar

from ..choices import Role


@dataclass(frozen=True)
class Link:
    """A few words that lead somewhere."""

    text: str
    href: str


@dataclass(frozen=True)
class Gap:
    """Something that the law asks for and nobody recorded."""

    text: str


@dataclass(frozen=True)
class Strong:
    """Words that carry the message of a line."""

    text: str


@dataclass(frozen=True)
class Aside:
    """Words that say more about the line they stand in."""

    text: str


@dataclass(frozen=True)
class Tag:
    """A role in a few words, and which one it is when that is recorded."""

    text: str
    role: Role | None = None


Part = str | Link | Gap | Strong | Aside | Tag
Line = tuple[Part, ...]
Lines = tuple[Line, ...]


@dataclass(frozen=True)
class Heading:
    """A heading inside a section."""

    kind: ClassVar[str] = "heading"
    text: str


@dataclass(frozen=True)
class Prose:
    """Paragraphs."""

    kind: ClassVar[str] = "prose"
    lines: Lines


@dataclass(frozen=True)
class Items:
    """A list of short texts."""

    kind: ClassVar[str] = "items"
    lines: Lines


@dataclass(frozen=True)
class Pair:
    """A label with one or more lines."""

    label: str
    lines: Lines


@dataclass(frozen=True)
class Pairs:
    """Labels with what belongs to them."""

    kind: ClassVar[str] = "pairs"
    pairs: tuple[Pair, ...]


@dataclass(frozen=True)
class Bullets:
    """A list inside a cell, with what holds for all of it above; a member may be a list itself."""

    label: Line
    members: "tuple[Line | Bullets, ...]"


@dataclass(frozen=True)
class Cell:
    """A cell under the column it repeats, because on a telephone there are no columns."""

    column: str
    lines: Lines = ()
    lists: tuple[Bullets, ...] = ()


@dataclass(frozen=True)
class Row:
    """A row of a table; `mark` shows the number of an activity, `id` names the first row of one."""

    title: str
    id: str = ""
    mark: str = ""
    lines: Lines = ()
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True)
class Table:
    """A table under its own heading."""

    kind: ClassVar[str] = "table"
    id: str
    heading: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    tags: tuple[Tag, ...] = ()
    lines: Lines = ()


@dataclass(frozen=True)
class Bar:
    """A bar in hundredths of the width; `shape` is fixed or open."""

    shape: str
    width: str = ""
    second: str = ""


@dataclass(frozen=True)
class TermRow:
    """A retention term in words, with its picture."""

    title: str
    lines: Lines
    term: Lines
    bar: Bar | None = None


@dataclass(frozen=True)
class TermTable:
    """How long, as a table with bars."""

    kind: ClassVar[str] = "terms"
    rows: tuple[TermRow, ...]


@dataclass(frozen=True)
class Card:
    """A right, how to use it, and what the provider says about it."""

    title: str
    text: str
    action: Link | None = None
    lines: Lines = ()


@dataclass(frozen=True)
class Cards:
    """The rights of the reader."""

    kind: ClassVar[str] = "cards"
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Objection:
    """The right to object, apart from all others (art. 21(4) AVG)."""

    kind: ClassVar[str] = "objection"
    card: Card


Block = Heading | Prose | Items | Pairs | Table | TermTable | Cards | Objection


@dataclass(frozen=True)
class Section:
    """A numbered part of the page; `reference` helps who checks it against the law."""

    id: str
    heading: str
    short: str
    reference: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Answer:
    """One of the six answers in the summary."""

    id: str
    question: str
    text: str
    link: Link


@dataclass(frozen=True)
class Statement:
    """The whole page; `notes` stand above it, `recent_change` below its title."""

    title: str
    kicker: str
    lead: str
    draft: str
    meta: tuple[Pair, ...]
    answers: tuple[Answer, ...]
    highlights: tuple[str, ...]
    doors_question: str
    doors: tuple[Link, ...]
    sections: tuple[Section, ...] = field(default=())
    notes: Lines = ()
    recent_change: Line = ()
