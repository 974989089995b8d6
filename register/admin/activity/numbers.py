"""Numbers of activities: the next one for each provider; a number that was used stays used."""

from collections import defaultdict

from django.contrib.admin.models import DELETION, LogEntry
from django.contrib.contenttypes.models import ContentType

from providers.models import Provider

from ...models import ProcessingActivity
from ...models.activity import NUMBER


def deleted_numbers() -> set[str]:
    """Numbers of activities that somebody deleted here."""
    kind = ContentType.objects.get_for_model(ProcessingActivity)
    entries = LogEntry.objects.filter(content_type=kind, action_flag=DELETION)
    names = entries.values_list("object_repr", flat=True)
    # The log keeps the activity as text, which begins with the number.
    return {first for name in names if NUMBER.match(first := name.partition(" ")[0])}


def next_numbers(*providers: Provider) -> list[str]:
    """A free number for each provider: one past the highest that was ever used."""
    highest: dict[str, int] = defaultdict(int)
    stored = ProcessingActivity.objects.values_list("number", flat=True)
    for number in {*stored, *deleted_numbers()}:
        if match := NUMBER.match(number):
            prefix, sequence = match["prefix"], int(match["sequence"])
            highest[prefix] = max(highest[prefix], sequence)
    return [f"{row.prefix}-{highest[row.prefix] + 1:02d}" for row in providers]
