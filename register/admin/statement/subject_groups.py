"""Groups of people as each provider names them."""

from django.contrib import admin

from providers.admin.owned import OwnedPage
from providers.admin.pages import ORIGIN, Counted, group

from ...models import SubjectGroup


@admin.register(SubjectGroup)
class SubjectGroupAdmin(OwnedPage):
    """A group of one provider."""

    list_display = ("name", "provider", "category", "condition", Counted("datarow", "gebruikt"))
    list_select_related = ("provider", "category")
    list_filter = ("provider", "category")
    fieldsets = (
        group(
            None,
            "Mensen zoals de aanbieder ze noemt, met het woord dat erbij hoort.",
            ("provider", "key"),
            ("name", "sequence"),
            ("category", "condition"),
            "description",
        ),
        ORIGIN,
    )
