"""What has to be done and by when: findings that somebody was given, and controls."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from providers.models import Provider
from retention.models import RetentionTerm

from ..drafts.findings import findings_of_drafts
from ..drafts.repairs import RepairPlaces
from ..drafts.reviews import Control, Controls, controls
from ..drafts.teamwork import Name, assignments_of, day_of_control
from ..findings import rule_name
from ..models import Assignment, ProcessingActivity

CONTROL = "Controle"
WHOLE = "statement"


@dataclass(frozen=True)
class Item:
    """One thing to do: `path` is the page on which it is done, `person` the number of who has to, None for nobody.

    `key` stays the same for as long as it is the same thing.
    """

    provider: Provider
    key: str
    what: str
    where: str
    path: str
    due: date | None
    person: int | None

    @property
    def is_control(self) -> bool:
        """True for a control, false for a finding."""
        return self.what == CONTROL

    def is_late(self, today: date) -> bool:
        """From the day after the last one."""
        return self.due is not None and self.due < today


def work_of(providers: Sequence[Provider], today: date) -> list[Item]:
    """Everything that somebody was given, and of each provider the first control that nobody has; the earliest first.

    The number of queries does not grow with what there is.
    """
    numbers = [provider.pk for provider in providers]
    given = assignments_of(numbers)
    items = [*_findings(providers, given, today), *_controls(providers, given, today)]
    return sorted(items, key=lambda item: (item.due or date.max, item.provider.name, item.where))


def of_person(items: Iterable[Item], person: Any) -> list[Item]:
    """What this person has to do."""
    return [item for item in items if item.person == person.pk]


def late_of_nobody(items: Iterable[Item], today: date) -> list[Item]:
    """What is late and nobody has to do."""
    return [item for item in items if item.person is None and item.is_late(today)]


def _findings(providers: Sequence[Provider], given: dict[Name, Assignment], today: date) -> Iterator[Item]:
    places = RepairPlaces([provider.pk for provider in providers])
    found = findings_of_drafts([provider.pk for provider in providers], today)
    for provider in providers:
        for finding in found[provider.pk]:
            row = given.get((provider.pk, finding.code, finding.object))
            if row and not finding.is_accepted:
                what, path = rule_name(finding.code).name, places.path(provider.pk, finding)
                key = _key(provider, finding.code, finding.object)
                yield Item(provider, key, what, finding.where, path, row.due, row.person_id)


def _controls(providers: Sequence[Provider], given: dict[Name, Assignment], today: date) -> Iterator[Item]:
    found = controls([provider.pk for provider in providers], today)
    subjects = _Subjects(found)
    for provider in providers:
        open_ones = []
        for subject, control in _each(found.get(provider.pk)):
            row = given.get((provider.pk, "", subject))
            due = day_of_control(control, row)
            if row and row.person_id:
                key = _key(provider, "", subject)
                yield Item(provider, key, CONTROL, *subjects.of(provider, subject), due, row.person_id)
            else:
                open_ones.append((due, subject))
        if open_ones:
            due, subject = min(open_ones)
            yield Item(provider, _key(provider, "", ""), CONTROL, *subjects.of(provider, subject), due, None)


def _each(own: Controls | None) -> Iterator[tuple[str, Control]]:
    if own:
        yield WHOLE, own.statement
        yield from ((f"activities:{number}", control) for number, control in own.activities.items())
        yield from ((f"terms:{key}", control) for key, control in own.terms.items())


class _Subjects:
    """What controls are about, in words and with the page."""

    def __init__(self, providers: Iterable[int]) -> None:
        rows = ProcessingActivity.objects.filter(provider__in=providers).values_list(
            "provider", "number", "title", "pk"
        )
        terms = RetentionTerm.objects.filter(provider__in=providers).values_list("provider", "key", "name", "pk")
        self._known = {
            **{(owner, f"activities:{number}"): (f"{number} {title}", "register_processingactivity", pk)
               for owner, number, title, pk in rows},
            **{(owner, f"terms:{key}"): (f"bewaartermijn {name}", "retention_retentionterm", pk)
               for owner, key, name, pk in terms},
        }  # fmt: skip

    def of(self, provider: Provider, subject: str) -> tuple[str, str]:
        whole = ("hele verklaring", "register_statementpage", provider.pk)
        words, page, pk = self._known.get((provider.pk, subject), whole)
        return words, f"{reverse(f'admin:{page}_change', args=[pk])}#controle"


def _key(provider: Provider, code: str, subject: str) -> str:
    return hashlib.sha256("\n".join((provider.slug, code, subject)).encode()).hexdigest()[:32]
