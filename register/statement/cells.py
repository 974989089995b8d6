"""Cells of the tables in section 2: on what basis, how long, with whom."""

from collections.abc import Iterable

from ..choices import Basis, LinkRole
from ..dossier import types as t
from ..wording import capital, flat, listed, sentence, unique
from .data import data_name
from .facts import Facts
from .page import Aside, Gap, Line, Lines, Link, Strong
from .retention import term_words
from .split import Part

RECEIVERS = (LinkRole.RECIPIENT, LinkRole.CONTROLLER, LinkRole.JOINT)
HELPERS = (LinkRole.PROCESSOR, LinkRole.SUBPROCESSOR, LinkRole.SOURCE)


def basis_names(facts: Facts) -> dict[Basis, str]:
    """Short names of the legal bases; a letter says nothing to customers."""
    say = facts.say
    return {
        Basis.CONSENT: say("Toestemming"),
        Basis.CONTRACT: say("Overeenkomst"),
        Basis.LEGAL_OBLIGATION: say("Wettelijke plicht"),
        Basis.VITAL_INTERESTS: say("Vitaal belang"),
        Basis.PUBLIC_TASK: say("Algemeen belang"),
        Basis.LEGITIMATE_INTERESTS: say("Gerechtvaardigd belang"),
    }


def basis_lines(facts: Facts, part: Part, said: frozenset[str] = frozenset()) -> Lines:
    """Each basis once, with its purposes when it is not for all; `said` texts stand in the intro."""
    purposes = part.purposes or part.activity.purposes
    found: dict[tuple[Basis, tuple[str, ...]], list[str]] = {}
    missing = []
    for purpose in purposes:
        for basis in purpose.bases:
            found.setdefault((basis.article, basis_details(facts, basis)), []).append(purpose.name)
        if not purpose.bases:
            missing.append(purpose.name)
    lines = [
        _basis(facts, article, [text for text in details if text not in said], names, len(purposes))
        for (article, details), names in found.items()
    ]
    if missing or not purposes:
        tail = (Aside(facts.say(" voor de andere doelen")),) if found else ()
        lines.append((facts.gap(), *tail))
    return tuple(lines)


def _basis(facts: Facts, article: Basis, rest: list[str], names: list[str], total: int) -> Line:
    extra = (Aside(f" {' '.join(rest)}"),) if rest else ()
    return (basis_names(facts)[article], *_for(facts, names, total), *extra)


def _for(facts: Facts, names: list[str], total: int) -> Line:
    if not names or len(names) == total:
        return ()
    return (Aside(f" ({listed([facts.small(name) for name in names])})"),)


def basis_details(facts: Facts, basis: t.LegalBasis) -> tuple[str, ...]:
    """What is recorded about a basis beside its letter, as sentences."""
    say = facts.say
    interest = sentence(say("Het belang: {text}", text=facts.small(basis.interest))) if basis.interest else ""
    statute = sentence(say("De wet: {text}", text=flat(basis.statute))) if basis.statute else ""
    withdrawal = sentence(say("Intrekken: {text}", text=facts.small(basis.withdrawal))) if basis.withdrawal else ""
    texts = (interest, statute, sentence(basis.explanation or ""), withdrawal)
    return tuple(text for text in texts if text)


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
    if any(row.role in RECEIVERS for row in facts.dossier.disclosures):
        return ((Link(facts.say("Zie met wie wij delen"), "#delen"),),)
    return ((Gap(facts.say("Ontvangers nog niet vastgelegd")),),)


def helper_lines(facts: Facts, part: Part) -> Lines:
    """Which companies help the provider; none; or not recorded."""
    own = _receivers(facts, part.activity.disclosures, HELPERS)
    if own or part.activity.no_processors:
        none = ((facts.say("Geen (sub){processors}"),),) if part.activity.no_processors else ()
        return (*none, *own)
    if any(row.role in HELPERS for row in facts.dossier.disclosures):
        return ((Link(facts.say("Zie wie ons helpt"), "#delen"),),)
    return ((Gap(facts.say("(Sub){processors} nog niet vastgelegd")),),)


def _receivers(facts: Facts, rows: Iterable[t.Disclosure], roles: tuple[LinkRole, ...]) -> Lines:
    """Names or kinds under what they are, once each."""
    lines = []
    for role in roles:
        names = unique(
            f"{capital(flat(facts.find('recipients', row.recipient).name))}{facts.conditions(row.condition)}"
            for row in rows if row.role == role
        )  # fmt: skip
        if names:
            label = () if role == LinkRole.RECIPIENT else (Strong(f"{facts.say.label(role)}:"), " ")
            lines.append((*label, "; ".join(names)))
    return tuple(lines)
