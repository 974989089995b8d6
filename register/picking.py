"""Many kinds of data at once: one group of people, one term."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max

from retention.models import RetentionTerm

from .models import DataCategory, DataRow, ProcessingActivity, SubjectGroup


@transaction.atomic
def add_data(
    activity: ProcessingActivity,
    categories: Iterable[DataCategory],
    *,
    group: SubjectGroup | None = None,
    term: RetentionTerm | None = None,
) -> int:
    """Add a row for each kind of data that this group does not have yet; gives how many were added.

    A row is called as the word is: an officer may write the provider's own word over it.
    """
    last = activity.datarow_set.aggregate(last=Max("sequence"))["last"] or 0
    present = set(activity.datarow_set.filter(group=group, condition="").values_list("name", flat=True))
    missing = [category for category in categories if category.name not in present]
    for place, category in enumerate(missing, start=1):
        row = DataRow(activity=activity, group=group, category=category, name=category.name, term=term)
        row.sequence = last + 10 * place
        row.save()
    return len(missing)
