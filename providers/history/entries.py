"""The history as a person reads it: per edit who and when, per row what was and what is now."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Max, QuerySet
from django.utils.formats import date_format

from ..choices import NOT_RECORDED, TAKEN_OVER
from ..facts.recording import ADDED, CHANGED, DELETED, columns, history_of, links_of
from ..facts.several import SeveralField

# What history calls the addition of a row that was deleted before.
RETURNED = "teruggezet"
DEEDS = {ADDED: "toegevoegd", RETURNED: RETURNED, DELETED: "verwijderd"}
# What a command leaves as its author, in words.
AUTHORS = {"load_register": TAKEN_OVER, "import_register": "beheer van de server"}


@dataclass(frozen=True)
class FieldChange:
    """One field of a row."""

    label: str
    was: str
    now: str


@dataclass(frozen=True)
class RowChange:
    """One row that an edit touched."""

    kind: str
    name: str
    deed: str
    fields: tuple[FieldChange, ...]
    model: Any = None
    number: int = 0


@dataclass
class Entry:
    """One edit with all its rows."""

    change: UUID
    at: datetime
    author: str
    reason: str = ""
    rows: list[RowChange] = field(default_factory=list)

    @property
    def by(self) -> str:
        """Who did it, and how when that was not in a form."""
        return ", ".join(filter(None, (self.author, self.reason)))

    @property
    def can_be_undone(self) -> bool:
        """Whether it did more than add."""
        return any(row.deed in ("gewijzigd", DEEDS[DELETED]) for row in self.rows)


Values = dict[str, Any]


class Step(NamedTuple):
    """What one edit did to one row: its last record, and the row before and after, sets included."""

    record: dict[str, Any]
    before: Values | None
    after: Values


def entries(parts: Iterable[tuple[Any, QuerySet]], changes: set[UUID] | None = None) -> list[Entry]:
    """The edits in which these records were made, the last one first.

    `parts` gives per model all records of the rows that count; `changes` keeps only some edits.
    The number of queries follows from the number of models alone.
    """
    found_steps = [(model, step) for model, records in parts for step in steps(model, records, changes)]
    names = Names(found_steps)
    found: dict[UUID, Entry] = {}
    for model, (record, before, after) in found_steps:
        row = _row_change(model, record, before, after, names)
        if row is not None:
            key = record["change_id"]
            if key not in found:
                author, reason = record["history_user_id"], record["history_change_reason"]
                found[key] = Entry(key, record["history_date"], AUTHORS.get(author, author), reason or "")
            found[key].rows.append(row)
    return sorted(found.values(), key=lambda entry: entry.at, reverse=True)


def steps(model: Any, records: QuerySet, changes: set[UUID] | None) -> Iterable[Step]:
    """What each edit did to each row; `records` holds all records of those rows."""
    rows = list(records.order_by("history_id").values())
    sets = model._meta.local_many_to_many
    for item in sets:
        _add_members(item, records, rows)
    shown = [*columns(model), *(item.name for item in sets)]
    before: dict[int, Values] = {}
    edits: dict[tuple[int, UUID], Step] = {}
    for record in rows:
        key = (record["id"], record["change_id"])
        first = edits[key][1] if key in edits else before.get(record["id"])
        after = {name: record[name] for name in shown}
        if record["history_type"] == DELETED:
            # Its sets stand in the record before.
            after = {**before.get(record["id"], {}), **{name: record[name] for name in columns(model)}}
        if key in edits and edits[key].record["history_type"] == ADDED and record["history_type"] == CHANGED:
            # The sets of a new row are saved after it.
            record["history_type"] = ADDED
        edits[key] = Step(record, first, after)
        before[record["id"]] = after
    return [step for (_, change), step in edits.items() if changes is None or change in changes]


def _add_members(item: Any, records: QuerySet, rows: list[dict[str, Any]]) -> None:
    members: dict[int, list[int]] = defaultdict(list)
    links = links_of(item)._base_manager.filter(history__in=records.order_by().values("pk"))
    for record, target in links.values_list("history_id", f"{item.m2m_reverse_field_name()}_id"):
        members[record].append(target)
    for row in rows:
        row[item.name] = tuple(sorted(members.get(row["history_id"], ())))


def fields_of(model: Any) -> list[tuple[Any, str]]:
    """Fields that a person fills in, with the name of their value in a record."""
    plain = [(item, item.attname) for item in model._meta.concrete_fields if not item.primary_key]
    return plain + [(item, item.name) for item in model._meta.local_many_to_many]


def _row_change(model: Any, record: Values, before: Values | None, after: Values, names: "Names") -> RowChange | None:
    deed = record["history_type"]
    if before is None and deed != DELETED:
        deed = ADDED
    elif deed == ADDED:
        deed = RETURNED
    was, now = (after, {}) if deed == DELETED else (before or {}, after)
    changed = []
    for item, name in fields_of(model):
        if was.get(name, _empty(item)) == now.get(name, _empty(item)):
            continue
        changed.append(
            FieldChange(
                str(item.verbose_name),
                names.shown(item, was.get(name)) if was else "",
                names.shown(item, now.get(name)) if now else "",
            )
        )
    if not changed and deed not in DEEDS:
        return None
    return RowChange(
        str(model._meta.verbose_name),
        names.of_row(model, after),
        DEEDS.get(deed, "gewijzigd"),
        tuple(changed),
        model,
        record["id"],
    )


def _empty(item: Any) -> Any:
    if item.many_to_many:
        return ()
    return "" if item.empty_strings_allowed and not item.null and not item.is_relation else None


def name_of(model: Any, row: Values) -> str:
    """What a person calls a row, from a record of it."""
    return names_of(model, [row])[0]


def names_of(model: Any, rows: list[Values]) -> list[str]:
    """The same for many rows of a model."""
    names = Names([(model, Step(row, None, row)) for row in rows])
    return [names.of_row(model, row) for row in rows]


class Names:
    """Names of rows that other rows point to, from their last records: one query for each model."""

    def __init__(self, steps: list[tuple[Any, Step]]) -> None:
        wanted: dict[Any, set[int]] = defaultdict(set)
        for model, (_, before, after) in steps:
            self._collect(model, [before or {}, after], wanted)
        self._known: dict[Any, dict[int, Values]] = {}
        # A row that is named by its key may need the name of one more row.
        for _ in range(2):
            more: dict[Any, set[int]] = defaultdict(set)
            for model, keys in wanted.items():
                self._read(model, keys)
                self._collect(model, list(self._known[model].values()), more)
            wanted = more

    def _collect(self, model: Any, rows: list[Values], wanted: dict[Any, set[int]]) -> None:
        for item, name in fields_of(model):
            if item.is_relation:
                for row in rows:
                    value = row.get(name)
                    wanted[item.related_model].update(value if isinstance(value, tuple) else [value] if value else [])

    def _read(self, model: Any, keys: set[int]) -> None:
        known = self._known.setdefault(model, {})
        records = history_of(model)._base_manager
        newest = records.filter(id__in=keys - set(known)).values("id").annotate(newest=Max("history_id"))
        for row in records.filter(pk__in=newest.values("newest")).values():
            known[row["id"]] = row

    def shown(self, item: Any, value: Any) -> str:
        """A value in words."""
        if item.many_to_many:
            return ", ".join(sorted(self.named(item.related_model, key) for key in value or ())) or NOT_RECORDED
        if item.is_relation:
            return self.named(item.related_model, value) if value else NOT_RECORDED
        if isinstance(value, bool):
            return "ja" if value else "nee"
        if isinstance(item, SeveralField):
            value = item.in_words(value or "")
        elif item.choices:
            value = dict(item.flatchoices).get(value, value)
        if hasattr(value, "strftime"):
            return date_format(value, "j F Y")
        return NOT_RECORDED if value in (None, "") else str(value)

    def of_row(self, model: Any, row: Values) -> str:
        """What a person calls this row."""
        called = " ".join(self._told(model, model.called_by, row))[:120]
        return called or ", ".join(self._told(model, model.identity_fields(), row)) or str(model._meta.verbose_name)

    def _told(self, model: Any, names: tuple[str, ...], row: Values) -> list[str]:
        fields = map(model._meta.get_field, names)
        return [self.shown(item, row[item.attname]) for item in fields if row.get(item.attname)]

    def named(self, model: Any, key: int) -> str:
        """What a person calls a row that one of these rows points to, or pointed to."""
        row = self._known.get(model, {}).get(key)
        return self.of_row(model, row) if row else f"nummer {key}"
