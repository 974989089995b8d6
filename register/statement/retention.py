"""Section 3: how long, in words and as bars. The words are the same wherever a term is named."""

from collections.abc import Iterator

from retention import words
from retention.choices import Afterwards, TermKind
from retention.periods import Period, longest, shortest

from ..choices import Section
from ..dossier import types as t
from ..wording import capital, flat, listed, sentence, with_brackets
from .bars import bar
from .facts import Facts
from .page import Aside, Block, Line, Lines, Prose, Strong, TermRow, TermTable
from .page import Section as PageSection

Ends = list[tuple[Period, t.RetentionTerm]]


def retention(facts: Facts) -> PageSection:
    """All terms, the shortest first, then those without a date, then what is not recorded."""
    say = facts.say
    return PageSection(
        id="bewaren",
        heading=say("Hoe lang wij gegevens bewaren"),
        short=say("Hoe lang"),
        reference=say("art. 13 lid 2, onder a, en art. 14 lid 2, onder a, AVG"),
        blocks=(*_blocks(facts), *facts.remarks(Section.RETENTION)),
    )


def term_words(facts: Facts, term: t.RetentionTerm) -> str:
    """How long, with the moment it starts: 1 maand na opzegging. Empty when not recorded."""
    return words.term_words(term, _voice(facts))


def _voice(facts: Facts) -> words.Voice:
    return words.Voice(facts.say, facts.small)


def _blocks(facts: Facts) -> list[Block]:
    terms = sorted(facts.dossier.terms, key=_order)
    rows = tuple(_row(facts, term) for term in terms)
    open_rows = _unrecorded(facts)
    if not rows:
        return [Prose(((facts.gap(), facts.say(" hoe lang wij gegevens bewaren.")), *_reasons(facts)))]
    lines: list[Line] = [(text,) for text in _message(facts)]
    if any(row.bar for row in rows):
        lines.append((Aside(_legend(facts, rows)),))
    reasons = () if open_rows else _reasons(facts)
    found = (Prose(tuple(lines)), TermTable((*rows, *open_rows)), Prose(reasons))
    return [block for block in found if not isinstance(block, Prose) or block.lines]


def _order(term: t.RetentionTerm) -> tuple[int, float]:
    if term.period is not None:
        return 0, term.period.days
    return (1, term.has_no_end) if term.says_something else (2, not (term.kind or term.end_event))


def _message(facts: Facts) -> list[str]:
    """The shortest and the longest fixed term, and whether there is anything else."""
    ends = _ends(facts)
    return [" ".join((ends, *_others(facts)))] if ends else []


def _ends(facts: Facts) -> str:
    """In words that the facts carry; what depends on the month is said so."""
    say = facts.say
    fixed = [(term.period, term) for term in sorted(facts.dossier.terms, key=_order) if term.is_fixed and term.period]
    lengths = {period.measure for period, _ in fixed}
    if len(fixed) < 2:
        return ""
    if len(lengths) == 1:
        return say("Elke vaste termijn is {term}.", term=fixed[0][0])
    if len(short := shortest(fixed)) == len(lengths):
        return _depends(facts, say("De vaste termijnen zijn {one} en {other}.", **_both(short)))
    return f"{_shortest(facts, short)} {_longest(facts, longest(fixed))}"


def _others(facts: Facts) -> Iterator[str]:
    terms = facts.dossier.terms
    if any(term.says_something and not term.is_fixed for term in terms):
        yield facts.say("Andere gegevens hebben geen vaste termijn.")
    if any(term.exceptions for term in terms):
        yield facts.say("Soms geldt iets anders; dat staat bij de termijn.")


def _shortest(facts: Facts, found: Ends) -> str:
    if len(found) > 1:
        return _depends(facts, facts.say("De kortste vaste termijn is {one} of {other}.", **_both(found)))
    ((period, term),) = found
    return facts.say("De kortste vaste termijn is {term}, voor {name}.", term=period, name=facts.small(term.name))


def _longest(facts: Facts, found: Ends) -> str:
    if len(found) > 1:
        return _depends(facts, facts.say("De langste is {one} of {other}.", **_both(found)))
    ((period, term),) = found
    return facts.say("De langste is {term}, voor {name}.", term=period, name=facts.small(term.name))


def _both(found: Ends) -> dict[str, Period]:
    """Of two terms one counts days and the other months; more there never are."""
    (one, _), (other, _) = found
    return {"one": one, "other": other}


def _depends(facts: Facts, text: str) -> str:
    return f"{text} {facts.say('Welke langer duurt, hangt af van de kalender.')}"


def _legend(facts: Facts, rows: tuple[TermRow, ...]) -> str:
    say = facts.say
    bars = [row.bar for row in rows if row.bar]
    parts = []
    if any(item.shape == "fixed" for item in bars):
        parts.append(
            say("Zo leest u de balken: het eerste vak loopt tot 1 maand, het tweede tot 1 jaar, het derde tot 20 jaar.")
        )
    if any(item.second for item in bars):
        parts.append(say("Het gestreepte deel is de tijd daarna, zonder namen."))
    if any(item.shape == "open" for item in bars):
        parts.append(say("Een stippellijn betekent dat er geen vaste datum is."))
    return " ".join(parts)


def _row(facts: Facts, term: t.RetentionTerm) -> TermRow:
    return TermRow(
        title=capital(flat(term.name)),
        lines=(*facts.sentences(term.description, term.condition),),
        term=(_term(facts, term), *_more(facts, term)),
        bar=bar(term),
    )


def _term(facts: Facts, term: t.RetentionTerm) -> Line:
    if said := term_words(facts, term):
        return (Strong(capital(said)),) if term.says_something else (capital(said),)
    beside = words.beside(term, _voice(facts))
    return (facts.gap(), f" ({beside})") if beside else (facts.gap(),)


def _more(facts: Facts, term: t.RetentionTerm) -> Lines:
    """What happens afterwards, and what the term rests on."""
    say = facts.say
    after = {
        Afterwards.ERASE: say("Daarna wissen wij de gegevens."),
        Afterwards.ANONYMISE: say("Daarna maken wij de gegevens anoniem."),
        Afterwards.ERASE_OR_ANONYMISE: say("Daarna wissen wij de gegevens of maken wij ze anoniem."),
        Afterwards.RETURN: say("Daarna geven wij de gegevens terug."),
    }
    own = term.end_event if term.kind == TermKind.CONTROLLER and words.names_controller(term) else None
    texts = [sentence(own)] if own else []
    texts += [after[term.afterwards]] if term.afterwards else []
    texts += [_anonymous(facts, term)] if term.anonymised_period else []
    texts += [sentence(term.ground_stated)] if term.ground_stated else []
    if ground := facts.find("grounds", term.ground):
        texts.append(_ground(facts, ground))
    return tuple((Aside(text),) for text in texts)


def _anonymous(facts: Facts, term: t.RetentionTerm) -> str:
    say, length = facts.say, str(term.anonymised_period)
    if term.anonymised_is_maximum:
        length = say("ten hoogste {term}", term=length)
    if term.anonymised_is_total:
        return say("Zonder namen: {term}, geteld vanaf het begin.", term=length)
    return say("Zonder namen: {term}.", term=length)


def _ground(facts: Facts, ground: t.StatutoryGround) -> str:
    """The law behind a term, and what that law says itself."""
    period = Period.of(ground.amount, ground.unit)
    say = facts.say
    start = say("vanaf {start}", start=flat(ground.start)) if ground.start else ""
    stated = " ".join(filter(None, (str(period or ""), start)))
    law = say("De wet: {name}, {law}", name=facts.small(ground.name), law=flat(ground.law))
    return sentence(with_brackets(law, stated))


def without_term(facts: Facts) -> tuple[t.Activity, ...]:
    """Activities with data for which no term is recorded, or without any data."""
    return tuple(item for item in facts.activities if not item.data or any(not row.term for row in item.data))


def _unrecorded(facts: Facts) -> tuple[TermRow, ...]:
    """One last row for all activities where something has no term."""
    items = without_term(facts)
    if not items:
        return ()
    some = any(row.term for item in facts.activities for row in item.data)
    title = facts.say("Andere gegevens") if some else facts.say("Gegevens per verwerking")
    names = facts.say("Bij: {titles}.", titles=listed([facts.small(item.title) for item in items]))
    return (TermRow(title=title, lines=((names,), *_reasons(facts)), term=((facts.gap(),),)),)


def _reasons(facts: Facts) -> Lines:
    return tuple(
        facts.named(item, sentence(item.retention_reason)) for item in facts.activities if item.retention_reason
    )
