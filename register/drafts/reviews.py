"""Periodic control: that somebody looked, and when that has to happen again.

The day is an argument everywhere.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db.models import F, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.utils import timezone

from providers.facts.recording import ADDED, history_of
from providers.models import Provider
from retention.models import RetentionTerm

from ..findings.tables import review_due
from ..models import Assignment, ProcessingActivity, Publication, Review

SOON = 30
_NOBODY_CHOSE = Value(None, output_field=IntegerField())


@dataclass(frozen=True, order=True)
class Control:
    """When somebody last looked at something, and who that was; publishing counts as looking.

    `months` is how long that is good for; None where nobody chose it.
    """

    on: date
    author: str = ""
    months: int | None = field(default=None, compare=False)

    @property
    def due(self) -> date:
        """The day on which somebody has to look again."""
        return review_due(self.on, self.months)

    def days_late(self, today: date) -> int:
        """Days since the control was due; negative while there is time."""
        return (today - self.due).days


@dataclass(frozen=True)
class Controls:
    """Of one provider that is published: the whole statement, each activity by number, each term by key."""

    statement: Control
    activities: dict[str, Control] = field(default_factory=dict)
    terms: dict[str, Control] = field(default_factory=dict)

    @property
    def oldest(self) -> Control:
        """What has to be looked at first."""
        return min((self.statement, *self.activities.values(), *self.terms.values()), key=lambda item: (item.due, item))


def record_review(provider: Provider, author: str, now: datetime, *, activity: str = "", term: str = "") -> Review:
    """Log that somebody looked at an activity, a term or the whole statement, and changed nothing."""
    review = Review(
        provider=provider, activity=activity, term=term, reviewed_on=timezone.localdate(now), author=author, made_at=now
    )
    review.full_clean()
    review.save()
    # The day that somebody set was for this control; the next one is due by itself.
    subject = f"activities:{activity}" if activity else f"terms:{term}" if term else None
    done = Assignment.objects.filter(provider=provider, code="", **({"object": subject} if subject else {}))
    done.update(due=None)
    return review


def controls(providers: Iterable[Any], today: date) -> dict[int, Controls]:
    """By number of the provider, for those whose statement is in force; four queries, whatever there is.

    A control of the whole statement covers all of it. What nobody looked at on its own counts from the
    day of the first version, or from the day on which it was added if that is later.
    """
    looked = latest_reviews(providers)
    activities = _added(ProcessingActivity.objects.active(today), "number", providers, F("review_months"))
    terms = _added(RetentionTerm.objects.all(), "key", providers)
    found = {}
    for provider, (first, current) in _published(providers, today).items():
        whole = looked.get((provider, "", ""))
        found[provider] = Controls(
            statement=_newest(current, whole, months=current.months),
            activities={
                number: _newest(first, whole, added, looked.get((provider, number, "")), months=own or first.months)
                for number, added, own in activities[provider]
            },
            terms={
                key: _newest(first, whole, added, looked.get((provider, "", key)), months=first.months)
                for key, added, _ in terms[provider]
            },
        )
    return found


def latest_reviews(providers: Iterable[Any], **known: datetime) -> dict[tuple[int, str, str], Control]:
    """The last control of each thing, by provider, number of an activity and key of a term."""
    # Later rows replace earlier ones.
    rows = Review.objects.filter(provider__in=providers, **known).order_by("reviewed_on", "pk")
    return {(row.provider_id, row.activity, row.term): Control(row.reviewed_on, row.author) for row in rows}


def reviewed_as_of(provider: int, moment: datetime) -> date | None:
    """When somebody had last looked at a whole statement at a past moment; None when it was not in force."""
    known = {"made_at__lte": moment}
    published = _published([provider], timezone.localdate(moment), **known).get(provider)
    looked = latest_reviews([provider], **known).get((provider, "", ""))
    return _newest(published[1], looked, months=None).on if published else None


def months_as_of(provider: int, moment: datetime) -> int | None:
    """How long a control was good for at a past moment; None when the provider had not chosen that."""
    records = history_of(Provider)._base_manager.filter(id=provider, history_date__lte=moment)
    return records.order_by("-history_id").values_list("review_months", flat=True).first()


def _newest(*several: Control | None, months: int | None) -> Control:
    return replace(max(control for control in several if control), months=months)


def _published(providers: Iterable[Any], today: date, **known: datetime) -> dict[int, tuple[Control, Control]]:
    """First version and the one in force, as controls; without those that were withdrawn."""
    made: dict[int, list[Publication]] = defaultdict(list)
    rows = Publication.objects.started(today).filter(provider__in=providers, **known).order_by("number")
    for row in rows.select_related("provider").only("provider__review_months", "kind", "made_at", "author"):
        made[row.provider_id].append(row)
    return {
        provider: (_of_publication(versions[0]), _of_publication(versions[-1]))
        for provider, versions in made.items()
        if not versions[-1].is_withdrawal
    }


def _of_publication(version: Publication) -> Control:
    return Control(timezone.localdate(version.made_at), version.author, version.provider.review_months)


def _added(
    rows: QuerySet, name: str, providers: Iterable[Any], months: Any = _NOBODY_CHOSE
) -> dict[int, list[tuple[str, Control | None, int | None]]]:
    """By provider the name of each row, with the day on which it was added and its own months."""
    records = history_of(rows.model)._base_manager.filter(id=OuterRef("pk"), history_type=ADDED)
    first = Subquery(records.order_by("-history_id").values("history_date")[:1])
    found: dict[int, list[tuple[str, Control | None, int | None]]] = defaultdict(list)
    for provider, key, added, own in rows.filter(provider__in=providers).values_list("provider", name, first, months):
        found[provider].append((key, Control(timezone.localdate(added)) if added else None, own))
    return found
