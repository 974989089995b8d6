"""Section 2: what is recorded and why; around the tables stands what holds for several of them."""

from collections.abc import Callable, Iterable

from providers.choices import Answer

from ..choices import FOR_OTHERS, DataKind, Role, Section
from ..dossier import types as t
from ..wording import capital, flat, listed, sentence
from .countries import country_name
from .data import is_blackened
from .facts import Facts, pairs_of
from .legal_bases import general_basis_lines
from .matrix import matrix
from .minors import minors
from .origins import deliverers, origins
from .page import Aside, Block, Heading, Line, Lines, Pair, Pairs, Prose, Strong
from .page import Section as PageSection
from .rows import opt_out


def what(facts: Facts) -> PageSection:
    """The tables, and what people want to know about the data in them."""
    say = facts.say
    found = matrix(facts)
    intro = (*_intro(facts), *found.intro)
    return PageSection(
        id="wat",
        heading=say("Wat wij vastleggen en waarom"),
        short=say("Wat en waarom"),
        reference=say(
            "art. 13 lid 1, onder c en d, en lid 2, onder e; art. 14 lid 1, onder c en d, en lid 2, onder b en f, AVG"
        ),
        blocks=(
            *((Prose(intro),) if intro else ()),
            *facts.remarks(Section.WHAT),
            *_titled(say("In het algemeen"), _general(facts)),
            *_titled(say("Over wie gaat het?"), _people(facts)),
            *_prose(say("Kinderen"), minors(facts)),
            *found.tables,
            *_titled(say("Gegevens met extra bescherming"), _kinds(facts)),
            *_prose(say("Moet u deze gegevens geven?"), _obligation(facts)),
            *_prose(say("Waar komen de gegevens vandaan?"), origins(facts)),
            *_delivered(facts),
            *_prose(say("Wat wij met de gegevens doen"), _operations(facts)),
            *_prose(say("Logbestanden"), _logging(facts)),
            *_titled(say("Andere diensten"), _other_services(facts)),
            *_titled(say("Over de systemen"), _systems(facts)),
        ),
    )


def _titled(heading: str, pairs: tuple[Pair, ...]) -> tuple[Block, ...]:
    return (Heading(heading), Pairs(pairs)) if pairs else ()


def _prose(heading: str, lines: Lines) -> tuple[Block, ...]:
    return (Heading(heading), Prose(lines)) if lines else ()


def _delivered(facts: Facts) -> tuple[Block, ...]:
    found = deliverers(facts)
    return (Pairs(found),) if found else ()


def _intro(facts: Facts) -> Lines:
    """What the role tags mean for somebody with a question."""
    say, roles = facts.say, set(facts.roles)
    lines: list[Line] = []
    if not facts.activities:
        return ((facts.gap(), say(" welke gegevens wij vastleggen.")),)
    if roles & set(FOR_OTHERS):
        lines.append(
            (
                say("Staat er “Uw organisatie is verantwoordelijk”? Stel uw vraag dan aan de organisatie waarvan u "
                    "klant, cliënt of medewerker bent. De wet: wij moeten die organisatie daarbij helpen."),
            )
        )  # fmt: skip
    if Role.JOINT in roles:
        lines.append((say("Staat er “Samen verantwoordelijk”? Dan kunt u bij elk van beide terecht."),))
    if None in roles and len(roles) > 1:
        lines.append((say("Staat er “Rol nog niet vastgelegd”? Stel uw vraag dan aan {name}.", name=facts.brand),))
    return tuple(lines)


def _general(facts: Facts) -> tuple[Pair, ...]:
    """Purposes and bases that the provider ties to no activity."""
    say = facts.say
    purposes = tuple(
        (Strong(sentence(row.name)), *((Aside(f" {' '.join(more)}"),) if (more := _more(facts, row)) else ()))
        for row in facts.dossier.general_purposes
    )
    return pairs_of([(say("Doelen"), purposes), (say("Grondslagen"), general_basis_lines(facts))])


def _more(facts: Facts, row: t.GeneralPurpose) -> list[str]:
    texts = (row.explanation, row.condition, opt_out(facts, row), facts.read(row))
    return [sentence(text) for text in texts if text]


def _people(facts: Facts) -> tuple[Pair, ...]:
    """Groups of people about whom more is recorded than their name, and those in no table."""
    used = {key for item in facts.activities for row in item.data for key in row.groups}
    rows = []
    for group in facts.dossier.subject_groups:
        lines = facts.sentences(group.description, group.condition)
        if not lines and group.key not in used:
            lines = ((facts.gap(), facts.say(" welke gegevens.")),)
        rows.append((capital(flat(group.name)), lines))
    return pairs_of(rows)


def _kinds(facts: Facts) -> tuple[Pair, ...]:
    """The kinds of data that the law protects more, with the words for them."""
    say = facts.say
    labels = {
        DataKind.SPECIAL: say("Bijzondere gegevens"),
        DataKind.CRIMINAL: say("Strafrechtelijke gegevens"),
        DataKind.NATIONAL_NUMBER: say("Nationaal nummer (zoals BSN)"),
        DataKind.CONTENT: say("Inhoud van berichten en gesprekken"),
        DataKind.TRAFFIC: say("Verkeersgegevens"),
        DataKind.LOCATION: say("Locatiegegevens"),
    }
    found = [(facts.category(row), row) for item in facts.activities for row in item.data]
    used = {word.key for word, row in found if word and not is_blackened(word, row)}
    rows = []
    for kind, label in labels.items():
        words = [row.name for row in facts.dossier.data_categories if row.kind == kind and row.key in used]
        rows.append((label, ((sentence(listed([facts.small(word) for word in words])),),) if words else ()))
    return pairs_of(rows)


def by_activity(facts: Facts, make: Callable[[t.Activity], str]) -> Lines:
    """The same text once, with the titles it is for; without titles when it is for all."""
    found: dict[str, list[str]] = {}
    for item in facts.activities:
        if text := make(item):
            found.setdefault(text, []).append(item.title)
    if len(found) == 1 and len(next(iter(found.values()))) == len(facts.activities):
        return ((next(iter(found)),),)
    return tuple((Strong(f"{facts.titles(titles)}:"), f" {text}") for text, titles in found.items())


def _obligation(facts: Facts) -> Lines:
    """Whether people have to give their data, and what happens when they do not."""
    say = facts.say
    words = {
        Answer.YES: say("Ja, die zijn verplicht of nodig."),
        Answer.NO: say("Nee, dat is vrij."),
        Answer.NOT_APPLICABLE: say("Dat is hier niet van toepassing."),
    }

    def text(item: t.Activity) -> str:
        parts = [words[item.obligation]] if item.obligation else []
        parts += [sentence(item.obligation_consequence)] if item.obligation_consequence else []
        return " ".join(parts)

    lines = by_activity(facts, text)
    missing = [item.title for item in facts.activities if not text(item)]
    return (*lines, *_missing(facts, missing, bool(lines)))


def _missing(facts: Facts, titles: list[str], some: bool) -> Lines:
    if not titles:
        return ()
    tail = facts.say(" bij: {titles}.", titles=listed([facts.small(title) for title in titles])) if some else "."
    return ((facts.gap(), tail),)


def _operations(facts: Facts) -> Lines:
    """The operations for everything, then those of single activities."""
    words = _operation_words(facts, facts.dossier.operations)
    general: Lines = ((sentence(capital(listed(words))),),) if words else ()
    own = by_activity(facts, lambda item: sentence(listed(_operation_words(facts, item.operations))))
    return (*general, *own)


def _operation_words(facts: Facts, rows: Iterable[t.ActivityOperation]) -> list[str]:
    return [facts.small(facts.find("processing_operations", row.operation).name) for row in rows]


def _logging(facts: Facts) -> Lines:
    say, row = facts.say, facts.dossier.logging
    if row is None:
        return ()
    lines: list[Line] = []
    if row.logs_usage == Answer.YES:
        lines.append(
            (say("Wij leggen het gebruik automatisch vast.") if row.automatic == Answer.YES
             else say("Wij leggen het gebruik vast."),)
        )  # fmt: skip
    elif row.logs_usage == Answer.NO:
        lines.append((say("Wij leggen het gebruik niet vast."),))
    if row.automatic == Answer.NO:
        lines.append((say("Dat gebeurt niet automatisch."),))
    lines += facts.sentences(row.explanation)
    if item := facts.activity(row.activity):
        lines.append((say("Welke gegevens en hoe lang staat bij {title}.", title=flat(item.title)),))
    return tuple(lines)


def _other_services(facts: Facts) -> tuple[Pair, ...]:
    """Services to which no activity belongs."""
    used = {key for item in facts.activities for key in item.services}
    shown = {key for group in facts.dossier.service_groups if set(group.services) & used for key in group.services}
    rows = []
    for service in facts.dossier.services:
        if service.key not in used:
            lines = () if service.key in shown else facts.sentences(service.description, service.condition)
            rows.append((flat(service.name), lines or ((facts.gap(), facts.say(" welke gegevens.")),)))
    return pairs_of(rows)


def _systems(facts: Facts) -> tuple[Pair, ...]:
    """What systems do, and systems to which no activity belongs."""
    used = {row.system for item in facts.activities for row in item.systems}
    rows = []
    for system in facts.dossier.systems:
        place = ", ".join([*filter(None, [system.place]), *map(country_name, system.country)])
        lines = facts.sentences(system.description, facts.say("Plaats: {place}", place=place) if place else None)
        if not lines and system.key not in used:
            lines = ((facts.gap(), facts.say(" waarvoor.")),)
        rows.append((flat(system.name), lines))
    return pairs_of(rows)
