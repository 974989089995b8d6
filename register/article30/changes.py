"""What changed since the version before: number, part, what it was and what it is now."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..choices import Section
from ..comparison import Comparison, FieldChange, ItemChange, Kind, Mark, Piece, compare
from ..dossier import Edition
from ..dossier.tables import SUMMARY
from .types import Annex, FactTable

WHOLE_PROVIDER = "algemeen"
_ABSENT = {Mark.REMOVED: "stond er niet", Mark.ADDED: "staat er niet meer"}
_NOTHING = {Mark.REMOVED: "niets vervallen", Mark.ADDED: "niets toegevoegd"}


@dataclass(frozen=True)
class ChangedText:
    """A run of text in a cell; `is_marked` for what came or went. `before` keeps it off the run before it."""

    text: str
    is_marked: bool
    before: str = ""


@dataclass(frozen=True)
class Side:
    """One cell, was or is now: lines of text, or in words why there are none."""

    lines: tuple[tuple[ChangedText, ...], ...] = ()
    absent: str = ""


@dataclass(frozen=True)
class ChangeRow:
    """One field of a changed row, or a whole row that came or went."""

    number: str
    kind: str
    part: str
    field: str
    was: Side
    now: Side


def changes(edition: Edition, number: int) -> Annex | None:
    """The changes since the version before, as annex `number`; None when there is no such version."""
    if edition.previous is None:
        return None
    found = compare(edition.previous, edition.dossier, public=False)
    before = f"versie {edition.follows or edition.number - 1}" if edition.number else ""
    return Annex(
        number=number,
        anchor="wijzigingen",
        title=f"Wijzigingen sinds {before or 'de vorige versie'}",
        intro=_intro(found),
        count=sum(found.count(kind) for kind in Kind),
        tables=tuple(FactTable(section_title(group.section), tuple(_rows(group.items))) for group in found.sections),
    )


def section_title(section: str) -> str:
    """The heading in the statement, in words."""
    if section in Section.values:
        return str(Section(section).label)
    return "In het kort" if section == SUMMARY else "Overig"


def _intro(found: Comparison) -> str:
    if found.is_empty:
        return "Er is niets veranderd."
    counts = ", ".join(f"{found.count(kind)} {kind}" for kind in (Kind.ADDED, Kind.CHANGED, Kind.REMOVED))
    return (
        f"Onderdelen: {counts}, {found.unchanged} ongewijzigd. "
        "Wat vervallen is staat doorgestreept bij “Was”, wat nieuw is onderstreept bij “Is nu”."
    )


def _rows(items: Iterable[ItemChange]) -> Iterator[ChangeRow]:
    for item in items:
        number, part = item.number or WHOLE_PROVIDER, item.title.removeprefix(f"{item.number} ")
        kind = item.kind.value
        if item.kind == Kind.CHANGED:
            for field in item.fields:
                was, now = (_side(field, mark) for mark in (Mark.REMOVED, Mark.ADDED))
                yield ChangeRow(number, kind, part, field.label, was, now)
        else:
            was, now = (_whole(item, mark) for mark in (Mark.REMOVED, Mark.ADDED))
            yield ChangeRow(number, kind, part, "", was, now)


def _side(field: FieldChange, mark: Mark) -> Side:
    """What a changed field was (its removals) or is now (its additions)."""
    shown = [piece for piece in field.pieces if piece.mark in (Mark.SAME, mark)]
    return Side((tuple(_texts(shown)),)) if shown else Side(absent=_NOTHING[mark])


def _whole(item: ItemChange, mark: Mark) -> Side:
    """A row that came has only a now, a row that went only a was."""
    own = Mark.ADDED if item.kind == Kind.ADDED else Mark.REMOVED
    if mark != own:
        return Side(absent=_ABSENT[mark])
    lines = tuple((ChangedText(f"{field.label}:", False), *_texts(field.pieces, " ")) for field in item.fields)
    return Side(lines) if lines else Side(absent=item.kind.value)


def _texts(pieces: Iterable[Piece], first: str = "") -> Iterator[ChangedText]:
    before = first
    last: Mark | None = None
    for piece in pieces:
        if last is not None:
            # Prose alternates; the same mark twice means members of a set.
            before = ", " if piece.mark == last != Mark.SAME else " "
        yield ChangedText(piece.text, piece.mark != Mark.SAME, before)
        last = piece.mark
