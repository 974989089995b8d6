"""Groups of people as each provider names them."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from providers.admin.owned import OwnedPage
from providers.admin.pages import ORIGIN

from ...models import SubjectGroup


@admin.register(SubjectGroup)
class SubjectGroupAdmin(OwnedPage):
    """A group of one provider."""

    list_display = ("name", "provider", "category", "condition", "used")
    list_select_related = ("provider", "category")
    list_filter = ("provider", "category")
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("provider", "key"),
                    ("name", "sequence"),
                    ("category", "condition"),
                    "description",
                ),
                "description": "Mensen zoals de aanbieder ze noemt, met het woord dat erbij hoort.",
            },
        ),
        ORIGIN,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """With how often each group is used."""
        return super().get_queryset(request).annotate(used=Count("datarow"))

    @admin.display(description="gebruikt", ordering="used")
    def used(self, obj: Any) -> int:
        """In how many rows of data."""
        return obj.used
