"""Who does what by when, and what colleagues say: about a finding by its rule and object, else about the object."""

from collections import Counter
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db.models import Count

from providers.models import Provider

from ..models import Assignment, Comment
from ..wording import local_day
from .reviews import Control

# Number of the provider, rule (empty for a control), object.
Name = tuple[int, str, str]


def assign(
    provider: Provider, code: str, subject: str, *, person: Any, due: date | None, author: str, now: datetime
) -> None:
    """Record who does it and by which day; without both nobody has to."""
    named: dict[str, Any] = {"provider": provider, "code": code, "object": subject}
    if person or due:
        values: dict[str, Any] = {"person": person, "due": due, "author": author, "made_at": now}
        Assignment.objects.update_or_create(**named, defaults=values)
    else:
        Assignment.objects.filter(**named).delete()


def assignments_of(providers: Collection[int]) -> dict[Name, Assignment]:
    """Of these providers; one query."""
    rows = Assignment.objects.filter(provider__in=providers).select_related("person")
    return {(row.provider_id, row.code, row.object): row for row in rows}


def day_of_control(control: Control, assignment: Assignment | None) -> date:
    """The day that somebody set, until there was a control after that; else when the control is due."""
    own = assignment.due if assignment and control.on <= local_day(assignment.made_at) else None
    return own or control.due


def comments_on(provider: Provider, code: str, subject: str) -> list[Comment]:
    """What was said, the oldest first."""
    return list(Comment.objects.filter(provider=provider, code=code, object=subject).order_by("pk"))


def comment_counts(providers: Collection[int]) -> Counter[Name]:
    """How much was said about each thing; one query."""
    rows = Comment.objects.filter(provider__in=providers).order_by().values_list("provider", "code", "object")
    return Counter({(provider, code, subject): count for provider, code, subject, count in rows.annotate(Count("pk"))})
