"""Names behind the keys of a Dossier, and the places where its facts were read."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import msgspec

from providers.choices import ContactUse
from providers.facts.sources import Passage, names_document, place_in_document, read_source

from ..dossier.index import Index
from ..dossier.types import Activity, Address, ContactPoint, Disclosure, Fact, SourceDocument
from ..wording import joined, plain, with_brackets
from .types import Place

READING = "onze lezing"
# Where everything stands that holds for all activities.
SHARED = "zie Algemeen"


@dataclass(frozen=True)
class Lookup(Index):
    """The facts of one provider in words for the register, and the places where they were read."""

    @cached_property
    def titles(self) -> dict[str, str]:
        """Of the activities, by number."""
        return {activity.number: activity.title for activity in self.dossier.activities}

    @cached_property
    def _documents(self) -> dict[str, SourceDocument]:
        return {document.code: document for document in self.dossier.documents}

    def names(self, table: str, keys: Iterable[str]) -> str:
        """Several names in one text."""
        return joined((self.name(table, key) for key in keys), ", ")

    def near(self, activity: Activity) -> tuple[Disclosure, ...]:
        """Who receives data of this activity or of its services; without those of the whole provider."""
        return (*activity.disclosures, *(row for row in self.wide(activity) if row.services))

    def activity(self, number: str | None) -> str:
        """Number and title."""
        return joined((number, self.titles.get(number or "")), " ")

    def address(self, key: str | None) -> str:
        """An address on one line."""
        node = self.find("addresses", key)
        return address_words(node) if node else (key or "")

    def contact(self, key: str | None) -> str:
        """A way to reach the provider, on one line."""
        node = self.find("contact_points", key)
        return self.contact_words(node) if node else (key or "")

    def contact_words(self, point: ContactPoint) -> str:
        """For example: E-mail privacy@voorbeeld.nl (t.a.v. A. de Vries)."""
        reach = joined((point.value, self.address(point.address)), ", ")
        person = f"t.a.v. {point.person}" if point.person else ""
        return with_brackets(joined((plain(point.channel), reach), " "), person)

    def contacts(self, *uses: ContactUse) -> list[str]:
        """The ways to reach the provider for these uses."""
        return [self.contact_words(point) for use in uses for point in self.dossier.contact_points if point.use == use]

    def own_contacts(self, entities: Collection[str]) -> list[str]:
        """How to reach these legal entities, where they have ways of their own."""
        points = [self.contact_words(item) for item in self.dossier.contact_points if item.entity in entities]
        return [*points, *(address_words(item) for item in self.dossier.addresses if item.entity in entities)]

    def mark(self, fact: Fact) -> str:
        """Where a fact was read, short and behind a line: [r53, r56–57, r15 k2]; and whether we read it so."""
        parts = [*map(self._short_place, read_source(fact.source or "")), *([READING] if fact.reading else [])]
        return f" [{', '.join(parts)}]" if parts else ""

    def _short_place(self, part: Passage | str) -> str:
        if isinstance(part, str):
            return part
        # With one document its name says nothing on each of a hundred lines.
        document = "" if len(self.dossier.documents) == 1 else f"{part.document} "
        return f"{document}r{_range(part.first, part.last)}{f' k{part.cell}' if part.cell else ''}"

    def places(self, facts: Iterable[Any]) -> list[Place]:
        """Where facts and everything inside them were read: 000, Bewaartermijnen, regel 53, 56–57."""
        found: dict[tuple[str, int, str], dict[int, set[tuple[int, int]]]] = {}
        words: set[str] = set()
        for source in _sources(facts):
            for part in read_source(source):
                if isinstance(part, str):
                    words.add(part)
                else:
                    cells = found.setdefault((part.document, *self._heading(part)), {})
                    cells.setdefault(part.cell, set()).add((part.first, part.last))
        lines = [place for head, cells in sorted(found.items()) for place in self._places(head, cells)]
        return [*lines, *map(self._named, sorted(words))]

    def _places(self, head: tuple[str, int, str], cells: dict[int, set[tuple[int, int]]]) -> Iterator[Place]:
        """Below one heading; cells of the same lines are one place."""
        document, _, title = head
        same: dict[tuple[tuple[int, int], ...], list[int]] = {}
        for cell, ranges in sorted(cells.items()):
            same.setdefault(tuple(_merged(ranges)), []).append(cell)
        for lines, columns in same.items():
            shown = ", ".join(_range(first, last) for first, last in lines)
            named = ", ".join(str(cell) for cell in columns if cell)
            text = joined((document, title, f"regel {shown}", f"kolom {named}" if named else ""), ", ")
            place = place_in_document(list(lines), columns[0] if len(columns) == 1 else 0)
            yield Place(text, *((document, place) if document in self._documents else ()))

    def _named(self, words: str) -> Place:
        """Free words, and the document they begin with if there is one."""
        documents = (code for code, item in self._documents.items() if names_document(words, code, item.title))
        return Place(words, next(documents, ""))

    def _heading(self, passage: Passage) -> tuple[int, str]:
        document = self._documents.get(passage.document)
        above = [item for item in document.headings if item.line <= passage.first] if document else []
        last = max(above, key=lambda item: item.line, default=None)
        return (last.line, last.title) if last else (0, "")


def address_words(address: Address) -> str:
    """An address on one line."""
    place = joined((address.postcode, address.city), " ")
    return joined((address.addressee, address.building, address.street, place), ", ")


def _range(first: int, last: int) -> str:
    return f"{first}" if first == last else f"{first}–{last}"


def _merged(lines: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same lines in as few ranges as can be."""
    merged: list[tuple[int, int]] = []
    for first, last in sorted(lines):
        if merged and first <= merged[-1][1] + 1:
            start, end = merged.pop()
            merged.append((start, max(end, last)))
        else:
            merged.append((first, last))
    return merged


def _sources(facts: Iterable[Any]) -> set[str]:
    return {fact.source for fact in facts_in(facts) if fact.source}


def facts_in(values: Iterable[Any]) -> Iterator[Fact]:
    """These facts and all facts inside them, however deep, in the order in which they stand there."""
    for value in values:
        if isinstance(value, Fact):
            yield value
        if isinstance(value, msgspec.Struct):
            yield from facts_in(msgspec.structs.astuple(value))
        elif isinstance(value, tuple):
            yield from facts_in(value)
