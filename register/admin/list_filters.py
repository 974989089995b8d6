"""Filters of lists by what the rules found, by control and by publication; all from what was kept."""

from collections.abc import Iterable
from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from providers.models import Provider

from ..choices import Severity
from ..drafts.findings import findings_of_drafts
from ..drafts.reviews import SOON, Control, controls
from .findings.shown import noted
from .start.provider_standing import standings

LATE, NEARLY = "te-laat", "binnenkort"


class FindingsFilter(SimpleListFilter):
    """Activities with a finding of this weight; what was accepted does not count."""

    title = "bevindingen"
    parameter_name = "bevindingen"
    none = "geen"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        """Each weight, and nothing at all."""
        return (*Severity.choices, (self.none, "Geen"))

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """By number, which is unique over all providers."""
        if self.value() is None:
            return queryset
        found = [
            finding
            for findings in findings_of_drafts(_providers(request), timezone.localdate()).values()
            for finding in findings
            if finding.activity and not finding.is_accepted
        ]
        if self.value() == self.none:
            return queryset.exclude(number__in={finding.activity for finding in found})
        return queryset.filter(number__in={row.activity for row in found if row.severity == self.value()})


class ControlFilter(SimpleListFilter):
    """Rows whose next control is late or near, found by the column `name`."""

    title = "controle"
    parameter_name = "controle"
    name = "pk"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        """Late, or in the next thirty days."""
        return ((LATE, "Te laat"), (NEARLY, f"Binnen {SOON} dagen"))

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """The rows that this asks for."""
        if self.value() is None:
            return queryset
        today = timezone.localdate()
        days = range(-SOON, 0) if self.value() == NEARLY else range(10**6)
        keys = [key for key, control in self.named(request) if control.days_late(today) in days]
        return queryset.filter(**{f"{self.name}__in": keys})

    def named(self, request: HttpRequest) -> Iterable[tuple[Any, Control]]:
        """Each provider with what has to be looked at first."""
        found = controls(_providers(request), timezone.localdate())
        return ((provider, own.oldest) for provider, own in found.items())


class ActivityControlFilter(ControlFilter):
    """The same for activities, by number."""

    name = "number"

    def named(self, request: HttpRequest) -> Iterable[tuple[Any, Control]]:
        """Each activity with its own control."""
        found = controls(_providers(request), timezone.localdate())
        return (item for own in found.values() for item in own.activities.items())


class WaitingFilter(SimpleListFilter):
    """Statements of which the draft says something that is not published."""

    title = "publicatie"
    parameter_name = "publicatie"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        """Only what is not published."""
        return (("niet", "Niet gepubliceerd, of gewijzigd"),)

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """As the start page counts them."""
        if self.value() is None:
            return queryset
        providers, today = list(Provider.objects.for_user(request.user)), timezone.localdate()
        found = standings(providers, noted(providers, today), today)
        return queryset.filter(pk__in=[row.provider.pk for row in found if row.is_waiting])


def _providers(request: HttpRequest) -> list[int]:
    return list(Provider.objects.for_user(request.user).values_list("pk", flat=True))
