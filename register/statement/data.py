"""The data of a row: a list per group of people, in which nothing is said twice."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from providers.choices import Answer

from ..choices import DataKind
from ..dossier import types as t
from ..marking import bare, own
from ..wording import capital, flat, listed, sentence, small, unstopped
from .facts import Facts
from .page import Aside, Bullets, Gap, Line
from .split import Part, loose_people

# What the law itself protects more; that something is delicate is a word of ours.
PROTECTED = (DataKind.SPECIAL, DataKind.CRIMINAL, DataKind.NATIONAL_NUMBER)


@dataclass(frozen=True)
class Entry:
    """A data row with what is left to say about it."""

    row: t.DataRow
    conditions: tuple[str, ...]
    explanation: str

    @property
    def theme(self) -> tuple[str, ...]:
        """What neighbours may have in common: an explanation, else conditions."""
        return (self.explanation,) if self.explanation else self.conditions


def data_lists(facts: Facts, part: Part, named: bool = False) -> tuple[Bullets, ...]:
    """The data of a row, per set of groups of people when there are several in the activity or they are to be named."""
    if not part.data:
        return (Bullets((), ((facts.gap(),),)),)
    item, people = part.activity, loose_people(part.activity)
    several = named or len({row.groups for row in item.data}) > 1
    grouped: dict[tuple[str, ...], list[t.DataRow]] = {}
    for row in part.data:
        grouped.setdefault(row.groups, []).append(row)
    names = {keys: people_names(facts, keys) or _unknown(facts, people) for keys in grouped}
    return tuple(_list(facts, item, names[keys] if several else "", rows) for keys, rows in grouped.items())


def people_names(facts: Facts, keys: Iterable[str]) -> str:
    """Groups of people in one list."""
    return listed([facts.small(facts.find("subject_groups", key).name) for key in keys])


def _unknown(facts: Facts, people: tuple[t.DataRow, ...]) -> str:
    """What stands above data of which the text does not say whose they are; the people it does name stand there too."""
    if not people:
        return facts.say("Van wie is niet vermeld")
    names = [f"{people_names(facts, row.groups)}{facts.conditions(row.condition, row.explanation)}" for row in people]
    return facts.say("Van wie: {people}. Wat van wie is, is niet vermeld", people=listed(names))


def data_name(facts: Facts, row: t.DataRow) -> str:
    """The data as the provider calls them, else the shared word; empty when neither is recorded."""
    return capital(unstopped(row.name)) if row.name else facts.data_name(row)


def _list(facts: Facts, item: t.Activity, name: str, rows: list[t.DataRow]) -> Bullets:
    """What all rows share stands above the list; what neighbours share above theirs."""
    known = {_same(item.condition)}
    entries = [
        Entry(row, tuple(filter(None, (*_conditions(row, known), facts.read(row)))), sentence(row.explanation or ""))
        for row in rows
    ]
    shared = [text for text in entries[0].conditions if all(text in entry.conditions for entry in entries)]
    above = shared if len(entries) > 1 else []
    rest = [replace(entry, conditions=tuple(c for c in entry.conditions if c not in above)) for entry in entries]
    members: list[Line | Bullets] = []
    for _, run in groupby(rest, key=lambda entry: entry.theme):
        members += _run(facts, list(run))
    return Bullets(_label(facts, name, above), tuple(members))


def _run(facts: Facts, entries: list[Entry]) -> list["Line | Bullets"]:
    """Neighbours with one theme: a list of their own below it, when there are several."""
    if len(entries) < 2 or not any(entries[0].theme):
        return [_item(facts, entry) for entry in entries]
    first = entries[0]
    shared = tuple(text for text in first.conditions if all(text in entry.conditions for entry in entries))
    texts = [*shared, first.explanation.rstrip(".")]
    label = "; ".join(facts.small(text) for text in texts if text)
    rest = [tuple(text for text in entry.conditions if text not in shared) for entry in entries]
    lines = tuple(_item(facts, Entry(entry.row, left, "")) for entry, left in zip(entries, rest, strict=True))
    return [Bullets((Aside(f"{capital(label)}:"),), lines)]


def _label(facts: Facts, name: str, above: list[str]) -> Line:
    """The name of the group and what holds for all of its data."""
    if not name and not above:
        return ()
    text = f"{name}{facts.conditions(*above)}" if name else "; ".join(facts.small(text) for text in above)
    return (Aside(f"{capital(text)}:"),)


def _conditions(row: t.DataRow, known: set[str]) -> tuple[str, ...]:
    """The conditions of a row, without one that the activity states already."""
    parts = [] if _same(row.condition) in known else bare(row.condition or "").split(";")
    return tuple(own(flat(part)) for part in parts if flat(part))


def _same(text: str | None) -> str:
    return bare(flat(text or "")).rstrip(".").lower()


def _item(facts: Facts, entry: Entry) -> Line:
    say, row = facts.say, entry.row
    name = data_name(facts, row)
    if not name:
        return (Gap(say("Nog niet vastgelegd welke gegevens")),)
    marks = [say("optioneel")] if row.optional else []
    marks += [*_sensitive(facts, row), *(facts.small(text) for text in entry.conditions)]
    extra = [entry.explanation] if entry.explanation else []
    extra += _law(facts, row)
    text = f"{name} ({'; '.join(marks)})" if marks else name
    return (text, Aside(f" – {' '.join(extra)}")) if extra else (text,)


def _sensitive(facts: Facts, row: t.DataRow) -> list[str]:
    word = facts.category(row)
    if word is None or (word.kind not in PROTECTED and not word.special_kind) or is_blackened(word, row):
        return []
    kinds = {DataKind.CRIMINAL: facts.say("strafrechtelijk"), DataKind.NATIONAL_NUMBER: facts.say("nationaal nummer")}
    kind = small(facts.say.label(word.special_kind)) if word.special_kind else kinds.get(word.kind)
    return [f"{facts.say('gevoelig')}: {kind}" if kind else facts.say("gevoelig")]


def is_blackened(word: t.DataCategory, row: t.DataRow) -> bool:
    """Whether a copy shows no national number, because that is to be made unreadable."""
    return word.kind == DataKind.NATIONAL_NUMBER and row.masked == Answer.YES


def _law(facts: Facts, row: t.DataRow) -> list[str]:
    say = facts.say
    texts = []
    if row.exception:
        texts.append(
            say(
                "Uitzondering voor bijzondere gegevens: {label} (art. 9 lid 2, onder {letter}, AVG).",
                label=small(say.label(row.exception)), letter=row.exception.value,
            )
        )  # fmt: skip
    if row.statute:
        texts.append(sentence(say("Wettelijk voorschrift: {statute}", statute=flat(row.statute))))
    if row.masked == Answer.YES:
        texts.append(say("Op de kopie horen foto, BSN en de strook met nummers onleesbaar te zijn."))
    elif row.masked == Answer.NO:
        texts.append(say("Foto, BSN en de strook met nummers zijn niet onleesbaar gemaakt."))
    return texts
