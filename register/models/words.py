"""The shared vocabulary: words that every provider chooses from."""

from django.db import models
from django.db.models import Q

from providers.facts.base import Word
from providers.facts.fields import choice, flag, optional_choice, optional_text
from providers.facts.help import public, register_only

from ..choices import DataKind, MeasureKind, PurposeType, SpecialKind


class DataCategory(Word):
    """A kind of personal data."""

    kind = choice(
        "soort", DataKind, public("Gewoon, of een soort waarvoor strengere regels gelden."), default=DataKind.ORDINARY
    )
    special_kind = optional_choice(
        "bijzondere soort", SpecialKind, public("Alleen bij bijzondere gegevens. Art. 9 lid 1 AVG."), max_length=20
    )
    telling = models.PositiveSmallIntegerField(
        "zeggingskracht",
        default=5,
        help_text=public("Van 1 tot 9: wat lezers het meest zegt, noemt de samenvatting het eerst. 1 gaat voor."),
    )
    identity_document = flag(
        "kopie van een document", register_only("Aanvinken bij een kopie van een identiteitsbewijs of bankpas.")
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

    own_people = flag(
        "eigen mensen", register_only("Aanvinken voor personeel en leveranciers: zij krijgen geen eigen pagina.")
    )
    vulnerable = flag("kwetsbaar", register_only("Aanvinken voor bijvoorbeeld patiënten, cliënten en bewoners."))

    class Meta(Word.Meta):
        verbose_name = "categorie betrokkenen"
        verbose_name_plural = "categorieën betrokkenen"


class Purpose(Word):
    """A kind of purpose; the words of the provider stand on the row that uses it."""

    type = choice("type", PurposeType, register_only("Waar regels en uitvoer doelen aan herkennen."))

    class Meta(Word.Meta):
        verbose_name = "doel"
        verbose_name_plural = "doelen"


class SecurityMeasure(Word):
    """A technical or organisational measure."""

    kind = choice("soort", MeasureKind, register_only("Onderdeel van art. 32 lid 1 AVG."))
    explanation = optional_text("uitleg", public("Wat de maatregel doet, in gewone taal."))

    class Meta(Word.Meta):
        verbose_name = "beveiligingsmaatregel"
        verbose_name_plural = "beveiligingsmaatregelen"


class ProcessingOperation(Word):
    """What is done with data, art. 4(2) AVG."""

    class Meta(Word.Meta):
        verbose_name = "soort bewerking"
        verbose_name_plural = "soorten bewerkingen"
