"""The page of a source document: its headings, and what was read in which lines."""

from django.contrib import admin
from django.template.loader import render_to_string

from ..models import SourceDocument, SourceHeading
from .pages import Counted, Page, group
from .sources import uses_of


class HeadingInline(admin.TabularInline):
    model = SourceHeading
    fields = ("line", "title")
    extra = 0


@admin.register(SourceDocument)
class SourceDocumentAdmin(Page):
    """A document, its headings, and what was read in which lines."""

    list_display = ("code", "title", "provider", "line_count", Counted("headings", "koppen", "heading_count"))
    list_select_related = ("provider",)
    list_filter = ("provider",)
    search_fields = ("code", "title")
    inlines = (HeadingInline,)
    readonly_fields = ("facts",)
    fieldsets = (
        group(
            None,
            "Een tekst waaruit feiten komen. De tekst zelf wordt niet bewaard.",
            ("provider", "code"),
            "title",
            ("line_count", "sha256"),
        ),
        group("Wat hieruit is overgenomen", "Alle regels van het register die naar dit document wijzen.", "facts"),
    )

    @admin.display(description="feiten")
    def facts(self, obj: SourceDocument) -> str:
        """Lines, kind of row and the row itself, linked to where it is edited."""
        uses = uses_of(obj, self.admin_site) if obj.pk else []
        return render_to_string("admin/providers/source_uses.html", {"uses": uses})
