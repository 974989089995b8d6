"""How long a term is, in words: one wording for pages, register, lists and messages.

`say` and `typed` come from who shows it, because only that knows the language of a page.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from .choices import TermKind
from .periods import length_of
from .phrases import kind_of, takes_until

_SEVERAL = re.compile(r"\ben\b|(?:en|s)\W*$")
_LINKED = re.compile(
    r"\W*(?:bij|als|wanneer|indien|na|voor|tijdens|in|op|zolang|tot|zodra|tenzij|alleen)\b", re.IGNORECASE
)


_NAMES_CONTROLLER = re.compile(r"\W*bepaald door\b", re.IGNORECASE)
_BY_LAW = "bepaald door de verwerkingsverantwoordelijke"


def _dutch(text: str, /, **values: object) -> str:
    return text.format(**values)


@dataclass(frozen=True)
class Voice:
    """How somebody shows a term: its sentences, and a typed text inside one.

    `formal`: as a register does, in the words of the law and with what is missing.
    """

    say: Callable[..., str] = _dutch
    typed: Callable[[str], str] = str
    formal: bool = False


PLAIN = Voice()


def term_words(term: Any, voice: Voice = PLAIN) -> str:
    """How long, from when, for whom and in which cases otherwise; empty when nothing of it is recorded.

    `term` is a row of the Dossier or of the database. What happens afterwards is no part of it.
    """
    said = length_words(term, voice)
    return f"{said}{_start(term, voice)}{''.join(f', {text}' for text in _rest(term, voice))}" if said else ""


def beside(term: Any, voice: Voice = PLAIN) -> str:
    """The same without how long, for a term of which nobody recorded that; empty when there is nothing else."""
    return f"{_start(term, voice)}{''.join(f', {text}' for text in _rest(term, voice))}".strip(" ,")


def length_words(term: Any, voice: Voice = PLAIN) -> str:
    """How long, without start and exceptions; empty when that is not recorded."""
    say, typed = voice.say, voice.typed
    match term.kind:
        case TermKind.RANGE:
            return _choice(term, voice)
        case TermKind.NO_END:
            return say("zonder einde")
        case TermKind.FORMULA:
            rule = typed(term.criterion) if term.criterion else ""
            return say("geen eigen termijn, alleen een algemene regel: {rule}", rule=rule) if rule else ""
        case TermKind.CONTROLLER:
            who = _controller(term, voice)
            return f"{who}, {_most(term.period, voice)}" if term.period else who
        case TermKind.PER_SOLUTION:
            return typed(term.end_event) if term.end_event else say("eigen termijn per oplossing")
    return _fixed(term, voice)


def names_controller(term: Any) -> bool:
    """Whether the own words of a term that somebody else decides say just that."""
    return bool(_NAMES_CONTROLLER.match(term.end_event or ""))


def _controller(term: Any, voice: Voice) -> str:
    if term.end_event and (voice.formal or not names_controller(term)):
        words = voice.typed(term.end_event)
        return f"{_BY_LAW}: {words}" if voice.formal and not names_controller(term) else words
    return _BY_LAW if voice.formal else voice.say("de verantwoordelijke organisatie bepaalt dit")


def _fixed(term: Any, voice: Voice) -> str:
    """A period, a criterion or an event."""
    if term.period:
        return _most(term.period, voice) if term.is_maximum else str(term.period)
    if not (words := term.criterion or term.end_event):
        is_unknown = term.kind == TermKind.EVENT and voice.formal
        return "tot een gebeurtenis (niet vastgelegd welke)" if is_unknown else ""
    found = voice.typed(words) if term.criterion else until(words, voice)
    if term.is_maximum and (kind := kind_of(words)) not in (TermKind.NO_END, TermKind.FORMULA):
        return _most(found, voice) if kind else voice.say("uiterlijk {event}", event=found)
    return found


def until(event: str, voice: Voice = PLAIN) -> str:
    """Until an event; words that say themselves how they stand to the term are printed as they are."""
    words = voice.typed(event)
    return voice.say("tot {event}", event=words) if takes_until(event) else words


def _most(length: object, voice: Voice) -> str:
    return voice.say("ten hoogste {term}", term=length)


def _choice(term: Any, voice: Voice) -> str:
    """Who chooses, and between which lengths."""
    say, who = voice.say, voice.typed(term.chosen_by) if term.chosen_by else ""
    span = _span(term, voice)
    if not who:
        return say("naar keuze: {span}", span=span) if span else ""
    if not span:
        return say("naar keuze van {who}", who=who)
    several = _SEVERAL.search(term.chosen_by.casefold())
    if several:
        return say("naar keuze van {who}: {span}", who=who, span=span)
    return say("{who} kiest: {span}", who=who, span=span)


def _span(term: Any, voice: Voice) -> str:
    low, high = term.minimum_amount, term.period
    if low is None or high is None:
        return _most(high, voice) if high else ""
    start = str(low) if term.minimum_unit == term.unit else length_of(low, term.minimum_unit)
    return voice.say("{low} tot {high}", low=start, high=_most(high, voice) if term.is_maximum else high)


def _start(term: Any, voice: Voice) -> str:
    start = f"{' ' if term.period else ', '}{voice.typed(term.start_event)}" if term.start_event else ""
    if voice.formal and term.start_not_applicable:
        return f"{start} (begin niet van toepassing)"
    return " (begin niet vastgelegd)" if voice.formal and lacks_start(term) else start


def lacks_start(term: Any) -> bool:
    """Whether a length is recorded without the moment from which it counts."""
    counted = bool(term.period) and term.kind != TermKind.CONTROLLER
    return counted and not term.start_event and not term.start_not_applicable


def _rest(term: Any, voice: Voice) -> Iterable[str]:
    say, typed = voice.say, voice.typed
    if term.end_event and not _ends_first(term):
        yield until(term.end_event, voice)
    if term.chosen_by and term.kind != TermKind.RANGE:
        yield say("naar keuze van {who}", who=typed(term.chosen_by))
    if term.chosen_for:
        what = typed(term.chosen_for)
        yield what if _LINKED.match(term.chosen_for) else say("voor {what}", what=what)
    yield from (exception_words(row, voice) for row in _rows(term))


def _ends_first(term: Any) -> bool:
    """Whether the end is what is said first."""
    if term.kind in (TermKind.CONTROLLER, TermKind.PER_SOLUTION):
        return True
    return not (term.period or term.criterion or term.kind == TermKind.NO_END)


def _rows(term: Any) -> Iterable[Any]:
    """The exceptions, of a row of the Dossier or of the database."""
    rows = term.exceptions
    return rows.all() if hasattr(rows, "all") else rows


def exception_words(row: Any, voice: Voice = PLAIN) -> str:
    """The case and what holds in it: bij een klacht 1 jaar; langer als een wet dat vraagt."""
    case = voice.typed(row.condition)
    words = voice.typed(row.wording) if row.wording else ""
    if period := row.period:
        length = _most(period, voice) if row.is_maximum else str(period)
        said = f"{case} {length}" if _LINKED.match(row.condition) else f"{case}: {length}"
        return f"{said}, {words}" if words else said
    return f"{words} {case}" if " " not in row.wording.strip() else f"{case}: {words}"
