"""What rows of activities point to: services, systems, groups, parties and terms of the provider."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from providers.facts.fields import LINE_LENGTH
from providers.models import Provider, Recipient, Service, System
from retention.models import RetentionTerm, TermException

from ..findings.tables import is_outside_eea
from ..models import DataCategory, DataSubjectCategory, ProcessingOperation, SecurityMeasure, SubjectGroup
from .reading import Found, Kind, Part
from .rows import Codes, Named, put
from .tables import Cell
from .words import meanings, squash


class Shared:
    """The rows that are there, and those that are added while a file is read."""

    def __init__(self, provider: Provider, codes: Codes, found: Iterable[Found]) -> None:
        self.provider = provider
        mentions = _mentions(found)
        self.services, self.systems, self.groups, self.parties, self.terms = (
            Named(model, {"provider": provider}, codes, mentions[kind])
            for kind, model in (
                *(("service", Service), ("system", System), ("group", SubjectGroup)),
                *(("party", Recipient), ("term", RetentionTerm)),
            )
        )
        self.words: dict[Any, dict[Any, Any]] = {
            model: {word.key: word for word in model._default_manager.all()}
            for model in (DataCategory, DataSubjectCategory, SecurityMeasure, ProcessingOperation)
        }
        self._codes = codes

    def group(self, name: str, category: str | None, cell: Cell, condition: str = "") -> SubjectGroup:
        """The group with this name, added with the shared word for it."""
        values = {"category": self.words[DataSubjectCategory].get(category), "condition": condition}
        self.groups.put(name, {}, [cell], new=values)
        return self.groups[name]

    def party(self, part: Part) -> Recipient:
        """The party that a part names, added with what the part says of it."""
        said = part.said.values
        values = {"country": ", ".join(said.get("country", [])), "description": said.get("description", "")}
        self.parties.put(said["name"], {name: value for name, value in values.items() if value}, [part.cell])
        return self.parties[said["name"]]

    def term(self, part: Part) -> RetentionTerm:
        """The term that reads so, added with its exceptions."""
        values = dict(part.said.values)
        exceptions, name = values.pop("exceptions"), values.pop("name")
        short = name if len(name) <= LINE_LENGTH else f"{name[: LINE_LENGTH - 1]}…"
        if short != name:
            values["description"] = name
        is_done = short in self.terms
        self.terms.put(short, values, [part.cell])
        term = self.terms[short]
        for place, exception in enumerate(() if is_done else exceptions, start=1):
            row = TermException.objects.filter(term=term, condition=exception["condition"]).first()
            put(row or TermException(term=term), exception | {"sequence": place * 10}, [part.cell], self._codes)
        return term


def _mentions(found: Iterable[Found]) -> dict[str, dict[str, list[Cell]]]:
    """For each kind of row the cells that name one."""
    cells: dict[str, dict[str, list[Cell]]] = defaultdict(lambda: defaultdict(list))
    for item, part in ((one, part) for one in found for part in one.parts):
        under = part.said.values.get("under")
        kind, name = ("group", under) if under else (part.said.kind, part.said.values.get("name"))
        if name:
            # All of a line in a list of parties is about that party.
            is_whole = item.kind == Kind.PARTIES and kind == "party"
            cells[kind][squash(name)] += [cell for cell, _ in item.cells] if is_whole else [part.cell]
    return cells


def vocabulary() -> dict[str, dict[str, str]]:
    """Keys of the shared words by what people write for them, for the fields that have such words; four queries."""
    models = {
        "data": DataCategory,
        "group": DataSubjectCategory,
        "measure": SecurityMeasure,
        "operation": ProcessingOperation,
    }
    return {name: _by_word(name, model) for name, model in models.items()}


def _by_word(name: str, model: Any) -> dict[str, str]:
    rows = list(model.objects.all())
    own = {squash(word): row.key for row in rows for word in (row.name_en, row.name, row.key) if word}
    more = meanings(name) if name != "operation" else {}
    known = {row.key for row in rows}
    return {word: key for word, key in more.items() if key in known} | own


def is_outside(codes: Iterable[str]) -> bool:
    """Whether one of these countries is outside the EEA today."""
    return any(is_outside_eea(code, timezone.localdate()) for code in codes if code != "EU")
