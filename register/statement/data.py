"""The data of a row: a list per group of people, in which nothing is said twice."""

from dataclasses import dataclass, replace
from itertools import groupby

from providers.choices import Answer

from ..choices import DataKind
from ..dossier import types as t
from ..marking import bare, own
from ..wording import capital, flat, sentence
from .facts import Facts
from .page import Aside, Bullets, Gap, Line
from .split import Part

SENSITIVE = (DataKind.SENSITIVE, DataKind.SPECIAL, DataKind.CRIMINAL, DataKind.NATIONAL_NUMBER)


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


def data_lists(facts: Facts, part: Part) -> tuple[Bullets, ...]:
    """The data of a row, per group of people when there are several in the activity."""
    if not part.data:
        return (Bullets((), ((facts.gap(),),)),)
    several = len({row.group for row in part.activity.data}) > 1
    grouped: dict[str | None, list[t.DataRow]] = {}
    for row in part.data:
        grouped.setdefault(row.group, []).append(row)
    unknown = facts.say("Van wie is niet vermeld")
    names = {key: flat(facts.find("subject_groups", key).name) if key else unknown for key in grouped}
    return tuple(_list(facts, part.activity, names[key] if several else "", rows) for key, rows in grouped.items())


def data_name(facts: Facts, row: t.DataRow) -> str:
    """The data as the provider calls them, else the shared word; empty when neither is recorded."""
    return capital(flat(row.name)) if row.name else facts.data_name(row)


def _list(facts: Facts, item: t.Activity, name: str, rows: list[t.DataRow]) -> Bullets:
    """What all rows share stands above the list; what neighbours share above theirs."""
    known = {_same(item.condition)}
    entries = [Entry(row, _conditions(row, known), sentence(row.explanation or "")) for row in rows]
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
    if word is None or (word.kind not in SENSITIVE and not word.special_kind):
        return []
    kinds = {DataKind.CRIMINAL: facts.say("strafrechtelijk"), DataKind.NATIONAL_NUMBER: facts.say("nationaal nummer")}
    kind = facts.small(facts.say.label(word.special_kind)) if word.special_kind else kinds.get(word.kind)
    return [f"{facts.say('gevoelig')}: {kind}" if kind else facts.say("gevoelig")]


def _law(facts: Facts, row: t.DataRow) -> list[str]:
    say = facts.say
    texts = []
    if row.exception:
        texts.append(
            say(
                "Uitzondering voor bijzondere gegevens: {label} (art. 9 lid 2, onder {letter}, AVG).",
                label=facts.small(say.label(row.exception)), letter=row.exception.value,
            )
        )  # fmt: skip
    if row.statute:
        texts.append(sentence(say("Wettelijk voorschrift: {statute}", statute=flat(row.statute))))
    if row.masked == Answer.YES:
        texts.append(say("Foto, BSN en de strook met nummers zijn onleesbaar gemaakt."))
    elif row.masked == Answer.NO:
        texts.append(say("Foto, BSN en de strook met nummers zijn niet onleesbaar gemaakt."))
    return texts
