"""Rows of an activity as they were pasted from a spreadsheet or typed one a line: what is read of each, and saving."""

import csv
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import models, transaction

from providers.facts.keys import made_key
from providers.facts.searching import fold
from providers.facts.text import tidy_line
from providers.facts.typed import read_choice, read_flag

from ...choices import Basis
from ...models import DataCategory, DataRow, Disclosure, LegalBasis, ProcessingActivity, PurposeRow
from .called import articles_in, called, the_one

MOST_LINES = 400
_STEP = 10


class Kind(NamedTuple):
    """Rows that can be pasted: their model, and per column the field and what its heading is called."""

    model: Any
    columns: dict[str, str]


KINDS = {
    "gegevens": Kind(
        DataRow,
        {"name": "gegevens", "group": "groep", "term": "bewaartermijn", "condition": "voorwaarde",
         "origin": "herkomst", "optional": "optioneel", "source": "vindplaats"},
    ),
    "doelen": Kind(
        PurposeRow,
        {"name": "doel", "bases": "grondslagen", "condition": "voorwaarde", "explanation": "uitleg",
         "source": "vindplaats"},
    ),
    "ontvangers": Kind(
        Disclosure,
        {"recipient": "partij", "role": "rol", "condition": "voorwaarde", "purpose": "waarvoor",
         "source": "vindplaats"},
    ),
}  # fmt: skip


@dataclass
class Line:
    """One line: the row that it would become, what was read in it by heading, and what was not understood."""

    number: int
    row: Any
    said: list[tuple[str, str]] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)
    bases: list[str] = field(default_factory=list)
    is_known: bool = False

    @property
    def is_new(self) -> bool:
        """Whether it adds a row."""
        return not self.is_known and not self.problems


class Pasting:
    """The lines of a text for one activity; a handful of queries, however many lines there are."""

    def __init__(self, activity: ProcessingActivity, kind: str, text: str, standard: Mapping[str, Any]) -> None:
        self._activity, self._text, self._standard = activity, text, standard
        self._model, self._columns = KINDS[kind]
        self._known = {self._same(row) for row in self._stored}
        self._keys = {getattr(row, "key", "") for row in self._stored}
        self.lines = list(self._read())

    @property
    def new(self) -> list[Line]:
        """The lines that add a row."""
        return [line for line in self.lines if line.is_new]

    @property
    def may_save(self) -> bool:
        """Whether every line was understood, and one adds something."""
        return bool(self.new) and not any(line.problems for line in self.lines)

    @property
    def state(self) -> str:
        """What a preview showed: another text, another meaning of its words or other rows give another state."""
        shown = [(line.said, line.problems, line.is_known) for line in self.lines]
        return hashlib.sha256(repr(shown).encode()).hexdigest()[:16]

    @transaction.atomic
    def save(self) -> int:
        """Store all new rows after those that are there, in the order of the lines; gives how many."""
        last = max((row.sequence for row in self._stored), default=0)
        for place, line in enumerate(self.new, start=1):
            line.row.sequence = last + _STEP * place
            line.row.save()
            for article in line.bases:
                LegalBasis(purpose=line.row, article=article).save()
        return len(self.new)

    @cached_property
    def _stored(self) -> list[Any]:
        return list(self._model.objects.filter(activity=self._activity))

    def _same(self, row: Any) -> Any:
        """What tells a row apart; a purpose gets its key from its name."""
        return fold(row.name) if self._model is PurposeRow else row.own_key()

    def _read(self) -> Iterator[Line]:
        columns = list(self._columns)
        for number, cells in enumerate(csv.reader(self._text.splitlines(), delimiter="\t"), start=1):
            typed = [tidy_line(cell) for cell in cells]
            if not any(typed):
                continue
            if headings := self._headings(typed):
                columns = headings
                continue
            yield self._line(number, columns, typed)

    def _headings(self, typed: list[str]) -> list[str]:
        """The fields of the columns, when a line holds nothing but headings."""
        known = {fold(label): name for name, label in self._columns.items()}
        found = [known.get(fold(cell), "") for cell in typed]
        return found if all(found) else []

    def _line(self, number: int, columns: list[str], typed: list[str]) -> Line:
        owner = {"provider": self._activity.provider} if self._model is Disclosure else {}
        line = Line(number, self._model(activity=self._activity, **owner))
        cells = dict(zip(columns, typed, strict=False))
        for name, label in self._columns.items():
            try:
                self._fill(line, name, label, cells.get(name, ""))
            except ValueError as error:
                line.problems.append((label, str(error)))
        if len(typed) > len(columns):
            line.problems.append(("kolommen", f"Er staan er {len(typed)}; dit zijn er {len(columns)}."))
        self._check(line)
        return line

    def _fill(self, line: Line, name: str, label: str, typed: str) -> None:
        """Put what a cell says in the row. Raises ValueError with what was expected."""
        value = self._value(name, typed) if typed else self._standard.get(name)
        if not value:
            if name == "recipient":
                raise ValueError("Vul in wie gegevens krijgt.")
            return
        if name == "bases":
            line.bases = value
            line.said.append((label, ", ".join(str(Basis(article).label) for article in value)))
            return
        setattr(line.row, name, value)
        said = "ja" if value is True else line.row._in_words(name)
        if self._model is DataRow and name == "name":
            word = line.row.category = self._categories.get(fold(typed))
            said = f"{said} ({f'gedeelde lijst: {word}' if word else 'eigen woord, niet in de gedeelde lijst'})"
        line.said.append((label, said))

    def _value(self, name: str, typed: str) -> Any:
        if name == "bases":
            return list(articles_in(typed))
        column = self._model._meta.get_field(name)
        if column.is_relation:
            return the_one(
                self._by_words(name, column.related_model), typed, str(column.related_model._meta.verbose_name)
            )
        if isinstance(column, models.BooleanField):
            return read_flag(typed)
        return read_choice(column, typed) if column.choices else typed

    def _check(self, line: Line) -> None:
        """What the fields themselves refuse, and whether the row is there already."""
        if self._model is PurposeRow:
            line.row.key = made_key(PurposeRow, {"name": line.row.name}, self._keys)
        # Rows that others name were read from the database just now; asking for each again would take a query a line.
        known = {column.name for column in self._model._meta.fields if column.is_relation}
        wrong = {name for name, label in self._columns.items() if label in dict(line.problems)}
        try:
            line.row.clean_fields(exclude=known | wrong)
            line.row.clean()
        except ValidationError as error:
            found = (
                (self._columns.get(name, "regel"), text) for name, own in error.message_dict.items() for text in own
            )
            line.problems.extend(found)
        if not line.problems:
            same = self._same(line.row)
            line.is_known = same in self._known
            self._known.add(same)
            self._keys.add(getattr(line.row, "key", ""))

    def _by_words(self, name: str, model: Any) -> dict[str, list[Any]]:
        """The rows of the provider that a column may name, by what people type for them."""
        cache = self.__dict__.setdefault("_words", {})
        if name not in cache:
            cache[name] = called(model.objects.filter(provider=self._activity.provider_id))
        return cache[name]

    @cached_property
    def _categories(self) -> dict[str, Any]:
        """Words of the shared list by their name, and by what this provider calls them elsewhere."""
        own = DataRow.objects.filter(activity__provider=self._activity.provider_id).exclude(category=None)
        used = {fold(row.name): row.category for row in own.select_related("category")}
        shared = {text: rows[0] for text, rows in called(DataCategory.objects.all()).items()}
        return used | shared
