"""What somebody who is about to publish has to know: the draft, the last version, and what is wrong."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from providers.models import Provider

from ...article30 import article30
from ...dossier import Dossier, Edition, live_dossier, register_fingerprint
from ...dossier.edition import Finding
from ...drafts.findings import findings_to_publish
from ...models import Publication
from ...permissions import PUBLISH
from ...publications.chain import Chain, chain_of
from ...publications.editions import readable_dossier
from ...publications.publishing import Order, Refusal, refusals
from ..findings.shown import Shown, noted_in, shown
from .differences import Difference, difference


@dataclass(frozen=True)
class Situation:
    """What somebody who publishes looks at: the draft, and the version before it if there is one."""

    provider: Provider
    draft: Dossier
    chain: Chain
    published: Dossier | None
    now: datetime
    findings: tuple[Finding, ...]

    @property
    def today(self) -> date:
        """The day of this look."""
        return timezone.localdate(self.now)

    @property
    def last(self) -> Publication | None:
        """The version with the highest number."""
        return self.chain.last

    @property
    def announced(self) -> tuple[Publication, ...]:
        """What still has to start, the first to start first."""
        return self.chain.announced(self.today)[::-1]

    @property
    def in_force(self) -> Publication | None:
        """What counts today."""
        return self.chain.in_force_on(self.today)

    @property
    def number(self) -> int:
        """The number that the next version gets."""
        return self.last.number + 1 if self.last else 1

    @property
    def first_day(self) -> date:
        """The day that is proposed: today, or that of the version which is announced last."""
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
        return bool(self.last and (not self.last.is_withdrawal or self.announced))

    @property
    def is_unchanged(self) -> bool:
        """True when a new version would say what the last one says, and that one counts already."""
        if self.last is None or self.last.is_withdrawal or self.announced:
            return False
        return self.last.register_fingerprint == self.seen

    @property
    def problems(self) -> list[str]:
        """Why this draft could not be published as it is, without an explanation; in Dutch."""
        # Bringing forward what is announced is no repetition.
        order = Order(provider=self.provider, valid_from=self.today, note="-", author="-")
        return [refusal.text for refusal in self.refusals(order)]

    def refusals(self, order: Order) -> list[Refusal]:
        """Why an order cannot be carried out as things are."""
        return refusals(order, self.draft, self.chain, self.now, self.today, self.findings)

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
        """How many things that the register asks are not fully recorded; they do not stop a publication."""
        edition = Edition(dossier=self.draft, made_at=timezone.now())
        return sum(state.is_open for activity in article30(edition).activities for state in activity.states)


def situation(request: HttpRequest, slug: str) -> Situation:
    """Read what there is now. Raises PermissionDenied, or Http404 for a provider one may not see."""
    if not request.user.has_perm(PUBLISH):
        raise PermissionDenied
    provider = get_object_or_404(Provider.objects.for_user(request.user), slug=slug)
    now = timezone.now()
    today, chain = timezone.localdate(now), chain_of(provider.pk)
    draft = live_dossier(provider.pk, today)
    findings = findings_to_publish(provider.pk, draft, today)
    # A version that cannot be read is None: the page says so, and publishing refuses.
    return Situation(provider, draft, chain, readable_dossier(chain.last), now, findings)
