"""The shared vocabulary, with how often each word is used."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from providers.admin.imports import ImportPage

from .. import resources
from ..models import (
    DataCategory,
    DataSubjectCategory,
    ProcessingOperation,
    Purpose,
    SecurityMeasure,
)


class WordAdmin(ImportPage):
    """Words that all providers choose from; `used_by` is the relation that counts."""

    used_by: str
    search_fields = ("name", "key")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """With how often each word is used."""
        return super().get_queryset(request).annotate(used=Count(self.used_by))

    @admin.display(description="gebruikt", ordering="used")
    def used(self, obj: Any) -> int:
        """In how many rows."""
        return obj.used


def word_fieldset(description: str, *fields: Any) -> tuple:
    """One group of fields with a sentence that says what belongs in it."""
    return ((None, {"fields": (("name", "key"), *fields), "description": description}),)


@admin.register(DataCategory)
class DataCategoryAdmin(WordAdmin):
    """Kinds of data."""

    used_by = "datarow"
    resource_classes = (resources.CategoryResource,)
    list_display = ("name", "key", "kind", "used")
    list_filter = ("kind", "special_kind", "identity_document")
    fieldsets = word_fieldset(
        "Een soort persoonsgegevens. De soort bepaalt welke strengere regels gelden.",
        ("kind", "special_kind"),
        "identity_document",
    )


@admin.register(DataSubjectCategory)
class DataSubjectCategoryAdmin(WordAdmin):
    """Kinds of people."""

    used_by = "subjectgroup"
    resource_classes = (resources.SubjectResource,)
    list_display = ("name", "key", "vulnerable", "used")
    list_filter = ("vulnerable",)
    fieldsets = word_fieldset("Een soort mensen van wie gegevens zijn.", "vulnerable")


@admin.register(Purpose)
class PurposeAdmin(WordAdmin):
    """Kinds of purpose."""

    used_by = "purposerow"
    resource_classes = (resources.PurposeResource,)
    list_display = ("name", "key", "type", "used")
    list_filter = ("type",)
    fieldsets = word_fieldset("Een soort doel. De woorden van de aanbieder zelf staan bij de verwerking.", "type")


@admin.register(SecurityMeasure)
class SecurityMeasureAdmin(WordAdmin):
    """Measures."""

    used_by = "activitysecurity"
    resource_classes = (resources.MeasureResource,)
    list_display = ("name", "key", "kind", "used")
    list_filter = ("kind",)
    fieldsets = word_fieldset("Een technische of organisatorische maatregel.", "kind", "explanation")


@admin.register(ProcessingOperation)
class ProcessingOperationAdmin(WordAdmin):
    """What is done with data."""

    used_by = "activityoperation"
    resource_classes = (resources.OperationResource,)
    list_display = ("name", "key", "used")
    fieldsets = word_fieldset("Wat er met gegevens gebeurt. Art. 4 lid 2 AVG.")
