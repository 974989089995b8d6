"""What taking an edit back would do, thing by thing, before anybody does it."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from ..facts.recording import ADDED, CHANGED, columns
from .entries import Names, Step, Values, fields_of
from .undo import (
    DELETED_SINCE,
    Key,
    UndoError,
    changed_names,
    edit_of,
    gone_with,
    kind_of,
    missing,
    needed_by,
    part_name,
    present,
    set_back,
    still_gone,
    take_back,
    touched,
)

Parts = list[tuple[Any, QuerySet]]
# Whether somebody may do this (add, change) to rows of a model.
May = Callable[[str, Any], bool]
FORBIDDEN = "U mag dit niet wijzigen."
THERE = "Staat er al zo."


class Part(NamedTuple):
    """A deleted row, or a field of a changed one: what is now, and what would be.

    `problem` says why it cannot; `is_overtaken`: somebody else's value would be replaced.
    """

    name: str
    row: str
    label: str
    now: str
    back: str
    problem: str = ""
    is_overtaken: bool = False


@dataclass(frozen=True)
class Plan:
    """Everything of an edit that can be put back, and the rows it added, which stay."""

    parts: tuple[Part, ...]
    added: tuple[str, ...]

    @property
    def seen(self) -> str:
        """Differs as soon as the plan does."""
        return hashlib.sha256(repr(self.parts).encode()).hexdigest()

    @property
    def at_first(self) -> set[str]:
        """What is put back unless somebody chooses: all that can be, and replaces nothing of others."""
        return {part.name for part in self.parts if not (part.problem or part.is_overtaken)}


def plan_of(parts: Parts, change: UUID, may: May) -> Plan:
    """What can be put back of the rows of these records; the number of queries follows from the models alone."""
    edit = edit_of(change)
    own = touched(parts, change)
    steps = {key: step for key, step in edit.items() if key in own}
    now = {key: row for key, row in _current(steps).items() if steps[key].record["history_type"] == CHANGED}
    names = Names([*((key[0], step) for key, step in steps.items()), *_as_steps(now)])
    deleted = still_gone(edit)
    found = [*_rows(deleted, own, names, may), *_changes(steps, now, names, may)]
    added = (_called(key, step.after, names) for key, step in steps.items() if _is_new(step))
    return Plan(tuple(found), tuple(added))


def refusal(parts: Parts, change: UUID, chosen: set[str]) -> str:
    """Why these could not be put back now, by doing it and taking that back; empty when they could."""
    try:
        with transaction.atomic():
            take_back(parts, change, chosen)
            transaction.set_rollback(True)
    except UndoError as error:
        return str(error)
    return ""


def _is_new(step: Step) -> bool:
    return step.record["history_type"] == ADDED and step.before is None


def _as_steps(rows: dict[Key, Values]) -> Iterator[tuple[Any, Step]]:
    return ((key[0], Step({}, None, row)) for key, row in rows.items())


def _current(keys: Iterable[Key]) -> dict[Key, Values]:
    """These rows as they are, sets included: a query for each model and each set."""
    wanted: dict[Any, set[int]] = defaultdict(set)
    for model, pk in keys:
        wanted[model].add(pk)
    found: dict[Key, Values] = {}
    for model, numbers in wanted.items():
        found |= {(model, row["id"]): row for row in model._base_manager.filter(pk__in=numbers).values(*columns(model))}
        for item in model._meta.local_many_to_many:
            links = item.remote_field.through._base_manager.filter(**{f"{item.m2m_field_name()}__in": numbers})
            members: dict[int, list[int]] = defaultdict(list)
            for pk, member in links.values_list(f"{item.m2m_field_name()}_id", f"{item.m2m_reverse_field_name()}_id"):
                members[pk].append(member)
            for pk in numbers:
                if (model, pk) in found:
                    found[model, pk][item.name] = tuple(sorted(members[pk]))
    return found


def _called(key: Key, row: Values, names: Names) -> str:
    return f"{kind_of(key[0])} “{names.of_row(key[0], row)}”"


def _rows(deleted: dict[Key, Values], own: set[Key], names: Names, may: May) -> Iterator[Part]:
    """The rows that are gone; one that comes along with another is no choice of its own."""
    asked = {key: deleted[key] for key in deleted.keys() & own}
    roots = [key for key, row in asked.items() if needed_by({key: row}).isdisjoint(asked)] or list(asked)
    there = present(needed_by(deleted))
    for key in roots:
        rows = gone_with(deleted, {key})
        lost = sorted(needed_by(rows) - there, key=str)
        allowed = all(may("add", model) for model, _ in rows)
        problem = FORBIDDEN if not allowed else missing(lost[0][0], names.named(*lost[0])) if lost else ""
        yield Part(part_name(key), _called(key, asked[key], names), "", "verwijderd", _returns(key, rows), problem)


def _returns(key: Key, rows: dict[Key, Values]) -> str:
    """For example: staat er weer, met 2 gegevens."""
    kinds = Counter(model for model, pk in rows if (model, pk) != key)
    words = [
        f"{count} {model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural}"
        for model, count in kinds.items()
    ]
    lost = [str(key[0]._meta.get_field(name).verbose_name) for name in key[0].unrecorded]
    with_ = f", met {', '.join(words)}" if words else ""
    return f"staat er weer{with_}" + (f", zonder {', '.join(lost)}: dat bewaart de geschiedenis niet" if lost else "")


def _changes(steps: dict[Key, Step], now: dict[Key, Values], names: Names, may: May) -> Iterator[Part]:
    changed = {key: step for key, step in steps.items() if step.record["history_type"] == CHANGED and step.before}
    targets = {target for key, step in changed.items() for target in needed_by({key: step.before or {}})}
    there = present(targets)
    for key, step in changed.items():
        wanted = changed_names(step)
        for item, name in fields_of(key[0]):
            if name in wanted:
                yield _change(key, item, name, step, now.get(key), names, there, allowed=may("change", key[0]))


def _change(
    key: Key, item: Any, name: str, step: Step, now: Values | None, names: Names, there: set[Key], *, allowed: bool
) -> Part:
    before, after = (step.before or {})[name], step.after[name]
    row, label = _called(key, step.after, names), str(item.verbose_name)
    if now is None:
        return Part(
            part_name(key, name), row, label, "verwijderd", names.shown(item, before), f"De rij {DELETED_SINCE}"
        )
    model = item.related_model._meta.concrete_model if item.is_relation else None
    back = before
    if item.many_to_many:
        back = tuple(pk for pk in sorted(set_back(now[name], before, after)) if pk in now[name] or (model, pk) in there)
    part = Part(part_name(key, name), row, label, names.shown(item, now[name]), names.shown(item, back))
    if back == now[name]:
        return part._replace(problem=THERE)
    if not allowed:
        return part._replace(problem=FORBIDDEN)
    if model and not item.many_to_many and before and (model, before) not in there:
        return part._replace(problem=missing(model, names.named(model, before)))
    return part._replace(is_overtaken=not item.many_to_many and now[name] != after)
