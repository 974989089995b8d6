"""Which version of a provider counts when, from numbers and days alone.

In force is the highest number whose first day has come. So a later version that starts earlier takes the
place of those that were announced: they never start, and nothing of them is deleted.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils import timezone

from ..models import Publication


@dataclass(frozen=True)
class Chain:
    """All versions of one provider, newest first."""

    publications: tuple[Publication, ...]

    @property
    def last(self) -> Publication | None:
        """The highest number, in force or announced."""
        return next(iter(self.publications), None)

    @cached_property
    def skipped(self) -> frozenset[int]:
        """The numbers that never start: another version took their place before their day."""
        return frozenset(item.number for item in self.publications if _is_skipped(item, self.publications))

    def announced(self, day: date) -> tuple[Publication, ...]:
        """What still has to start on this day, newest first."""
        return tuple(item for item in self.publications if item.valid_from > day and item.number not in self.skipped)

    def in_force_on(self, day: date) -> Publication | None:
        """The one version that counts on a day; a withdrawal counts too."""
        return next((item for item in self.publications if item.valid_from <= day), None)

    def before(self, publication: Publication) -> Publication | None:
        """The version whose place this one takes, stored or not; None when there was none to read."""
        known = [item for item in self.publications if item.number < publication.number]
        among = [publication, *known]
        return next((item for item in known if not _is_skipped(item, among)), None)


def chain_of(provider: int) -> Chain:
    """The versions of a provider by number of its row, in one query and without their contents."""
    rows = Publication.objects.without_content().with_shielding().filter(provider=provider).select_related("provider")
    return Chain(tuple(rows.order_by("-number")))


def made_on(publication: Publication) -> date:
    """The day on which a version was made."""
    return timezone.localdate(publication.made_at)


def _is_skipped(publication: Publication, among: Iterable[Publication]) -> bool:
    return any(
        item.number > publication.number and made_on(item) < publication.valid_from >= item.valid_from for item in among
    )
