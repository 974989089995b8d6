"""What people get to hear who ask about their own data: what art. 15 AVG names, as the text of a mail."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..choices import LinkRole
from ..dossier import types as t
from ..wording import capital, flat, sentence
from .cards import decided, transfer
from .contacts import contact_line, ended, joined, request_contacts
from .facts import Facts
from .holes import hole_block
from .origins import origins
from .page import Line, Lines, Prose, Section, Strong
from .parties import outside
from .plain import plain, words_of
from .reports import general_decisions
from .rights import complaint
from .situation import rights, sections, what_happens
from .situations import For, Situations


@dataclass(frozen=True)
class Letter:
    """A mail that is ready; `found` are the ids of its sections, `missing` what nobody recorded of what it is about.

    `is_for_others`: all of it happens for somebody else, who has to say the rest.
    """

    subject: str
    text: str
    found: frozenset[str]
    missing: tuple[str, ...]
    is_for_others: bool


def letter(facts: Facts, people: For, issue: str) -> Letter | None:
    """The letter to these people; `issue` says in which version they can read it. None when nothing concerns them."""
    items = Situations(facts).activities(people)
    if not items:
        return None
    say, missing = facts.say, hole_block(facts, items)
    parts = (*what_happens(facts, people, items), *_more(facts, people, items), *_ways(facts))
    end = f"{say('Met vriendelijke groet,')}\n{words_of((facts.brand,))}"
    return Letter(
        subject=say("Wat wij met uw gegevens doen"),
        text="\n\n".join((say("Goedendag,"), _start(facts, people, issue), plain(parts), end)),
        found=frozenset(part.id for part in parts),
        missing=tuple(map(words_of, missing.lines)) if missing else (),
        is_for_others=all(item.for_others for item in items),
    )


def _start(facts: Facts, people: For, issue: str) -> str:
    say, service = facts.say, facts.find("services", people.service)
    lines = [say("U vroeg wie uw gegevens krijgt en hoe lang wij ze bewaren."), say("Voor wie: ") + people.heading]
    lines += [say("Dienst: ") + flat(service.name)] if service else []
    return "\n".join(words_of((line,)) for line in filter(None, (*lines, issue)))


def _more(facts: Facts, people: For, items: tuple[t.Activity, ...]) -> tuple[Section, ...]:
    """What art. 15 AVG names and the page of a situation leaves to the whole statement."""
    say = facts.say
    return sections(
        ("herkomst", say("Herkomst"), _each(items, lambda item: origins(facts, item, people.rows(item)))),
        ("besluiten", say("Besluit of profiel"), _decisions(facts, items)),
        ("buiten", say("Buiten Europa"), _outside(facts, items)),
    )


def _each(items: Iterable[t.Activity], tell: Callable[[t.Activity], Lines]) -> Lines:
    """What is told of each activity, after its name; what is told of several once, after all their names."""
    found: dict[Line, list[str]] = {}
    for item in items:
        for line in tell(item):
            found.setdefault(line, []).append(capital(flat(item.title)))
    return tuple((Strong(f"{'; '.join(titles)}: "), *line) for line, titles in found.items())


def _decisions(facts: Facts, items: tuple[t.Activity, ...]) -> Lines:
    return (*general_decisions(facts), *_each(items, lambda item: decided(facts, item)))


def _outside(facts: Facts, items: tuple[t.Activity, ...]) -> Lines:
    """Whether data leave Europe, and of each party that gets them what is recorded about that."""
    links = [row for item in items for row in facts.links(item) if row.role != LinkRole.ORIGIN]
    parties = {row.recipient: facts.find("recipients", row.recipient) for row in links}
    told = {facts.head(row): outside(facts, row) for row in parties.values() if row}
    lines = ((sentence(f"{name}: {'; '.join(texts)}"),) for name, texts in told.items() if texts)
    return (*_each(items, lambda item: transfer(facts, item)), *lines)


def _ways(facts: Facts) -> tuple[Section, ...]:
    """What people can ask, where to complain, and how to get a copy."""
    say = facts.say
    ways = joined(tuple(contact_line(facts, row) for row in request_contacts(facts)), say("of"))
    ask: Line = (" ", *ended((say("Vraag het via "), *ways))) if ways else ()
    own = say("Dit antwoord noemt soorten gegevens. U hebt ook recht op een kopie van uw eigen gegevens.")
    return (
        Section("rechten", say("Uw rechten"), "", rights(facts, brief=False)),
        Section("klacht", say("Klacht?"), "", (Prose((complaint(facts),)),)),
        Section("kopie", say("Een kopie"), "", (Prose(((own, *ask),)),)),
    )
