"""What the list of activities says beside the activities themselves, read once for all rows of a page."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import F, Max

from providers.facts.recording import history_of

from ...choices import Severity
from ...drafts.findings import findings_of_drafts
from ...drafts.reviews import controls
from ...models import ProcessingActivity
from ..next_control import Due
from .inlines import INLINES

_WORDS = {
    Severity.ERROR: ("fout", "fouten"),
    Severity.WARNING: ("waarschuwing", "waarschuwingen"),
    Severity.INFO: ("info", "info"),
}


@dataclass
class ActivityStanding:
    """Findings by weight without those that were accepted, the last change, and the next control."""

    findings: Counter[Severity] = field(default_factory=Counter)
    changed_at: datetime | None = None
    due: Due | None = None

    @property
    def words(self) -> str:
        """The findings in words."""
        told = ((self.findings[severity], *words) for severity, words in _WORDS.items())
        return ", ".join(f"{number} {one if number == 1 else more}" for number, one, more in told if number) or "geen"


def standing_of(activities: Collection[ProcessingActivity], today: date) -> dict[int, ActivityStanding]:
    """By number of the row; as many queries for one activity as for many."""
    providers = {row.provider_id for row in activities}
    found = {row.number: ActivityStanding() for row in activities}
    for findings in findings_of_drafts(providers, today).values():
        for finding in findings:
            if finding.activity in found and not finding.is_accepted:
                found[finding.activity].findings[finding.severity] += 1
    for own in controls(providers, today).values():
        for number in found.keys() & own.activities.keys():
            found[number].due = Due(own.activities[number], today)
    changed = _changed_at([row.pk for row in activities])
    for row in activities:
        found[row.number].changed_at = changed.get(row.pk)
    return {row.pk: found[row.number] for row in activities}


def _changed_at(activities: Collection[int]) -> dict[int, datetime]:
    """The last record of each activity or of a row on its page: one query."""
    tables = [(ProcessingActivity, "id"), *((inline.model, "activity_id") for inline in INLINES)]
    first, *others = (
        history_of(model)
        ._base_manager.filter(**{f"{name}__in": activities})
        .order_by()
        .values(activity_pk=F(name))
        .annotate(at=Max("history_date"))
        for model, name in tables
    )
    found: dict[int, datetime] = {}
    for row in first.union(*others, all=True):
        found[row["activity_pk"]] = max(row["at"], found.get(row["activity_pk"], row["at"]))
    return found
