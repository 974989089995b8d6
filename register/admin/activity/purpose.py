"""One purpose of an activity with its legal bases; reached from the activity."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from providers.admin.pages import ORIGIN, Page, group, inline

from ...models import LegalBasis, ProcessingActivity, PurposeRow


@admin.register(PurposeRow)
class PurposeRowAdmin(Page):
    """The legal bases stand here because a purpose may have more than one."""

    is_hidden = True
    fixed_fields = ("activity",)
    list_display = ("name", "activity", "purpose")
    list_select_related = ("activity", "purpose")
    list_filter = ("activity__provider",)
    search_fields = ("name", "key", "activity__number", "activity__title")
    inlines = (
        inline(
            LegalBasis,
            ("article", "label"),
            ("explanation", "interest"),
            more=(("statute", "balancing_test"), ("withdrawal", "consent_proof")),
        ),
    )
    fieldsets = (
        group(
            None,
            "Het doel in eigen woorden. De grondslagen staan eronder.",
            "activity",
            ("name", "key", "sequence"),
            ("purpose", "condition"),
            ("explanation", "opt_out"),
        ),
        ORIGIN,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Purposes of activities that this person may see."""
        activities = ProcessingActivity.objects.for_user(request.user)
        return super().get_queryset(request).filter(activity__in=activities)
