"""Rows of a file beside those that are stored, kind by kind: a few queries for all rows of a kind.

New rows go in together. Only when the database, or a rule of the model, refuses one of them, each is saved by itself,
to say which one and why.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.utils import Error

from providers.facts.base import check_sets, problem_of_set, provider_of
from providers.history.first import add_rows
from providers.models import SourceDocument

from ..models.facts import OwnedOnce
from .entries import Entry, Incoming, read_row
from .known import in_order, members_of, stored_like
from .report import NEW, Difference, Report, explain
from .values import Rows

ONCE = " Een aanbieder heeft één zo'n rij; wat voor één verwerking geldt, hoort bij die verwerking."
# Per set, who is in it by the number of the row.
Members = Mapping[str, Mapping[int, set[int]]]


class Loading:
    """What is known halfway: the report, what was wrong so far, and which stored rows the file told of."""

    def __init__(self, replace: Callable[[Any], bool], problems: list[str]) -> None:
        self.report = Report()
        self.problems = problems
        self.rows = Rows()
        self.met: dict[Any, set[int]] = defaultdict(set)
        self._replace = replace
        self._of_entry: dict[int, list[str]] = {}

    def load(self, entries: Sequence[Entry], progress: Callable[[int, int], None]) -> None:
        """Load these rows, or remember what is wrong with them."""
        kinds: dict[Any, list[Entry]] = defaultdict(list)
        for entry in entries:
            try:
                kinds[entry.model].append(entry)
            except ValueError as error:
                self._refuse(entry, error)
        done = 0
        for model in in_order():
            self._load_kind(model, kinds[model])
            done += len(kinds.pop(model))
            progress(done, len(entries))

    def all_problems(self, entries: Iterable[Entry]) -> list[str]:
        """What is wrong, in the order of the file."""
        of_rows = [line for entry in entries for line in self._of_entry.get(id(entry), ())]
        return [*self.problems, *of_rows]

    def _load_kind(self, model: Any, entries: Iterable[Entry]) -> None:
        incoming = list(filter(None, map(self._read, entries)))
        stored = stored_like(item.row for item in incoming)
        numbers = [row.pk for row in stored.values()]
        members = {field.name: members_of(field, numbers) for field in model._meta.many_to_many}
        seen: dict[tuple[Any, ...], Incoming] = {}
        new: list[Incoming] = []
        for item in incoming:
            first = seen.setdefault(item.row.own_key(), item)
            if first is not item:
                self._meet_again(first, item)
            elif old := stored.get(item.row.own_key()):
                self._meet(old, item, members)
            else:
                new.append(item)
        self._add(new)

    def _read(self, entry: Entry) -> Incoming | None:
        try:
            incoming = read_row(entry, self.rows)
        except (ValidationError, ValueError) as error:
            self._refuse(entry, error)
            return None
        if isinstance(incoming.row, SourceDocument):
            # What a text tells of itself is no difference with a file that leaves it out.
            incoming.row.measure()
        return incoming

    def _refuse(self, entry: Entry, error: Exception) -> None:
        self.rows.failed[entry.identity] = entry.place
        lines = explain(error, entry.cells)
        self._of_entry.setdefault(id(entry), []).extend(f"{entry.place} ({entry.name}): {line}" for line in lines)

    def _meet_again(self, first: Incoming, item: Incoming) -> None:
        sets = {field.name: {first.row.pk: first.members(field.name)} for field in item.row._meta.many_to_many}
        if changed := self._differences(first.row, item, sets):
            labels = ", ".join(difference.label for difference in changed)
            hint = ONCE if isinstance(item.row, OwnedOnce) else ""
            text = f"deze rij staat ook in {first.entry.place}, maar dan anders: {labels}.{hint}"
            self._refuse(item.entry, ValueError(text))
        self.report.same += 1

    def _meet(self, stored: Any, item: Incoming, members: Members) -> None:
        self.met[type(stored)].add(stored.pk)
        if getattr(stored, "provider_id", None) != getattr(item.row, "provider_id", None):
            return self._refuse(item.entry, ValueError(f"{stored} hoort bij een andere aanbieder."))
        for field in stored._meta.concrete_fields:
            if field.name in item.entry.kept:
                setattr(item.row, field.attname, getattr(stored, field.attname))
        changed = self._differences(stored, item, members)
        if not changed:
            self.report.same += 1
        elif not self._replace(type(stored)):
            self.report.left(item.entry, stored, changed)
        else:
            item.row.pk, item.row._state.adding = stored.pk, False
            if self._save(item):
                self.report.changed(item.entry, item.row, changed)

    def _add(self, items: Sequence[Incoming]) -> None:
        if not items:
            return
        if not all(map(_is_fine, items)) or not self._add_together(items):
            items = [item for item in items if self._save(item)]
        for item in items:
            self.rows.known.add(item.row)
            self.met[type(item.row)].add(item.row.pk)
            self.report.tell(NEW, item.entry.place, item.row)
        self.report.added += len(items)

    def _add_together(self, items: Sequence[Incoming]) -> bool:
        sets = {field: [item.sets.get(field.name, ()) for item in items] for field in items[0].row._meta.many_to_many}
        try:
            with transaction.atomic():
                add_rows([item.row for item in items], sets)
        except Error:
            for item in items:
                item.row.pk, item.row._state.adding = None, True
            return False
        return True

    def _save(self, item: Incoming) -> bool:
        """Save one row with its sets, or remember what is wrong with it."""
        row = item.row
        is_new = row._state.adding
        try:
            with transaction.atomic():
                row.full_clean()
                row.save()
                for field in row._meta.many_to_many:
                    members = item.sets.get(field.name, ())
                    if field.name not in item.entry.kept and (members or not is_new):
                        getattr(row, field.name).set(members)
                check_sets(row)
        except (ValidationError, ValueError, Error) as error:
            self._refuse(item.entry, error)
            return False
        self.rows.known.add(row)
        return True

    def _differences(self, stored: Any, item: Incoming, members: Members) -> tuple[Difference, ...]:
        """The fields in which the stored row is not what the file says."""
        row, kept = item.row, item.entry.kept
        columns = [
            Difference(field.name, str(field.verbose_name), self._shown(stored, field), self._shown(row, field))
            for field in row._meta.concrete_fields
            if not field.primary_key and getattr(stored, field.attname) != getattr(row, field.attname)
        ]
        sets = [
            self._difference_of_set(field, members[field.name].get(stored.pk, set()), item.members(field.name))
            for field in row._meta.many_to_many
            if field.name not in kept and members[field.name].get(stored.pk, set()) != item.members(field.name)
        ]
        return (*columns, *sets)

    def _difference_of_set(self, field: Any, was: set[int], now: set[int]) -> Difference:
        before, after = (
            ", ".join(sorted(str(self.rows.known.with_number(field.related_model, number)) for number in numbers))
            for numbers in (was, now)
        )
        return Difference(field.name, str(field.verbose_name), before, after)

    def _shown(self, row: Any, field: Any) -> str:
        value = getattr(row, field.attname)
        if value in (None, ""):
            return ""
        if field.is_relation:
            return str(self.rows.known.with_number(field.related_model, value))
        if isinstance(field, models.BooleanField):
            return "ja" if value else "nee"
        return str(getattr(row, f"get_{field.name}_display")() if field.choices else value)


def _is_fine(item: Incoming) -> bool:
    """Whether the rules of the model take the row; what needs the database to tell, the database will."""
    row = item.row
    # That these exist is known: they were looked up.
    found = {field.name for field in row._meta.fields if field.is_relation and getattr(row, field.attname) is not None}
    try:
        row.clean_fields(exclude=found)
        row.clean()
    except ValidationError:
        return False
    owner = provider_of(row)
    return not any(problem_of_set(row, members, owner) for members in item.sets.values())
