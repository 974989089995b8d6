"""What is done to a whole activity: end it, copy it, give it many kinds of data at once."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Max, Q

from retention.models import RetentionTerm

from .choices import Status
from .models import DataCategory, DataRow, ProcessingActivity, Publication, SubjectGroup
from .twins import ROWS, Twins


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
def copy_activity(original: ProcessingActivity, copy: ProcessingActivity) -> list[str]:
    """Save `copy`, which has its own provider, number and title, with everything else of the original.

    Where a fact was read and why it was read so is not copied, nor a note, nor the number elsewhere. For another
    provider gives what was left open, because that one has nothing with the same name or key, or has it already.
    """
    twins = Twins(original, copy)
    twins.take_over(original, copy, skip=("provider", "number", "title", "status", "ended_on"))
    for name in ROWS:
        for row in getattr(original, f"{name}_set").all():
            twin = twins.make(row, activity=copy)
            for basis in row.bases.all() if twin and name == "purposerow" else ():
                twins.make(basis, purpose=twin)
    return list(dict.fromkeys(twins.left))


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
