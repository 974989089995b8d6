"""Proof in a box: given at once, or after what takes long was made in the background."""

import hashlib
from datetime import date, datetime

from django.utils import timezone

from providers.models import Provider

from ...choices import TaskState
from ...drafts.edits import states_of
from ...evidence.box import Box, is_long, make_box, missing, unpacked, work_out
from ...evidence.edits import Period
from ...evidence.versions import versions_of
from ...models import DocumentTask
from ...models.task import EVIDENCE
from .asking import ask_missing
from .background import wake


def box_or_task(provider: Provider, period: Period, *, by: str, moment: datetime) -> Box | DocumentTask:
    """The box, or the task of what still has to be made for it; `by` is who asks.

    A register that cannot be made as PDF stays out of the box, which says so.
    """
    today = timezone.localdate(moment)
    gaps = [ask_missing(item.publication, by=by, moment=moment) for item in missing(versions_of(provider.pk))]
    waits = any(task and task.is_open for task in gaps)
    if not waits and not is_long(provider):
        return make_box(provider, period, work_out(provider, period, today))
    task = _ask(provider, period, today, by=by, moment=moment)
    wake()
    done = task.state == TaskState.DONE and not waits
    return make_box(provider, period, unpacked(bytes(task.content or b""))) if done else task


def _ask(provider: Provider, period: Period, today: date, *, by: str, moment: datetime) -> DocumentTask:
    """The one task of this period, as long as nobody edits, publishes, shields or controls anything that day."""
    state = f"{states_of([provider.pk]).get(provider.pk)} {today}"
    task, _ = DocumentTask.objects.get_or_create(
        provider=provider,
        kind=EVIDENCE,
        form="zip",
        role=period.key,
        fingerprint=hashlib.sha256(state.encode()).hexdigest(),
        defaults={"asked_by": by, "asked_at": moment},
    )
    return task
