"""What a retention term says, for the rules that compare or judge it."""

from retention.choices import TermKind, Unit

from ..dossier.types import RetentionTerm
from .tables import mentions


def says_how_long(term: RetentionTerm | None) -> bool:
    """Whether somebody can work out when the data go: a period, a criterion, or who else decides."""
    if term is None or term.kind == TermKind.PER_SOLUTION:
        return False
    return bool(term.period or term.kind == TermKind.CONTROLLER or _criterion(term))


def content(term: RetentionTerm) -> tuple[Unit, int] | str | None:
    """What two terms must share to be the same; None when a term leaves it open.

    The time that data are kept without names afterwards is no part of it.
    """
    if term.period:
        return term.period.measure
    return _criterion(term).casefold() if term.kind in (TermKind.EVENT, None) else None


def in_words(term: RetentionTerm) -> str:
    """How long, in a few words: 6 maanden, or tot verwijdering van het team."""
    if term.period:
        return str(term.period)
    event = term.end_event or term.name
    return event if not term.end_event or event.startswith("tot ") else f"tot {event}"


def _criterion(term: RetentionTerm) -> str:
    event = term.end_event or ""
    return "" if mentions("vague_terms", event) else event
