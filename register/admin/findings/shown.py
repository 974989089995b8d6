"""Findings of drafts as an officer meets them: whose they are, whether they are new, where they are repaired."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import reverse

from providers.models import Provider

from ...choices import Severity
from ...dossier.edition import Finding, read_checked
from ...drafts.findings import findings_of_drafts
from ...drafts.repairs import RepairPlaces
from ...models import Publication


@dataclass(frozen=True)
class Noted:
    """A finding of a provider's draft. A new one was not there when the last version was published."""

    provider: Provider
    finding: Finding
    is_new: bool

    @property
    def anchor(self) -> str:
        """Name of this finding on a page."""
        text = "\n".join((self.provider.slug, self.finding.code, self.finding.object))
        return f"bevinding-{hashlib.sha256(text.encode()).hexdigest()[:12]}"

    @property
    def address(self) -> str:
        """The page on which it is accepted or explained."""
        page = reverse("finding", args=[self.provider.slug, self.finding.code])
        return f"{page}?{urlencode({'onderwerp': self.finding.object})}"

    @property
    def is_mistake(self) -> bool:
        """True for a fout, which is explained and keeps counting."""
        return self.finding.severity == Severity.ERROR

    @property
    def is_warning(self) -> bool:
        """True for a waarschuwing that nobody accepted."""
        return self.finding.severity == Severity.WARNING and self.finding.is_open


class Shown(NamedTuple):
    """A finding on a page, with the address of the field in which it is repaired."""

    row: Noted
    finding: Finding
    repair: str


def noted(providers: Sequence[Provider], today: date) -> list[Noted]:
    """All findings of these providers' drafts: in the order of the providers, heaviest first."""
    return noted_in(providers, findings_of_drafts([provider.pk for provider in providers], today))


def noted_in(providers: Sequence[Provider], found: Mapping[int, Iterable[Finding]]) -> list[Noted]:
    """The same for findings that are at hand, by number of the provider."""
    before = _published_with(found)
    return [
        Noted(provider, item, _known(item) not in before.get(provider.pk, ()))
        for provider in providers
        for item in found[provider.pk]
    ]


def shown(rows: Iterable[Noted]) -> list[Shown]:
    """These findings with where each is repaired; one query for each kind of row they hang on."""
    found = list(rows)
    places = RepairPlaces({row.provider.pk for row in found})
    return [Shown(row, row.finding, places.path(row.provider.pk, row.finding)) for row in found]


def _published_with(providers: Iterable[int]) -> dict[int, frozenset[tuple[str, str]]]:
    last = Publication.objects.last_of_each().filter(provider__in=list(providers))
    return {
        provider: frozenset(_known(finding) for finding in read_checked(findings) or ())
        for provider, findings in last.values_list("provider", "findings")
    }


def _known(finding: Finding) -> tuple[str, str]:
    """What tells one finding from another."""
    return finding.code, finding.object
