"""The data of an activity: in the card a few, behind a heading all of them, each name and each remark once."""

from collections import Counter
from collections.abc import Callable, Iterable

from providers.choices import Answer

from ..choices import DataKind
from ..dossier import types as t
from ..marking import bare, parted
from ..wording import capital, flat, listed, sentence, small, unique
from .facts import Facts
from .page import Line, Lines, Part, Strong

# So many kinds of data are named in the card itself.
_SHOWN = 4

Rows = list[t.DataRow]
Details = tuple[str, ...]
Keys = tuple[str, ...]


def what(facts: Facts, item: t.Activity, data: tuple[t.DataRow, ...]) -> Lines:
    """The data in a few words, per group of people when there are several or the heading above names services."""
    named = [row for row in data if facts.data_name(row)]
    if are_unlinked(data):
        return ((sentence(capital(_few(facts, named))),),)
    found: dict[str, list[tuple[str, ...]]] = {}
    for groups, rows in _by_people(named).items():
        found.setdefault(_few(facts, rows), []).append(groups)
    if len(found) == 1 and len(next(iter(found.values()))) == 1 and not facts.service_group(item):
        return tuple((sentence(capital(names)),) for names in found)
    return tuple((_of(facts, unique(sum(several, ())), names),) for names, several in found.items())


def are_unlinked(data: Iterable[t.DataRow]) -> bool:
    """Whether groups and data are two lists that the source does not tie to each other."""
    data = tuple(data)
    return any(row.groups and not row.category and not row.name for row in data) and any(
        not row.groups and (row.category or row.name) for row in data
    )


def _by_people(data: Iterable[t.DataRow]) -> dict[tuple[str, ...], Rows]:
    found: dict[tuple[str, ...], Rows] = {}
    for row in data:
        found.setdefault(row.groups, []).append(row)
    return found


def _of(facts: Facts, groups: tuple[str, ...], names: str) -> str:
    people = [facts.small(facts.name("subject_groups", key)) for key in groups]
    if not people or all(bare(name).lower() in bare(names).lower() for name in people):
        return sentence(capital(names))
    return sentence(facts.say("Van {people}: {names}", people=listed(people), names=names))


def _few(facts: Facts, rows: Iterable[t.DataRow]) -> str:
    words = unique(facts.data_words(row) for row in rows)
    shown = listed(_shown(words))
    return shown if len(words) <= _SHOWN else facts.say("onder meer {names}", names=shown)


def _shown(words: tuple[str, ...]) -> tuple[str, ...]:
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1]


def other_data(facts: Facts, item: t.Activity, data: tuple[t.DataRow, ...]) -> Lines:
    """Data that the card does not name, and what more is said of those that it does, per group of people."""
    found: dict[Line, list[str]] = {}
    loose = are_unlinked(data)
    seen = _shown(unique(facts.data_words(row) for row in data if facts.data_name(row))) if loose else None
    people = _by_people(data)
    for keys, rows in people.items():
        shown = _shown(unique(facts.data_words(row) for row in rows if facts.data_name(row))) if seen is None else seen
        head, body = _group(facts, item, keys, rows, shown)
        if body or _says_more(facts, keys, head):
            found.setdefault(body, []).append(head if len(people) > 1 or _says_more(facts, keys, head) else "")
    return tuple(_headed(heads, body) for body, heads in found.items())


def every(facts: Facts, item: t.Activity, data: tuple[t.DataRow, ...]) -> str:
    """All data in one list, those with the same condition together; empty when none has a name."""
    alike: dict[str, list[str]] = {}
    for row in data:
        if name := facts.data_words(row):
            alike.setdefault(facts.conditions(row.condition if row.condition != item.condition else None), []).append(
                name
            )
    return "; ".join(f"{listed(unique(names))}{condition}" for condition, names in alike.items())


def _says_more(facts: Facts, keys: Keys, head: str) -> bool:
    return bool(head) and head != _people(facts, keys, lambda key: _name(facts, key))


def _headed(heads: list[str], body: Line) -> Line:
    head = listed(filter(None, heads))
    if not body:
        return (Strong(sentence(head)),)
    return (Strong(f"{capital(head)}: "), *body) if head else tuple(_capital(part) for part in body)


def _capital(part: Part) -> Part:
    return capital(part) if isinstance(part, str) else part


def _group(facts: Facts, item: t.Activity, keys: Keys, data: Rows, shown: Keys) -> tuple[str, Line]:
    """The people with what holds for all of these data, and the data: those with the same remarks together."""
    rows = [row for row in data if facts.data_name(row)]
    remarks = {id(row): _details(facts, item, row) for row in rows}
    first = remarks[id(rows[0])] if len(rows) > 1 else []
    shared = [text for text in first if all(text in own for own in remarks.values())]
    people = _people(facts, keys, lambda key: f"{_name(facts, key)}{_about_group(facts, key)}")
    head = f"{people or (facts.say('alle gegevens') if shared else '')}{facts.conditions(*shared)}"
    alike: dict[tuple[Details, str | None], list[str]] = {}
    for row in rows:
        own = tuple(text for text in remarks[id(row)] if text not in shared)
        if own or row.explanation or facts.data_words(row) not in shown:
            alike.setdefault((own, row.explanation), []).append(facts.data_words(row))
    is_named = len(alike) == 1 and all(facts.data_words(row) in shown for row in rows) and _whole(alike, rows)
    found = [(() if is_named else tuple(names), *details) for details, names in alike.items()]
    text = " ".join(_under_heads(facts, found))
    return head, (text,) if text else ()


def _under_heads(facts: Facts, found: list[tuple[Keys, Details, str | None]]) -> Iterable[str]:
    """Data with what is said of them; what is said of several is said once, before them."""
    counts = Counter(text for _, own, _ in found for text in own)
    # What is said of nothing else comes first: it must not seem to fall under the head before it.
    heads = [next((text for text in own if counts[text] > 1), "") for _, own, _ in found]
    for head in sorted(unique(heads), key=bool):
        several = [row for row, own_head in zip(found, heads, strict=True) if own_head == head]
        is_head = len(several) > 1 and bool(head)
        said = [
            _alike(facts, names, tuple(text for text in own if not (is_head and text == head)), explanation)
            for names, own, explanation in several
        ]
        yield " ".join([f"{capital(head)}:", *said] if is_head else said)


def _whole(alike: dict[tuple[Details, str | None], list[str]], rows: Rows) -> bool:
    """Whether the same is said of all data."""
    return len(rows) == sum(map(len, alike.values()))


def _alike(facts: Facts, names: Iterable[str], conditions: Details, explanation: str | None) -> str:
    told = listed(unique(names))
    said = sentence(f"{told}{facts.conditions(*conditions)}" if told else listed(map(facts.small, conditions)))
    return " ".join(filter(None, (said, sentence(explanation or ""))))


def _people(facts: Facts, keys: Keys, make: Callable[[str], str]) -> str:
    return listed([make(key) for key in keys])


def _name(facts: Facts, key: str) -> str:
    return facts.small(facts.name("subject_groups", key))


def _about_group(facts: Facts, key: str) -> str:
    group = facts.find("subject_groups", key)
    return facts.conditions(group.condition) if group else ""


def _details(facts: Facts, item: t.Activity, row: t.DataRow) -> list[str]:
    say = facts.say
    goals = _goals(facts, item, row)
    conditions = parted(row.condition or "", "; ") if row.condition != item.condition else []
    details = [
        say("niet verplicht") if row.optional else None,
        *conditions,
        goals if goals not in (row.condition or "") else None,
        _kind(facts, row),
        say("uitzondering: {label}", label=small(say.label(row.exception))) if row.exception else None,
        say("wettelijk voorschrift: {statute}", statute=flat(row.statute)) if row.statute else None,
        {Answer.YES: say("afgeschermd"), Answer.NO: say("niet afgeschermd")}.get(row.masked) if row.masked else None,
    ]
    return [text for text in details if text]


def _goals(facts: Facts, item: t.Activity, row: t.DataRow) -> str:
    """For which of several purposes these data are."""
    goals = [facts.small(goal.name) for goal in item.purposes if goal.key in row.purposes]
    return facts.say("voor {goals}", goals=listed(goals)) if 0 < len(goals) < len(item.purposes) else ""


def _kind(facts: Facts, row: t.DataRow) -> str | None:
    """What makes the law stricter about these data, where somebody recorded that."""
    word = facts.category(row)
    if word is None or (word.kind == DataKind.NATIONAL_NUMBER and row.masked == Answer.YES):
        return None
    if word.special_kind:
        return facts.say("bijzonder gegeven: {kind}", kind=small(facts.say.label(word.special_kind)))
    is_known = word.kind in (DataKind.SENSITIVE, DataKind.CRIMINAL, DataKind.NATIONAL_NUMBER)
    # The article that a label ends with is not for this page.
    return small(facts.say.label(word.kind)).split(" (")[0] if is_known else None
