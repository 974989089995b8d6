"""The text from which facts were taken, line by line, for officers and auditors; it is in no document."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from providers.facts.source_text import MOST_LINES, lines_of
from providers.models import SourceDocument
from register.dossier import live_dossier
from register.dossier.provenance import facts_by_line, facts_in_words

from .auditor import register_view

_LINES = re.compile(r"([1-9][0-9]{0,5})(?:-([1-9][0-9]{0,5}))?\Z")
_CELL = re.compile(r"[1-9][0-9]{0,2}\Z")


@dataclass(frozen=True)
class Cell:
    """A part of a line between tabs: a cell of a row of a table."""

    number: int
    text: str
    is_asked: bool


@dataclass(frozen=True)
class Line:
    """A line of the text, what was read there, and the heading it is, if it is one."""

    number: int
    text: str
    heading: str
    facts: tuple[str, ...]
    is_asked: bool
    cells: tuple[Cell, ...]


@register_view
def source(request: HttpRequest, provider: str, code: str) -> HttpResponse:
    """A document with its lines; of a text that is not kept here those lines of which something is known."""
    documents = SourceDocument.objects.for_user(request.user).select_related("provider").prefetch_related("headings")
    document = get_object_or_404(documents, code=code, provider__slug=provider)
    dossier = live_dossier(document.provider_id)
    asked, cell = _asked(request.GET.get("regels", "")), _CELL.match(request.GET.get("kolom", ""))
    context = {
        "document": document,
        "lines": _lines(document, facts_by_line(dossier, code), asked, int(cell[0]) if cell else 0),
        "first": min(asked, default=None),
        "in_words": facts_in_words(dossier, document.code, document.title),
    }
    return render(request, "register/source.html", context)


def _asked(text: str) -> set[int]:
    """Numbers from “53,56-57”; what is no number asks for nothing."""
    found = filter(None, map(_LINES.match, text[:200].split(",")))
    ranges = (range(int(match[1]), int(match[2] or match[1]) + 1) for match in found)
    return {number for lines in ranges for number in islice(lines, MOST_LINES)}


def _lines(document: SourceDocument, facts: dict[int, list[str]], asked: set[int], cell: int) -> Iterator[Line]:
    headings = {heading.line: heading.title for heading in document.headings.all()}
    texts = dict(enumerate(lines_of(document.text), start=1))
    for number in sorted(texts.keys() | headings.keys() | facts.keys())[:MOST_LINES]:
        text, is_asked = texts.get(number, ""), number in asked
        # Two rows with one name are one fact to who reads the line.
        found = tuple(dict.fromkeys(facts.get(number, ())))
        yield Line(number, text, headings.get(number, ""), found, is_asked, _cells(text, cell if is_asked else 0))


def _cells(text: str, asked: int) -> tuple[Cell, ...]:
    """The cells of a line that is a row of a table; any other line has none."""
    if "\t" not in text:
        return ()
    return tuple(Cell(number, part, number == asked) for number, part in enumerate(text.split("\t"), start=1))
