"""The rows that a load refers to, read once per kind: a file of thousands of rows asks for each by its key."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from graphlib import TopologicalSorter
from itertools import islice
from typing import Any

from django.db.models import QuerySet

from providers.facts.searching import fold
from providers.history.first import tracked_models

from ..models.sentences import FACTS, Sentences

# As many values as one question may name.
_MANY = 500


class Known:
    """Rows by natural key and by number, with the rows that they stand below attached."""

    def __init__(self) -> None:
        self._by_key: dict[Any, dict[tuple[Any, ...], Any]] = {}
        self._by_number: dict[Any, dict[int, Any]] = {}
        self._by_words: dict[tuple[Any, ...], dict[str, list[Any]]] = {}

    def find(self, model: Any, key: tuple[Any, ...]) -> Any:
        """The row with this natural key; raises DoesNotExist."""
        rows = self._rows(model)
        if key not in rows:
            # A key may be typed in more ways than it is kept, and what people see is a name.
            called = self._called(model, key)
            rows[key] = called[0] if len(called) == 1 else model._default_manager.get_by_natural_key(*key)
        return rows[key]

    def _called(self, model: Any, key: tuple[Any, ...]) -> list[Any]:
        """The rows of the same owner that people call so."""
        *owner, name = map(str, key)
        if (model, *owner) not in self._by_words:
            words: dict[str, list[Any]] = defaultdict(list)
            for row in self.rows(model):
                if list(map(str, row.natural_key()[:-1])) == owner:
                    words[fold(str(row))].append(row)
            self._by_words[model, *owner] = words
        return self._by_words[model, *owner][fold(name)]

    def with_number(self, model: Any, number: int) -> Any:
        """The row with this number."""
        self._rows(model)
        return self._by_number[model][number]

    def rows(self, model: Any) -> Iterable[Any]:
        """All rows of a kind."""
        self._rows(model)
        return self._by_number[model].values()

    def add(self, row: Any) -> None:
        """A row that was saved since."""
        if (model := type(row)) in self._by_key:
            self._by_number[model][row.pk] = row
            self._by_key[model][row.natural_key()] = row
            self._by_words.clear()

    def _rows(self, model: Any) -> dict[tuple[Any, ...], Any]:
        if model not in self._by_key:
            found: QuerySet = QuerySet(model).defer(*model.unrecorded)
            above = [field for field in model._meta.fields if field.is_relation and field.name in model.natural_fields]
            self._by_key[model], self._by_number[model] = {}, {}
            for row in found:
                for field in above:
                    number = getattr(row, field.attname)
                    setattr(row, field.name, number and self.with_number(field.related_model, number))
                self.add(row)
        return self._by_key[model]


def stored_like(rows: Iterable[Any]) -> dict[tuple[Any, ...], Any]:
    """What is stored beside these unsaved rows of one kind, by what tells a row apart."""
    rows = list(rows)
    if not rows:
        return {}
    model = type(rows[0])
    first = model._meta.get_field(model.natural_fields[0])
    values = {getattr(row, first.attname) for row in rows}
    parts: Iterator[QuerySet] = (QuerySet(model).filter(**{f"{first.attname}__in": part}) for part in _parts(values))
    return {row.own_key(): row for part in parts for row in part}


def members_of(field: Any, numbers: Iterable[int]) -> dict[int, set[int]]:
    """The members of a set by the number of the row that has it."""
    found: dict[int, set[int]] = defaultdict(set)
    source, target = field.m2m_column_name(), field.m2m_reverse_name()
    for part in _parts(numbers):
        links = field.remote_field.through._base_manager.filter(**{f"{source}__in": part})
        for row, member in links.values_list(source, target):
            found[row].add(member)
    return found


def _parts(values: Iterable[Any]) -> Iterator[list[Any]]:
    rest = iter(values)
    while part := list(islice(rest, _MANY)):
        yield part


def in_order() -> list[Any]:
    """All kinds of rows that leave a history, each after those that it can refer to."""
    sorter: TopologicalSorter[Any] = TopologicalSorter()
    for model in tracked_models():
        fields = (*model._meta.fields, *model._meta.many_to_many)
        named = FACTS.values() if issubclass(model, Sentences) else ()
        sorter.add(model, *{field.related_model for field in fields if field.is_relation} - {model}, *named)
    return list(sorter.static_order())
