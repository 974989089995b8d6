"""What changed between two Dossiers: facts, not HTML."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from ..choices import Section
from ..dossier import Dossier
from ..dossier.tables import SUMMARY
from ..marking import label, own
from .flattening import Field, Item, flatten

NOT_RECORDED = "niet vastgelegd"
# A list of the Dossier and what tells a row apart in it.
Name = tuple[str, ...]
_ORDER = (SUMMARY, *Section.values)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


class Kind(StrEnum):
    ADDED = "toegevoegd"
    CHANGED = "gewijzigd"
    REMOVED = "vervallen"
    SAME = "ongewijzigd"


class Mark(StrEnum):
    SAME = "gelijk"
    ADDED = "nieuw"
    REMOVED = "vervallen"


@dataclass(frozen=True)
class Piece:
    """A run of text that stayed, came or went."""

    mark: Mark
    text: str


@dataclass(frozen=True)
class FieldChange:
    """One field: its label and its text with marks."""

    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class ItemChange:
    """One row that came, went, has changed fields or stayed as it was.

    `number` is that of the activity it is or belongs to; empty for what belongs to none. `name`: how other rows of
    the Dossier refer to it, or to the row it stands below.
    """

    kind: Kind
    title: str
    fields: tuple[FieldChange, ...]
    number: str
    name: Name


@dataclass(frozen=True)
class SectionChanges:
    """The rows under one heading of the statement."""

    section: str
    items: tuple[ItemChange, ...]


@dataclass(frozen=True)
class Comparison:
    """All changes, in the order of the statement."""

    sections: tuple[SectionChanges, ...]
    unchanged: int

    @property
    def is_empty(self) -> bool:
        """True when nothing changed."""
        return all(item.kind == Kind.SAME for section in self.sections for item in section.items)

    def count(self, kind: Kind) -> int:
        """How many rows came, changed or went."""
        return sum(item.kind == kind for section in self.sections for item in section.items)


def compare(before: Dossier, after: Dossier, *, public: bool = True, with_same: bool = False) -> Comparison:
    """What is different in `after`; with `public` only what customers may read.

    Rows are matched by what tells them apart, sets by their members; a moved row is no change.
    `with_same` adds what did not change: whole rows, and the other fields of a changed row.
    """
    old, new = flatten(before, public=public), flatten(after, public=public)
    found: dict[str, list[ItemChange]] = {}
    unchanged = 0
    for key in [*new, *(key for key in old if key not in new)]:
        was, now = old.get(key), new.get(key)
        change = _item_change(key[:2], was, now, with_same)
        unchanged += change.kind == Kind.SAME
        if with_same or change.kind != Kind.SAME:
            found.setdefault((now or was).section, []).append(change)  # type: ignore[union-attr]
    ordered = sorted(found, key=lambda section: _ORDER.index(section) if section in _ORDER else len(_ORDER))
    return Comparison(tuple(SectionChanges(name, tuple(found[name])) for name in ordered), unchanged)


def _item_change(name: Name, was: Item | None, now: Item | None, with_same: bool) -> ItemChange:
    if was and now:
        kind = Kind.SAME if _raw(was) == _raw(now) else Kind.CHANGED
        fields = tuple(_field_changes(was.fields, now.fields, with_same))
        return ItemChange(kind, now.title, fields, now.number, name)
    item, kind, mark = (now, Kind.ADDED, Mark.ADDED) if now else (was, Kind.REMOVED, Mark.REMOVED)
    fields = tuple(_whole(field, mark) for field in item.fields)  # type: ignore[union-attr]
    return ItemChange(kind, item.title, fields, item.number, name)  # type: ignore[union-attr]


def _raw(item: Item) -> dict[str, Any]:
    return {field.name: field.raw for field in item.fields}


def _field_changes(before: Iterable[Field], after: Iterable[Field], with_same: bool) -> Iterable[FieldChange]:
    old = {field.name: field for field in before}
    new = {field.name: field for field in after}
    for name in [*new, *(name for name in old if name not in new)]:
        was, now = old.get(name), new.get(name)
        if not (was and now and was.raw == now.raw):
            words = (now or was).label  # type: ignore[union-attr]
            yield FieldChange(label(words), tuple(_field_pieces(was, now, with_same)))
        elif with_same:
            yield _whole(now, Mark.SAME)


def _field_pieces(was: Field | None, now: Field | None, with_same: bool) -> list[Piece]:
    if was and now:
        return _pieces(was, now, with_same)
    gone = _whole(was, Mark.REMOVED).pieces if was else (Piece(Mark.REMOVED, label(NOT_RECORDED)),)
    come = _whole(now, Mark.ADDED).pieces if now else (Piece(Mark.ADDED, label(NOT_RECORDED)),)
    return [*gone, *come]


def _whole(field: Field, mark: Mark) -> FieldChange:
    return FieldChange(label(field.label), tuple(_piece(field, mark, text) for text in field.shown))


def _piece(field: Field, mark: Mark, text: str) -> Piece:
    return Piece(mark, own(text) if field.is_own else text)


def _pieces(was: Field, now: Field, with_same: bool) -> list[Piece]:
    if was.is_set or now.is_set:
        return [
            *(_piece(now, Mark.SAME, text) for text in now.shown if with_same and text in was.shown),
            *(_piece(was, Mark.REMOVED, text) for text in was.shown if text not in now.shown),
            *(_piece(now, Mark.ADDED, text) for text in now.shown if text not in was.shown),
        ]
    if was.is_prose and now.is_prose:
        pieces = prose_pieces(" ".join(was.shown), " ".join(now.shown))
        return [_piece(now, piece.mark, piece.text) for piece in pieces]
    return [*_whole(was, Mark.REMOVED).pieces, *_whole(now, Mark.ADDED).pieces]


def prose_pieces(before: str, after: str) -> list[Piece]:
    """Compare by sentence, and word by word inside a sentence that changed."""
    return _aligned(_SENTENCE.split(before), _SENTENCE.split(after), _word_pieces)


def _word_pieces(before: str, after: str) -> list[Piece]:
    return _aligned(before.split(), after.split(), _replaced)


def _replaced(before: str, after: str) -> list[Piece]:
    return [Piece(Mark.REMOVED, before), Piece(Mark.ADDED, after)]


def _aligned(old: list[str], new: list[str], within: Callable[[str, str], list[Piece]]) -> list[Piece]:
    """What both have stays; `within` tells of the rest what came and went."""
    pieces: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        was, now = " ".join(old[a:b]), " ".join(new[c:d])
        pieces += [Piece(Mark.SAME, was)] if tag == "equal" else within(was, now)
    return [piece for piece in pieces if piece.text]
