"""The rows of an activity: purposes and bases, data, systems, recipients."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Case, Q, Value, When
from django.db.models.functions import Coalesce, NullIf

from providers.facts.base import Fact
from providers.facts.days import END, HAPPENED, DayField
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
from providers.facts.natural import NaturalQuerySet
from providers.facts.searching import numbered
from providers.facts.several import several_of
from providers.models import Owned, OwnedKeyed, Recipient, Service, System
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


class PurposeWords(Fact):
    """What is said of a purpose, of one activity or of the whole provider."""

    name = LineField("doel", help_text=public("Het doel in een paar woorden."))
    purpose = optional_reference("soort doel", Purpose, register_only("Het woord uit de gedeelde lijst."))
    explanation = optional_text("uitleg", public("Een zin in gewone taal. Art. 13 lid 1, onder c, AVG."))
    condition = optional_line(
        "voorwaarde", public("Wanneer het doel geldt, bijvoorbeeld “na goedkeuring van de klant”.")
    )
    opt_out = optional_line("afmelden", public("Hoe mensen zich ervoor afmelden, bijvoorbeeld bij een mailing."))

    class Meta:
        abstract = True


class PurposeRow(PurposeWords, ActivityRow):
    """One purpose of an activity, in the words of the provider."""

    natural_fields: ClassVar[tuple[str, ...]] = ("activity", "key")

    key = KeyField("sleutel", max_length=60, help_text=public_data("Korte naam, uniek binnen de verwerking."))

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


class GeneralPurpose(PurposeWords, OwnedKeyed):
    """A purpose that the provider names for everything at once, and ties to no activity."""

    sequence = sequence_field("in de documenten")

    class Meta(OwnedKeyed.Meta):
        verbose_name = "algemeen doel"
        verbose_name_plural = "algemene doelen"
        ordering = ("provider", "sequence", numbered("key"))


class BasisWords(Fact):
    """What is said of a legal basis."""

    called_by: ClassVar[tuple[str, ...]] = ("article",)

    article = choice(
        "grondslag",
        Basis,
        public("Onderdeel van art. 6 lid 1 AVG. Niets kiezen als het niet is vastgelegd."),
        max_length=1,
    )
    label = optional_line("in eigen woorden", register_only("Een eigen woord voor deze grondslag."))
    explanation = optional_text("uitleg", public("Waarom deze grondslag past."))
    interest = optional_text("gerechtvaardigd belang", public("Welk belang en van wie. Art. 13 lid 1, onder d, AVG."))
    balancing_test = optional_line("belangenafweging", register_only("Datum en vindplaats van de afweging."))
    statute = optional_line("wet en artikel", public("Bij een wettelijke verplichting of taak. Art. 6 lid 3 AVG."))
    withdrawal = optional_line("intrekken", public("Hoe toestemming kan worden ingetrokken. Art. 7 lid 3 AVG."))
    consent_proof = optional_line(
        "bewijs van toestemming", register_only("Waar de toestemming is vastgelegd. Art. 7 lid 1 AVG.")
    )

    class Meta:
        abstract = True


class LegalBasis(BasisWords):
    """A legal basis of one purpose; a purpose may have none, one or more."""

    natural_fields: ClassVar[tuple[str, ...]] = ("purpose", "article")

    purpose = models.ForeignKey(PurposeRow, models.CASCADE, related_name="bases", verbose_name="doel")

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


class GeneralBasis(BasisWords, Owned):
    """A legal basis that the provider names for everything at once."""

    natural_fields: ClassVar[tuple[str, ...]] = ("provider", "article")

    scope = optional_text("waarvoor", public("Waarvoor de grondslag geldt, als dat niet alles is."))

    class Meta:
        verbose_name = "algemene grondslag"
        verbose_name_plural = "algemene grondslagen"
        ordering = ("provider", "article")
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "article"],
                name="register_generalbasis_key",
                violation_error_message="Deze grondslag staat al bij deze aanbieder.",
            )
        ]


def _or_nothing(name: str) -> Coalesce:
    # What is not there counts as one value, for NULL differs from NULL.
    return Coalesce(name, Value(0), output_field=models.BigIntegerField())


# What a row is told apart by when the provider has no word for the data.
DATA_NAME = Coalesce(NullIf("name", Value("")), "category__key", Value(""), output_field=models.CharField())


class DataRowQuerySet(NaturalQuerySet):
    """Finds a row by its name or, without one, its category."""

    def get_by_natural_key(self, *key: Any) -> Any:
        """The row with this key; raises DoesNotExist, also for a key with too few or many parts."""
        lookups = ["called" if name == "name" else name for name in DataRow.natural_lookups()]
        if len(key) != len(lookups):
            raise DataRow.DoesNotExist
        found = self.annotate(called=DATA_NAME).filter(**dict(zip(lookups, key, strict=True)))
        # A name may read as the key of a category, of which there is a row without a name.
        if row := found.order_by("-name").first():
            return row
        raise DataRow.DoesNotExist


class DataRow(ActivityRow):
    """One kind of data of one group of people; empty term means not recorded."""

    natural_fields: ClassVar[tuple[str, ...]] = ("activity", "group", "name", "condition")

    objects = DataRowQuerySet.as_manager()

    group = optional_reference("betrokkenen", SubjectGroup, public("Van wie de gegevens zijn. Leeg: niet vastgelegd."))
    # Beside `group`, and no set of all: a database can then refuse the same data of the same people twice.
    other_groups = optional_set(
        "en ook van", SubjectGroup, public("Andere groepen van wie dezelfde gegevens zijn."), related_name="+"
    )
    category = optional_reference("gegevenscategorie", DataCategory, public("Het woord uit de gedeelde lijst."))
    name = optional_line("in eigen woorden", public("Een eigen naam voor de gegevens."))
    purposes = optional_set(
        "doelen", PurposeRow, public("Waarvoor juist deze gegevens nodig zijn; leeg is de hele verwerking.")
    )
    optional = flag("optioneel", public("Aanvinken als men vrij is ze te geven."))
    condition = optional_line("voorwaarde", public("Bijvoorbeeld “indien aangeleverd voor voicemail”."))
    explanation = optional_text("uitleg", public("Wat eronder valt, bijvoorbeeld een opsomming."))
    origin = several_of("herkomst", DataOrigin, public("Van wie de gegevens komen. Art. 14 lid 2, onder f, AVG."))
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
                "activity",
                _or_nothing("group"),
                "name",
                Case(When(name="", then=_or_nothing("category")), default=Value(0)),
                "condition",
                name="register_datarow_key",
                violation_error_message="Deze gegevens staan al bij deze groep.",
            ),
            models.CheckConstraint(
                condition=Q(group__isnull=False) | Q(category__isnull=False) | ~Q(name=""),
                name="register_datarow_not_empty",
                violation_error_message="Vul betrokkenen of gegevens in.",
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(self.category or self.group)

    def identity(self) -> dict[str, Any]:
        """Data without words of their own are told apart by their category."""
        return super().identity() | ({} if self.name else {"category": self.category})

    def own_key(self) -> tuple[Any, ...]:
        """The same."""
        return (*super().own_key(), None if self.name else self.category_id)

    def natural_key(self) -> tuple[Any, ...]:
        """The same with the key of the category in the place of the name."""
        *before, name, condition = super().natural_key()
        return (*before, name or (self.category.key if self.category else ""), condition)


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
    recipient = models.ForeignKey(
        Recipient, models.PROTECT, verbose_name="partij", help_text=public("De partij die gegevens krijgt of levert.")
    )
    role = choice("rol", LinkRole, public("Als wat de partij gegevens krijgt of levert."))
    condition = optional_line("voorwaarde", public("Wanneer gegevens worden verstrekt."))
    purpose = optional_line("waarvoor", public("Waarom deze partij gegevens krijgt."))
    authorisation = optional_choice(
        "toestemming opdrachtgever", Authorisation, register_only("Bij een subverwerker. Art. 28 lid 2 AVG.")
    )
    services = optional_set("diensten", Service, public("Alleen als het voor bepaalde diensten geldt."))
    engaged_by = optional_reference(
        "ingeschakeld door",
        Recipient,
        public("De verwerker die deze partij inschakelt, bij een keten."),
        related_name="engages",
    )
    agreement = answer("verwerkersovereenkomst", register_only("Is er een overeenkomst? Art. 28 lid 3 AVG."))
    agreement_reference = optional_line("vindplaats overeenkomst", register_only("Waar het document ligt."))
    agreement_date = DayField(
        "datum overeenkomst", span=HAPPENED, null=True, blank=True, help_text=register_only("Dag van ondertekening.")
    )
    agreement_ends = DayField(
        "einde overeenkomst", span=END, null=True, blank=True, help_text=register_only("Laatste dag, als die er is.")
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
