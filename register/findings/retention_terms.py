"""What a retention term says, for the rules that compare or judge it."""

from collections.abc import Hashable, Iterator

from retention import words
from retention.choices import TermKind
from retention.periods import Period, longest

from ..dossier.types import RetentionTerm
from ..wording import joined

ENDLESS = "zonder einde"


def says_how_long(term: RetentionTerm | None) -> bool:
    """Whether somebody can work out when the data go: a period, a criterion, or who else decides."""
    return term is not None and term.says_something


def content(term: RetentionTerm) -> Hashable | None:
    """What two terms must share to be the same; None when a term leaves it open.

    The time that data are kept without names afterwards is no part of it.
    """
    if not term.says_something or term.kind == TermKind.CONTROLLER:
        return None
    cases = frozenset((row.condition, row.period and row.period.measure, row.wording) for row in term.exceptions)
    return _length(term), cases


def _length(term: RetentionTerm) -> Hashable:
    if term.has_no_end:
        return ENDLESS
    if term.period is None:
        return (term.criterion or term.end_event or "").casefold()
    choice = (term.minimum_amount, term.minimum_unit) if term.kind == TermKind.RANGE else None
    return term.period.measure, choice


def in_words(term: RetentionTerm) -> str:
    """How long, in a few words: 6 maanden, or tot verwijdering van het team."""
    return words.length_words(term) or term.name


def in_full(term: RetentionTerm) -> str:
    """The same with the cases in which something else holds."""
    return joined((in_words(term), *map(words.exception_words, term.exceptions)), ", ")


def at_longest(term: RetentionTerm) -> tuple[Period, str] | None:
    """The longest time that a term allows, also as an exception, and how that is said; None when it has no length."""
    found = [(term.period, in_words(term))] if term.period else []
    return next(iter(longest([*found, *_exceptions(term)])), None)


def _exceptions(term: RetentionTerm) -> Iterator[tuple[Period, str]]:
    for row in term.exceptions:
        if row.period:
            yield row.period, words.exception_words(row)
