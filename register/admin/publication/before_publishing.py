"""What somebody who is about to publish has to know: the draft, the last version, and what is wrong."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from providers.models import Provider

from ...access import PUBLISH
from ...article30 import article30, open_points
from ...dossier import Dossier, Edition, live_dossier, register_fingerprint
from ...dossier.edition import Finding
from ...drafts.findings import findings_to_publish
from ...models import Publication
from ...publications.editions import readable_dossier
from ...publications.publishing import Order, refusals
from ..findings.shown import Shown, noted_in, shown
from .differences import Difference, difference


@dataclass(frozen=True)
class Situation:
    """What somebody who publishes looks at: the draft, and the version before it if there is one."""

    provider: Provider
    draft: Dossier
    last: Publication | None
    published: Dossier | None
    today: date
    findings: tuple[Finding, ...]

    @property
    def number(self) -> int:
        """The number that the next version gets."""
        return self.last.number + 1 if self.last else 1

    @property
    def first_day(self) -> date:
        """The earliest day on which the next version may start."""
        return max(self.today, self.last.valid_from) if self.last else self.today

    @property
    def seen(self) -> str:
        """Fingerprint of the draft that is shown."""
        return register_fingerprint(self.draft)

    @property
    def difference(self) -> Difference | None:
        """What changes; None for a first version."""
        return difference(self.published, self.draft) if self.published else None

    @property
    def is_published(self) -> bool:
        """True when there is something to withdraw."""
        return bool(self.last and not self.last.is_withdrawal)

    @property
    def is_unchanged(self) -> bool:
        """True when a new version would say what the last one says."""
        return self.last is not None and self.is_published and self.last.register_fingerprint == self.seen

    @property
    def problems(self) -> list[str]:
        """Why this draft could not be published as it is, without an explanation; in Dutch."""
        order = Order(provider=self.provider, valid_from=self.first_day, note="-", author="-")
        return [refusal.text for refusal in refusals(order, self.draft, self.last, self.today, self.findings)]

    @cached_property
    def shown(self) -> list[Shown]:
        """What the rules find in this draft as a version, with where it is repaired."""
        return shown(noted_in([self.provider], {self.provider.pk: self.findings}))

    @property
    def errors(self) -> list[Shown]:
        """The fouten, each to be repaired or explained."""
        return [item for item in self.shown if item.row.is_mistake]

    @property
    def unexplained(self) -> int:
        """How many fouten nobody explained."""
        return sum(item.finding.is_open for item in self.errors)

    @property
    def milder(self) -> list[Shown]:
        """Waarschuwingen and remarks, which do not stop a publication."""
        return [item for item in self.shown if not item.row.is_mistake]

    @property
    def open_points(self) -> int:
        """How many duties of the register are not fully recorded; they do not stop a publication."""
        edition = Edition(dossier=self.draft, made_at=timezone.now())
        return len(open_points(article30(edition).parts))


def situation(request: HttpRequest, slug: str) -> Situation:
    """Read what there is now. Raises PermissionDenied, or Http404 for a provider one may not see."""
    if not request.user.has_perm(PUBLISH):
        raise PermissionDenied
    provider = get_object_or_404(Provider.objects.for_user(request.user), slug=slug)
    last = Publication.objects.last_of(provider)
    draft, today = live_dossier(provider.pk), timezone.localdate()
    findings = findings_to_publish(provider.pk, draft, today)
    # A version that cannot be read is None: the page says so, and publishing refuses.
    return Situation(provider, draft, last, readable_dossier(last), today, findings)
