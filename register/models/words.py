"""The shared vocabulary: words that every provider chooses from."""

from django.db import models
from django.db.models import Q

from providers.facts.base import Word
from providers.facts.fields import optional_text
from providers.facts.help import public, register_only

from ..choices import DataKind, MeasureKind, PurposeType, SpecialKind


class DataCategory(Word):
    """A kind of personal data."""

    kind = models.CharField(
        "soort",
        max_length=20,
        choices=DataKind.choices,
        default=DataKind.ORDINARY,
        help_text=public("Gewoon, of een soort waarvoor strengere regels gelden."),
    )
    special_kind = models.CharField(
        "bijzondere soort",
        max_length=20,
        choices=SpecialKind.choices,
        blank=True,
        help_text=public("Alleen bij bijzondere gegevens. Art. 9 lid 1 AVG."),
    )
    identity_document = models.BooleanField(
        "kopie van een document",
        default=False,
        help_text=register_only("Aanvinken bij een kopie van een identiteitsbewijs of bankpas."),
    )

    class Meta(Word.Meta):
        verbose_name = "gegevenscategorie"
        verbose_name_plural = "gegevenscategorieën"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=DataKind.SPECIAL) ^ Q(special_kind=""),
                name="register_datacategory_special",
                violation_error_message=("Kies bij bijzondere gegevens welke soort het is, en alleen daar."),
            )
        ]


class DataSubjectCategory(Word):
    """A kind of person."""

    vulnerable = models.BooleanField(
        "kwetsbaar",
        default=False,
        help_text=register_only("Aanvinken voor bijvoorbeeld patiënten, cliënten en bewoners."),
    )

    class Meta(Word.Meta):
        verbose_name = "categorie betrokkenen"
        verbose_name_plural = "categorieën betrokkenen"


class Purpose(Word):
    """A kind of purpose; the words of the provider stand on the row that uses it."""

    type = models.CharField(
        "type",
        max_length=20,
        choices=PurposeType.choices,
        help_text=register_only("Waar regels en uitvoer doelen aan herkennen."),
    )

    class Meta(Word.Meta):
        verbose_name = "doel"
        verbose_name_plural = "doelen"


class SecurityMeasure(Word):
    """A technical or organisational measure."""

    kind = models.CharField(
        "soort",
        max_length=20,
        choices=MeasureKind.choices,
        help_text=register_only("Onderdeel van art. 32 lid 1 AVG."),
    )
    explanation = optional_text("uitleg", public("Wat de maatregel doet, in gewone taal."))

    class Meta(Word.Meta):
        verbose_name = "beveiligingsmaatregel"
        verbose_name_plural = "beveiligingsmaatregelen"


class ProcessingOperation(Word):
    """What is done with data, art. 4(2) AVG."""

    class Meta(Word.Meta):
        verbose_name = "soort bewerking"
        verbose_name_plural = "soorten bewerkingen"
