"""Cells of the tables in section 2: how long, with whom."""

from collections.abc import Iterable

from ..choices import PROCESSING, LinkRole
from ..dossier import types as t
from ..wording import capital, listed, unique
from .data import data_name
from .facts import Facts
from .page import Aside, Gap, Lines, Link, Strong
from .retention import term_words
from .split import Part

RECEIVERS = (LinkRole.RECIPIENT, LinkRole.CONTROLLER, LinkRole.JOINT)
HELPERS = (*PROCESSING, LinkRole.SOURCE)


def term_lines(facts: Facts, part: Part) -> Lines:
    """Each term once; with the data it is for when there is more than one."""
    found: dict[str | None, list[str]] = {}
    for row in part.data:
        found.setdefault(row.term, []).append(data_name(facts, row) or facts.say("overige gegevens"))
    if not found:
        found[None] = []
    lines = []
    for key, names in sorted(found.items(), key=lambda pair: pair[0] is None):
        term = facts.find("terms", key)
        words = term_words(facts, term) if term else ""
        head = capital(words) if words else facts.gap()
        several = Aside(f" ({_few(facts, names)})" if words else facts.say(" voor de andere gegevens"))
        tail = (several,) if len(found) > 1 else ()
        lines.append((head, *tail))
    return tuple(lines)


def _few(facts: Facts, names: list[str]) -> str:
    words = unique(facts.small(name) for name in names)
    if len(words) <= 4:
        return listed(words)
    return facts.say("{words} en {count} andere soorten", words=", ".join(words[:3]), count=len(words) - 3)


def receiver_lines(facts: Facts, part: Part) -> Lines:
    """Who receives the data for purposes of their own; nobody; or not recorded."""
    own = _receivers(facts, part.activity.disclosures, RECEIVERS)
    if own or part.activity.no_recipients:
        none = ((facts.say("Met niemand"),),) if part.activity.no_recipients else ()
        return (*none, *own)
    if any(row.role in RECEIVERS for row in facts.wide(part.activity)):
        return ((Link(facts.say("Zie met wie wij delen"), "#delen"),),)
    return ((Gap(facts.say("Ontvangers nog niet vastgelegd")),),)


def helper_lines(facts: Facts, part: Part) -> Lines:
    """Which companies help the provider; none; or not recorded."""
    own = _receivers(facts, part.activity.disclosures, HELPERS)
    if own or part.activity.no_processors:
        none = ((facts.say("Geen (sub){processors}"),),) if part.activity.no_processors else ()
        return (*none, *own)
    if any(row.role in HELPERS for row in facts.wide(part.activity)):
        return ((Link(facts.say("Zie wie ons helpt"), "#delen"),),)
    return ((Gap(facts.say("(Sub){processors} nog niet vastgelegd")),),)


def _receivers(facts: Facts, rows: Iterable[t.Disclosure], roles: tuple[LinkRole, ...]) -> Lines:
    """Names or kinds under what they are, once each."""
    lines = []
    for role in roles:
        names = unique(
            f"{facts.head(facts.find('recipients', row.recipient))}{facts.conditions(row.condition, facts.read(row))}"
            for row in rows if row.role == role
        )  # fmt: skip
        if names:
            label = () if role == LinkRole.RECIPIENT else (Strong(f"{facts.say.label(role)}:"), " ")
            lines.append((*label, "; ".join(names)))
    return tuple(lines)
