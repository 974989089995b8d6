"""How each provider stands: what is published, what is ready to be, what is wrong, and the next control."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from providers.models import Provider

from ...choices import Severity
from ...drafts.findings import draft_fingerprints
from ...drafts.reviews import Controls, controls
from ...models import ProcessingActivity, Publication
from ..findings.shown import Noted
from ..next_control import Due


@dataclass(frozen=True)
class Standing:
    """One provider on the start page. A fout counts also when it was explained, an accepted waarschuwing does not."""

    provider: Provider
    last: Publication | None
    is_changed: bool
    activities: int
    errors: int
    warnings: int
    due: Due | None
    control_page: str

    @property
    def is_published(self) -> bool:
        """False before the first version and after a withdrawal."""
        return self.last is not None and not self.last.is_withdrawal

    @property
    def is_withdrawn(self) -> bool:
        """True when the last version says that the provider offers nothing any more."""
        return self.last is not None and self.last.is_withdrawal

    @property
    def is_waiting(self) -> bool:
        """True when the draft says something that is not published."""
        return not self.is_published or self.is_changed


def standings(providers: Sequence[Provider], rows: Iterable[Noted], today: date) -> list[Standing]:
    """In the order of the providers; the number of queries does not grow with theirs."""
    pks = [provider.pk for provider in providers]
    versions = Publication.objects.last_of_each().without_content().filter(provider__in=pks)
    last = {row.provider_id: row for row in versions.select_related("provider")}
    prints = draft_fingerprints(pks)
    looked = controls(pks, today)
    count = Counter((row.provider.pk, row.finding.severity) for row in rows if not row.finding.is_accepted)
    activities = Counter(ProcessingActivity.objects.active(today).values_list("provider", flat=True))
    return [
        Standing(
            provider=provider,
            last=last.get(pk),
            is_changed=pk in last and prints.get(pk) != last[pk].register_fingerprint,
            activities=activities[pk],
            errors=count[pk, Severity.ERROR],
            warnings=count[pk, Severity.WARNING],
            due=Due(looked[pk].oldest, today) if pk in looked else None,
            control_page=_control_page(pk, looked.get(pk), today),
        )
        for provider, pk in zip(providers, pks, strict=True)
    ]


def _control_page(provider: int, looked: Controls | None, today: date) -> str:
    """Where the control that is late is done: the statement, unless only activities of it are late."""
    own = looked.activities.values() if looked else ()
    if looked and looked.statement.due > today and any(control.due <= today for control in own):
        page = reverse("admin:register_processingactivity_changelist")
        return f"{page}?provider__id__exact={provider}&controle=te-laat"
    return reverse("admin:register_statementpage_change", args=[provider]) + "#controle"
