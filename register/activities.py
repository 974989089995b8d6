"""What is done to a whole activity: end it, copy it, give it many kinds of data at once."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import models, transaction
from django.db.models import Max, Q

from retention.models import RetentionTerm

from .choices import Status
from .models import DataCategory, DataRow, ProcessingActivity, Publication, SubjectGroup

# Rows below an activity; rows that merely mention one (a report, a highlight) stay with the original.
_ROWS = ("purposerow", "datarow", "activitysystem", "minors", "disclosure", "activitysecurity", "activityoperation")
# No document says the copy, and no other system knows it.
_LEFT_OUT = {"id", "source", "reading", "note", "reference"}


def was_published(activity: ProcessingActivity) -> bool:
    """Whether some version of the provider names this activity."""
    # Numbers are unique and are written nowhere else in canonical JSON under this name.
    mark = f'"number":"{activity.number}"'
    return Publication.objects.filter(provider=activity.provider_id, dossier__contains=mark).exists()


def end_activity(activity: ProcessingActivity, day: date) -> bool:
    """End an activity on a day; false when it had ended by then. It stays in the register."""
    if activity.status == Status.ENDED and not (activity.ended_on and activity.ended_on > day):
        return False
    activity.status, activity.ended_on = Status.ENDED, day
    activity.save()
    return True


@transaction.atomic
def copy_activity(original: ProcessingActivity, copy: ProcessingActivity) -> ProcessingActivity:
    """Save `copy`, which has its own number and title, with everything else of the original.

    Where a fact was read and why it was read so is not copied, nor a note, nor the number elsewhere.
    """
    _take_over(original, copy, skip=("number", "title", "status", "ended_on"))
    twins: dict[models.Model, models.Model] = {}
    for name in _ROWS:
        for row in getattr(original, f"{name}_set").all():
            twins[row] = _twin(row, twins, activity=copy)
            for basis in row.bases.all() if name == "purposerow" else ():
                _twin(basis, twins, purpose=twins[row])
    return copy


def _twin(row: models.Model, twins: dict[models.Model, models.Model], **parent: models.Model) -> models.Model:
    twin = type(row)(**parent)
    _take_over(row, twin, skip=tuple(parent), twins=twins)
    return twin


def _take_over(row: Any, twin: Any, *, skip: tuple[str, ...], twins: dict | None = None) -> None:
    """Give the twin the values and the sets of a row; members that were copied too are replaced by theirs."""
    left_out = _LEFT_OUT | set(skip)
    for field in row._meta.concrete_fields:
        if field.name not in left_out:
            setattr(twin, field.attname, getattr(row, field.attname))
    twin.save()
    for field in row._meta.many_to_many:
        members = getattr(row, field.name).all()
        getattr(twin, field.name).set([(twins or {}).get(member, member) for member in members])


@transaction.atomic
def add_data(
    activity: ProcessingActivity,
    categories: Iterable[DataCategory],
    *,
    group: SubjectGroup | None = None,
    others: Iterable[SubjectGroup] = (),
    term: RetentionTerm | None = None,
    origin: str = "",
) -> int:
    """Add a row for each kind of data that this group does not have yet, alone or with others; gives how many.

    A row is called as the word is: an officer may write the provider's own word over it. `others` are groups whose
    data these are as well.
    """
    last = activity.datarow_set.aggregate(last=Max("sequence"))["last"] or 0
    of_group = Q(group=group) | Q(other_groups=group) if group else Q(group=None)
    present = activity.datarow_set.filter(of_group, condition="").values_list("name", "category")
    # Whatever the provider's word for it is.
    known = {part for row in present for part in row}
    missing = [category for category in categories if not {category.name, category.pk} & known]
    for place, category in enumerate(missing, start=1):
        row = DataRow(activity=activity, group=group, category=category, name=category.name, term=term)
        row.sequence, row.origin = last + 10 * place, origin
        row.save()
        row.other_groups.set(others)
    return len(missing)
