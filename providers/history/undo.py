"""Taking an edit back: what it deleted returns with its numbers and links, what it changed gets its former value."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from ..facts.recording import CHANGED, DELETED, columns, history_of
from .entries import Step, Values, name_of, steps
from .first import tracked_models

# A model and the number of a row.
Key = tuple[Any, int]
NOTHING = "Hier is niets terug te draaien: het staat er al, of er is alleen iets toegevoegd; dat verwijdert u zelf."


DELETED_SINCE = "is daarna verwijderd; zet die eerst terug."


class UndoError(Exception):
    """Why an edit cannot be taken back, in Dutch."""


@dataclass
class Taken:
    """The rows that are there again, and those that got a former value."""

    returned: list[Any] = field(default_factory=list)
    changed: list[Any] = field(default_factory=list)


@transaction.atomic
def take_back(parts: Iterable[tuple[Any, QuerySet]], change: UUID, only: Collection[str] | None = None) -> Taken:
    """Undo what an edit deleted and changed of the rows of these records, all of it or nothing.

    `only` names some rows and fields of it, as `part_name` does. With a deleted row comes what was deleted because of
    it, and it stands again where it was taken out. What was added stays. Raises UndoError when a key is taken, a row
    it needs is gone, or a field was edited since and is not named. The number of queries follows from the number of
    models, and grows with the rows that return.
    """
    edit = edit_of(change)
    chosen = touched(parts, change)
    gone = gone_with(still_gone(edit), {key for key in chosen if only is None or part_name(key) in only})
    _refuse_missing(needed_by(gone))
    taken = Taken(_put_back(gone))
    for key, step in edit.items():
        if step.record["history_type"] == CHANGED and step.before is not None:
            names = changed_names(step) if key in chosen else []
            asked = [name for name in names if only is None or part_name(key, name) in only]
            names = asked or _links_to(gone, key[0], step)
            if names and _revert(key, step, names, is_asked=bool(asked), may_replace=only is not None):
                taken.changed.append(_row(key))
    if not (taken.returned or taken.changed):
        raise UndoError(NOTHING)
    return taken


def part_name(key: Key, name: str = "") -> str:
    """What a form calls a deleted row, or a field of a changed one."""
    return ":".join(filter(None, (key[0]._meta.label_lower, str(key[1]), name)))


def touched(parts: Iterable[tuple[Any, QuerySet]], change: UUID) -> set[Key]:
    """The rows of these records in an edit."""
    return {
        (model, pk)
        for model, records in parts
        for pk in records.order_by().filter(change_id=change).values_list("id", flat=True)
    }


def edit_of(change: UUID) -> dict[Key, Step]:
    """Every row that an edit touched, whoever's it was."""
    found: dict[Key, Step] = {}
    for model in tracked_models():
        records = history_of(model)._base_manager
        ids = records.filter(change_id=change).values("id")
        if ids.exists():
            rows = steps(model, records.filter(id__in=ids), {change})
            found |= {(model, step.record["id"]): step for step in rows}
    return found


def still_gone(edit: dict[Key, Step]) -> dict[Key, Values]:
    """The rows that an edit deleted and that are not there, as they were."""
    deleted = {key: step.before or step.after for key, step in edit.items() if step.record["history_type"] == DELETED}
    there = present(deleted)
    return {key: row for key, row in deleted.items() if key not in there}


def gone_with(deleted: dict[Key, Values], chosen: set[Key]) -> dict[Key, Values]:
    """The deleted rows that are asked for, with all that was deleted because of them."""
    gone = {key: deleted[key] for key in deleted.keys() & chosen}
    while more := {
        key: row for key, row in deleted.items() if key not in gone and not gone.keys().isdisjoint(owners(key[0], row))
    }:
        gone |= more
    return gone


def needed_by(rows: dict[Key, Values]) -> set[Key]:
    """What these rows point to beside each other."""
    found = {key for (model, _), row in rows.items() for key in (*owners(model, row), *_members(model, row))}
    return found - rows.keys()


def owners(model: Any, row: Values) -> Iterator[Key]:
    """The rows that a row points to, without those in its sets."""
    for item in model._meta.concrete_fields:
        if item.is_relation and row[item.attname]:
            yield item.related_model._meta.concrete_model, row[item.attname]


def _members(model: Any, row: Values) -> Iterator[Key]:
    for item in model._meta.local_many_to_many:
        yield from ((item.related_model._meta.concrete_model, pk) for pk in row.get(item.name, ()))


def present(keys: Iterable[Key]) -> set[Key]:
    """Those of these rows that are there now; a query for each model."""
    wanted: dict[Any, set[int]] = {}
    for model, pk in keys:
        wanted.setdefault(model, set()).add(pk)
    return {
        (model, pk)
        for model, numbers in wanted.items()
        for pk in model._base_manager.filter(pk__in=numbers).values_list("pk", flat=True)
    }


def _refuse_missing(needed: set[Key]) -> None:
    for model, pk in needed - present(needed):
        record = history_of(model)._base_manager.filter(id=pk).order_by("-history_id").values().first()
        raise UndoError(missing(model, name_of(model, record) if record else f"nummer {pk}"))


def missing(model: Any, name: str) -> str:
    """Why what points to a row that is gone cannot be put back."""
    return f"{kind_of(model)} “{name}” hoort hierbij en is zelf verwijderd; zet die eerst terug."


def kind_of(model: Any) -> str:
    """The kind of a row at the start of a sentence."""
    label = str(model._meta.verbose_name)
    return label[:1].upper() + label[1:]


def _put_back(gone: dict[Key, Values]) -> list[Any]:
    """Add the rows, each after the rows it points to; sets come last, for they may hold each other."""
    rows: dict[Key, Any] = {}

    def add(key: Key) -> None:
        model, values = key[0], gone[key]
        for owner in owners(model, values):
            if owner in gone and owner not in rows:
                add(owner)
        rows[key] = model(**{name: values[name] for name in columns(model)})
        _check(rows[key])
        rows[key].save(force_insert=True)

    for key in gone:
        if key not in rows:
            add(key)
    for (model, pk), row in rows.items():
        for item in model._meta.local_many_to_many:
            if members := gone[model, pk].get(item.name):
                getattr(row, item.name).set(members)
    return list(rows.values())


def _check(row: Any) -> None:
    """Refuse a key that somebody took meanwhile, in the words of the form."""
    try:
        row.validate_unique()
        row.validate_constraints()
    except ValidationError as error:
        raise UndoError(f"{kind_of(row)} “{row}” kan niet terug: {' '.join(error.messages)}") from error


def changed_names(step: Step) -> list[str]:
    """Columns and sets that are different after an edit."""
    return [name for name in step.after if step.after[name] != (step.before or {}).get(name)]


def _links_to(gone: dict[Key, Values], model: Any, step: Step) -> list[str]:
    """Fields of a row that stayed in which a row stood that returns."""
    before = step.before or {}
    links = {item.attname: item for item in model._meta.concrete_fields if item.is_relation}
    sets = {item.name: item for item in model._meta.local_many_to_many}
    return [
        name
        for name in changed_names(step)
        if (name in links and (links[name].related_model._meta.concrete_model, before[name]) in gone)
        or (name in sets and any((sets[name].related_model._meta.concrete_model, pk) in gone for pk in before[name]))
    ]


def _row(key: Key) -> Any:
    return key[0]._base_manager.filter(pk=key[1]).first()


def _revert(key: Key, step: Step, names: list[str], *, is_asked: bool, may_replace: bool) -> bool:
    """Give fields of a row their former value; whether anything differed. What was merely linked may be gone."""
    row, before, after = _row(key), step.before or {}, step.after
    if row is None:
        if is_asked:
            raise UndoError(f"{kind_of(key[0])} “{name_of(key[0], after)}” {DELETED_SINCE}")
        return False
    sets = {item.name: item for item in key[0]._meta.local_many_to_many}
    changed = [_revert_set(row, sets[name], before[name], after[name]) for name in names if name in sets]
    plain = {item.attname: item for item in key[0]._meta.concrete_fields if item.attname in names}
    plain = {name: item for name, item in plain.items() if getattr(row, name) != before[name]}
    for name, item in plain.items():
        if getattr(row, name) == after[name] or (is_asked and may_replace):
            setattr(row, name, before[name])
        elif is_asked:
            raise UndoError(
                f"{kind_of(row)} “{row}”: {item.verbose_name} is daarna weer gewijzigd; "
                "draai eerst die wijziging terug."
            )
    if plain:
        links = ((item.related_model, before[name]) for name, item in plain.items() if item.is_relation)
        _refuse_missing({(model._meta.concrete_model, pk) for model, pk in links if pk})
        _check(row)
        row.save()
    return bool(plain) or any(changed)


def _revert_set(row: Any, item: Any, before: tuple[int, ...], after: tuple[int, ...]) -> bool:
    members, model = getattr(row, item.name), item.related_model._meta.concrete_model
    now = set(members.values_list("pk", flat=True))
    wanted = set_back(now, before, after)
    back = wanted & {pk for _, pk in present((model, pk) for pk in wanted)}
    if back != now:
        members.set(back)
    return back != now


def set_back(now: Collection[int], before: Collection[int], after: Collection[int]) -> set[int]:
    """A set without what an edit put in and with what it took out; what others did since stays."""
    return (set(now) | set(before)) - (set(after) - set(before))
