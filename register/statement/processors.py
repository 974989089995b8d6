"""Who works with data for the provider, and what changes about that: a page of its own, in words that need no scripts.

Two versions are compared by what this page says of them, so a change is never more than what people read.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from providers.choices import Answer, ContactUse, RecipientKind

from ..choices import PROCESSING
from ..comparison import Kind
from ..dossier import Dossier
from ..dossier import types as t
from ..wording import capital, enumerated, unique
from . import facts_of
from .contacts import contact_line, contacts_for, ended, joined
from .countries import country_name
from .facts import Facts
from .page import Line, Lines
from .parties import Where, links
from .sharing import list_on_request

# Where somebody turns to who objects to one of them, best first.
_OBJECTIONS = (ContactUse.PRIVACY, ContactUse.SUPPLIERS, ContactUse.GENERAL, ContactUse.SUPPORT)


@dataclass(frozen=True)
class Processor:
    """One of them: a company by name, or a kind of companies."""

    key: str
    name: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Processors:
    """All of them in one version, what the provider says about their names, and where somebody objects."""

    all: tuple[Processor, ...]
    on_request: Lines
    objections: Line


@dataclass(frozen=True)
class Change:
    """One that comes, goes, or about which something else is told."""

    kind: Kind
    processor: Processor


def processors(dossier: Dossier) -> Processors:
    """Those of one version, in the order of the register."""
    facts = facts_of(dossier)
    named: dict[str, list[Where]] = {}
    for pair in links(facts):
        if pair[0].role in PROCESSING:
            named.setdefault(pair[0].recipient, []).append(pair)
    found = (_processor(facts, key, pairs) for key, pairs in named.items())
    uses = (rows for use in _OBJECTIONS if (rows := contacts_for(facts, use)))
    ways = tuple(contact_line(facts, row) for row in next(uses, ()))
    where = ended(joined(ways, facts.say("of"))) if ways else ()
    return Processors(tuple(found), list_on_request(facts), where)


def changes(before: Processors, after: Processors) -> tuple[Change, ...]:
    """What an announced version changes, in the order of that version; who goes stands last."""
    old = {item.key: item for item in before.all}
    new = {item.key for item in after.all}
    kinds = {True: Kind.CHANGED, False: Kind.ADDED}
    came = [Change(kinds[item.key in old], item) for item in after.all if old.get(item.key) != item]
    return (*came, *(Change(Kind.REMOVED, item) for item in before.all if item.key not in new))


def _processor(facts: Facts, key: str, pairs: list[Where]) -> Processor:
    say, rows = facts.say, [link for link, _ in pairs]
    party = facts.find("recipients", key)
    told = [
        (say("Rol"), enumerated(say.label(row.role) for row in rows)),
        (say("Waarvoor"), _what_for(facts, pairs)),
        (say("Gegevens"), _data(facts, pairs)),
        (say("Waar"), _where(facts, party, rows)),
        (say("Doorgifte buiten Europa"), enumerated(say.label(row.mechanism) for row in rows if row.mechanism)),
    ]
    # That it is a kind of companies, its name says.
    is_told = party and party.kind and party.kind != RecipientKind.CATEGORY
    kind = [(say("Soort"), say.label(party.kind))] if is_told else []
    unknown = say("niet vastgelegd")
    name = facts.head(party) if party else capital(key)
    return Processor(key, name, tuple((label, text or unknown) for label, text in [*kind, *told]))


def _what_for(facts: Facts, pairs: list[Where]) -> str:
    found: list[str] = []
    for link, item in pairs:
        services = link.services or (item.services if item else ())
        found += [facts.small(link.purpose)] if link.purpose else []
        found += [facts.name("services", key) for key in services] or ([facts.title(item)] if item else [])
    return enumerated(found)


def _data(facts: Facts, pairs: list[Where]) -> str:
    activities: list[t.Activity] = []
    for link, item in pairs:
        theirs = (row for row in facts.activities if set(row.services) & set(link.services)) if link.services else ()
        activities += [item] if item else theirs
    return enumerated(facts.data_words(row) for item in activities for row in item.data)


def _where(facts: Facts, party: t.Recipient | None, rows: Iterable[t.Disclosure]) -> str:
    countries = [country_name(code) for code in party.country] if party else []
    is_inside = not countries and {row.transfer for row in rows} == {Answer.NO}
    return facts.say("binnen de EER") if is_inside else enumerated(unique(countries))
