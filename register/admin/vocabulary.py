"""The shared vocabulary, with how often each word is used."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import flatten

from providers.admin.imports import ImportPage
from providers.admin.pages import Counted, group
from providers.facts.natural import NaturalModel
from providers.spreadsheets.resource import resource_for

from ..models import DataCategory, DataSubjectCategory, ProcessingOperation, Purpose, SecurityMeasure


def _offer(
    model: type[NaturalModel],
    used_by: str,
    sentence: str,
    *lines: Any,
    filters: tuple[str, ...] = (),
    formed: tuple[str, ...] = (),
) -> None:
    """A page and a spreadsheet for words that all providers choose from; the list shows its first filter.

    `formed`: fields that only the form has, because nobody brings them along in a file.
    """
    admin.site.register(
        model,
        ImportPage,
        resource_classes=(resource_for(model, "key", "name", "name_en", *flatten(lines)),),
        search_fields=("name", "key"),
        list_display=("name", "key", *filters[:1], Counted(used_by, "gebruikt")),
        list_filter=filters,
        fieldsets=(group(None, sentence, ("name", "name_en", "key"), *lines, *formed),),
    )


_offer(
    DataCategory,
    "datarow",
    "Een soort persoonsgegevens. De soort bepaalt welke strengere regels gelden.",
    ("kind", "special_kind"),
    "identity_document",
    filters=("kind", "special_kind", "identity_document"),
    formed=("telling",),
)
_offer(
    DataSubjectCategory,
    "subjectgroup",
    "Een soort mensen van wie gegevens zijn.",
    "vulnerable",
    filters=("vulnerable", "own_people"),
    formed=("own_people",),
)
_offer(
    Purpose,
    "purposerow",
    "Een soort doel. De woorden van de aanbieder zelf staan bij de verwerking.",
    "type",
    filters=("type",),
)
_offer(
    SecurityMeasure,
    "activitysecurity",
    "Een technische of organisatorische maatregel.",
    "kind",
    "explanation",
    filters=("kind",),
)
_offer(ProcessingOperation, "activityoperation", "Wat er met gegevens gebeurt. Art. 4 lid 2 AVG.")
