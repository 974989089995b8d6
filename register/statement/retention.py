"""How long data are kept, in words: one phrase for cards, lists, answers and the officer's own sentences."""

from collections.abc import Iterable

from retention import words
from retention.choices import Afterwards, TermKind
from retention.periods import Period

from ..choices import Section
from ..dossier import types as t
from ..wording import capital, flat, joined, listed, sentence, unique, with_brackets
from .facts import Facts, told
from .page import Block, Details, Line, Lines, Prose, Row, Rows
from .page import Section as PageSection

# With fewer terms each stands in its card, and a list of them says nothing new.
_LIST_FROM = 4


def term_words(facts: Facts, term: t.RetentionTerm) -> str:
    """How long, and how long without names after that; empty when nothing is recorded."""
    said = words.term_words(term, words.Voice(facts.say, facts.small))
    return joined((said, _anonymous(facts, term)), ", ") if said else ""


def _anonymous(facts: Facts, term: t.RetentionTerm) -> str:
    say, second = facts.say, term.anonymised_period
    if second is None:
        return ""
    length = say("ten hoogste {term}", term=second) if term.anonymised_is_maximum else str(second)
    if term.anonymised_is_total:
        return say("en geanonimiseerd tot {length} vanaf het begin", length=length)
    return say("en geanonimiseerd {length}", length=length)


def phrase(facts: Facts, term: t.RetentionTerm, given: str | None = None) -> str:
    """How long, with when that holds unless that is `given`."""
    said = term_words(facts, term)
    return f"{said}{facts.conditions(term.condition, given=given)}" if said else ""


def in_order(terms: Iterable[t.RetentionTerm]) -> list[t.RetentionTerm]:
    """Lengths from short to long, then the others, then what is empty."""
    return sorted(terms, key=_order)


def _order(term: t.RetentionTerm) -> tuple[int, float]:
    if term.is_fixed and term.period:
        return 0, term.period.days
    return (1, 0) if term.says_something or term.criterion else (2, 0)


def retention(facts: Facts) -> PageSection | None:
    """All terms in a row when there are many; what more is said of them is closed."""
    say = facts.say
    blocks: list[Block] = []
    if has_list(facts):
        terms = in_order(_worded(facts))
        blocks.append(Rows(tuple(Row(capital(flat(term.name)), ((phrase(facts, term),),)) for term in terms)))
    blocks += [Prose(lines)] if (lines := facts.remarks(Section.RETENTION)) else []
    if has_list(facts) and (
        more := tuple(line for term in in_order(facts.dossier.terms) for line in _more(facts, term))
    ):
        blocks.append(Details(say("Uitleg bij de termijnen"), (Prose(more),)))
    if not blocks:
        return None
    return PageSection("bewaren", say("Hoe lang, op een rij"), say("Hoe lang"), tuple(blocks))


def has_list(facts: Facts) -> bool:
    """Whether there are enough terms for a list of their own."""
    return len(_worded(facts)) >= _LIST_FROM


def _worded(facts: Facts) -> list[t.RetentionTerm]:
    return [term for term in facts.dossier.terms if term_words(facts, term)]


def more_of(facts: Facts, data: Iterable[t.DataRow]) -> Lines:
    """What more is said of the terms of these data."""
    terms = [facts.find("terms", key) for key in unique(row.term for row in data if row.term)]
    return tuple(line for term in terms if term for line in _more(facts, term))


def of_everything(facts: Facts) -> list[t.RetentionTerm]:
    """Terms that are not of some data but of everything; none where a list has them all."""
    used = {row.term for item in facts.activities for row in item.data}
    return [] if has_list(facts) else [term for term in in_order(facts.dossier.terms) if term.key not in used]


def general_terms(facts: Facts) -> Lines:
    """The same terms in words."""
    terms = of_everything(facts)
    return tuple(line for term in terms for line in _headed(term, [phrase(facts, term), *_explained(facts, term)]))


def _more(facts: Facts, term: t.RetentionTerm) -> Lines:
    return _headed(term, _explained(facts, term))


def _headed(term: t.RetentionTerm, texts: list[str]) -> Lines:
    return told(texts, sentence(term.name)) if any(texts) else ()


def _explained(facts: Facts, term: t.RetentionTerm) -> list[str]:
    """What a term is about, when it holds, what comes after it and what it rests on."""
    say = facts.say
    after = {
        Afterwards.ERASE: say("Daarna wissen wij de gegevens."),
        Afterwards.ANONYMISE: say("Daarna maken wij de gegevens anoniem."),
        Afterwards.ERASE_OR_ANONYMISE: say("Daarna wissen wij de gegevens of maken wij ze anoniem."),
        Afterwards.RETURN: say("Daarna geven wij de gegevens terug."),
    }
    ground = facts.find("grounds", term.ground)
    is_typed = term.kind == TermKind.CONTROLLER and words.names_controller(term)
    texts = [
        term.description,
        None if term_words(facts, term) else term.condition,
        term.end_event if is_typed else None,
        after[term.afterwards] if term.afterwards else None,
        say("Deze termijn heeft geen begin.") if term.start_not_applicable else None,
        term.ground_stated,
        _ground(facts, ground) if ground else None,
    ]
    return [text for text in texts if text]


def _ground(facts: Facts, ground: t.StatutoryGround) -> str:
    """The law behind a term, and what that law says itself."""
    say, period = facts.say, Period.of(ground.amount, ground.unit)
    start = say("vanaf {start}", start=flat(ground.start)) if ground.start else ""
    stated = joined((str(period) if period else "", start), " ")
    law = say("De wet: {name}, {law}", name=facts.small(ground.name), law=flat(ground.law))
    return sentence(with_brackets(law, stated))


def terms_of(facts: Facts, rows: Iterable[t.DataRow], given: str | None = None) -> Lines:
    """Each term of these data once; with the data it is for when there is more than one, or some have none."""
    rows = tuple(rows)
    found: dict[str, list[t.DataRow]] = {}
    for row in rows:
        term = facts.find("terms", row.term)
        if term and term_words(facts, term):
            found.setdefault(term.key, []).append(row)
    whole = len(found) == 1 and all(row.term in found for row in rows if facts.data_name(row))
    return tuple(
        _said(facts, phrase(facts, facts.find("terms", key), given), () if whole else of) for key, of in found.items()
    )


def _said(facts: Facts, said: str, rows: Iterable[t.DataRow]) -> Line:
    names = [name for row in rows if (name := facts.data_words(row))]
    return (sentence(f"{capital(few(facts, names))}: {said}" if names else said),)


def few(facts: Facts, names: Iterable[str], most: int = 4) -> str:
    """A list in a sentence; of a long one the first and how many more."""
    words = unique(names)
    if facts.tells_all or len(words) <= most:
        return listed(words)
    return facts.say("{names} en {count} andere", names=", ".join(words[: most - 1]), count=len(words) - most + 1)
