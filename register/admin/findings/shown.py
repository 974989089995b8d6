"""Findings of drafts as an officer meets them: whose they are, whether they are new, where they are repaired."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import reverse

from providers.admin.returning import leading_back
from providers.models import Provider

from ...choices import Severity
from ...dossier.edition import Finding, read_checked
from ...drafts.findings import findings_of_drafts
from ...drafts.repairs import RepairPlaces
from ...drafts.teamwork import assignments_of, comment_counts
from ...models import Assignment, Publication
from ..together.kinds import BY_CODE


@dataclass(frozen=True)
class Noted:
    """A finding of a provider's draft. A new one was not there when the last version was published.

    `others` counts what else the same rule found there and nobody decided on, `comments` what colleagues said of it.
    """

    provider: Provider
    finding: Finding
    is_new: bool
    others: int = 0
    assignment: Assignment | None = None
    comments: int = 0

    @property
    def anchor(self) -> str:
        """Name of this finding on a page."""
        text = "\n".join((self.provider.slug, self.finding.code, self.finding.object))
        return f"bevinding-{hashlib.sha256(text.encode()).hexdigest()[:12]}"

    @property
    def box(self) -> str:
        """This finding with the facts it is about, as a form says it."""
        return f"{self.finding.state} {self.finding.object}"

    @property
    def address(self) -> str:
        """The page on which it is accepted or explained."""
        page = reverse("finding", args=[self.provider.slug, self.finding.code])
        return f"{page}?{urlencode({'onderwerp': self.finding.object})}"

    @property
    def assigning(self) -> str:
        """The page on which somebody is told to repair it."""
        query = urlencode({"regel": self.finding.code, "onderwerp": self.finding.object})
        return f"{reverse('assign', args=[self.provider.slug])}?{query}"

    def is_late(self, today: date) -> bool:
        """Whether the day that somebody set has passed."""
        return bool(self.assignment and self.assignment.due and self.assignment.due < today)

    @property
    def together(self) -> str:
        """The page that repairs what this rule found at all activities of the provider; empty when there is none."""
        kind = BY_CODE.get(self.finding.code)
        if kind is None or not self.others or not self.finding.is_open:
            return ""
        query = urlencode({"aanbieder": self.provider.slug, "regel": self.finding.code})
        return f"{reverse('admin:register_together', args=[kind.key])}?{query}"

    @property
    def is_mistake(self) -> bool:
        """True for a fout, which is explained and keeps counting."""
        return self.finding.severity == Severity.ERROR

    @property
    def is_warning(self) -> bool:
        """True for a waarschuwing that nobody accepted."""
        return self.finding.severity == Severity.WARNING and self.finding.is_open


class Shown(NamedTuple):
    """A finding on a page, with the address of the field in which it is repaired, and where that leads back to."""

    row: Noted
    finding: Finding
    repair: str
    back: str = ""


def noted(providers: Sequence[Provider], today: date) -> list[Noted]:
    """All findings of these providers' drafts: in the order of the providers, heaviest first."""
    return noted_in(providers, findings_of_drafts([provider.pk for provider in providers], today))


def noted_in(providers: Sequence[Provider], found: Mapping[int, Iterable[Finding]]) -> list[Noted]:
    """The same for findings that are at hand, by number of the provider."""
    before = _published_with(found)
    given, said = assignments_of(found), comment_counts(found)
    equal = Counter((pk, item.code) for pk, findings in found.items() for item in findings if item.is_open)
    return [
        Noted(
            provider,
            item,
            _known(item) not in before.get(provider.pk, ()),
            equal[provider.pk, item.code] - item.is_open,
            given.get((provider.pk, item.code, item.object)),
            said[provider.pk, item.code, item.object],
        )
        for provider in providers
        for item in found[provider.pk]
    ]


def shown(rows: Iterable[Noted], back: str = "", *, in_place: bool = False) -> list[Shown]:
    """These findings with where each is repaired; one query for each kind of row they hang on.

    Saving there leads to `back`, with `in_place` to the place in the list: what is solved is gone, and the next one
    then stands there. On the page `back` itself the field is only pointed at.
    """
    found = list(rows)
    places = RepairPlaces({row.provider.pk for row in found})
    return [_shown(row, places, f"{back}#plaats-{number}" if in_place else back) for number, row in enumerate(found, 1)]


def _shown(row: Noted, places: RepairPlaces, back: str) -> Shown:
    path = places.path(row.provider.pk, row.finding)
    is_here = path.partition("#")[0] == back.partition("?")[0]
    return Shown(row, row.finding, path if is_here else leading_back(path, back), back)


def _published_with(providers: Iterable[int]) -> dict[int, frozenset[tuple[str, str]]]:
    last = Publication.objects.last_of_each().filter(provider__in=list(providers))
    return {
        provider: frozenset(_known(finding) for finding in read_checked(findings) or ())
        for provider, findings in last.values_list("provider", "findings")
    }


def _known(finding: Finding) -> tuple[str, str]:
    """What tells one finding from another."""
    return finding.code, finding.object
