"""A new activity that starts as a copy of another one."""

from typing import Any

from django.db import models, transaction

from .models import ProcessingActivity

# Rows below an activity; rows that merely mention one (a report, a highlight) stay with the original.
_ROWS = ("purposerow", "datarow", "activitysystem", "disclosure", "activitysecurity", "activityoperation")


@transaction.atomic
def copy_activity(original: ProcessingActivity, copy: ProcessingActivity) -> ProcessingActivity:
    """Save `copy`, which has its own number and title, with everything else of the original.

    Where a fact was read is not copied, nor a note: no document says it of the new activity.
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
    left_out = {*skip, "id", "source", "note"}
    for field in row._meta.concrete_fields:
        if field.name not in left_out:
            setattr(twin, field.attname, getattr(row, field.attname))
    twin.save()
    for field in row._meta.many_to_many:
        members = getattr(row, field.name).all()
        getattr(twin, field.name).set([(twins or {}).get(member, member) for member in members])
