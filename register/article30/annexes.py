"""Facts that no activity tells, each once: parties, terms, open points, and what the statement says."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from retention.choices import TermKind

from ..choices import PROCESSING, LinkRole, RightKind
from ..dossier.types import RetentionTerm, TermException
from ..role_names import SEVERAL_PROCESSORS
from ..wording import capital, enumerated, joined, plain, small, term_words, unique
from .facts import as_field, as_line, as_lines, label
from .lookup import Lookup
from .points import Findings, points, points_intro
from .types import Annex, FactTable, Field, State, block

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


def annexes(lookup: Lookup, findings: Findings, explanation: str = "") -> tuple[Annex, ...]:
    """The annexes that have something to say, numbered in their order."""
    titles = {activity.number: activity.title for activity in lookup.dossier.activities}
    explained = FactTable("Bij publicatie", tuple(_filled([("Uitleg bij publicatie", [explanation])])))
    candidates = (
        (f"Ontvangers en (sub){SEVERAL_PROCESSORS}", "Alle partijen die het register noemt.", [_recipients(lookup)]),
        ("Bewaartermijnen", "Zoals vastgelegd, met de verwerkingen waarin zij gelden.", [_terms(lookup)]),
        ("Open punten", points_intro(findings), [explained, *points(findings, titles)]),
        ("Diensten, systemen en overige feiten", "Zoals de aanbieder die zelf vermeldt.", [_others(lookup)]),
    )
    filled = [(title, intro, tables) for title, intro, tables in candidates if any(table.rows for table in tables)]
    return tuple(
        Annex(number, title, intro, tuple(table for table in tables if table.rows))
        for number, (title, intro, tables) in enumerate(filled, start=1)
    )


def _filled(rows: Iterable[tuple[str, Iterable[str]]]) -> Iterator[Field]:
    """A row for each list that holds something."""
    return (Field(title, blocks) for title, lines in rows if (blocks := block(lines)))


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
    return FactTable("", _numbered(_filled([("Partijen", lines)]), *used.values()))


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
    rows = _filled([("Termijnen", terms), ("Wettelijke gronden", grounds)])
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
    once = [as_field(title, node, lookup) for name, title in _ONCE.items() if (node := getattr(dossier, name))]
    empty = enumerated(title.lower() for name, title in _ONCE.items() if not getattr(dossier, name))
    last = [Field("Hierover niets", state=State.UNKNOWN, reason=empty)] if empty else []
    return FactTable("", (*_filled(_lists(lookup)), *once, *last))


def _lists(lookup: Lookup) -> Iterator[tuple[str, list[str]]]:
    dossier = lookup.dossier
    names: tuple[tuple[str, tuple[Any, ...], str], ...] = (
        ("Diensten", dossier.services, "name"),
        ("Systemen", dossier.systems, "name"),
        ("Groepen betrokkenen", dossier.subject_groups, "name category"),
        ("Rapportages", dossier.reports, "name"),
        ("Cookies", dossier.cookies, "name"),
    )
    for title, rows, told in names:
        yield title, as_lines(rows, lookup, lambda row: row.name, skip=told)
    rights = sorted(dossier.rights, key=lambda node: list(RightKind).index(node.right))
    of_law = "{} (art. {} AVG)".format
    yield (
        "Rechten",
        as_lines(
            rights, lookup, lambda row: of_law(plain(row.right), row.right.value.replace("-", " lid ")), skip="right"
        ),
    )
    yield "Algemene rol", [as_line(row, lookup, plain(row.role), skip=["role"]) for row in dossier.role_claims]
    minors = [capital(as_line(row, lookup, "")) for row in dossier.minors]
    yield "Gegevens van kinderen", minors
    remarks = [as_line(row, lookup, plain(row.section), skip=["section"]) for row in dossier.remarks]
    yield "Mededelingen", remarks
