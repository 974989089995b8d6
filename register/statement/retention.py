"""Section 3: how long, in words and as bars. The words are the same wherever a term is named."""

from retention.choices import Afterwards, TermKind
from retention.periods import Period, longest, shortest

from ..choices import Section
from ..dossier import types as t
from ..marking import bare
from ..wording import capital, flat, listed, sentence
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
    say, period = facts.say, term.period
    end = facts.small(term.end_event) if term.end_event else ""
    if period is not None:
        start = f" {facts.small(term.start_event)}" if term.start_event else ""
        until = say(", tot {event}", event=end) if end else ""
        return f"{say('ten hoogste') + ' ' if term.is_maximum else ''}{period}{start}{until}"
    start = f", {facts.small(term.start_event)}" if term.start_event else ""
    if term.kind == TermKind.CONTROLLER:
        return say("uw organisatie bepaalt dit") + start
    if term.kind == TermKind.PER_SOLUTION:
        return (end or say("eigen termijn per oplossing")) + start
    if end:
        return (end if bare(end).startswith("tot ") else say("tot {event}", event=end)) + start
    return facts.small(term.start_event) if term.start_event else ""


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
    return (1, 0) if term.kind or term.end_event else (2, 0)


def _message(facts: Facts) -> list[str]:
    """The shortest and the longest term, in words that the facts carry; what depends on the month is said so."""
    say = facts.say
    fixed = [(term.period, term) for term in sorted(facts.dossier.terms, key=_order) if term.period]
    lengths = {period.measure for period, _ in fixed}
    if len(fixed) < 2:
        return []
    if len(lengths) == 1:
        return [say("Elke vaste termijn is {term}.", term=fixed[0][0])]
    if len(short := shortest(fixed)) == len(lengths):
        return [_depends(facts, say("De vaste termijnen zijn {one} en {other}.", **_both(short)))]
    return [f"{_shortest(facts, short)} {_longest(facts, longest(fixed))}"]


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
    words = term_words(facts, term)
    return (Strong(capital(words)),) if words else (facts.gap(),)


def _more(facts: Facts, term: t.RetentionTerm) -> Lines:
    """What happens afterwards, and what the term rests on."""
    say = facts.say
    after = {
        Afterwards.ERASE: say("Daarna wissen wij de gegevens."),
        Afterwards.ANONYMISE: say("Daarna maken wij de gegevens anoniem."),
        Afterwards.ERASE_OR_ANONYMISE: say("Daarna wissen wij de gegevens of maken wij ze anoniem."),
        Afterwards.RETURN: say("Daarna geven wij de gegevens terug."),
    }
    texts = [sentence(term.end_event)] if term.kind == TermKind.CONTROLLER and term.end_event else []
    texts += [after[term.afterwards]] if term.afterwards else []
    if second := term.anonymised_period:
        most = say("ten hoogste ") if term.anonymised_is_maximum else ""
        texts.append(say("Zonder namen: {most}{term}.", most=most, term=second))
    texts += [sentence(term.ground_stated)] if term.ground_stated else []
    if ground := facts.find("grounds", term.ground):
        texts.append(_ground(facts, ground))
    return tuple((Aside(text),) for text in texts)


def _ground(facts: Facts, ground: t.StatutoryGround) -> str:
    """The law behind a term, and what that law says itself."""
    period = Period.of(ground.amount, ground.unit)
    say = facts.say
    words = [str(period) if period else "", say("vanaf {start}", start=flat(ground.start)) if ground.start else ""]
    stated = " ".join(filter(None, words))
    start = say("De wet: {name}, {law}", name=facts.small(ground.name), law=flat(ground.law))
    return sentence(f"{start} ({stated})" if stated else start)


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
