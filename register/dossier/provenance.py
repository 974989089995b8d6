"""From a line of a source document to the facts that were read there, and back."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from providers.facts.sources import names_document, passages_in, read_source

from . import Dossier
from .tables import MODELS
from .types import Activity, Fact


@dataclass(frozen=True)
class Found:
    """A fact with the place it has in the Dossier, for people."""

    label: str
    source: str


def facts_with_source(dossier: Dossier) -> list[Found]:
    """Every fact of a Dossier that says where it was read, in the order of the Dossier."""
    return list(_walk(dossier, ""))


def facts_by_line(dossier: Dossier, document: str) -> dict[int, list[str]]:
    """Line number of a document to the labels of the facts read there."""
    lines: dict[int, list[str]] = defaultdict(list)
    for found in facts_with_source(dossier):
        for passage in passages_in(found.source):
            if passage.document == document:
                for line in passage.lines():
                    lines[line].append(found.label)
    return dict(lines)


def facts_in_words(dossier: Dossier, document: str, title: str) -> list[Found]:
    """The facts whose source begins with a document, by code or title, and names no line of it."""
    return [
        Found(found.label, words)
        for found in facts_with_source(dossier)
        for words in read_source(found.source)
        if isinstance(words, str) and names_document(words, document, title)
    ]


def listing(dossier: Dossier, document: str, reasons: dict[int, str], line_count: int) -> list[str]:
    """One text line per line of the document: its facts, or the reason why it holds none."""
    facts = facts_by_line(dossier, document)
    return [
        f"r{line}: {'; '.join([*facts.get(line, []), *filter(None, [reasons.get(line)])])}".rstrip()
        for line in range(1, line_count + 1)
    ]


def expand_ranges(reasons: dict[Any, str]) -> dict[int, str]:
    """Keys such as 7 and "70-71" to single line numbers. Raises ValueError on a line named twice."""
    single: dict[int, str] = {}
    for key, reason in reasons.items():
        first, _, last = str(key).partition("-")
        for line in range(int(first), int(last or first) + 1):
            if line in single:
                raise ValueError(f"Regel {line} staat er twee keer in.")
            single[line] = reason
    return single


def _walk(value: Any, prefix: str) -> Iterator[Found]:
    if isinstance(value, tuple):
        for item in value:
            yield from _walk(item, prefix)
        return
    if not isinstance(value, msgspec.Struct):
        return
    if isinstance(value, Fact) and value.source:
        yield Found(f"{prefix}{_label(value)}", value.source)
    inner = f"{value.number} " if isinstance(value, Activity) else prefix
    for name in value.__struct_fields__:
        yield from _walk(getattr(value, name), inner)


def _label(fact: Fact) -> str:
    model = MODELS[type(fact)]
    names = _filled(fact, model.called_by) or _filled(fact, model.identity_fields())
    return " ".join((str(model._meta.verbose_name), *names))


def _filled(fact: Fact, names: tuple[str, ...]) -> list[str]:
    return [str(getattr(value, "label", value)) for name in names if (value := getattr(fact, name))]
