"""The page of a processing activity: seven steps, in the order of the statement."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html_join

from providers.admin.pages import RecordedFilter, recorded
from providers.admin.provider_first import asked_provider
from providers.choices import NOT_RECORDED
from providers.facts.searching import numbered
from providers.models import Provider

from ...activities import end_activity, was_published
from ...models import ProcessingActivity
from ...querysets import ActivityQuerySet
from ..list_filters import ActivityControlFilter, FindingsFilter
from ..steps import SteppedPage
from ..together.views import URLS as TOGETHER
from ..together.views import actions as together
from .fieldsets import STEPS, steps_for
from .forms import ActivityForm
from .inlines import INLINES
from .list_columns import standing_of
from .numbers import next_numbers
from .views import CONFIRMED, URLS, ask_to_end

# Lets the longest word of the list break, also in browsers that know no Dutch hyphenation.
SOFT_HYPHEN = "\N{SOFT HYPHEN}"

# “1 nov. 2026”: a month in full would make the column of a table too wide.
IN_TABLES = "j N Y"


@admin.register(ProcessingActivity)
class ActivityAdmin(SteppedPage):
    """Activities with their rows."""

    # What an officer seldom changes is folded away.
    open_steps = 3
    form = ActivityForm
    fieldsets = STEPS
    inlines = INLINES
    fixed_fields = ("provider", "number")
    readonly_fields = ("bases_shown", "terms_shown")
    list_display = (
        *("number_shown", "title", "provider", "role_shown", "status"),
        *("findings_shown", "control_shown", "changed_shown"),
    )
    list_display_links = ("number_shown", "title")
    list_select_related = ("provider",)
    list_filter = (*("provider", ("role", RecordedFilter), FindingsFilter), *(ActivityControlFilter, "status"))
    search_fields = ("number", "title", "description", "purposerow__name")

    actions = ("end", *together())

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        """Tell the rows of this page how they stand."""
        page = super().get_changelist_instance(request)
        page.result_list = list(page.result_list)
        standing = standing_of(page.result_list, timezone.localdate())
        for row in page.result_list:
            row.standing = standing[row.pk]
        return page

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """What does not apply to the recorded role stays, folded away with the reason."""
        return steps_for(obj.role if obj else "")

    def get_urls(self) -> list[Any]:
        """With the pages beside the form."""
        return [*URLS, *TOGETHER, *super().get_urls()]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only what was never published; several at once are ended and not deleted."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and obj is not None and not was_published(obj)

    @admin.action(description="Beëindig de gekozen verwerkingen per vandaag", permissions=["change"])
    def end(self, request: HttpRequest, queryset: ActivityQuerySet) -> HttpResponse | None:
        """They leave the page of the provider and stay in the register; that is asked once more."""
        today = timezone.localdate()
        going_on = list(queryset.active(today))
        if going_on and CONFIRMED not in request.POST:
            return ask_to_end(request, going_on)
        ended = sum(end_activity(activity, today) for activity in going_on)
        self.message_user(request, f"Beëindigd: {ended}. Zij blijven in het register staan.")
        return None

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm]:
        """A new activity is told which numbers are free; choosing one stays a decision."""
        form = super().get_form(request, obj, change, **kwargs)
        if obj is None and "number" in form.base_fields:
            own = asked_provider(request)
            providers = [own] if own else Provider.objects.for_user(request.user)
            numbers = zip(next_numbers(*providers), providers, strict=True)
            free = ", ".join(f"{number} ({provider.name})" for number, provider in numbers)
            field = form.base_fields["number"]
            field.help_text = f"{field.help_text} Vrij: {free}." if free else field.help_text
        return form

    @admin.display(description="nummer", ordering=numbered("number"))
    def number_shown(self, obj: ProcessingActivity) -> str:
        """The number, sorted as a number."""
        return obj.number

    @admin.display(description="rol", ordering="role")
    def role_shown(self, obj: ProcessingActivity) -> str:
        """The role, or that nobody recorded it."""
        return recorded(obj.get_role_display().replace("verantwoordelijke", f"{SOFT_HYPHEN}verantwoordelijke"))

    @admin.display(description="bevindingen")
    def findings_shown(self, obj: Any) -> str:
        """How many of each weight still count."""
        return obj.standing.words

    @admin.display(description="laatst gewijzigd")
    def changed_shown(self, obj: Any) -> Any:
        """The day on which the activity or a row below it changed."""
        changed = obj.standing.changed_at
        return date_format(timezone.localdate(changed), IN_TABLES) if changed else "-"

    @admin.display(description="volgende controle")
    def control_shown(self, obj: Any) -> Any:
        """The day, and how late or how soon that is."""
        due = obj.standing.due
        if due is None:
            return "-"
        day = date_format(due.control.due, IN_TABLES)
        return f"{day}, {due.text}" if due.text else day

    @admin.display(description="grondslagen")
    def bases_shown(self, obj: ProcessingActivity) -> str:
        """Each purpose with its legal bases."""
        if not obj.pk:
            return "-"
        purposes = obj.purposerow_set.prefetch_related("bases")
        rows = [(row.name, ", ".join(map(str, row.bases.all())) or NOT_RECORDED) for row in purposes]
        return format_html_join("", "<p>{}: {}</p>", rows) or NOT_RECORDED

    @admin.display(description="termijnen")
    def terms_shown(self, obj: ProcessingActivity) -> str:
        """Each row of data with its term."""
        if not obj.pk:
            return "-"
        data = obj.datarow_set.select_related("group", "category", "term")
        rows = [(str(row), str(row.group or ""), str(row.term or NOT_RECORDED)) for row in data]
        return format_html_join("", "<p>{} <span>{}</span>: {}</p>", rows) or NOT_RECORDED
