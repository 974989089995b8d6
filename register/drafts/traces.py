"""When each activity was added, edited and looked at: for the register, up to the moment it is of."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db.models import Max, Min

from providers.facts.recording import history_of
from providers.history.owners import parent_field

from ..dossier import TABLES
from ..dossier.edition import Trace
from ..models import ProcessingActivity, Publication
from ..wording import local_day
from .reviews import Control, latest_reviews, months_as_of


def traces(provider: int, moment: datetime, *, is_published: bool = False) -> dict[str, Trace]:
    """By number of the activity, as known at a moment; a constant number of queries.

    A control of the whole statement covers all of it. What nobody looked at is due as long after the first version,
    which is that of the moment where `is_published` and there is none before, or after it was added if that is later.
    """
    numbers, made, months = _activities(provider, moment)
    general = months_as_of(provider, moment)
    changed = _changed(numbers, moment)
    looked = latest_reviews([provider], made_at__lte=moment)
    first = Publication.objects.filter(provider=provider, made_at__lte=moment).aggregate(Min("made_at"))["made_at__min"]
    start = _day(first or (moment if is_published else None))
    found = {}
    for row, number in numbers.items():
        whole, own = looked.get((provider, "", "")), looked.get((provider, number, ""))
        control = max(filter(None, (whole, own)), default=None)
        counted = control or (Control(max(start, _day(made[row]) or start)) if start else None)
        counted = counted and replace(counted, months=months[row] or general)
        found[number] = Trace(
            made=_day(made[row]),
            changed=_day(changed.get(row)),
            checked=control.on if control else None,
            checked_by=control.author if control else "",
            due=counted.due if counted else None,
        )
    return found


def _day(moment: datetime | None) -> date | None:
    return local_day(moment) if moment else None


def _activities(provider: int, moment: datetime) -> tuple[dict[int, str], dict[int, datetime], dict[int, int | None]]:
    """Number, first record and own months between controls of each row there ever was."""
    records = history_of(ProcessingActivity)._base_manager.filter(provider_id=provider, history_date__lte=moment)
    numbers: dict[int, str] = {}
    made: dict[int, datetime] = {}
    months: dict[int, int | None] = {}
    columns = ("id", "number", "history_date", "review_months")
    for row, number, at, own in records.order_by("history_id").values_list(*columns):
        numbers[row], months[row] = number, own
        made.setdefault(row, at)
    return numbers, made, months


def _changed(activities: Iterable[int], moment: datetime) -> dict[int, datetime]:
    """The last record of each activity and of every row below it, those that are gone included."""
    newest: dict[int, datetime] = {}
    above: dict[Any, dict[int, int]] = {ProcessingActivity: {row: row for row in activities}}
    for model in dict.fromkeys(table.model for table in TABLES.values()):
        column, parents = _owner(model, above)
        if not parents:
            continue
        records = history_of(model)._base_manager.filter(**{f"{column}__in": list(parents)}, history_date__lte=moment)
        owners = above.setdefault(model, {})
        for row, parent, at in records.values_list("id", column).annotate(Max("history_date")).order_by():
            owners[row] = parents[parent]
            newest[parents[parent]] = max(newest.get(parents[parent], at), at)
    return newest


def _owner(model: Any, above: dict[Any, dict[int, int]]) -> tuple[str, dict[int, int]]:
    """The column by which rows belong to an activity or to a row below one, and the activity of each such row."""
    if model is ProcessingActivity:
        return "id", above[model]
    own = [field for field in model._meta.fields if field.related_model is ProcessingActivity]
    field = own[0] if own else parent_field(model)
    return (field.attname, above.get(field.related_model, {})) if field else ("", {})
