"""Ending an activity: what was ever published is never deleted."""

from datetime import date

from .choices import Status
from .models import ProcessingActivity, Publication


def was_published(activity: ProcessingActivity) -> bool:
    """Whether some version of the provider names this activity."""
    # Numbers are unique and are written nowhere else in canonical JSON under this name.
    mark = f'"number":"{activity.number}"'
    return Publication.objects.filter(provider=activity.provider_id, dossier__contains=mark).exists()


def end_activity(activity: ProcessingActivity, day: date) -> bool:
    """End an activity on a day; false when it had ended already. It stays in the register."""
    if activity.status == Status.ENDED:
        return False
    activity.status, activity.ended_on = Status.ENDED, day
    activity.save()
    return True
