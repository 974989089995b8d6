"""Words in the texts that should not be there, art. 12 lid 1 AVG (law.md E8, KW-TEKST)."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any, get_args, get_origin

import msgspec

from ...choices import Severity
from ...dossier.types import Activity, Cookie, Node, RetentionTerm
from .. import places
from ..case import Case
from ..lists import text_pattern
from ..places import Place
from ..rules import Hit, Rule, Scope, rule
from ..wording import some

# Not text: what a source document says itself, and the columns that refer to other rows.
_NOT_READ = frozenset(
    ("documents", "source", "key", "number", "slug", "group", "category", "term", "recipient", "system", "measure")
)
_MOST = 5
_LONGEST = 60


@rule(
    "KW-TEKST",
    Severity.INFO,
    Scope.STATEMENT,
    "art. 12 lid 1 AVG",
    message="De tekst bevat resten of verouderde termen: {found}.",
    remedy="Vervang elk woord door de huidige term of verwijder het.",
    is_core=False,
)
def leftovers(case: Case) -> Iterator[Hit]:
    """Every text of the Dossier against data/text_patterns.yaml: one finding per row that people open."""
    pattern = text_pattern()
    found: dict[Place, list[tuple[str, str]]] = {}
    activities: dict[Place, Activity] = {}
    for place, row in _rows(case.dossier):
        matches = [(field, word) for field, text in _texts(row) for word in _matches(pattern, text)]
        if matches:
            found.setdefault(place, []).extend(matches)
        if isinstance(row, Activity):
            activities[place] = row
    for place, matches in found.items():
        words = list(dict.fromkeys(word for _, word in matches))
        yield Hit(
            replace(place, field=matches[0][0]), matches, {"found": some(words, most=_MOST)}, activities.get(place)
        )


def _rows(dossier: Node) -> Iterator[tuple[Place, Node]]:
    """Each row at the top of the Dossier with its place; rows without a key share the place of their list."""
    _, below = _columns(type(dossier))
    for table in below:
        for row in _nodes(dossier, table):
            yield _place(table, row), row


def _place(table: str, row: Node) -> Place:
    if isinstance(row, Activity):
        return places.of_activity(row)
    if isinstance(row, RetentionTerm):
        return places.of_term(row)
    if isinstance(row, Cookie):
        return places.of_cookie(row)
    key = getattr(row, "key", "")
    name = getattr(row, "name", "")
    whole = places.of_provider() if table == "provider" else places.of_statement(table)
    return Place(table, key, f"{whole.title}, {name}" if key and name else whole.title)


def _texts(row: Node, field: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a row and of the rows below it, with the column or list of the row it is in."""
    texts, below = _columns(type(row))
    for name in texts:
        text = getattr(row, name)
        if text:
            yield field or name, text
    for name in below:
        for node in _nodes(row, name):
            yield from _texts(node, field or name)


def _nodes(row: Node, name: str) -> tuple[Node, ...]:
    value = getattr(row, name)
    if isinstance(value, tuple):
        return value
    return () if value is None else (value,)


@cache
def _columns(kind: type[Node]) -> tuple[list[str], list[str]]:
    """Names of the fields that hold a text, and of those that hold nodes; lists of keys are neither."""
    texts, below = [], []
    for field in msgspec.structs.fields(kind):
        kinds = set(_kinds(field.type))
        if field.name in _NOT_READ:
            continue
        if any(isinstance(item, type) and issubclass(item, Node) for item in kinds):
            below.append(field.name)
        elif str in kinds and tuple not in kinds:
            texts.append(field.name)
    return texts, below


def _kinds(annotation: Any) -> Iterator[Any]:
    """An annotation and everything inside it: Register[tuple[str, ...]] gives tuple and str."""
    yield get_origin(annotation) or annotation
    for inside in get_args(annotation):
        yield from _kinds(inside)


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    """What was found, as it stands there, cut off when it is long."""
    for match in pattern.finditer(text):
        word = match.group()
        yield word if len(word) <= _LONGEST else f"{word[:_LONGEST]}…"


RULES: tuple[Rule, ...] = (leftovers,)
