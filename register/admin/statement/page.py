"""The page of a statement: everything a provider says beside its activities."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from providers.admin.pages import Fieldset
from providers.admin.provider import draft_address
from providers.models import Provider

from ...models.statement_page import StatementPage
from ..list_filters import ControlFilter, WaitingFilter
from ..steps import SteppedPage
from .inlines import INLINES

SENTENCES = (
    ("1 Rol en bewerkingen", "Wat de aanbieder in het algemeen zegt over zijn rol en zijn werk."),
    ("2 Delen met anderen", "Afspraken over delen, en wie voor alle verwerkingen gegevens krijgt."),
    ("3 Logbestanden", "Of gebruik wordt vastgelegd. De gegevens zelf staan bij de verwerking."),
    ("4 Cookies", "Of de website cookies plaatst, en welke."),
    ("5 Besluiten en rapportages", "Besluiten door computers, en rapportages over gedrag."),
    ("6 Beveiliging en datalekken", "Maatregelen voor alles, en wat er bij een lek gebeurt."),
    ("7 Rechten, verzoeken en klachten", "Alleen wat de verklaring zelf noemt."),
    ("8 Wijzigingen, 112 en mededelingen", "Hoe de verklaring verandert, en wat nergens anders past."),
    ("9 Teksten van de pagina", "Woorden om de feiten heen. Zij hebben geen vindplaats."),
)


def fieldsets() -> tuple[Fieldset, ...]:
    """Headings only: the provider's own fields are on the page of the provider."""
    return tuple(
        (title, {"fields": ("name",) if not place else (), "description": sentence})
        for place, (title, sentence) in enumerate(SENTENCES)
    )


@admin.register(StatementPage)
class StatementAdmin(SteppedPage):
    """One page for each provider; providers themselves are added elsewhere."""

    fieldsets = fieldsets()
    inlines = INLINES
    readonly_fields = ("name",)
    list_display = ("name", "activity_count", "right_count", "remark_count", "draft")
    list_filter = (ControlFilter, WaitingFilter)
    search_fields = ("name", "slug")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """With the counts of the list."""
        counted = {
            "activity_count": Count("processingactivity", distinct=True),
            "right_count": Count("statedright", distinct=True),
            "remark_count": Count("remark", distinct=True),
        }
        return super().get_queryset(request).annotate(**counted)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A statement comes with its provider."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A statement goes with its provider."""
        return False

    def versions(self, object_id: Any) -> list[QuerySet]:
        """Only the rows: the provider's own fields are edited elsewhere."""
        own, *rows = super().versions(object_id)
        return [own.none(), *rows]

    def view_on_site(self, obj: Provider) -> str:
        """The statement as it would read now."""
        return draft_address(obj)

    @admin.display(description="verwerkingen", ordering="activity_count")
    def activity_count(self, obj: Any) -> int:
        """How many activities."""
        return obj.activity_count

    @admin.display(description="vermelde rechten", ordering="right_count")
    def right_count(self, obj: Any) -> int:
        """How many rights the statement mentions."""
        return obj.right_count

    @admin.display(description="mededelingen", ordering="remark_count")
    def remark_count(self, obj: Any) -> int:
        """How many remarks."""
        return obj.remark_count

    @admin.display(description="concept")
    def draft(self, obj: Provider) -> SafeString:
        """Link to the draft."""
        return format_html('<a href="{}">Bekijk als concept</a>', draft_address(obj))
