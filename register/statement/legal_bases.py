"""Legal bases as readers of the page see them: name, purposes, and what explains one."""

from ..choices import Basis
from ..dossier import types as t
from ..wording import flat, listed, sentence
from .facts import Facts
from .page import Aside, Line, Lines, Strong
from .split import Part


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
        lines.append((*(see_general(facts) if facts.dossier.general_bases else (facts.gap(),)), *tail))
    return tuple(lines)


def see_general(facts: Facts) -> Line:
    """To what the provider names for everything."""
    return (facts.say("Zie “In het algemeen”"),)


def general_basis_lines(facts: Facts) -> Lines:
    """The bases that the provider names for everything, or for what it says."""
    names = basis_names(facts)
    return tuple(
        (
            Strong(f"{names[row.article]}{facts.conditions(row.scope, facts.read(row))}."),
            *((Aside(f" {' '.join(details)}"),) if (details := basis_details(facts, row)) else ()),
        )
        for row in facts.dossier.general_bases
    )


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
