"""The rows of an activity: purposes and bases, data, systems, recipients."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from providers.facts.base import Fact
from providers.facts.fields import (
    KeyField,
    LineField,
    answer,
    choice,
    flag,
    optional_choice,
    optional_line,
    optional_reference,
    optional_set,
    optional_text,
    reference,
    sequence_field,
)
from providers.facts.help import public, public_data, register_only
from providers.facts.searching import numbered
from providers.models import Owned, Recipient, System
from retention.models import RetentionTerm

from ..choices import Authorisation, Basis, DataOrigin, LinkRole, SpecialException, TransferMechanism
from .activity import ProcessingActivity, SubjectGroup, once_in_each, optional_activity
from .words import DataCategory, Purpose


class ActivityRow(Fact):
    """A fact that belongs to one activity."""

    activity = models.ForeignKey(ProcessingActivity, models.CASCADE, verbose_name="verwerking")
    sequence = sequence_field()

    class Meta:
        abstract = True


class PurposeRow(ActivityRow):
    """One purpose of an activity, in the words of the provider."""

    natural_fields: ClassVar[tuple[str, ...]] = ("activity", "key")

    key = KeyField("sleutel", max_length=60, help_text=public_data("Korte naam, uniek binnen de verwerking."))
    name = LineField("doel", help_text=public("Het doel in een paar woorden, zoals vermeld."))
    purpose = optional_reference("soort doel", Purpose, register_only("Het woord uit de gedeelde lijst."))
    explanation = optional_text("uitleg", public("Een zin in gewone taal. Art. 13 lid 1, onder c, AVG."))
    condition = optional_line(
        "voorwaarde", public("Wanneer het doel geldt, bijvoorbeeld “na goedkeuring van de klant”.")
    )

    class Meta:
        verbose_name = "doel van de verwerking"
        verbose_name_plural = "doelen van de verwerking"
        ordering = ("activity", "sequence", numbered("key"))
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "key"],
                name="register_purposerow_key",
                violation_error_message="Deze sleutel bestaat al bij deze verwerking.",
            )
        ]


class LegalBasis(Fact):
    """A legal basis of one purpose; a purpose may have none, one or more."""

    natural_fields: ClassVar[tuple[str, ...]] = ("purpose", "article")
    called_by: ClassVar[tuple[str, ...]] = ("article",)

    purpose = models.ForeignKey(PurposeRow, models.CASCADE, related_name="bases", verbose_name="doel")
    article = choice(
        "grondslag",
        Basis,
        public("Onderdeel van art. 6 lid 1 AVG. Niets kiezen als het niet is vastgelegd."),
        max_length=1,
    )
    label = optional_line("zoals vermeld", register_only("Het woord dat de aanbieder gebruikt."))
    explanation = optional_text("uitleg", public("Waarom deze grondslag past."))
    interest = optional_text("gerechtvaardigd belang", public("Welk belang en van wie. Art. 13 lid 1, onder d, AVG."))
    balancing_test = optional_line("belangenafweging", register_only("Datum en vindplaats van de afweging."))
    statute = optional_line("wet en artikel", public("Bij een wettelijke verplichting of taak. Art. 6 lid 3 AVG."))
    withdrawal = optional_line("intrekken", public("Hoe toestemming kan worden ingetrokken. Art. 7 lid 3 AVG."))
    consent_proof = optional_line(
        "bewijs van toestemming", register_only("Waar de toestemming is vastgelegd. Art. 7 lid 1 AVG.")
    )

    class Meta:
        verbose_name = "grondslag"
        verbose_name_plural = "grondslagen"
        ordering = ("purpose", "article")
        constraints = [
            models.UniqueConstraint(
                fields=["purpose", "article"],
                name="register_legalbasis_key",
                violation_error_message="Deze grondslag staat al bij dit doel.",
            )
        ]


class DataRow(ActivityRow):
    """One kind of data of one group of people; empty term means not recorded."""

    natural_fields: ClassVar[tuple[str, ...]] = ("activity", "group", "name", "condition")

    group = optional_reference(
        "betrokkenen", SubjectGroup, public("Van wie de gegevens zijn. Leeg als het er niet staat.")
    )
    category = optional_reference("gegevenscategorie", DataCategory, public("Het woord uit de gedeelde lijst."))
    name = optional_line("zoals vermeld", public("De gegevens zoals de aanbieder ze noemt."))
    purposes = optional_set(
        "doelen", PurposeRow, public("Alleen als de tekst gegevens aan een doel koppelt; leeg is de hele verwerking.")
    )
    optional = flag("optioneel", public("Aanvinken als er staat dat het geven vrij is."))
    condition = optional_line("voorwaarde", public("Bijvoorbeeld “indien aangeleverd voor voicemail”."))
    explanation = optional_text("uitleg", public("Wat eronder valt, bijvoorbeeld een opsomming."))
    origin = optional_choice("herkomst", DataOrigin, public("Van wie de gegevens komen. Art. 14 lid 2, onder f, AVG."))
    origin_detail = optional_line("toelichting herkomst", public("Wie precies, en of de bron openbaar is."))
    term = optional_reference(
        "bewaartermijn", RetentionTerm, public("Leeg als er geen termijn is vastgelegd. Art. 30 lid 1, onder f, AVG.")
    )
    exception = optional_choice("uitzondering bijzondere gegevens", SpecialException, public("Art. 9 lid 2 AVG."))
    confidentiality = answer("geheimhouding", register_only("Geldt er een geheimhoudingsplicht? Art. 9 lid 3 AVG."))
    statute = optional_line(
        "wettelijk voorschrift", public("De wet die dit gebruik voorschrijft, bijvoorbeeld bij BSN.")
    )
    masked = answer("afgeschermd", public("Bij een kopie: zijn foto, BSN en MRZ onleesbaar gemaakt?"))

    class Meta:
        verbose_name = verbose_name_plural = "gegevens"
        ordering = ("activity", "sequence", "name")
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "group", "name", "condition"],
                condition=Q(group__isnull=False),
                name="register_datarow_key",
                violation_error_message="Deze gegevens staan al bij deze groep.",
            ),
            models.UniqueConstraint(
                fields=["activity", "name", "condition"],
                condition=Q(group__isnull=True),
                name="register_datarow_key_no_group",
                violation_error_message="Deze gegevens staan al bij deze verwerking.",
            ),
            models.CheckConstraint(
                condition=Q(group__isnull=False) | Q(category__isnull=False) | ~Q(name=""),
                name="register_datarow_not_empty",
                violation_error_message="Vul betrokkenen of gegevens in.",
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(self.category or self.group)


class ActivitySystem(ActivityRow):
    """A system in which an activity happens."""

    natural_fields: ClassVar[tuple[str, ...]] = ("activity", "system")
    called_by: ClassVar[tuple[str, ...]] = ("system",)

    system = reference("systeem", System, public("Waarin deze verwerking gebeurt."))
    condition = optional_line("voorwaarde", public("Bijvoorbeeld “afhankelijk van de gekozen oplossing”."))

    class Meta:
        verbose_name = "systeem van de verwerking"
        verbose_name_plural = "systemen van de verwerking"
        ordering = ("activity", "sequence", "system")
        constraints = [models.UniqueConstraint(fields=["activity", "system"], name="register_activitysystem_key")]


class Disclosure(Owned):
    """Who receives data, for one activity or for the provider as a whole."""

    natural_fields: ClassVar[tuple[str, ...]] = ("provider", "activity", "recipient", "role", "condition")
    called_by: ClassVar[tuple[str, ...]] = ("recipient",)

    activity = optional_activity(public("Leeg als het voor de hele aanbieder geldt."), models.CASCADE)
    sequence = sequence_field()
    recipient = reference("ontvanger", Recipient, public("De partij die gegevens krijgt."))
    role = choice("rol", LinkRole, public("Als wat de partij gegevens krijgt."))
    condition = optional_line("voorwaarde", public("Wanneer gegevens worden verstrekt."))
    purpose = optional_line("waarvoor", public("Waarom deze partij gegevens krijgt."))
    authorisation = optional_choice(
        "toestemming opdrachtgever", Authorisation, register_only("Bij een subverwerker. Art. 28 lid 2 AVG.")
    )
    transfer = answer("doorgifte buiten de EER", public("Verwerkt deze partij buiten de EER?"))
    mechanism = optional_choice(
        "doorgiftemechanisme", TransferMechanism, public("Waarop de doorgifte berust. Art. 44-49 AVG.")
    )
    proof = optional_line("bewijs", register_only("Besluit, document of beoordeling bij de doorgifte."))

    class Meta:
        verbose_name = "verstrekking"
        verbose_name_plural = "verstrekkingen"
        ordering = ("provider", "activity", "sequence", "recipient", "role")
        constraints = once_in_each("register_disclosure", "recipient", "role", "condition")

    def __str__(self) -> str:
        return f"{self.recipient} ({self.get_role_display()})"
