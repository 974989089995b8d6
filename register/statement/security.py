"""Section 7: how data are protected, and what happens when they leak."""

from collections.abc import Iterable

from providers.choices import Answer, ContactUse

from ..choices import Section
from ..dossier import types as t
from ..wording import flat, sentence
from .contacts import contact_line, contacts_for, joined
from .facts import Facts, pairs_of
from .page import Aside, Block, Heading, Items, Line, Lines, Pairs, Prose, Strong
from .page import Section as PageSection


def security(facts: Facts) -> PageSection | None:
    """Measures for everything and for one activity; the procedure for leaks; whom to warn."""
    say = facts.say
    blocks: list[Block] = []
    general = _measures(facts, facts.dossier.security)
    blocks += [Items(general)] if general else []
    own = pairs_of((flat(item.title), _measures(facts, item.security)) for item in facts.activities)
    blocks += [Heading(say("Extra bij een verwerking")), Pairs(own)] if own else []
    blocks += facts.remarks(Section.SECURITY)
    blocks += _warn(facts)
    blocks += _breach(facts)
    if not blocks:
        return None
    return PageSection(
        id="veilig",
        heading=say("Beveiliging en datalekken"),
        short=say("Beveiliging"),
        reference=say("art. 32, 33 en 34 AVG"),
        blocks=tuple(blocks),
    )


def _measures(facts: Facts, rows: Iterable[t.ActivitySecurity]) -> Lines:
    lines: list[Line] = []
    for row in rows:
        measure = facts.find("measures", row.measure)
        texts = [sentence(text) for text in (row.explanation or measure.explanation, row.condition) if text]
        head = Strong(f"{measure.name}.")
        lines.append((head, Aside(f" {' '.join(texts)}")) if texts else (head,))
    return tuple(lines)


def _warn(facts: Facts) -> list[Block]:
    say = facts.say
    contacts = contacts_for(facts, ContactUse.SECURITY)
    if not contacts:
        return []
    ways = joined(tuple(contact_line(facts, row) for row in contacts), say("of"))
    start = say("Denkt u dat uw gegevens niet veilig zijn of dat iemand er misbruik van maakt? Meld het via ")
    return [Prose(((start, *ways, "."),))]


def _breach(facts: Facts) -> list[Block]:
    say, row = facts.say, facts.dossier.breach
    if row is None:
        return []
    pairs = pairs_of(
        [
            (say("Onderzoek"), facts.sentences(row.investigation)),
            (say("Oplossing"), facts.sentences(row.remedy)),
            (say("Wie bericht krijgt"), _informed(facts, row)),
            (say("Vastleggen"), _recorded(facts, row)),
            (say("Melden aan de Autoriteit Persoonsgegevens"), _reported(facts, row)),
        ]
    )
    return [Heading(say("Bij een datalek")), Pairs(pairs)] if pairs else []


def _informed(facts: Facts, row: t.BreachProcedure) -> Lines:
    return facts.sentences(row.informed, row.informed_when, row.informed_how)


def _recorded(facts: Facts, row: t.BreachProcedure) -> Lines:
    say = facts.say
    where = say(" in: {name}", name=flat(row.recorded_where)) if row.recorded_where else ""
    if row.recorded == Answer.NO:
        return ((say("Wij houden geen lijst van datalekken bij."),),)
    if row.recorded == Answer.YES or where:
        return ((sentence(say("Wij leggen elk datalek vast{where}", where=where)),),)
    return ()


def _reported(facts: Facts, row: t.BreachProcedure) -> Lines:
    say = facts.say
    when = f", {facts.small(row.reported_condition)}" if row.reported_condition else ""
    if row.reported == Answer.NO:
        return ((sentence(say("Wij melden een datalek niet{when}", when=when)),),)
    if row.reported == Answer.YES or when:
        return ((sentence(say("Wij melden een datalek{when}", when=when)),),)
    return ()
