"""Facts that no activity tells, each once: parties, terms, open points, and what the statement says."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from retention.choices import TermKind

from ..choices import PROCESSING, LinkRole, RightKind
from ..dossier.types import RetentionTerm, TermException
from ..role_names import SEVERAL_PROCESSORS
from ..wording import enumerated, joined, plain, small, term_words, unique
from .facts import as_field, as_line, as_lines, filled, label
from .lookup import Lookup
from .points import Findings, points, points_intro
from .types import Annex, FactTable, Field, State

# Of a recipient its role goes without saying.
_TOLD_ROLES = (*PROCESSING, LinkRole.ORIGIN)
# What the words of a term say.
_IN_WORDS = (
    *("kind", "amount", "minimum_amount", "is_maximum", "start_event", "start_not_applicable", "end_event"),
    *("criterion", "chosen_by", "chosen_for", "afterwards"),
    *("anonymised_amount", "anonymised_is_maximum", "anonymised_is_total", "exceptions"),
)
_ONCE = {
    "requests": "Afhandeling van verzoeken",
    "complaint": "Klachten",
    "sharing": "Delen van gegevens",
    "decisions": "Geautomatiseerde besluiten",
    "breach": "Datalekken",
    "logging": "Logbestanden",
    "cookie_policy": "Cookiebeleid",
    "changes": "Wijzigingen van de verklaring",
    "emergency": "Bellen naar 112",
}


_LISTS = (
    ("Diensten", "services", "name"),
    ("Systemen", "systems", "name"),
    ("Groepen betrokkenen", "subject_groups", "name category"),
    ("Rapportages", "reports", "name"),
    ("Cookies", "cookies", "name"),
    ("Rechten", "rights", "right"),
    ("Algemene rol", "role_claims", "role"),
    ("Gegevens van kinderen", "minors", ""),
    ("Mededelingen", "remarks", "section"),
)


def annexes(lookup: Lookup, findings: Findings, explanation: str = "") -> tuple[Annex, ...]:
    """The annexes that have something to say, numbered in their order."""
    explained = FactTable("Bij publicatie", tuple(filled([("Uitleg bij publicatie", [explanation])])))
    candidates = (
        (f"Ontvangers en (sub){SEVERAL_PROCESSORS}", "Alle partijen die het register noemt.", [_recipients(lookup)]),
        ("Bewaartermijnen", "Zoals vastgelegd, met de verwerkingen waarin zij gelden.", [_terms(lookup)]),
        ("Open punten", points_intro(findings), [explained, *points(findings, lookup.titles)]),
        ("Diensten, systemen en overige feiten", "Zoals de aanbieder die zelf vermeldt.", [_others(lookup)]),
    )
    told = [(title, intro, tables) for title, intro, tables in candidates if any(table.rows for table in tables)]
    return tuple(
        Annex(number, title, intro, tuple(table for table in tables if table.rows), f"bijlage-{number}")
        for number, (title, intro, tables) in enumerate(told, start=1)
    )


def _recipients(lookup: Lookup) -> FactTable:
    used: dict[str, list[tuple[str, str]]] = {}
    for activity in lookup.dossier.activities:
        for row in activity.disclosures:
            role = f" ({small(plain(row.role))})" if row.role in _TOLD_ROLES else ""
            used.setdefault(row.recipient, []).append((activity.number, role))
    lines = [
        as_line(node, lookup, node.name, skip=["name"], extra=_used(used.get(node.key, [])))
        for node in lookup.dossier.recipients
    ]
    return FactTable("", _numbered(filled([("Partijen", lines)]), *used.values()))


def _used(found: list[tuple[str, str]]) -> list[str]:
    return [f"bij {enumerated(map(''.join, found))}"] if found else []


def _numbered(rows: Iterable[Field], *found: list[tuple[str, str]]) -> tuple[Field, ...]:
    """Rows that lead back to the activities they name."""
    numbers = unique(number for group in found for number, _ in group)
    return tuple(replace(row, numbers=numbers) for row in rows)


def _terms(lookup: Lookup) -> FactTable:
    used: dict[str, list[tuple[str, str]]] = {}
    for activity in lookup.dossier.activities:
        for row in activity.data:
            used.setdefault(row.term or "", []).append((activity.number, ""))
    terms = [_term(term, used.get(term.key, []), lookup) for term in lookup.dossier.terms]
    grounds = as_lines(lookup.dossier.grounds, lookup, lambda ground: ground.name, skip="name")
    rows = filled([("Termijnen", terms), ("Wettelijke gronden", grounds)])
    return FactTable("", _numbered(rows, *used.values()))


def _term(term: RetentionTerm, numbers: list[tuple[str, str]], lookup: Lookup) -> str:
    words = term_words(term)
    # Of the customer's terms the words begin with the kind.
    first = words if term.kind == TermKind.CONTROLLER else joined((small(plain(term.kind)), words), ": ")
    readings = [
        f"{small(label(TermException, 'reading'))}, {row.condition}: {row.reading}"
        for row in term.exceptions
        if row.reading
    ]
    marks = "".join(lookup.mark(row) for row in term.exceptions)
    extra = [*readings, *_used(numbers)]
    return as_line(term, lookup, f"{term.name}: {first}{marks}", skip=["name", *_IN_WORDS], extra=extra)


def _others(lookup: Lookup) -> FactTable:
    """Kinds of facts, a row each; of what nothing is recorded one row for all."""
    dossier = lookup.dossier
    rights = sorted(dossier.rights, key=lambda row: list(RightKind).index(row.right))
    kinds = ((title, rights if kind == "rights" else getattr(dossier, kind), told) for title, kind, told in _LISTS)
    lists = ((title, as_lines(rows, lookup, _called, skip=told)) for title, rows, told in kinds)
    once = [as_field(title, node, lookup) for name, title in _ONCE.items() if (node := getattr(dossier, name))]
    empty = enumerated(title.lower() for name, title in _ONCE.items() if not getattr(dossier, name))
    last = [Field("Hierover niets", state=State.UNKNOWN, reason=empty)] if empty else []
    return FactTable("", (*filled(lists), *once, *last))


def _called(row: Any) -> str:
    """What a row is called: its name, or what it is about."""
    if right := getattr(row, "right", None):
        return f"{plain(right)} (art. {right.value.replace('-', ' lid ')} AVG)"
    return next((plain(getattr(row, name)) for name in ("name", "role", "section") if hasattr(row, name)), "")
