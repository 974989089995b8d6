"""The page of a statement, everything a provider says beside its activities; and of the groups that it names."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from providers.admin.owned import OwnedPage
from providers.admin.pages import ORIGIN, Counted, group
from providers.admin.provider import draft_address
from providers.models import Provider

from ...models import StatementPage, SubjectGroup
from ..list_filters import ControlFilter, WaitingFilter
from ..steps import SteppedPage
from .inlines import INLINES
from .naming import values_for

# Headings only: the provider's own fields are on the page of the provider.
STEPS = (
    group("1 Rol en bewerkingen", "Wat voor alle verwerkingen tegelijk geldt.", "name"),
    group("2 Delen met anderen", "Afspraken over delen, en wie voor alle verwerkingen gegevens krijgt."),
    group("3 Logbestanden", "Of gebruik wordt vastgelegd. De gegevens zelf staan bij de verwerking."),
    group("4 Cookies", "Of de website cookies plaatst, en welke."),
    group("5 Besluiten en rapportages", "Besluiten door computers, en rapportages over gedrag."),
    group("6 Beveiliging en datalekken", "Maatregelen voor alles, en wat er bij een lek gebeurt."),
    group("7 Rechten, verzoeken en klachten", "Hoe dat bij de aanbieder gaat. Wat de wet geeft, zegt de pagina al."),
    group("8 Wijzigingen, 112 en mededelingen", "Hoe de verklaring verandert, en wat nergens anders past."),
    group("9 Teksten van de pagina", "Woorden om de feiten heen. Zij hebben geen vindplaats."),
)


@admin.register(StatementPage)
class StatementAdmin(SteppedPage):
    """One page for each provider; providers themselves are added elsewhere."""

    fieldsets = STEPS
    inlines = INLINES
    open_steps = 0
    readonly_fields = ("name",)
    list_display = (
        "name",
        Counted("processingactivity", "verwerkingen", "activity_count"),
        Counted("statedright", "rechten", "right_count"),
        Counted("remark", "mededelingen", "remark_count"),
        "draft",
    )
    list_filter = (ControlFilter, WaitingFilter)
    search_fields = ("name", "slug")

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

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """With the values of facts that may be inserted."""
        context["values"] = values_for(kwargs["obj"], context["inline_admin_formsets"])
        return super().render_change_form(request, context, *args, **kwargs)

    def view_on_site(self, obj: Provider) -> str:
        """The statement as it would read now."""
        return draft_address(obj)

    @admin.display(description="concept")
    def draft(self, obj: Provider) -> SafeString:
        """Link to the draft."""
        return format_html('<a href="{}">Bekijk als concept</a>', draft_address(obj))


@admin.register(SubjectGroup)
class SubjectGroupAdmin(OwnedPage):
    """A group of people as one provider names them."""

    list_display = ("name", "provider", "category", "condition", Counted("datarow", "gebruikt"))
    list_select_related = ("provider", "category")
    list_filter = ("provider", "category")
    fieldsets = (
        group(
            None,
            "Een groep mensen, met het woord uit de gedeelde lijst.",
            ("provider", "key"),
            ("name", "sequence"),
            ("category", "condition"),
            "description",
        ),
        ORIGIN,
    )
