"""Rows of an activity; `step` says under which heading of its page they stand."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from providers.admin.pages import Inline, inline, recorded, sourced

from ...models import ActivityOperation, ActivitySecurity, ActivitySystem, DataRow, Disclosure, Minors, PurposeRow


class PurposeInline(Inline):
    model = PurposeRow
    step = 1
    show_change_link = True
    readonly_fields = ("bases_shown",)
    fieldsets = sourced(
        ("name", "purpose", "bases_shown"), "explanation", more=(("key", "sequence", "condition"), "opt_out")
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        """With the legal bases."""
        return super().get_queryset(request).prefetch_related("bases")

    @admin.display(description="grondslagen")
    def bases_shown(self, obj: PurposeRow) -> str:
        """The legal bases; they are edited on the page of the purpose."""
        if not obj.pk:
            return "Sla eerst op en kies dan “Wijzigen” bij het doel."
        return recorded(", ".join(str(basis) for basis in obj.bases.all()))


class OperationInline(Inline):
    model = ActivityOperation
    verbose_name = "bewerking"
    verbose_name_plural = "bewerkingen"
    step = 1
    fieldsets = sourced(("operation", "sequence"))


class DisclosureInline(Inline):
    model = Disclosure
    step = 5
    fieldsets = sourced(
        ("recipient", "role", "purpose"),
        ("condition", "transfer", "mechanism"),
        more=(
            ("services", "engaged_by"),
            ("agreement", "agreement_reference"),
            ("agreement_date", "agreement_ends"),
            ("authorisation", "proof", "sequence"),
        ),
    )


class MinorsInline(Inline):
    model = Minors
    step = 2
    max_num = 1
    fieldsets = sourced(("intended", "age", "parental_consent", "checks_age"), ("explanation", "removal"))


class SecurityInline(Inline):
    model = ActivitySecurity
    verbose_name = "maatregel"
    verbose_name_plural = "maatregelen"
    step = 6
    fieldsets = sourced(("measure", "condition", "sequence"), "explanation")


INLINES = (
    PurposeInline,
    OperationInline,
    inline(ActivitySystem, ("system", "condition", "sequence"), step=1),
    inline(
        DataRow,
        ("group", "category", "name"),
        ("term", "condition", "optional"),
        more=(
            ("other_groups", "purposes", "explanation"),
            ("origin", "origin_detail", "masked"),
            ("exception", "confidentiality", "statute"),
            "sequence",
        ),
        step=2,
    ),
    MinorsInline,
    DisclosureInline,
    SecurityInline,
)
