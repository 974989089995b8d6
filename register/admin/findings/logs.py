"""What was decided and what was controlled: to read, never to change."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from providers.models import Provider

from ...findings.places import subject_of
from ...models import FindingDecision, Review
from ..read_only import ReadOnly


class Log(ReadOnly, admin.ModelAdmin):
    """Rows of providers that this person may see, the last one first."""

    show_facets = admin.ShowFacets.NEVER
    list_filter = ("provider",)
    list_select_related = ("provider",)
    ordering = ("-pk",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Of the providers that this person may see."""
        return super().get_queryset(request).filter(provider__in=Provider.objects.for_user(request.user))


@admin.register(FindingDecision)
class FindingDecisionAdmin(Log):
    """Decisions are made beside the finding itself."""

    list_display = ("provider", "code", "subject", "reason_shown", "author", "made_at")
    list_display_links = ("code",)
    fields = ("provider", "code", "subject", "state", "reason", "author", "made_at")
    readonly_fields = ("subject",)
    search_fields = ("code", "object", "reason", "author")

    @admin.display(description="onderwerp", ordering="object")
    def subject(self, obj: FindingDecision) -> str:
        """Without the name of the table it stands in."""
        return subject_of(obj.object)

    @admin.display(description="reden")
    def reason_shown(self, obj: FindingDecision) -> str:
        """The reason, or that an earlier one was taken back."""
        return obj.reason or "teruggenomen"


@admin.register(Review)
class ReviewAdmin(Log):
    """Controls are recorded beside the form of what was looked at."""

    list_display = ("provider", "what", "reviewed_on", "author")
    list_display_links = ("what",)
    search_fields = ("activity", "term", "author")

    @admin.display(description="wat")
    def what(self, obj: Review) -> str:
        """The activity, the term or the whole statement."""
        return obj.subject
