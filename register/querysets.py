"""Questions about activities, in words of the domain."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from providers.access import OwnedQuerySet

from .choices import Status, TaskState

# A process tells every second that it still works on a document; silent for longer, it is gone.
SILENT = timedelta(seconds=30)
# A document whose processes keep dying would otherwise take every later one along.
MOST_ATTEMPTS = 3
# How long a document stays available that belongs to no version.
KEPT = timedelta(hours=8)


class ActivityQuerySet(OwnedQuerySet):
    """Questions about processing activities."""

    def active(self, day: date) -> "ActivityQuerySet":
        """Activities that still happen on a day."""
        return self.filter(Q(status=Status.ACTIVE) | Q(ended_on__gt=day))


class AppendOnlyQuerySet(QuerySet):
    """Rows that are added and never changed; the database refuses it too (append_only.py)."""

    def update(self, **kwargs: Any) -> int:
        """Always raises TypeError."""
        raise TypeError(f"{self.model._meta.verbose_name} verandert nooit.")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Always raises TypeError."""
        raise TypeError(f"{self.model._meta.verbose_name} wordt nooit gewist.")


class PublicationQuerySet(AppendOnlyQuerySet):
    """Questions about published versions; a day is an argument, so tomorrow can be asked about today."""

    def for_user(self, user: Any) -> "PublicationQuerySet":
        """The publications this person may see: all of them, since they are public."""
        return self.all()

    def last_of(self, provider: Any) -> Any:
        """The highest version of a provider, in force or announced; None before the first."""
        return self.filter(provider=provider).order_by("-number").first()

    def started(self, day: date) -> "PublicationQuerySet":
        """What came into force by a day; a version whose place was taken before its day never did.

        Today a version that was made on or after the day of another proves that day: the clock may have been set back.
        """
        same = self.model._base_manager.filter(provider=OuterRef("provider"), number__gte=OuterRef("number"))
        later = same.filter(number__gt=OuterRef("number"), made_at__date__lt=OuterRef("valid_from"))
        taken = later.filter(valid_from__lte=OuterRef("valid_from"))
        has_come = Q(valid_from__lte=day)
        if day == timezone.localdate():
            has_come |= Q(Exists(same.filter(made_at__date__gte=OuterRef("valid_from"))))
        return self.filter(~Exists(taken), has_come)

    def last_of_each(self) -> "PublicationQuerySet":
        """The highest version of every provider."""
        newer = self.model._base_manager.filter(provider=OuterRef("provider"), number__gt=OuterRef("number"))
        return self.filter(~Exists(newer))

    def without_content(self) -> "PublicationQuerySet":
        """Leaves out the stored Dossier, which lists do not need."""
        return self.defer("dossier", "findings")

    def with_shielding(self) -> "PublicationQuerySet":
        """Each with what shields it, in one more query for all."""
        return self.prefetch_related("shieldings")


class DocumentTaskQuerySet(QuerySet):
    """Questions about documents that are made in the background; the moment is an argument."""

    def for_user(self, user: Any) -> "DocumentTaskQuerySet":
        """The tasks of the registers this person may see: today all; memberships will narrow it here."""
        return self.all()

    def open(self) -> "DocumentTaskQuerySet":
        """What is not finished, well or badly."""
        return self.filter(state__in=(TaskState.WAITING, TaskState.BUSY))

    def claimable(self, moment: datetime) -> "DocumentTaskQuerySet":
        """What a process may start to make: it waits, or another process left it behind."""
        left = Q(state=TaskState.BUSY, heartbeat__lt=moment - SILENT, attempts__lt=MOST_ATTEMPTS)
        return self.filter(Q(state=TaskState.WAITING) | left)

    def hopeless(self, moment: datetime) -> "DocumentTaskQuerySet":
        """What was left behind so often that nobody should start it again by itself."""
        return self.filter(state=TaskState.BUSY, heartbeat__lt=moment - SILENT, attempts__gte=MOST_ATTEMPTS)

    def stale(self, moment: datetime) -> "DocumentTaskQuerySet":
        """What was finished so long ago that it is thrown away; the file of a version is kept elsewhere."""
        return self.filter(finished_at__lt=moment - KEPT)

    def with_version(self) -> "DocumentTaskQuerySet":
        """Each with its version, without what that holds: only its number is shown."""
        return self.select_related("publication").defer("publication__dossier", "publication__findings")

    def without_content(self) -> "DocumentTaskQuerySet":
        """Leaves out what the document is made of and the document itself."""
        return self.defer("edition", "content")


class DecisionQuerySet(AppendOnlyQuerySet):
    """Questions about what somebody decided on findings."""

    def newest(self) -> "DecisionQuerySet":
        """The last decision on each finding, those that were taken back included."""
        return self.filter(pk__in=self.values("provider", "code", "object").annotate(last=Max("pk")).values("last"))
