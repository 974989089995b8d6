"""Purposes of activities, to choose from in a search box; each is edited on the form of its activity."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from providers.admin.pages import ORIGIN, Page, group
from providers.row_numbers import row_number

from ...drafts.repairs import row_address
from ...models import ProcessingActivity, PurposeRow


@admin.register(PurposeRow)
class PurposeRowAdmin(Page):
    """A search box needs a page; this one leads to the row where the purpose and its bases stand."""

    is_hidden = True
    list_display = ("name", "activity", "purpose")
    list_select_related = ("activity", "purpose")
    list_filter = ("activity__provider",)
    search_fields = ("name", "key", "activity__number", "activity__title")
    fieldsets = (
        group(
            None,
            "Het doel in eigen woorden. De grondslagen kiest u daarna bij de verwerking.",
            "activity",
            ("name", "key", "sequence"),
            ("purpose", "condition"),
            ("explanation", "opt_out"),
        ),
        ORIGIN,
    )

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """On to the activity; a purpose that this person may not see is as one that is not there."""
        row = self.get_queryset(request).filter(pk=row_number(object_id) or 0).first()
        if row is None or not self.has_view_or_change_permission(request, row):
            return super().change_view(request, object_id, *args, **kwargs)
        return HttpResponseRedirect(row_address(row))

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Purposes of activities that this person may see."""
        activities = ProcessingActivity.objects.for_user(request.user)
        return super().get_queryset(request).filter(activity__in=activities)
