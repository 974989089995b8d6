"""One activity as a card: what happens, and what is different from what holds for all."""

from collections.abc import Iterable

from providers.choices import Answer

from ..choices import DataKind, LinkRole, Role
from ..dossier import types as t
from ..marking import bare
from ..wording import capital, date_words, flat, listed, sentence, unique
from . import legal_bases
from .common import Common, opt_out, receivers
from .countries import country_name
from .facts import Facts, remark, rows_of
from .minors import minors
from .origins import origins
from .page import Aside, Block, Card, Details, Line, Lines, Prose, Rows, Strong
from .reports import report_lines
from .retention import few, terms_of

# So many kinds of data are named in the card itself.
_SHOWN = 4


def card(facts: Facts, item: t.Activity, common: Common, data: tuple[t.DataRow, ...] | None = None) -> Card:
    """The card of an activity; with `data` only those are told."""
    shown = item.data if data is None else data
    return Card(
        number=item.number,
        role=item.role,
        title=capital(flat(item.title)),
        blocks=tuple(
            block
            for block in (
                Prose(_story(facts, item, shown)),
                Rows(rows_of(_rows(facts, item, common, shown))),
                _more(facts, item, shown),
            )
            if not isinstance(block, Prose) or block.lines
        ),
    )


def _story(facts: Facts, item: t.Activity, data: tuple[t.DataRow, ...]) -> Lines:
    """When it happens and what: in the officer's sentence, else made of purposes and data."""
    say = facts.say
    texts = [sentence(only(facts, item.condition))] if item.condition else []
    texts.append(sentence(item.description) if item.description else _made(facts, item, data))
    texts += [say("Dit doen wij tot {day}.", day=date_words(item.ended_on))] if item.ended_on else []
    denied = [
        sentence(say("Dit gebeurt niet: {text}", text=facts.small(row.text))) for row in item.remarks if row.denial
    ]
    return ((" ".join(filter(None, (*texts, *denied))),),) if any(texts) or denied else ()


def only(facts: Facts, condition: str) -> str:
    """When something happens, as a sentence that begins with it."""
    words = facts.small(condition)
    is_said = bare(words).lower().startswith(("alleen", "uitsluitend"))
    return words if is_said else facts.say("Alleen {when}", when=words)


def _made(facts: Facts, item: t.Activity, data: tuple[t.DataRow, ...]) -> str:
    say = facts.say
    names = [name for row in data if (name := facts.data_words(row))]
    goals = [facts.small(row.name) for row in item.purposes]
    words = few(facts, names) if names else say("persoonsgegevens")
    if goals:
        return say("Wij gebruiken {data} voor: {goals}.", data=words, goals=few(facts, goals))
    return say("Wij gebruiken {data}.", data=words) if names else ""


def _rows(facts: Facts, item: t.Activity, common: Common, data: tuple[t.DataRow, ...]) -> Iterable[tuple[str, Lines]]:
    say = facts.say
    yield say("Wat"), what(facts, data)
    yield say("Waarom mag dat"), _why_allowed(facts, item, common)
    yield say("Wie beslist"), who_decides(facts, item)
    yield say("Hoe lang"), (*terms_of(facts, data), *facts.sentences(item.retention_reason))
    yield say("Met wie"), with_whom(facts, item)
    yield say("Moet dat"), _obligation(facts, item)
    yield say("Besluit of profiel"), _decisions(facts, item)
    yield say("Kinderen"), tuple(line for row in item.minors for line in minors(facts, row))
    yield say("Afmelden"), tuple((opt_out(facts, row),) for row in item.purposes if row.opt_out)


def what(facts: Facts, data: tuple[t.DataRow, ...]) -> Lines:
    """The data in a few words, per group of people when there are several."""
    if are_unlinked(data):
        return ((sentence(_names(facts, [row for row in data if facts.data_name(row)])),),)
    grouped: dict[tuple[str, ...], list[t.DataRow]] = {}
    for row in data:
        if facts.data_name(row):
            grouped.setdefault(row.groups, []).append(row)
    if len(grouped) == 1 and (groups := next(iter(grouped))) is not None:
        return ((sentence(capital(_names(facts, grouped[groups]))),),)
    return tuple((_of(facts, groups, rows),) for groups, rows in grouped.items())


def are_unlinked(data: Iterable[t.DataRow]) -> bool:
    """Whether groups and data are two lists that the source does not tie to each other."""
    data = tuple(data)
    return any(row.groups and not row.category and not row.name for row in data) and any(
        not row.groups and (row.category or row.name) for row in data
    )


def _of(facts: Facts, groups: tuple[str, ...], rows: list[t.DataRow]) -> str:
    names = _names(facts, rows)
    if not groups:
        return sentence(capital(names))
    people = listed([facts.small(facts.name("subject_groups", key)) for key in groups])
    return sentence(facts.say("Van {people}: {names}", people=people, names=names))


def _names(facts: Facts, rows: Iterable[t.DataRow]) -> str:
    words = unique(facts.data_words(row) for row in rows)
    if len(words) <= _SHOWN:
        return listed(words)
    return facts.say("onder meer {names}", names=listed(words[: _SHOWN - 1]))


def _why_allowed(facts: Facts, item: t.Activity, common: Common) -> Lines:
    bases = legal_bases.of(item)
    if not bases or not common.has_own_bases(item):
        return ()
    return ((" ".join(legal_bases.plain(facts, bases)),),)


def who_decides(facts: Facts, item: t.Activity) -> Lines:
    """Who is responsible, where the provider is not, or not alone."""
    say = facts.say
    if item.for_others:
        who = capital(facts.small(item.on_behalf_of)) if item.on_behalf_of else say("Onze opdrachtgever")
        kind = say("sub{processor}") if item.role == Role.SUBPROCESSOR else say("{processor}")
        return ((say("{who} is verantwoordelijk. Wij zijn {kind}: wij werken in opdracht.", who=who, kind=kind),),)
    if item.role == Role.JOINT:
        names = unique(facts.receiver(row) for row in facts.links(item) if row.role == LinkRole.JOINT)
        with_whom = say(" met {names}", names=listed(names)) if names else ""
        return ((say("Wij zijn samen verantwoordelijk{whom}.", whom=with_whom),),)
    return ((sentence(say("In opdracht van {who}", who=facts.small(item.on_behalf_of))),),) if item.on_behalf_of else ()


def with_whom(facts: Facts, item: t.Activity) -> Lines:
    """Who receives the data of this activity; what holds for everything stands above."""
    say = facts.say
    lines = list(receivers(facts, item.disclosures))
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
    texts = [words[item.obligation]] if item.obligation else []
    texts += [sentence(item.obligation_consequence)] if item.obligation_consequence else []
    return ((" ".join(texts),),) if texts else ()


def _decisions(facts: Facts, item: t.Activity) -> Lines:
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
    texts = [decisions[item.decisions]] if item.decisions else []
    texts += [profiles[item.profiling]] if item.profiling else []
    texts += [sentence(text) for text in (item.decision_logic, item.decision_consequences) if text]
    return ((" ".join(texts),),) if texts else ()


def _more(facts: Facts, item: t.Activity, data: tuple[t.DataRow, ...]) -> Block:
    """Everything else that is recorded, closed; its summary names what is inside."""
    rows = rows_of(_details(facts, item, data))
    if not rows:
        return Prose(())
    labels = [row.label for row in rows]
    return Details(capital(few(facts, [facts.small(label) for label in labels], 3)), (Rows(rows),))


def _details(facts: Facts, item: t.Activity, data: tuple[t.DataRow, ...]) -> Iterable[tuple[str, Lines]]:
    say = facts.say
    yield say("Alle gegevens"), _all_data(facts, item, data)
    yield say("Doelen"), _purposes(facts, item)
    yield say("Herkomst"), origins(facts, item, data)
    yield say("Buiten Europa"), _transfer(facts, item)
    yield say("Systemen"), tuple(_system(facts, row) for row in item.systems)
    yield say("Rapportages"), report_lines(facts, item.number)
    yield say("Verder"), tuple(remark(row) for row in item.remarks if not row.denial)


def _all_data(facts: Facts, item: t.Activity, data: tuple[t.DataRow, ...]) -> Lines:
    """Every row by its full name, per group of people; nothing when the card says all of it."""
    names = unique(facts.data_words(row) for row in data if facts.data_name(row))
    groups = {facts.name("subject_groups", key) for row in data for key in row.groups}
    is_told = len(names) <= _SHOWN and len(groups) < 2 and not any(_details_of(facts, item, row) for row in data)
    if is_told and not any(_about_group(facts, key) for row in data for key in row.groups):
        return ()
    grouped: dict[tuple[str, ...], list[t.DataRow]] = {}
    for row in data:
        grouped.setdefault(row.groups, []).append(row)
    lines = (_group(facts, item, keys, rows) for keys, rows in grouped.items())
    return tuple(line for line in lines if line)


def _group(facts: Facts, item: t.Activity, keys: tuple[str, ...], data: list[t.DataRow]) -> Line:
    """The data of the same people; what holds for all of them is said once, before them."""
    rows = [row for row in data if facts.data_name(row)]
    details = [_details_of(facts, item, row) for row in rows]
    shared = [text for text in details[0] if all(text in other for other in details)] if len(rows) > 1 else []
    people = listed([_person(facts, key) for key in keys])
    head = f"{people or (facts.say('alle gegevens') if shared else '')}{facts.conditions(*shared)}"
    words = listed(
        [
            f"{facts.data_words(row)}{facts.conditions(*(text for text in own if text not in shared))}"
            for row, own in zip(rows, details, strict=True)
        ]
    )
    if not words:
        return (Strong(sentence(head)),) if head else ()
    return (Strong(f"{capital(head)}: "), sentence(words)) if head else (sentence(capital(words)),)


def _person(facts: Facts, key: str) -> str:
    return f"{facts.small(facts.name('subject_groups', key))}{_about_group(facts, key)}"


def _about_group(facts: Facts, key: str) -> str:
    group = facts.find("subject_groups", key)
    return facts.conditions(group.condition, group.description) if group else ""


def _details_of(facts: Facts, item: t.Activity, row: t.DataRow) -> list[str]:
    say = facts.say
    goals = [facts.small(goal.name) for goal in item.purposes if goal.key in row.purposes]
    details = [
        say("niet verplicht") if row.optional else None,
        row.condition,
        say("voor {goals}", goals=listed(goals)) if goals else None,
        row.explanation,
        _kind(facts, row),
        say("uitzondering: {label}", label=facts.small(say.label(row.exception))) if row.exception else None,
        say("wettelijk voorschrift: {statute}", statute=flat(row.statute)) if row.statute else None,
        {Answer.YES: say("afgeschermd"), Answer.NO: say("niet afgeschermd")}.get(row.masked) if row.masked else None,
    ]
    return [text for text in details if text]


def _kind(facts: Facts, row: t.DataRow) -> str | None:
    """What makes the law stricter about these data, where somebody recorded that."""
    word = facts.category(row)
    if word is None or row.masked == Answer.YES:
        return None
    if word.special_kind:
        return facts.say("bijzonder gegeven: {kind}", kind=facts.small(facts.say.label(word.special_kind)))
    is_known = word.kind in (DataKind.SENSITIVE, DataKind.CRIMINAL, DataKind.NATIONAL_NUMBER)
    return facts.small(facts.say.label(word.kind)) if is_known else None


def _purposes(facts: Facts, item: t.Activity) -> Lines:
    """The purposes, unless the title of the card is the only one."""
    lines = tuple(_purpose(facts, item, row) for row in item.purposes)
    is_told = len(lines) == 1 and bare(lines[0][0]).rstrip(".").lower() == bare(flat(item.title)).lower()
    return () if is_told and len(lines[0]) == 1 else lines


def _purpose(facts: Facts, item: t.Activity, row: t.PurposeRow) -> Line:
    condition = row.condition if row.condition != item.condition else None
    texts = [sentence(text) for text in (row.explanation, condition) if text]
    return (sentence(row.name), Aside(f" {' '.join(texts)}")) if texts else (sentence(row.name),)


def _transfer(facts: Facts, item: t.Activity) -> Lines:
    say = facts.say
    words = {
        Answer.YES: say("Gegevens gaan naar een land buiten Europa."),
        Answer.NO: say("Gegevens blijven in Europa."),
        Answer.NOT_APPLICABLE: say("Dat speelt hier niet."),
    }
    texts = [words[item.transfer]] if item.transfer else []
    texts += [sentence(item.transfer_reason)] if item.transfer_reason else []
    return ((" ".join(texts),),) if texts else ()


def _system(facts: Facts, row: t.ActivitySystem) -> Line:
    node = facts.find("systems", row.system)
    countries = listed([country_name(code) for code in node.country]) if node else ""
    name = facts.name("systems", row.system)
    details = (row.condition, node.place, countries) if node else (row.condition,)
    text = sentence(f"{flat(name)}{facts.conditions(*details)}")
    return (text, Aside(f" {sentence(node.description)}")) if node and node.description else (text,)
