"""Who the provider is and how to reach it, how the statement changes, and what only who checks it wants to know."""

from collections.abc import Iterable
from typing import Any

from providers.choices import Answer, ContactUse

from ..choices import Section
from ..dossier import types as t
from ..marking import bare
from ..wording import capital, flat, listed, sentence, small, unique
from . import legal_bases
from .contacts import address_text, contact_pairs, contacts_for, ended, entity_name, post_uses, web_link, with_uses
from .facts import Facts, rows_of, told
from .minors import minors
from .page import Aside, Block, Details, Line, Lines, Part, Prose, Row, Rows, Strong
from .reports import answered
from .situations import Situations


def contact(facts: Facts) -> tuple[Row, ...]:
    """Names, addresses, numbers and ways to reach the provider."""
    say, provider = facts.say, facts.dossier.provider
    number = provider.kvk or ""
    kvk = f"{number} ({provider.kvk_place})" if number and provider.kvk_place else number or provider.kvk_place
    ways = [(row.label, row.lines) for row in contact_pairs(facts)]
    site: Lines = ((web_link(provider.website),),) if provider.website else ()
    return rows_of(
        [
            (say("Onderdeel van"), _line(provider.group_name)),
            (say("Bedrijf"), _entities(facts)),
            (say("Ook bekend als"), _trade_names(facts)),
            *_addresses(facts),
            *ways,
            (say("Website"), site if site and not _among(ways, site[0][0]) else ()),
            (say("KvK-nummer"), _line(kvk)),
            (say("Btw-nummer"), _line(provider.vat_number)),
            (say("IBAN"), _line(provider.iban)),
            (say("Functionaris voor gegevensbescherming (FG)"), _officer(facts)),
        ]
    )


def _among(ways: list[tuple[str, Lines]], part: Part) -> bool:
    return any(part in line for _, lines in ways for line in lines)


def _line(text: str | None) -> Lines:
    return ((flat(text),),) if text else ()


def _entities(facts: Facts) -> Lines:
    return tuple(
        (flat(row.name), *((Aside(f" ({facts.say('KvK {number}', number=row.kvk)})"),) if row.kvk else ()))
        for row in facts.dossier.entities
    )


def _of(facts: Facts, text: str, entity: str | None) -> Line:
    """A name or address, and of which company it is when there are several."""
    name = entity_name(facts, entity)
    return (flat(text), Aside(f" ({name})")) if name and not bare(text).startswith(bare(name)) else (flat(text),)


def _trade_names(facts: Facts) -> Lines:
    rows = facts.dossier.trade_names
    own = tuple(_of(facts, row.name, row.entity) for row in rows if row.entity)
    others = [flat(row.name) for row in rows if not row.entity]
    return (*own, *(((listed(others),),) if others else ()))


def _addresses(facts: Facts) -> list[tuple[str, Lines]]:
    """One label per kind of address; the same address under two kinds is said once."""
    kinds: dict[Line, list[str]] = {}
    for row in facts.dossier.addresses:
        if text := address_text(row):
            line = with_uses(facts, _of(facts, text, row.entity), post_uses(facts, row))
            kinds.setdefault(line, []).append(facts.say.label(row.kind) if row.kind else facts.say("Adres"))
    grouped: dict[str, list[Line]] = {}
    for line, labels in kinds.items():
        first, *others = dict.fromkeys(labels)
        grouped.setdefault(listed([first, *map(small, others)]), []).append(line)
    return [(label, tuple(lines)) for label, lines in grouped.items()]


def _officer(facts: Facts) -> Lines:
    """The officer by name, or that there is none; how to reach them stands among the ways to reach the provider."""
    say, provider = facts.say, facts.dossier.provider
    has_way = bool(contacts_for(facts, ContactUse.DPO))
    if provider.dpo_name or has_way:
        return _line(provider.dpo_name)
    words = {
        Answer.YES: say("Er is een functionaris."),
        Answer.NO: say("Er is geen functionaris aangewezen."),
        Answer.NOT_APPLICABLE: say("Een functionaris is hier niet nodig."),
    }
    return ((words[provider.dpo_designated],),) if provider.dpo_designated else ()


def changes(facts: Facts) -> Lines:
    """How the statement changes, in one paragraph."""
    say, row = facts.say, facts.dossier.changes
    if row is None:
        return facts.remarks(Section.VERSIONS)
    texts = answered(
        row,
        {
            ("may_change", Answer.YES): say("Wij kunnen deze verklaring wijzigen."),
            ("may_change", Answer.NO): say("Wij wijzigen deze verklaring niet."),
            ("unilateral", Answer.YES): say("Dat doen wij eenzijdig, zonder overleg."),
            ("unilateral", Answer.NO): say("Dat doen wij niet zonder overleg."),
            ("advises_to_check", Answer.YES): say("Lees de verklaring daarom geregeld."),
            ("advises_to_check", Answer.NO): say("U hoeft de verklaring niet geregeld te lezen."),
            ("announces", Answer.YES): say("Wij kondigen wijzigingen aan."),
            ("announces", Answer.NO): say("Wij kondigen wijzigingen niet aan."),
        },
    )
    details = [row.announced_to, row.announced_how, row.announced_when, row.condition]
    how = listed([facts.small(text) for text in details if text])
    texts += [sentence(say("Aankondigen van wijzigingen: {how}", how=how))] if how else []
    return (*told(texts), *facts.remarks(Section.VERSIONS))


def precise(facts: Facts) -> tuple[Details, ...]:
    """Closed: articles of law, numbers and roles, for who wants to know exactly."""
    say = facts.say
    page = facts.dossier.page_text
    lines: list[Line] = [*facts.sentences(page.audience if page else None, facts.dossier.provider.statement_scope)]
    lines += facts.remarks(Section.WHO)
    lines += [_claim(facts, row) for row in facts.dossier.role_claims]
    lines += [(legal_bases.precise(facts, row),) for row in facts.dossier.general_bases]
    lines += facts.said_once(lambda item: _bases(facts, item))
    lines += facts.said_once(lambda item: _operations(facts, item.operations))
    lines += [(text,)] if (text := _operations(facts, facts.dossier.operations)) else []
    lines += [*_groups(facts), *_services(facts), *_companies(facts)]
    lines += [line for row in facts.dossier.minors for line in minors(facts, row)]
    lines += _unused(facts)
    if names := _readings(facts):
        lines.append((sentence(say("Niet alles staat letterlijk in onze tekst bij {names}", names=names)),))
    if facts.activities:
        numbers = listed([f"{item.number} {facts.title(item)}" for item in facts.activities])
        lines.append((sentence(say("Nummers in het register: {numbers}", numbers=numbers)),))
    heading = say("Voor wie het precies wil weten: wetsartikelen, nummers en rollen")
    return (Details(heading, (Prose(tuple(lines)),)),) if lines else ()


def _operations(facts: Facts, rows: Iterable[t.ActivityOperation]) -> str:
    words = unique(facts.small(facts.name("processing_operations", row.operation)) for row in rows)
    return sentence(facts.say("Wat er met gegevens gebeurt: {words}", words=listed(words))) if words else ""


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
    headed = tuple(_door(facts, row) for row in facts.dossier.doors if row.heading and flat(row.heading) in used)
    return (*headed, *(line for row in rows for line in told((row.description,), f"{capital(flat(row.name))}:")))


def _door(facts: Facts, row: t.Door) -> Line:
    names = listed([facts.small(facts.name("subject_groups", key)) for key in (row.group, *row.other_groups)])
    return (Strong(f"{flat(row.heading or '')}:"), f" {sentence(facts.say('dit gaat over {names}', names=names))}")


def _services(facts: Facts) -> Lines:
    """What each service is, and the numbers of its activities; nothing when their title is its name."""
    return tuple(line for row in facts.dossier.services for line in _service(facts, row))


def _service(facts: Facts, row: t.Service) -> Lines:
    numbers = facts.numbers(lambda item: row.key in item.services)
    texts = [text for text in (row.description, row.condition) if text]
    titles = {bare(flat(item.title)).lower() for item in facts.activities if row.key in item.services}
    if not texts and titles == {bare(flat(row.name)).lower()}:
        return ()
    name = f"{flat(row.name)} ({numbers})" if numbers else flat(row.name)
    return told(texts, f"{name}:") if texts else (ended((name,)),)


def _companies(facts: Facts) -> Lines:
    """Which of several companies does what."""
    if len(facts.dossier.entities) < 2:
        return ()
    return tuple(filter(None, (_company(facts, row) for row in facts.dossier.entities)))


def _company(facts: Facts, row: t.LegalEntity) -> Line:
    numbers = facts.numbers(lambda item: row.key in item.entities)
    text = facts.say("Wat {name} doet: {numbers}", name=flat(row.name), numbers=numbers)
    return (sentence(text),) if numbers else ()


def _claim(facts: Facts, row: t.RoleClaim) -> Line:
    say = facts.say
    scope = say(" voor {scope}", scope=facts.small(row.scope)) if row.scope else ""
    role = small(say.label(row.role))
    return (sentence(say("{name} is volgens de eigen tekst {role}{scope}", name=facts.brand, role=role, scope=scope)),)


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


def last_blocks(facts: Facts) -> tuple[Block, ...]:
    """What stands at the end whatever the version."""
    lines = changes(facts)
    return (*((Prose(lines),) if lines else ()), *precise(facts))


def contact_rows(facts: Facts) -> Rows:
    """The contact rows as a block."""
    return Rows(contact(facts))
