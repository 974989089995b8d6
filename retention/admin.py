"""Pages for terms and the law they follow from."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from providers.admin.imports import ImportPage
from providers.admin.pages import ORIGIN, RecordedFilter, recorded

from .models import RetentionTerm, StatutoryGround
from .periods import Period
from .resources import GroundResource, TermResource


@admin.register(RetentionTerm)
class RetentionTermAdmin(ImportPage):
    """How long a provider keeps something."""

    resource_classes = (TermResource,)
    list_display = ("name", "provider", "kind_shown", "length", "ground", "used")
    list_select_related = ("provider", "ground")
    list_filter = ("provider", ("kind", RecordedFilter), ("afterwards", RecordedFilter), "ground")
    search_fields = ("name", "key", "start_event", "end_event")
    fieldsets = (
        (
            "Waarover",
            {
                "fields": (("provider", "key"), ("name", "sequence"), "description", "condition"),
                "description": "Welke gegevens de termijn geldt, in de woorden van de aanbieder.",
            },
        ),
        (
            "Hoe lang",
            {
                "fields": (
                    "kind",
                    ("amount", "unit", "is_maximum"),
                    ("start_event", "end_event"),
                    "afterwards",
                ),
                "description": "Alleen wat er staat: een begin dat niet is vermeld blijft leeg.",
            },
        ),
        (
            "Daarna zonder naam",
            {
                "fields": (
                    ("anonymised_amount", "anonymised_unit", "anonymised_is_maximum"),
                    "anonymised_method",
                ),
                "description": "Een tweede termijn, als gegevens geanonimiseerd bewaard blijven.",
            },
        ),
        (
            "Waarom",
            {
                "fields": (("ground", "ground_stated"),),
                "description": "De wet die de termijn voorschrijft, of de eigen uitleg.",
            },
        ),
        ORIGIN,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """With how often each term is used."""
        return super().get_queryset(request).annotate(used=Count("datarow"))

    @admin.display(description="gebruikt", ordering="used")
    def used(self, obj: Any) -> int:
        """In how many rows of data."""
        return obj.used

    @admin.display(description="soort", ordering="kind")
    def kind_shown(self, obj: RetentionTerm) -> str:
        """Period, event or another criterion."""
        return recorded(obj.get_kind_display())

    @admin.display(description="hoe lang", ordering="amount")
    def length(self, obj: RetentionTerm) -> str:
        """The period or the event that ends it."""
        return recorded(str(obj.period or obj.end_event))


@admin.register(StatutoryGround)
class StatutoryGroundAdmin(ImportPage):
    """A rule of law about keeping."""

    resource_classes = (GroundResource,)
    list_display = ("name", "law", "length", "status", "used")
    list_filter = ("status",)
    search_fields = ("name", "key", "law")
    fieldsets = (
        (
            None,
            {
                "fields": (("key", "name"), "law", ("amount", "unit", "start"), "status"),
                "description": "Een wet die een termijn voorschrijft of toestaat. Voor iedereen.",
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """With how often each ground is used."""
        return super().get_queryset(request).annotate(used=Count("retentionterm"))

    @admin.display(description="gebruikt", ordering="used")
    def used(self, obj: Any) -> int:
        """In how many terms."""
        return obj.used

    @admin.display(description="termijn", ordering="amount")
    def length(self, obj: StatutoryGround) -> str:
        """The period that the law names."""
        return recorded(str(Period.of(obj.amount, obj.unit) or ""))
