"""What a statement says beside its activities: roles, security, sharing, logging, leaks, 112."""

from typing import ClassVar

from django.db import models

from providers.facts.fields import (
    FITS_SMALL,
    PlainTextField,
    answer,
    choice,
    flag,
    optional_line,
    optional_reference,
    optional_text,
    reference,
    sequence_field,
)
from providers.facts.help import public
from providers.models import ContactPoint, Owned, OwnedKeyed, Provider

from ..choices import Role, Section
from ..role_names import SEVERAL_PROCESSORS
from .activity import once_in_each, optional_activity
from .sentences import MAY_NAME, Sentences
from .words import ProcessingOperation, SecurityMeasure


class OwnedOnce(Owned):
    """Facts of which a provider has one row at most."""

    natural_fields: ClassVar[tuple[str, ...]] = ("provider",)
    called_by: ClassVar[tuple[str, ...]] = ()

    provider = models.OneToOneField(Provider, models.CASCADE, verbose_name="aanbieder")

    class Meta:
        abstract = True
        ordering = ("provider",)

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} van {self.provider}"


class RoleClaim(OwnedKeyed):
    """A sentence in which the provider claims one role for itself in general (rule AVG28-10)."""

    called_by: ClassVar[tuple[str, ...]] = ("role",)

    role = choice("rol", Role, public("De rol die de aanbieder in het algemeen zegt te hebben."), max_length=40)
    scope = optional_text("waarover", public("Waarvoor die rol geldt, in eigen woorden."))

    class Meta(OwnedKeyed.Meta):
        verbose_name = "algemene rol"
        verbose_name_plural = "algemene rollen"


class ActivitySecurity(Owned):
    """A security measure of the provider, or of one activity."""

    natural_fields: ClassVar[tuple[str, ...]] = ("provider", "activity", "measure")
    called_by: ClassVar[tuple[str, ...]] = ("measure",)

    activity = optional_activity(public("Leeg als de maatregel voor alles geldt."), models.CASCADE)
    sequence = sequence_field()
    measure = reference("maatregel", SecurityMeasure, public("De soort maatregel, uit de gedeelde lijst."))
    explanation = optional_text("uitleg", public("Wat men verder moet weten, in eigen woorden."))
    condition = optional_line("voorwaarde", public("Bijvoorbeeld “binnen de mogelijkheden van techniek en kosten”."))

    class Meta:
        verbose_name = "maatregel van de aanbieder"
        verbose_name_plural = "maatregelen van de aanbieder"
        ordering = ("provider", "activity", "sequence", "measure")
        constraints = once_in_each("register_security", "measure")


class ActivityOperation(Owned):
    """An operation that the provider names, for everything or for one activity."""

    natural_fields: ClassVar[tuple[str, ...]] = ("provider", "activity", "operation")
    called_by: ClassVar[tuple[str, ...]] = ("operation",)

    activity = optional_activity(public("Leeg als de bewerking voor alles geldt."), models.CASCADE)
    sequence = sequence_field()
    operation = reference(
        "bewerking", ProcessingOperation, public("Wat er met de gegevens gebeurt, uit de gedeelde lijst.")
    )

    class Meta:
        verbose_name = "bewerking van de aanbieder"
        verbose_name_plural = "bewerkingen van de aanbieder"
        ordering = ("provider", "activity", "sequence", "operation")
        constraints = once_in_each("register_operation", "operation")


class SharingPolicy(OwnedOnce):
    """When data go to others, in general."""

    sells_data = answer("verkoopt gegevens", public("Worden gegevens verkocht?"))
    sells_condition = optional_line("verkoopt, behalve", public("De uitzondering, bijvoorbeeld “tenzij u toestemt”."))
    shares_data = answer("deelt gegevens", public("Krijgen anderen gegevens?"))
    grounds = optional_text("alleen wanneer", public("De gevallen waarin wel wordt gedeeld, een per regel."))
    consent_first = answer("vooraf toestemming", public("Vraagt de aanbieder vooraf toestemming om te delen?"))
    supplier_list = answer("leverancierslijst op verzoek", public("Is een lijst met leveranciers op te vragen?"))
    supplier_contact = optional_reference(
        "lijst opvragen via", ContactPoint, public("Waar mensen de lijst kunnen opvragen."), on_delete=models.SET_NULL
    )
    agreements = answer(
        f"overeenkomsten met {SEVERAL_PROCESSORS}", public("Sluit de aanbieder overeenkomsten met verwerkers?")
    )
    agreements_explanation = optional_text("toelichting overeenkomsten", public("Wat daarin is afgesproken."))
    remains_responsible = answer(
        "blijft verantwoordelijk", public("Blijft de aanbieder verantwoordelijk voor verwerkers?")
    )
    own_agreement = optional_text(
        "eigen verwerkersovereenkomst", public("Of en waar de aanbieder een overeenkomst voor klanten aanbiedt.")
    )

    class Meta(OwnedOnce.Meta):
        verbose_name = verbose_name_plural = "delen van gegevens"


class UsageLogging(OwnedOnce):
    """Whether use of the service or the website is logged; the data stand on the activity."""

    logs_usage = answer("houdt logbestanden bij", public("Wordt het gebruik vastgelegd?"))
    automatic = answer("automatisch", public("Gebeurt dat vanzelf?"))
    activity = optional_activity(public("De verwerking waarin de gegevens en de termijn staan."), models.SET_NULL)
    explanation = optional_text("uitleg", public("Wat wordt vastgelegd, in gewone taal."))

    class Meta(OwnedOnce.Meta):
        verbose_name = verbose_name_plural = "logbestanden"


class BreachProcedure(OwnedOnce):
    """What happens when data leak, art. 33 and 34 AVG."""

    investigation = optional_text("onderzoek", public("Hoe en met welke voorrang een lek wordt onderzocht."))
    remedy = optional_text("oplossing", public("Blijvende en tijdelijke oplossing."))
    informed = optional_line("wie bericht krijgt", public("De groepen die worden ingelicht."))
    informed_how = optional_line("hoe", public("Bijvoorbeeld per mail of telefoon."))
    informed_when = optional_line("wanneer", public("Bijvoorbeeld zo snel mogelijk."))
    recorded = answer("vastgelegd in register", public("Wordt elk lek geregistreerd? Art. 33 lid 5 AVG."))
    recorded_where = optional_line("naam van dat register", public("Hoe dat register heet."))
    reported = answer("melding bij de AP", public("Wordt een lek gemeld bij de toezichthouder?"))
    reported_condition = optional_line("wanneer gemeld", public("Bijvoorbeeld indien nodig."))

    class Meta(OwnedOnce.Meta):
        verbose_name = "datalekprocedure"
        verbose_name_plural = "datalekprocedures"


class EmergencyCalls(OwnedOnce):
    """What goes along with a call to 112, art. 11.10 Tw."""

    number_sent = answer("telefoonnummer mee", public("Gaat het nummer altijd mee?"))
    location_sent = answer("locatie mee", public("Gaat de locatie altijd mee?"))
    despite_blocking = answer("ook bij blokkeren", public("Ook als nummerweergave geblokkeerd is?"))
    legal_duty = answer("wettelijk verplicht", public("Is het een wettelijke plicht?"))
    visible_to_provider = answer("zichtbaar voor de aanbieder", public("Kan de aanbieder de gegevens zien?"))
    available_from = optional_line("op te vragen bij", public("Waar de gegevens wel op te vragen zijn."))
    explanation = optional_text("uitleg", public("Wat men verder moet weten, in eigen woorden."))

    class Meta(OwnedOnce.Meta):
        verbose_name = verbose_name_plural = "bellen naar 112"


class Minors(Owned):
    """Data of children, for the provider as a whole or for one activity; art. 8 AVG."""

    natural_fields: ClassVar[tuple[str, ...]] = ("provider", "activity")
    called_by: ClassVar[tuple[str, ...]] = ()

    activity = optional_activity(public("Leeg als het voor de hele aanbieder geldt."), models.CASCADE)
    intended = answer("gericht op kinderen", public("Is het de bedoeling dat kinderen gegevens geven?"))
    age = models.PositiveSmallIntegerField(
        "jonger dan", null=True, blank=True, validators=[FITS_SMALL], help_text=public("Leeftijd in jaren.")
    )
    parental_consent = answer("toestemming van ouders", public("Is toestemming van ouders of voogd nodig?"))
    checks_age = answer("controle van leeftijd", public("Kan de aanbieder nagaan hoe oud iemand is?"))
    explanation = optional_text("uitleg", public("Wat men verder moet weten, in eigen woorden."))
    removal = optional_text("verwijderen", public("Wat er gebeurt met gegevens die toch van een kind blijken."))

    class Meta:
        verbose_name = verbose_name_plural = "gegevens van kinderen"
        ordering = ("provider", "activity")
        constraints = once_in_each("register_minors")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} bij {self.activity or self.provider}"


class Remark(Sentences, OwnedKeyed):
    """Something the provider says that has no field of its own; shown under its section."""

    called_by: ClassVar[tuple[str, ...]] = ("text",)
    naming: ClassVar[tuple[str, ...]] = ("text", "condition")

    section = choice("onderdeel", Section, public("Onder welke kop het staat."), max_length=12)
    sequence = sequence_field()
    activity = optional_activity(public("Alleen als het over één verwerking gaat."), models.CASCADE)
    text = PlainTextField("tekst", help_text=public(f"Eén mededeling, in eigen woorden. {MAY_NAME}"))
    condition = optional_line("voorwaarde", public(f"Wanneer het geldt. {MAY_NAME}"))
    denial = flag("gebeurt niet", public("Aanvinken bij iets wat uitdrukkelijk niet gebeurt."))

    class Meta(OwnedKeyed.Meta):
        verbose_name = "mededeling"
        verbose_name_plural = "mededelingen"
        ordering = ("provider", "section", "sequence", "key")

    def __str__(self) -> str:
        return self.text[:80]


class StatementPage(Provider):
    """No table of its own; it gives the facts of a statement one page in the admin."""

    class Meta:
        proxy = True
        verbose_name = "verklaring"
        verbose_name_plural = "verklaringen"
        ordering = ("name", "slug")
