"""One activity as a card: what happens, and what is different from what holds for all."""

from collections.abc import Iterable

from providers.choices import Answer

from ..choices import LinkRole, Role
from ..dossier import types as t
from ..marking import bare
from ..wording import capital, date_words, flat, listed, sentence, unique
from . import legal_bases
from .common import Common, opt_out, receivers
from .countries import country_name
from .data import other_data, what
from .facts import Facts, rows_of, told
from .minors import minors
from .origins import origins
from .page import Block, Card, Details, Lines, Prose, Rows
from .reports import report_lines
from .retention import few, has_list, more_of, terms_of

# Before these words “alleen” makes a sentence of a condition.
_WHEN = ("als ", "bij ", "in geval ", "na ", "voor ", "wanneer ", "indien ", "tijdens ", "zolang ", "met ")


def card(facts: Facts, item: t.Activity, common: Common) -> Card:
    """The card of an activity."""
    blocks: list[Block] = [Prose(lines)] if (lines := _story(facts, item)) else []
    blocks += [Rows(rows)] if (rows := rows_of(_rows(facts, item, common))) else []
    return Card(item.number, item.role, capital(flat(item.title)), (*blocks, *_more(facts, item)))


def _story(facts: Facts, item: t.Activity) -> Lines:
    """When it happens and what: in the officer's sentence, else made of purposes and data."""
    say = facts.say
    texts: list[str | None] = [only(facts, item.condition)] if item.condition else []
    texts.append(item.description or _goals(facts, item))
    texts += [say("Dit doen wij tot {day}.", day=date_words(item.ended_on))] if item.ended_on else []
    return (*told(texts), *(line for row in item.remarks if row.denial for line in facts.remark(row)))


def only(facts: Facts, condition: str) -> str:
    """When something happens, as a sentence that begins with it."""
    words = facts.small(condition)
    return facts.say("Alleen {when}", when=words) if bare(words).lower().startswith(_WHEN) else words


def _goals(facts: Facts, item: t.Activity) -> str:
    """What it is for, unless the title says so."""
    names = [row.name for row in item.purposes if _plainly(row.name) != _plainly(item.title)]
    return sentence(facts.say("Dit is voor: {goals}", goals=listed(map(facts.small, names)))) if names else ""


def _rows(facts: Facts, item: t.Activity, common: Common) -> Iterable[tuple[str, Lines]]:
    say = facts.say
    yield say("Wat"), what(facts, item, item.data)
    yield say("Waarom mag dat"), _why_allowed(facts, item, common)
    yield say("Wie beslist"), who_decides(facts, item)
    yield say("Hoe lang"), (*terms_of(facts, item.data, item.condition), *facts.sentences(item.retention_reason))
    yield say("Met wie"), with_whom(facts, item)
    yield say("Moet dat"), _obligation(facts, item)
    yield say("Besluit of profiel"), decided(facts, item)
    yield say("Kinderen"), tuple(line for row in item.minors for line in minors(facts, row))
    yield say("Afmelden"), tuple((opt_out(facts, row),) for row in item.purposes if row.opt_out)


def _why_allowed(facts: Facts, item: t.Activity, common: Common) -> Lines:
    bases = legal_bases.of(item)
    if not bases or not common.has_own_bases(item):
        return ()
    return ((" ".join(legal_bases.plain(facts, bases)),),)


def who_decides(facts: Facts, item: t.Activity) -> Lines:
    """Who is responsible, where the provider is not, or not alone."""
    say = facts.say
    if item.for_others:
        who = facts.small(item.on_behalf_of) if item.on_behalf_of else say("onze opdrachtgever")
        kind = say("sub{processor}") if item.role == Role.SUBPROCESSOR else say("{processor}")
        return ((say("Verantwoordelijk: {who}. Wij werken in opdracht, als {kind}.", who=who, kind=kind),),)
    if item.role == Role.JOINT:
        names = unique(facts.receiver(row) for row in facts.links(item) if row.role == LinkRole.JOINT)
        with_whom = say(" met {names}", names=listed(names)) if names else ""
        return ((say("Wij zijn samen verantwoordelijk{whom}.", whom=with_whom),),)
    return ((sentence(say("In opdracht van {who}", who=facts.small(item.on_behalf_of))),),) if item.on_behalf_of else ()


def with_whom(facts: Facts, item: t.Activity) -> Lines:
    """Who receives the data of this activity; what holds for everything stands above."""
    say = facts.say
    lines = list(receivers(facts, item.disclosures, item.condition))
    if item.no_recipients:
        lines.insert(0, (say("Niet met anderen."),))
    if item.no_processors:
        lines.append((say("Er is geen (sub){processor}."),))
    return (*lines, *facts.sentences(item.recipients_reason))


def _obligation(facts: Facts, item: t.Activity) -> Lines:
    say = facts.say
    words = {
        Answer.YES: say("Ja, wij hebben de gegevens nodig."),
        Answer.NO: say("Nee, u hoeft ze niet te geven."),
        Answer.NOT_APPLICABLE: say("Dat speelt hier niet."),
    }
    return told((words[item.obligation] if item.obligation else None, item.obligation_consequence))


def decided(facts: Facts, item: t.Activity) -> Lines:
    """Whether a computer decides about people here, or makes a profile of them."""
    say = facts.say
    decisions = {
        Answer.YES: say("Een computer neemt een besluit over u, zonder mens."),
        Answer.NO: say("Een computer besluit hier niet over u."),
        Answer.NOT_APPLICABLE: say("Besluiten door een computer spelen hier niet."),
    }
    profiles = {
        Answer.YES: say("Wij maken een profiel van u."),
        Answer.NO: say("Wij maken geen profiel van u."),
        Answer.NOT_APPLICABLE: say("Profielen spelen hier niet."),
    }
    decided = decisions[item.decisions] if item.decisions else None
    profiled = profiles[item.profiling] if item.profiling else None
    return told((decided, profiled, item.decision_logic, item.decision_consequences))


def _more(facts: Facts, item: t.Activity) -> tuple[Details, ...]:
    """Everything else that is recorded, closed; its summary names what is inside."""
    rows = rows_of(_details(facts, item))
    # A label is no name, even where its second word is one: buiten Europa.
    labels = [row.label[:1].lower() + row.label[1:] for row in rows]
    return (Details(capital(few(facts, labels, 3)), (Rows(rows),)),) if rows else ()


def _details(facts: Facts, item: t.Activity) -> Iterable[tuple[str, Lines]]:
    say = facts.say
    yield say("Gegevens"), other_data(facts, item, item.data)
    yield say("Doelen"), _purposes(facts, item)
    yield say("De termijn"), () if has_list(facts) else more_of(facts, item.data)
    yield say("Herkomst"), origins(facts, item, item.data)
    yield say("Buiten Europa"), transfer(facts, item)
    yield say("Systemen"), _systems(facts, item)
    yield say("Rapportages"), report_lines(facts, item.number)
    yield say("Wat verder geldt"), tuple(line for row in item.remarks if not row.denial for line in facts.remark(row))
    yield say("Rol"), facts.sentences(item.role_explanation)


def _purposes(facts: Facts, item: t.Activity) -> Lines:
    """The purposes, unless the title of the card is the only one."""
    rows = [(row, _about(item, row)) for row in item.purposes]
    is_told = not item.description or [_plainly(row.name) for row in item.purposes] == [_plainly(item.title)]
    if is_told and not any(texts for _, texts in rows):
        return ()
    return tuple(line for row, texts in rows if texts or item.description for line in told((row.name, *texts)))


def _plainly(text: str) -> str:
    return bare(flat(text)).rstrip(".").lower()


def _about(item: t.Activity, row: t.PurposeRow) -> list[str]:
    condition = row.condition if row.condition != item.condition else None
    return [text for text in (row.explanation, condition) if text]


def transfer(facts: Facts, item: t.Activity) -> Lines:
    """Whether data of this activity leave Europe."""
    say = facts.say
    words = {
        Answer.YES: say("Gegevens gaan naar een land buiten Europa."),
        Answer.NO: say("Gegevens blijven in Europa."),
        Answer.NOT_APPLICABLE: say("Dat speelt hier niet."),
    }
    return told((words[item.transfer] if item.transfer else None, item.transfer_reason))


def _systems(facts: Facts, item: t.Activity) -> Lines:
    """The systems; those of which only the same is said together."""
    alike: dict[str, list[str]] = {}
    told_apart: Lines = ()
    for row in item.systems:
        node = facts.find("systems", row.system)
        countries = listed([country_name(code) for code in node.country]) if node else ""
        name = flat(facts.name("systems", row.system))
        details = facts.conditions(row.condition, *((node.place, countries) if node else ()))
        if details and not (node and node.description):
            alike.setdefault(details, []).append(name)
        else:
            told_apart += told((f"{name}{details}", node.description if node else None))
    return (
        *told_apart,
        *((sentence(f"{listed(_inside(facts, names))}{details}"),) for details, names in alike.items()),
    )


def _inside(facts: Facts, names: list[str]) -> list[str]:
    first, *others = names
    return [first, *map(facts.small, others)]
