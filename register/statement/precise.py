"""Closed at the end of the page: articles of law, numbers and roles, for who wants to know exactly."""

from collections.abc import Iterable
from typing import Any

from ..choices import PROCESSING, LinkRole, Section
from ..dossier import types as t
from ..marking import bare
from ..wording import capital, flat, listed, sentence, small, unique, with_brackets
from . import legal_bases
from .contacts import ended, joined
from .facts import Facts, told
from .minors import minors
from .page import Details, Line, Lines, Link, Prose, Strong
from .parties import links
from .situations import Situations


def precise(facts: Facts) -> tuple[Details, ...]:
    """Closed: articles of law, numbers and roles, for who wants to know exactly."""
    say = facts.say
    page = facts.dossier.page_text
    lines: list[Line] = [*facts.sentences(page.audience if page else None, facts.dossier.provider.statement_scope)]
    lines += facts.remarks(Section.WHO)
    lines += _claims(facts)
    lines += [(legal_bases.precise(facts, row),) for row in facts.dossier.general_bases]
    lines += facts.said_once(lambda item: _bases(facts, item))
    lines += [*_operations(facts), *_helpers(facts), *_groups(facts), *_services(facts), *_companies(facts)]
    lines += [line for row in facts.dossier.minors for line in minors(facts, row)]
    lines += _unused(facts)
    if names := _readings(facts):
        lines.append((sentence(say("Niet alles staat letterlijk in onze tekst bij {names}", names=names)),))
    if facts.activities:
        lines.append((say("Nummers in het register, op volgorde: "), *joined(_cards(facts), say("en")), "."))
    heading = say("Voor wie het precies wil weten: wetsartikelen, nummers en rollen")
    return (Details(heading, (Prose(tuple(lines)),)),) if lines else ()


def _cards(facts: Facts) -> Lines:
    """Links to the cards in their order on the page; more than two that follow each other by the first and last."""
    order = {item.number: at for at, item in enumerate(facts.activities)}
    runs: list[list[str]] = []
    for number in (item.number for place in Situations(facts).places for item in place.activities):
        if runs and order[number] == order[runs[-1][-1]] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    until = facts.say("{first} tot en met {last}", first="", last="")
    links = [[(Link(number, f"#{number}"),) for number in run] for run in runs]
    return tuple(line for run in links for line in ([(*run[0], until, *run[-1])] if len(run) > 2 else run))


def _operations(facts: Facts) -> Lines:
    """What happens to the data of everything, and of some activities."""
    whole = _operation_words(facts, facts.dossier.operations)
    lines = [*([(whole,)] if whole else []), *facts.said_once(lambda item: _operation_words(facts, item.operations))]
    said = [part for line in lines for part in (" ", *line)]
    return ((Strong(facts.say("Wat er gebeurt:")), *said),) if said else ()


def _operation_words(facts: Facts, rows: Iterable[t.ActivityOperation]) -> str:
    return sentence(listed(unique(facts.small(facts.name("processing_operations", row.operation)) for row in rows)))


def _helpers(facts: Facts) -> Lines:
    """Who works for the provider as processor or sub-processor, where the text does not say which of the two."""
    roles = [(facts.receiver(link), link.role) for link, _ in links(facts) if link.role in PROCESSING]
    names = unique(name for name, role in roles if role == LinkRole.EITHER_PROCESSOR)
    if not names:
        return ()
    is_all = all(role == LinkRole.EITHER_PROCESSOR for _, role in roles)
    who = facts.say("wie in onze opdracht werkt") if is_all else listed(names)
    return ((sentence(facts.say("(Sub){processor}: {who}", who=who)),),)


def _bases(facts: Facts, item: t.Activity) -> str:
    """The legal bases of an activity by their letters; with the purpose where they differ."""
    found: dict[str, list[str]] = {}
    for purpose in item.purposes:
        for basis in purpose.bases:
            found.setdefault(legal_bases.precise(facts, basis), []).append(facts.small(purpose.name))
    return " ".join(
        text if len(names) == len(item.purposes) else sentence(f"{capital(listed(names))}: {small(text)}")
        for text, names in found.items()
    )


def _groups(facts: Facts) -> Lines:
    """Who is meant by a heading, and by a group of people."""
    rows = [row for row in facts.dossier.subject_groups if row.description]
    used = {place.heading for place in Situations(facts).places}
    doors = [row for row in facts.dossier.doors if row.heading and flat(row.heading) in used]
    return (
        *(line for row in doors for line in _door(facts, row)),
        *(line for row in rows for line in told((row.description,), f"{capital(flat(row.name))}:")),
    )


def _door(facts: Facts, row: t.Door) -> Lines:
    heading = flat(row.heading or "")
    names = listed([facts.small(facts.name("subject_groups", key)) for key in (row.group, *row.other_groups)])
    is_said = bare(names).lower() in bare(heading).lower()
    return () if is_said else ((Strong(f"{heading}:"), f" {sentence(names)}"),)


def _services(facts: Facts) -> Lines:
    """What each service is, and the numbers of its activities; nothing when their title is its name."""
    plain: dict[str, list[str]] = {}
    lines: Lines = ()
    for row in facts.dossier.services:
        numbers = _numbers(facts, row)
        texts = [text for text in (row.description, row.condition) if text]
        titles = {bare(flat(item.title)).lower() for item in facts.activities if row.key in item.services}
        if texts:
            lines += told(texts, f"{with_brackets(flat(row.name), numbers)}:")
        elif titles != {bare(flat(row.name)).lower()}:
            plain.setdefault(numbers, []).append(flat(row.name))
    return (*(ended((with_brackets(listed(names), numbers),)) for numbers, names in plain.items()), *lines)


def _numbers(facts: Facts, row: t.Service) -> str:
    return facts.numbers(lambda item: row.key in item.services)


def _companies(facts: Facts) -> Lines:
    """Which of several companies does what."""
    if len(facts.dossier.entities) < 2:
        return ()
    return tuple(filter(None, (_company(facts, row) for row in facts.dossier.entities)))


def _company(facts: Facts, row: t.LegalEntity) -> Line:
    numbers = facts.numbers(lambda item: row.key in item.entities)
    text = facts.say("Wat {name} doet: {numbers}", name=flat(row.name), numbers=numbers)
    return (sentence(text),) if numbers else ()


def _claims(facts: Facts) -> Lines:
    """What the provider says of its role in general, also where that contradicts itself."""
    say = facts.say
    found: dict[str, list[str]] = {}
    for row in facts.dossier.role_claims:
        scope = say("voor {scope}", scope=facts.small(row.scope)) if row.scope else say("in het algemeen")
        found.setdefault(small(say.label(row.role)), []).append(scope)
    roles = "; ".join(f"{role} {listed(scopes)}" for role, scopes in found.items())
    return ((sentence(say("Wij zijn volgens onze tekst {roles}", roles=roles)),),) if roles else ()


def _unused(facts: Facts) -> list[Line]:
    """Groups, services and systems that are recorded and stand at no activity."""
    say, items = facts.say, facts.activities
    shown = {
        "subject_groups": {key for item in items for row in item.data for key in row.groups},
        "systems": {row.system for item in items for row in item.systems},
    }
    words = {"subject_groups": say("Ook genoemd"), "systems": say("Andere systemen")}
    lines: list[Line] = []
    for table, label in words.items():
        rows = [row for row in getattr(facts.dossier, table) if row.key not in shown[table]]
        names = [f"{flat(row.name)}{facts.conditions(*_unsaid(row))}" for row in rows]
        lines += [(Strong(f"{label}: "), sentence(listed(names)))] if names else []
    return lines


def _readings(facts: Facts) -> str:
    """Where something was recorded that the source does not say in so many words."""
    dossier = facts.dossier
    rows: list[Any] = [*dossier.terms, *dossier.general_purposes, *dossier.subject_groups]
    names = [facts.small(row.name) for row in rows if row.reading]
    return listed(unique([*names, *(item.number for item in facts.activities if _is_read(item))]))


def _is_read(item: t.Activity) -> bool:
    below: list[t.Fact] = [*item.data, *item.purposes, *item.disclosures, *item.systems, *item.minors]
    return any(row.reading for row in (item, *below))


def _unsaid(row: t.SubjectGroup | t.System) -> tuple[str | None, ...]:
    """What more is known of a group or system that nothing else names."""
    return (row.condition,) if isinstance(row, t.SubjectGroup) else (row.description, row.place)
