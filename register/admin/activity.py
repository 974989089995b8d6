"""The page of a processing activity: seven steps, in the order of the statement."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from providers.admin_forms import PageForm
from providers.admin_parts import RecordedFilter, recorded
from providers.models import Provider

from ..archiving import end_activity, was_published
from ..models import ProcessingActivity
from .activity_forms import USED
from .activity_inlines import INLINES, bases_of, terms_of
from .activity_pages import URLS
from .numbers import deleted_numbers, next_numbers
from .steps import SteppedPage

STEPS = (
    (
        "1 Wat en waarom",
        {
            "fields": (
                ("provider", "number", "status", "ended_on"),
                ("title", "condition"),
                "description",
                ("services", "entities"),
            ),
            "description": "Eén ding dat de aanbieder doet, met de doelen die erbij staan.",
        },
    ),
    (
        "2 Van wie en wat",
        {
            "fields": (
                ("obligation", "obligation_consequence"),
                ("health_data", "health_reason"),
            ),
            "description": "Van wie gegevens zijn en welke, één regel per groep en soort.",
        },
    ),
    (
        "3 Rol en grondslag",
        {
            "fields": (
                ("role", "role_explanation"),
                ("on_behalf_of", "controller_list"),
                ("agreement", "agreement_reference"),
                "subject_is_party",
                "bases_shown",
            ),
            "description": "Alleen de rol die er staat. Grondslagen wijzigt u bij het doel, stap 1.",
        },
    ),
    (
        "4 Hoe lang",
        {
            "fields": ("terms_shown", "retention_reason"),
            "description": "De termijn kiest u bij de gegevens, stap 2. Hier staan ze bij elkaar.",
        },
    ),
    (
        "5 Met wie",
        {
            "fields": (
                ("no_recipients", "no_processors", "recipients_reason"),
                ("transfer", "transfer_reason"),
            ),
            "description": "Wie gegevens ontvangt. “Geen” alleen aanvinken als dat er staat.",
        },
    ),
    (
        "6 Beveiliging",
        {
            "fields": ("security_reason",),
            "description": "Maatregelen van deze verwerking. Wat voor alles geldt staat bij de verklaring.",
        },
    ),
    (
        "7 Controle en DPIA",
        {
            "fields": (
                ("dpia", "dpia_date", "dpia_reason"),
                ("source", "source_shown"),
                "note",
            ),
            "description": "De beoordeling vooraf, en waar deze verwerking beschreven staat.",
        },
    ),
)


class ActivityForm(PageForm):
    """Refuses a number that an activity had before somebody deleted it."""

    def clean_number(self) -> str:
        """A number means one thing for ever, also after a deletion."""
        number = self.cleaned_data["number"]
        if number in deleted_numbers():
            raise forms.ValidationError(USED)
        return number


@admin.register(ProcessingActivity)
class ActivityAdmin(SteppedPage):
    """Activities with their rows."""

    form = ActivityForm
    fieldsets = STEPS
    inlines = INLINES
    fixed_fields = ("provider", "number")
    readonly_fields = ("bases_shown", "terms_shown")
    list_display = (
        *("number", "title", "provider", "role_shown"),
        *("purpose_count", "data_count", "status"),
    )
    list_display_links = ("number", "title")
    list_select_related = ("provider",)
    list_filter = ("provider", ("role", RecordedFilter), "status", "services")
    search_fields = ("number", "title", "description", "purposerow__name")

    actions = ("end",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """With the counts of the list."""
        return super().get_queryset(request).with_counts()

    def get_urls(self) -> list[Any]:
        """With the pages beside the form."""
        return [*URLS, *super().get_urls()]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only what was never published; several at once are ended and not deleted."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and obj is not None and not was_published(obj)

    @admin.action(description="Beëindig de gekozen verwerkingen per vandaag", permissions=["change"])
    def end(self, request: HttpRequest, queryset: QuerySet) -> None:
        """They leave the page of the provider and stay in the register."""
        today = timezone.localdate()
        ended = sum(end_activity(activity, today) for activity in queryset)
        self.message_user(request, f"Beëindigd: {ended}. Zij blijven in het register staan.")

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> type[forms.ModelForm]:
        """A new activity is told which numbers are free; choosing one stays a decision."""
        form = super().get_form(request, obj, **kwargs)
        if obj is None and "number" in form.base_fields:
            free = ", ".join(next_numbers(Provider.objects.for_user(request.user)))
            field = form.base_fields["number"]
            field.help_text = f"{field.help_text} Vrij: {free}." if free else field.help_text
        return form

    @admin.display(description="rol", ordering="role")
    def role_shown(self, obj: ProcessingActivity) -> str:
        """The role, or that nobody recorded it."""
        return recorded(obj.get_role_display())

    @admin.display(description="doelen", ordering="purpose_count")
    def purpose_count(self, obj: Any) -> int:
        """How many purposes."""
        return obj.purpose_count

    @admin.display(description="gegevens", ordering="data_count")
    def data_count(self, obj: Any) -> int:
        """How many rows of data."""
        return obj.data_count

    @admin.display(description="grondslagen")
    def bases_shown(self, obj: ProcessingActivity) -> str:
        """Each purpose with its legal bases."""
        return bases_of(obj) if obj.pk else "-"

    @admin.display(description="termijnen")
    def terms_shown(self, obj: ProcessingActivity) -> str:
        """Each row of data with its term."""
        return terms_of(obj) if obj.pk else "-"
