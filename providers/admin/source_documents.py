"""The page of a source document: its headings, and what was read in which lines."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string

from ..models import SourceDocument, SourceHeading
from .pages import Page
from .sources import uses_of


class HeadingInline(admin.TabularInline):
    model = SourceHeading
    fields = ("line", "title")
    extra = 0


@admin.register(SourceDocument)
class SourceDocumentAdmin(Page):
    """A document, its headings, and what was read in which lines."""

    list_display = ("code", "title", "provider", "line_count", "heading_count")
    list_select_related = ("provider",)
    list_filter = ("provider",)
    search_fields = ("code", "title")
    inlines = (HeadingInline,)
    readonly_fields = ("facts",)
    fieldsets = (
        (
            None,
            {
                "fields": (("provider", "code"), "title", ("line_count", "sha256")),
                "description": "Een tekst waaruit feiten komen. De tekst zelf wordt niet bewaard.",
            },
        ),
        (
            "Wat hieruit is overgenomen",
            {
                "fields": ("facts",),
                "description": "Alle regels van het register die naar dit document wijzen.",
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """With the count of the list."""
        return super().get_queryset(request).annotate(heading_count=Count("headings"))

    @admin.display(description="koppen", ordering="heading_count")
    def heading_count(self, obj: Any) -> int:
        """How many headings."""
        return obj.heading_count

    @admin.display(description="feiten")
    def facts(self, obj: SourceDocument) -> str:
        """Lines, kind of row and the row itself, linked to where it is edited."""
        uses = uses_of(obj, self.admin_site) if obj.pk else []
        return render_to_string("admin/providers/source_uses.html", {"uses": uses})
