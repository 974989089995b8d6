"""What the Article 30 register says, as frozen plain data: faces print it and decide nothing."""

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from ..choices import Role
from .changes import Changes


class State(enum.Enum):
    """How far a field is filled; the value is the word in the table of completeness."""

    RECORDED = "ja"
    PARTIAL = "deels"
    MISSING = "nee"
    UNKNOWN = "niet vastgelegd"
    NOT_APPLICABLE = "n.v.t."

    @property
    def is_open(self) -> bool:
        """True when somebody still has to record something."""
        return self in (State.PARTIAL, State.MISSING, State.UNKNOWN)


_WORDS = {
    State.PARTIAL: "Ontbreekt",
    State.MISSING: "Ontbreekt",
    State.UNKNOWN: "Niet vastgelegd",
    State.NOT_APPLICABLE: "Niet van toepassing",
}


@dataclass(frozen=True)
class Block:
    """Lines that belong together, below a head if there is one."""

    items: tuple[str, ...]
    head: str = ""

    @property
    def text(self) -> str:
        """The head and all lines as one text, which prints twice as fast as a list."""
        return "\n".join([*([f"{self.head}:"] if self.head else ()), *(f"– {item}" for item in self.items)])


def block(lines: Iterable[str | None], head: str = "") -> tuple[Block, ...]:
    """These lines as one block; without a line there is none."""
    items = tuple(line for line in lines if line)
    return (Block(items, head),) if items else ()


class Place(NamedTuple):
    """Where facts were read, in words; of a document that is known also its code, and the place on its page."""

    text: str
    document: str = ""
    address: str = ""


@dataclass(frozen=True)
class Field:
    """One row: a label, the article that asks for it, what is recorded and what is not."""

    label: str
    blocks: tuple[Block, ...] = ()
    state: State = State.RECORDED
    reason: str = ""
    article: str = ""
    # On a screen these stand for the blocks, which say the same.
    places: tuple[Place, ...] = ()

    @property
    def word(self) -> str:
        """“Ontbreekt”, “Niet vastgelegd”, “Niet van toepassing”, or nothing when it is recorded."""
        return _WORDS.get(self.state, "")

    @property
    def single(self) -> bool:
        """True when there is one line without a head: that is a capital and no list."""
        return len(self.blocks) == 1 and not self.blocks[0].head and len(self.blocks[0].items) == 1

    @property
    def text(self) -> str:
        """All lines as one text."""
        return self.blocks[0].items[0] if self.single else "\n".join(block.text for block in self.blocks)


@dataclass(frozen=True)
class Letter:
    """A letter of art. 30 with a word for the head of its column."""

    sign: str
    word: str


@dataclass(frozen=True)
class ActivityView:
    """One processing activity: what art. 30 asks first, then the rest; `points` are its findings."""

    number: str
    title: str
    subtitle: str
    duties: tuple[Field, ...]
    additional: tuple[Field, ...]
    letters: tuple[State, ...]
    points: tuple[Field, ...] = ()


@dataclass(frozen=True)
class Part:
    """All activities of one kind of role."""

    key: str
    title: str
    law: str
    intro: str
    letters: tuple[Letter, ...]
    activities: tuple[ActivityView, ...]

    @property
    def anchor(self) -> str:
        """Name for links to this part."""
        return f"deel-{self.key.lower()}"


@dataclass(frozen=True)
class FactTable:
    """A titled table of labels and values."""

    title: str
    rows: tuple[Field, ...]


@dataclass(frozen=True)
class Annex:
    """Facts that hold for the provider as a whole."""

    number: int
    title: str
    intro: str
    tables: tuple[FactTable, ...]

    @property
    def anchor(self) -> str:
        """Name for links to this annex."""
        return f"bijlage-{self.number}"


@dataclass(frozen=True)
class Figure:
    """One number of the summary; None is not recorded."""

    label: str
    value: int | None


@dataclass(frozen=True)
class RegisterView:
    """The whole register of one provider in one issue."""

    provider: str
    slug: str
    title: str
    document_number: str
    version: str
    status: str
    is_draft: bool
    as_of: str
    made: str
    fingerprint: str
    cover: tuple[Field, ...]
    about: tuple[Field, ...]
    figures: tuple[Figure, ...]
    main_gap: str
    parts: tuple[Part, ...]
    annexes: tuple[Annex, ...]
    changes: Changes | None = None

    @property
    def fingerprint_lines(self) -> tuple[str, ...]:
        """Eight groups of eight signs on two lines, so that people can compare them."""
        groups = [self.fingerprint[i : i + 8] for i in range(0, 64, 8)]
        return " ".join(groups[:4]), " ".join(groups[4:])

    @property
    def short_fingerprint(self) -> str:
        """The first eight signs, for the foot of every page."""
        return self.fingerprint[:8]

    @property
    def activities(self) -> tuple[ActivityView, ...]:
        """All activities, in the order of the parts."""
        return tuple(activity for part in self.parts for activity in part.activities)


CONTROLLER_ROLES = (Role.CONTROLLER, Role.JOINT)
