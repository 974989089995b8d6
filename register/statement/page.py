"""What a statement consists of: frozen data, without HTML, that a template prints without deciding anything."""

from dataclasses import dataclass
from typing import ClassVar

from ..choices import Role


@dataclass(frozen=True)
class Link:
    """A few words that lead somewhere."""

    text: str
    href: str


@dataclass(frozen=True)
class Strong:
    """Words that carry the message of a line."""

    text: str


@dataclass(frozen=True)
class Aside:
    """Words that say more about the line they stand in."""

    text: str


@dataclass(frozen=True)
class Bullet:
    """The start of a line that is an item of a list."""

    text: ClassVar[str] = ""


Part = str | Link | Strong | Aside | Bullet
Line = tuple[Part, ...]
Lines = tuple[Line, ...]


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
class Row:
    """A label with what belongs to it."""

    label: str
    lines: Lines


@dataclass(frozen=True)
class Rows:
    """Labels with what belongs to them; `is_common`: what holds for all that stands below."""

    kind: ClassVar[str] = "rows"
    rows: tuple[Row, ...]
    heading: str = ""
    is_common: bool = False


@dataclass(frozen=True)
class Details:
    """Blocks that are closed until somebody opens them; the summary tells what is inside."""

    kind: ClassVar[str] = "details"
    summary: str
    blocks: "tuple[Block, ...]"


@dataclass(frozen=True)
class Card:
    """One activity: what happens, and what is different from what holds for all."""

    number: str
    role: Role | None
    title: str
    blocks: "tuple[Block, ...]"


@dataclass(frozen=True)
class Situation:
    """Activities that concern the same people, under their heading; `href` leads to their own page."""

    kind: ClassVar[str] = "situation"
    id: str
    heading: str
    cards: tuple[Card, ...]
    link: Link | None = None


@dataclass(frozen=True)
class Right:
    """A right, in a few words, and the way to use it."""

    title: str
    text: str
    action: Link | None = None


@dataclass(frozen=True)
class Rights:
    """The rights of the reader."""

    kind: ClassVar[str] = "rights"
    rights: tuple[Right, ...]
    intro: str = ""


@dataclass(frozen=True)
class Holes:
    """What the law asks for and nobody recorded, said once, and whom to ask."""

    kind: ClassVar[str] = "holes"
    intro: str
    lines: Lines
    ask: Line = ()


Block = Prose | Items | Rows | Details | Situation | Rights | Holes


@dataclass(frozen=True)
class Section:
    """A part of the page under its own heading."""

    id: str
    heading: str
    short: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Answer:
    """One of the six answers of the first layer."""

    id: str
    question: str
    line: Line
    link: Link | None = None


@dataclass(frozen=True)
class Door:
    """A button for people who know themselves in it."""

    text: str
    href: str


@dataclass(frozen=True)
class Statement:
    """The whole page; `notes` stand above it, `recent_change` below its title."""

    title: str
    kicker: str
    lead: str
    draft: str
    meta: tuple[Row, ...]
    answers: tuple[Answer, ...]
    highlights: tuple[str, ...]
    doors_question: str
    doors: tuple[Door, ...]
    other_doors_question: str
    other_doors: tuple[Door, ...]
    sections: tuple[Section, ...]
    notes: Lines = ()
    recent_change: Line = ()


@dataclass(frozen=True)
class SituationPage:
    """What concerns one kind of people, on a page of its own; `meta`: of which issue."""

    title: str
    kicker: str
    lead: str
    meta: tuple[Row, ...]
    sections: tuple[Section, ...]
    whole: Link
    notes: Lines = ()
