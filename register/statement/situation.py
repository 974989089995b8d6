"""The page for people in one situation: what, why, how long, with whom, their rights, and whom to ask."""

from collections.abc import Iterable

from ..choices import FOR_OTHERS
from ..dossier import types as t
from ..wording import capital, flat, listed, sentence, unique
from . import legal_bases
from .cards import only, who_decides, with_whom
from .common import receivers
from .contacts import contact_line, ended, joined, request_contacts
from .data import every
from .facts import Facts
from .holes import hole_block
from .page import Block, Line, Lines, Link, Prose, Rights, Row, Section, SituationPage, Strong
from .retention import few, general_terms, terms_of
from .rights import answer_time
from .rights import cards as right_cards
from .sharing import policy
from .situations import For, Situations


def situation(facts: Facts, people: For, whole: str, meta: tuple[Row, ...], notes: Lines = ()) -> SituationPage:
    """Everything that concerns these people, with whose issue that is; `whole` is the address of the statement."""
    say = facts.say
    items = Situations(facts).activities(people)
    missing = hole_block(facts, items)
    return SituationPage(
        title=people.heading,
        kicker=say("Privacyverklaring van {name}", name=facts.brand),
        lead=say("Dit doet {name} met uw gegevens.", name=facts.brand),
        meta=meta,
        notes=notes,
        sections=(
            *what_happens(facts, people, items),
            Section("rechten", say("Uw rechten"), "", rights(facts)),
            *((Section("open", say("Wat nog ontbreekt"), "", (missing,)),) if missing else ()),
        ),
        whole=Link(say("Naar de hele privacyverklaring"), whole),
    )


def what_happens(facts: Facts, people: For, items: tuple[t.Activity, ...]) -> tuple[Section, ...]:
    """What of these activities these people want to know first; only what somebody recorded."""
    say = facts.say
    rows = {item.number: people.rows(item) for item in items}
    everything = tuple(row for item in items for row in rows[item.number])
    return sections(
        ("wat", say("Wat"), _what(facts, items, rows)),
        ("waarom", say("Waarom"), _why(facts, items)),
        ("hoelang", say("Hoe lang"), (*terms_of(facts, everything), *_reasons(items), *general_terms(facts))),
        ("metwie", say("Met wie"), _with_whom(facts, items)),
        ("beslist", say("Wie beslist"), _decides(facts, items)),
    )


def sections(*parts: tuple[str, str, Lines]) -> tuple[Section, ...]:
    """Each part that has something to say, every line of it once."""
    return tuple(Section(name, heading, "", (Prose(unique(lines)),)) for name, heading, lines in parts if lines)


def _what(facts: Facts, items: Iterable[t.Activity], rows: dict[str, tuple[t.DataRow, ...]]) -> Lines:
    """Per activity all data of these people, with when it happens."""
    lines: list[Line] = []
    for item in items:
        when = f" {sentence(only(facts, item.condition))}" if item.condition else ""
        data = every(facts, item, rows[item.number])
        title = capital(flat(item.title))
        lines.append((Strong(f"{title}:"), f" {sentence(data)}{when}") if data else (f"{sentence(title)}{when}",))
    return tuple(lines)


def _why(facts: Facts, items: Iterable[t.Activity]) -> Lines:
    """Why the provider uses data; who works for others does not decide that."""
    items = tuple(item for item in items if not item.for_others)
    if not items:
        return ()
    general = [f"{facts.small(row.name)}{facts.conditions(row.condition)}" for row in facts.dossier.general_purposes]
    goals = unique(facts.small(row.name) for item in items for row in item.purposes) or (few(facts, general),)
    own = [basis for item in items for basis in legal_bases.of(item)]
    bases = legal_bases.plain(facts, own or facts.dossier.general_bases)
    texts = [sentence(facts.say("Voor {goals}", goals=listed(goals)))] if any(goals) else []
    return ((" ".join([*texts, *bases]),),) if texts or bases else ()


def _reasons(items: Iterable[t.Activity]) -> Lines:
    return tuple((sentence(item.retention_reason),) for item in items if item.retention_reason)


def _with_whom(facts: Facts, items: Iterable[t.Activity]) -> Lines:
    items = tuple(items)
    wide = unique(row for item in items for row in facts.wide(item))
    own = [line for item in items for line in with_whom(facts, item)]
    return (*own, *receivers(facts, wide), *policy(facts))


def _decides(facts: Facts, items: Iterable[t.Activity]) -> Lines:
    """Where somebody else decides: who, and that the question belongs there."""
    lines = [line for item in items for line in who_decides(facts, item)]
    if any(item.role in FOR_OTHERS for item in items):
        lines.append((facts.say("Stel uw vraag daar: aan de organisatie waarvan u klant, cliënt of medewerker bent."),))
    return tuple(lines)


def rights(facts: Facts, brief: bool = True) -> tuple[Block, ...]:
    """What these people can ask and where; brief without a word on each right."""
    contacts = request_contacts(facts)
    ways = joined(tuple(contact_line(facts, row) for row in contacts), facts.say("of"))
    ask: Line = (*ended((facts.say("Vraag het via "), *ways)), " ") if contacts else ()
    return Rights(right_cards(facts, brief=brief)), Prose(((*ask, answer_time(facts)),))
