"""Pages for terms and the law they follow from."""

from django.contrib import admin

from providers.admin.imports import ImportPage
from providers.admin.pages import ORIGIN, Counted, Inline, RecordedFilter, group, recorded, sourced
from providers.spreadsheets.resource import resource_for

from .models import RetentionTerm, StatutoryGround, TermException
from .periods import Period, by_length
from .words import length_words


class ExceptionInline(Inline):
    model = TermException
    fieldsets = sourced(("condition", "amount", "unit", "is_maximum"), ("wording", "sequence"))


@admin.register(RetentionTerm)
class RetentionTermAdmin(ImportPage):
    """How long a provider keeps something."""

    resource_classes = (
        resource_for(
            RetentionTerm,
            *("provider", "key", "sequence", "name", "description", "kind", "amount", "unit"),
            *("minimum_amount", "minimum_unit", "chosen_by", "chosen_for"),
            *("is_maximum", "start_event", "start_not_applicable", "end_event", "criterion", "afterwards"),
            *("anonymised_amount", "anonymised_unit", "anonymised_is_maximum", "anonymised_is_total"),
            *("anonymised_method", "ground", "ground_stated", "condition", "source", "reading", "note"),
        ),
    )
    inlines = (ExceptionInline,)
    list_display = ("name", "provider", "kind_shown", "length", "ground", Counted("datarow", "gebruikt"))
    list_select_related = ("provider", "ground")
    list_filter = ("provider", ("kind", RecordedFilter), ("afterwards", RecordedFilter), "ground")
    search_fields = ("name", "key", "start_event", "end_event", "criterion")
    fieldsets = (
        group(
            "Waarover",
            "Voor welke gegevens de termijn geldt, in eigen woorden.",
            ("provider", "key"),
            ("name", "sequence"),
            "description",
            "condition",
        ),
        group(
            "Hoe lang",
            "De soort zegt welke velden u invult. Een begin dat niet vastligt blijft leeg.",
            "kind",
            ("amount", "unit", "is_maximum"),
            ("minimum_amount", "minimum_unit", "chosen_by", "chosen_for"),
            ("start_event", "start_not_applicable"),
            ("end_event", "criterion"),
            "afterwards",
        ),
        group(
            "Daarna zonder naam",
            "Een tweede termijn, als gegevens geanonimiseerd bewaard blijven.",
            ("anonymised_amount", "anonymised_unit", "anonymised_is_maximum", "anonymised_is_total"),
            "anonymised_method",
        ),
        group("Waarom", "De wet die de termijn voorschrijft, of de eigen uitleg.", ("ground", "ground_stated")),
        ORIGIN,
    )

    @admin.display(description="soort", ordering="kind")
    def kind_shown(self, obj: RetentionTerm) -> str:
        """Period, event or another criterion."""
        return recorded(obj.get_kind_display())

    @admin.display(description="hoe lang", ordering=by_length("amount", "unit"))
    def length(self, obj: RetentionTerm) -> str:
        """The same words as on the page, without start and exceptions."""
        return recorded(length_words(obj))


@admin.register(StatutoryGround)
class StatutoryGroundAdmin(ImportPage):
    """A rule of law about keeping."""

    resource_classes = (
        resource_for(StatutoryGround, "key", "name", "name_en", "law", "amount", "unit", "start", "status"),
    )
    list_display = ("name", "law", "length", "status", Counted("retentionterm", "gebruikt"))
    list_filter = ("status",)
    search_fields = ("name", "key", "law")
    fieldsets = (
        group(
            None,
            "Een wet die een termijn voorschrijft of toestaat. Voor iedereen.",
            ("key", "name", "name_en"),
            "law",
            ("amount", "unit", "start"),
            "status",
        ),
    )

    @admin.display(description="termijn", ordering=by_length("amount", "unit"))
    def length(self, obj: StatutoryGround) -> str:
        """The period that the law names."""
        return recorded(str(Period.of(obj.amount, obj.unit) or ""))
