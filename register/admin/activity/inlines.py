"""Rows of an activity; `step` says under which heading of its page they stand."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from providers.admin.forms import RowForm
from providers.admin.pages import Inline, inline, recorded, sourced

from ...models import (
    ActivityOperation,
    ActivitySecurity,
    ActivitySystem,
    DataRow,
    Disclosure,
    LegalBasis,
    Minors,
    PurposeRow,
)
from .bases import PurposeForm


class PurposeInline(Inline):
    """With the legal bases of each; who may not change those reads them."""

    model = PurposeRow
    nested = LegalBasis
    step = 1
    readonly_fields = ("bases_shown",)
    fieldsets = sourced(("name", "purpose"), "explanation", more=(("key", "sequence", "condition"), "opt_out"))

    def get_queryset(self, request: HttpRequest) -> Any:
        """With the legal bases."""
        return super().get_queryset(request).prefetch_related("bases")

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """With forms for the bases."""
        kwargs.setdefault("form", PurposeForm if _may_set_bases(request) else RowForm)
        return super().get_formset(request, obj, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """The bases as text where they are no fields."""
        found = super().get_fieldsets(request, obj)
        return found if _may_set_bases(request) else (*found, (None, {"fields": ("bases_shown",)}))

    @admin.display(description="grondslagen")
    def bases_shown(self, obj: PurposeRow) -> str:
        """The legal bases."""
        return recorded(", ".join(map(str, obj.bases.all())) if obj.pk else "")


def _may_set_bases(request: HttpRequest) -> bool:
    deeds = ("change_purposerow", "add_legalbasis", "change_legalbasis", "delete_legalbasis")
    return request.user.has_perms([f"register.{deed}" for deed in deeds])


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
