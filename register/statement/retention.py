"""How long data are kept, in words: one phrase for cards, lists, answers and the officer's own sentences."""

from collections.abc import Iterable

from retention.choices import Afterwards, TermKind
from retention.periods import Period

from ..choices import Section
from ..dossier import types as t
from ..marking import bare
from ..wording import capital, flat, joined, listed, sentence, unique
from .facts import Facts
from .page import Block, Details, Line, Lines, Prose, Row, Rows, Strong
from .page import Section as PageSection

# With fewer terms each stands in its card, and a list of them says nothing new.
_LIST_FROM = 4
# Words with which a moment or a criterion begins; "tot" never comes before them.
_OWN_START = (
    *("tot ", "totdat ", "zolang ", "zo lang ", "voor ", "gedurende ", "niet ", "onbeperkt", "na ", "bij ", "als "),
    *("wanneer ", "indien ", "bepaald ", "afhankelijk ", "eigen "),
)


def term_words(facts: Facts, term: t.RetentionTerm) -> str:
    """How long, with the moment it starts and what is different when; empty when nothing is recorded."""
    words = _length(facts, term)
    if not words:
        return ""
    after = [_exception(facts, row) for row in term.exceptions]
    return joined((words, *after, _anonymous(facts, term)), ", ")


def _length(facts: Facts, term: t.RetentionTerm) -> str:
    say = facts.say
    start = f" {facts.small(term.start_event)}" if term.start_event else ""
    if term.kind == TermKind.NO_END:
        return say("zonder einddatum") + start
    if term.kind == TermKind.RANGE:
        return _choice(facts, term) + start
    if term.kind == TermKind.CONTROLLER:
        return _decided(facts, term) + start
    if term.kind == TermKind.PER_SOLUTION:
        return (facts.small(term.end_event) if term.end_event else say("dat verschilt per oplossing")) + start
    if term.criterion:
        return facts.small(term.criterion) + start
    if term.period:
        until = f", {_until(facts, term.end_event)}" if term.end_event else ""
        return f"{at_most(facts, term.period, term.is_maximum)}{start}{until}"
    return _until(facts, term.end_event) + start if term.end_event else start.strip()


def at_most(facts: Facts, period: Period, is_maximum: bool) -> str:
    """A period, as the longest when it is."""
    return facts.say("uiterlijk {term}", term=period) if is_maximum else str(period)


def _until(facts: Facts, event: str) -> str:
    words = facts.small(event)
    return words if bare(words).lower().startswith(_OWN_START) else facts.say("tot {event}", event=words)


def _choice(facts: Facts, term: t.RetentionTerm) -> str:
    say = facts.say
    least = Period.of(term.minimum_amount, term.minimum_unit)
    same = least and term.period and least.unit == term.period.unit
    first = str(least.amount if same else least) if least else "0" if term.minimum_amount == 0 else ""
    length = say("{first} tot {last}", first=first, last=term.period) if first else at_most(facts, term.period, True)
    what = say(" voor {what}", what=facts.small(term.chosen_for)) if term.chosen_for else ""
    if term.chosen_by:
        return say("{who} kiest{what}: {length}", who=facts.small(term.chosen_by), what=what, length=length)
    return say("naar keuze{what}: {length}", what=what, length=length)


def _decided(facts: Facts, term: t.RetentionTerm) -> str:
    say = facts.say
    who = facts.small(term.chosen_by) if term.chosen_by else say("de opdrachtgever")
    words = say("dat bepaalt {who}", who=who)
    if term.end_event and "bepaal" in bare(term.end_event).lower():
        words = facts.small(term.end_event)
    elif term.end_event:
        words = f"{words} ({facts.small(term.end_event)})"
    return f"{words}, {at_most(facts, term.period, True)}" if term.period else words


def _exception(facts: Facts, row: t.TermException) -> str:
    length = at_most(facts, row.period, row.is_maximum) if row.period else ""
    return f"{facts.small(row.condition)} {joined((length, facts.small(row.wording or '')), ' ')}"


def _anonymous(facts: Facts, term: t.RetentionTerm) -> str:
    say, second = facts.say, term.anonymised_period
    if second is None:
        return ""
    length = at_most(facts, second, term.anonymised_is_maximum)
    if term.anonymised_is_total:
        return say("en geanonimiseerd tot {length} vanaf het begin", length=length)
    return say("en geanonimiseerd {length}", length=length)


def is_decided_by_length(term: t.RetentionTerm) -> bool:
    """Whether the term is a length of time that can be compared with others."""
    return term.period is not None and term.kind in (TermKind.PERIOD, None)


def in_order(terms: Iterable[t.RetentionTerm]) -> list[t.RetentionTerm]:
    """Lengths from short to long, then the others, then what is empty."""
    return sorted(terms, key=_order)


def _order(term: t.RetentionTerm) -> tuple[int, float]:
    if is_decided_by_length(term) and term.period:
        return 0, term.period.days
    return (1, 0) if term.says_something or term.criterion else (2, 0)


def retention(facts: Facts) -> PageSection | None:
    """All terms in a row when there are many; what more is said of them is closed."""
    say = facts.say
    terms = [term for term in in_order(facts.dossier.terms) if term_words(facts, term)]
    listed_terms = tuple(Row(capital(flat(term.name)), ((term_words(facts, term),),)) for term in terms)
    more = tuple(line for term in in_order(facts.dossier.terms) if (line := _more(facts, term)))
    blocks: list[Block] = [Rows(listed_terms)] if len(terms) >= _LIST_FROM else []
    blocks += [Prose(lines)] if (lines := facts.remarks(Section.RETENTION)) else []
    if more:
        blocks.append(Details(say("Uitleg bij de termijnen"), (Prose(more),)))
    if not blocks:
        return None
    return PageSection("bewaren", say("Hoe lang, op een rij"), say("Hoe lang"), tuple(blocks))


def _more(facts: Facts, term: t.RetentionTerm) -> Line:
    """What a term is about, when it holds, what comes after it and what it rests on."""
    say = facts.say
    after = {
        Afterwards.ERASE: say("Daarna wissen wij de gegevens."),
        Afterwards.ANONYMISE: say("Daarna maken wij de gegevens anoniem."),
        Afterwards.ERASE_OR_ANONYMISE: say("Daarna wissen wij de gegevens of maken wij ze anoniem."),
        Afterwards.RETURN: say("Daarna geven wij de gegevens terug."),
    }
    texts = [sentence(text) for text in (term.description, term.condition) if text]
    texts += [after[term.afterwards]] if term.afterwards else []
    texts += [say("Deze termijn heeft geen begin.")] if term.start_not_applicable else []
    texts += [sentence(term.ground_stated)] if term.ground_stated else []
    if ground := facts.find("grounds", term.ground):
        texts.append(_ground(facts, ground))
    if not texts:
        return ()
    return (Strong(f"{capital(flat(term.name))}:"), f" {' '.join(texts)}")


def _ground(facts: Facts, ground: t.StatutoryGround) -> str:
    """The law behind a term, and what that law says itself."""
    say, period = facts.say, Period.of(ground.amount, ground.unit)
    start = say("vanaf {start}", start=flat(ground.start)) if ground.start else ""
    stated = joined((str(period) if period else "", start), " ")
    words = say("De wet: {name}, {law}", name=facts.small(ground.name), law=flat(ground.law))
    return sentence(f"{words} ({stated})" if stated else words)


def terms_of(facts: Facts, rows: Iterable[t.DataRow]) -> Lines:
    """Each term of these data once; with the data it is for when there is more than one, or some have none."""
    rows = tuple(rows)
    found: dict[str, list[t.DataRow]] = {}
    for row in rows:
        term = facts.find("terms", row.term)
        if term and term_words(facts, term):
            found.setdefault(term.key, []).append(row)
    whole = len(found) == 1 and all(row.term in found for row in rows if facts.data_name(row))
    return tuple(_said(facts, facts.find("terms", key), of, whole) for key, of in found.items())


def _said(facts: Facts, term: t.RetentionTerm, rows: list[t.DataRow], whole: bool) -> Line:
    words = term_words(facts, term)
    names = [name for row in rows if (name := facts.data_words(row))]
    if all(row.reading for row in rows):
        about = facts.small(term.description or term.name).rstrip(".")
        words = facts.say("een eigen termijn noemen wij niet; voor {about} geldt: {term}", about=about, term=words)
    if whole or not names:
        return (sentence(words),)
    return (f"{capital(few(facts, names))}: {words.rstrip('.')}.",)


def few(facts: Facts, names: Iterable[str], most: int = 4) -> str:
    """A list in a sentence; of a long one the first and how many more."""
    words = unique(names)
    if len(words) <= most:
        return listed(words)
    return facts.say("{names} en {count} andere", names=", ".join(words[: most - 1]), count=len(words) - most + 1)
