"""What the Article 30 register says, as frozen plain data: faces print it and decide nothing."""

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple


class State(enum.Enum):
    """How far something is recorded; the value is the word in the table of completeness.

    UNKNOWN is for what is asked in some cases only: of anything else nothing recorded is MISSING.
    """

    RECORDED = "ja"
    PARTIAL = "deels"
    MISSING = "nee"
    UNKNOWN = "open"
    NOT_APPLICABLE = "n.v.t."

    @property
    def is_open(self) -> bool:
        """True when somebody still has to record something."""
        return self.is_gap or self == State.UNKNOWN

    @property
    def is_gap(self) -> bool:
        """True when the law asks more than is recorded."""
        return self in (State.PARTIAL, State.MISSING)


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
    # Of activities that the text names, to lead there.
    numbers: tuple[str, ...] = ()

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


class Element(NamedTuple):
    """One thing that the law asks of an activity: a letter of art. 30, or another article, and a word for it."""

    sign: str
    word: str


@dataclass(frozen=True)
class ActivityView:
    """One processing activity: what art. 30 asks first, then the rest; `points` are its findings.

    `cells` are its line in the overview, and `states` say of each element of its part how far it is recorded.
    """

    number: str
    title: str
    subtitle: str
    cells: tuple[str, ...]
    duties: tuple[Field, ...]
    additional: tuple[Field, ...]
    states: tuple[State, ...]
    points: tuple[Field, ...] = ()

    @property
    def whole(self) -> State:
        """“Ja” when nothing that is asked is open."""
        return State.PARTIAL if any(state.is_open for state in self.states) else State.RECORDED


@dataclass(frozen=True)
class Part:
    """All activities of one kind of role; `columns` are the heads above their cells."""

    key: str
    title: str
    law: str
    columns: tuple[str, ...]
    elements: tuple[Element, ...]
    activities: tuple[ActivityView, ...]

    @property
    def anchor(self) -> str:
        """Name for links to this part."""
        return f"deel-{self.key.lower()}"


@dataclass(frozen=True)
class FactTable:
    """Rows of labels and values, or of changes, with a title where there are several such tables."""

    title: str
    rows: tuple[Any, ...]


@dataclass(frozen=True)
class Annex:
    """Facts that hold for the provider as a whole, or what changed: then with the number of changes."""

    number: int
    title: str
    intro: str
    tables: tuple[FactTable, ...]
    anchor: str
    count: int = 0


@dataclass(frozen=True)
class RegisterView:
    """The whole register of one provider in one issue. A figure that is None is not recorded."""

    provider: str
    slug: str
    title: str
    document_number: str
    version: str
    status: str
    is_draft: bool
    as_of: str
    fingerprint: str
    cover: tuple[Field, ...]
    about: tuple[Field, ...]
    shared: tuple[Field, ...]
    figures: tuple[tuple[str, int | None], ...]
    main_gaps: tuple[str, ...]
    parts: tuple[Part, ...]
    annexes: tuple[Annex, ...]
    changes: Annex | None = None

    @property
    def activities(self) -> tuple[ActivityView, ...]:
        """All activities, in the order of the parts."""
        return tuple(activity for part in self.parts for activity in part.activities)
