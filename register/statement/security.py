"""How data are protected, and what happens when they leak."""

from collections.abc import Iterable

from providers.choices import Answer, ContactUse

from ..choices import Section
from ..dossier import types as t
from ..wording import capital, flat, sentence
from ..wording import joined as joined_texts
from .contacts import contact_line, contacts_for, ended, joined
from .facts import Facts, told
from .page import Block, Details, Lines, Prose, Strong
from .page import Section as PageSection
from .reports import answered

# The first measures are read, the others are closed.
_SEEN = 2


def security(facts: Facts) -> PageSection | None:
    """Measures, whom to warn, and the procedure for leaks."""
    say = facts.say
    measures = _measures(facts, facts.dossier.security)
    own = [line for item in facts.activities if item.security for line in _own(facts, item)]
    breach = _breach(facts)
    seen = (*measures[:_SEEN], *facts.remarks(Section.SECURITY), *_warn(facts))
    blocks: list[Block] = [Prose(seen)] if seen else []
    if more := (*measures[_SEEN:], *own):
        blocks.append(Details(say("Andere maatregelen"), (Prose(more),)))
    blocks += [Details(say("Wat wij doen bij een datalek"), (Prose(breach),))] if breach else []
    if not blocks:
        return None
    return PageSection("veilig", say("Hoe wij gegevens beveiligen"), say("Beveiliging"), tuple(blocks))


def _measures(facts: Facts, rows: Iterable[t.ActivitySecurity]) -> Lines:
    return tuple(line for row in rows for line in _measure(facts, row))


def _measure(facts: Facts, row: t.ActivitySecurity) -> Lines:
    measure = facts.find("measures", row.measure)
    texts = [text for text in (row.explanation or measure.explanation, row.condition) if text]
    return told(texts, sentence(measure.name))


def _own(facts: Facts, item: t.Activity) -> Lines:
    return ((Strong(f"{capital(flat(item.title))}:"),), *_measures(facts, item.security))


def _warn(facts: Facts) -> Lines:
    contacts = contacts_for(facts, ContactUse.SECURITY)
    if not contacts:
        return ()
    ways = joined(tuple(contact_line(facts, row) for row in contacts), facts.say("of"))
    return (ended((facts.say("Denkt u dat gegevens niet veilig zijn of ziet u misbruik? Meld het via "), *ways)),)


def _breach(facts: Facts) -> Lines:
    say, row = facts.say, facts.dossier.breach
    if row is None:
        return ()
    informed = joined_texts((facts.small(row.informed or ""), row.informed_when, row.informed_how), ", ")
    texts = [
        *(text for text in (row.investigation, row.remedy) if text),
        *([sentence(say("Bericht krijgen: {who}", who=informed))] if informed else []),
        *_recorded(facts, row),
        *_reported(facts, row),
    ]
    return told(texts)


def _recorded(facts: Facts, row: t.BreachProcedure) -> list[str]:
    say = facts.say
    where = say(" in: {name}", name=flat(row.recorded_where)) if row.recorded_where else ""
    if row.recorded == Answer.YES or (where and row.recorded is None):
        return [sentence(say("Wij leggen elk datalek vast{where}", where=where))]
    return answered(row, {("recorded", Answer.NO): say("Wij houden geen lijst van datalekken bij.")})


def _reported(facts: Facts, row: t.BreachProcedure) -> list[str]:
    say = facts.say
    when = f", {facts.small(row.reported_condition)}" if row.reported_condition else ""
    words = {
        Answer.YES: say("Wij melden een datalek aan de Autoriteit Persoonsgegevens{when}", when=when),
        Answer.NO: say("Wij melden een datalek niet aan de Autoriteit Persoonsgegevens{when}", when=when),
        Answer.NOT_APPLICABLE: say("Melden aan de Autoriteit Persoonsgegevens speelt hier niet{when}", when=when),
        None: say("Melden aan de Autoriteit Persoonsgegevens{when}", when=when),
    }
    return [sentence(words[row.reported])] if row.reported or when else []
