"""A processing activity and the groups of people it is about."""

import re
from collections.abc import Callable
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from providers.facts.days import END, HAPPENED, DayField
from providers.facts.fields import (
    CodeField,
    LineField,
    answer,
    choice,
    flag,
    optional_choice,
    optional_line,
    optional_reference,
    optional_set,
    optional_text,
    review_interval,
    sequence_field,
)
from providers.facts.help import public, register_only
from providers.facts.searching import numbered
from providers.facts.several import several_of
from providers.facts.text import tidy_number
from providers.models import LegalEntity, Owned, OwnedKeyed, Service

from ..choices import DpiaCriterion, DpiaStatus, Role, Status
from ..querysets import ActivityQuerySet
from ..role_names import SEVERAL_PROCESSORS
from .words import DataSubjectCategory

NUMBER = re.compile(r"^(?P<prefix>[A-Z]{2,4})-(?P<sequence>[0-9]{2,5})\Z")


class NumberField(CodeField):
    """The number of an activity; one that is written otherwise is the same number."""

    tidy = staticmethod(tidy_number)


def once_in_each(prefix: str, *fields: str) -> list[models.UniqueConstraint]:
    """The same row stands once in an activity, and once among those of the whole provider."""
    of_activity, of_provider = Q(activity__isnull=False), Q(activity__isnull=True)
    return [
        models.UniqueConstraint(fields=["activity", *fields], condition=of_activity, name=f"{prefix}_activity_key"),
        models.UniqueConstraint(fields=["provider", *fields], condition=of_provider, name=f"{prefix}_provider_key"),
    ]


class SubjectGroup(OwnedKeyed):
    """A group of people as one provider names it."""

    sequence = sequence_field()
    name = LineField("naam", help_text=public("Hoe de groep heet, bijvoorbeeld “bellers”."))
    category = optional_reference("categorie", DataSubjectCategory, register_only("Het woord uit de gedeelde lijst."))
    condition = optional_line("voorwaarde", public("Bijvoorbeeld “alleen bij gebruik Medido”."))
    description = optional_text("omschrijving", public("Wie erbij horen."))

    class Meta(OwnedKeyed.Meta):
        verbose_name = "groep betrokkenen"
        verbose_name_plural = "groepen betrokkenen"
        ordering = ("provider", "sequence", numbered("key"))


class ProcessingActivity(Owned):
    """One thing done for one purpose and group, as the source tells them apart, with one number for ever."""

    natural_fields: ClassVar[tuple[str, ...]] = ("number",)
    called_by: ClassVar[tuple[str, ...]] = ("number", "title")

    number = NumberField(
        "nummer",
        max_length=12,
        unique=True,
        validators=[RegexValidator(NUMBER, "Schrijf een nummer als TT-01; een ander is een “kenmerk elders”.")],
        help_text=public("Voorvoegsel van de aanbieder en een volgnummer. Verandert nooit."),
    )
    title = LineField("titel", help_text=public("Wat er gebeurt, in een paar woorden."))
    description = optional_text("omschrijving", public("Een of twee zinnen in gewone taal."))
    status = choice(
        "status",
        Status,
        register_only("Een beëindigde verwerking blijft bestaan en staat vanaf de einddatum niet meer op de pagina."),
        max_length=12,
        default=Status.ACTIVE,
    )
    ended_on = DayField(
        "beëindigd op",
        span=END,
        null=True,
        blank=True,
        help_text=public("Alleen bij een beëindigde verwerking. Tot een dag die nog komt blijft zij op de pagina."),
    )
    internal = flag(
        "alleen in het register",
        register_only("Aanvinken bij personeel, leveranciers en andere verwerkingen die klanten niet raken."),
    )
    reference = optional_line("kenmerk elders", register_only("Nummer van deze verwerking in een ander systeem."))
    department = optional_line("afdeling", register_only("Waar in de organisatie dit gebeurt."))
    owner = optional_line("proceseigenaar", register_only("Functie of naam van wie er verantwoordelijk voor is."))
    contact = optional_line("aanspreekpunt", register_only("Bij wie binnen de organisatie men vragen kan stellen."))
    access = optional_text("wie erbij kan", register_only("Welke functies of afdelingen de gegevens kunnen inzien."))
    entities = optional_set("rechtspersonen", LegalEntity, public("De rechtspersonen die de verwerking uitvoeren."))
    services = optional_set("diensten", Service, public("De diensten waar het bij hoort."))
    condition = optional_line("voorwaarde", public("Bijvoorbeeld “alleen als de klant voicelogging afneemt”."))
    role = optional_choice("rol", Role, public("Wie over doel en middelen beslist. Art. 24 en 28 AVG."))
    role_explanation = optional_text("toelichting rol", public("Waarom de aanbieder deze rol heeft, in eigen woorden."))
    on_behalf_of = optional_line(
        "in opdracht van", public("Als verwerker: voor wie, bijvoorbeeld “de klant”. Art. 30 lid 2, onder a, AVG.")
    )
    controller_list = optional_line(
        "klantenlijst", register_only("Waar namen en contactgegevens van de opdrachtgevers te vinden zijn.")
    )
    agreement = answer(
        "overeenkomst met opdrachtgever", register_only("Is er een verwerkersovereenkomst? Art. 28 lid 3 AVG.")
    )
    agreement_reference = optional_line("vindplaats overeenkomst", register_only("Datum en plaats van het document."))
    no_recipients = flag(
        "uitdrukkelijk geen ontvangers", public("Aanvinken legt vast dat niemand de gegevens ontvangt.")
    )
    no_processors = flag(
        f"uitdrukkelijk geen (sub){SEVERAL_PROCESSORS}", public("Aanvinken legt vast dat er geen (sub)verwerkers zijn.")
    )
    recipients_reason = optional_line("toelichting ontvangers", public("Uitleg bij “geen” of bij de lijst."))
    transfer = answer("doorgifte buiten de EER", public("Gaan gegevens naar een land buiten de EER? Art. 44 AVG."))
    transfer_reason = optional_line("toelichting doorgifte", public("Land of reden."))
    obligation = answer(
        "verplicht of noodzakelijk", public("Moeten mensen de gegevens geven? Art. 13 lid 2, onder e, AVG.")
    )
    obligation_consequence = optional_text("gevolg van niet geven", public("Wat er gebeurt zonder de gegevens."))
    subject_is_party = answer(
        "betrokkene is contractpartij",
        register_only("Heeft de betrokkene zelf de overeenkomst gesloten? Art. 6 lid 1, onder b, AVG."),
    )
    health_data = answer(
        "gegevens over gezondheid", register_only("Beoordeling, bijvoorbeeld bij zorgcliënten. Art. 9 AVG.")
    )
    health_reason = optional_text("motivering gezondheid", register_only("Waarom wel of niet."))
    decisions = answer("geautomatiseerde besluiten", public("Besluiten zonder mens die iemand treffen. Art. 22 AVG."))
    profiling = answer("profilering", public("Kenmerken van mensen beoordelen of voorspellen. Art. 4 AVG."))
    decision_logic = optional_text("logica", public("Hoe het besluit of profiel tot stand komt."))
    decision_consequences = optional_text("gevolgen voor mensen", public("Wat het voor iemand kan betekenen."))
    retention_reason = optional_text("waarom geen termijn", public("Reden als een bewaartermijn niet mogelijk is."))
    security_reason = optional_text(
        "waarom geen maatregelen", register_only("Reden als er geen beveiliging beschreven kan worden.")
    )
    dpia = optional_choice("DPIA", DpiaStatus, register_only("Uitkomst van de beoordeling. Art. 35 AVG."))
    dpia_date = DayField(
        "datum DPIA", span=HAPPENED, null=True, blank=True, help_text=register_only("Datum van de uitkomst.")
    )
    dpia_criteria = several_of("criteria DPIA", DpiaCriterion, register_only("Wat hier speelt. Twee of meer: DPIA."))
    dpia_reason = optional_text("motivering DPIA", register_only("Waarom wel of niet."))
    dpia_link = optional_line("vindplaats DPIA", register_only("Waar het verslag ligt."))

    review_months = review_interval("zo vaak als bij de aanbieder")

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = "verwerking"
        verbose_name_plural = "verwerkingen"
        ordering = (numbered("number"),)
        permissions = [("read_register", "Mag registers en concepten lezen en downloaden")]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=Status.ENDED) | Q(ended_on=None),
                name="register_activity_ended_on",
                violation_error_message="Een einddatum hoort bij een beëindigde verwerking.",
            ),
            models.UniqueConstraint(
                fields=["provider", "reference"],
                condition=~Q(reference=""),
                name="register_activity_reference",
                violation_error_message="Een andere verwerking van deze aanbieder heeft dit kenmerk al.",
            ),
        ]

    def clean(self) -> None:
        """Refuse a number with the prefix of another provider."""
        super().clean()
        match = NUMBER.match(self.number or "")
        if match and self.provider_id and match["prefix"] != self.provider.prefix:
            raise ValidationError({"number": f"Begin het nummer met {self.provider.prefix}-."})


def optional_activity(
    help_text: str, on_delete: Callable[..., None]
) -> "models.ForeignKey[ProcessingActivity | None, ProcessingActivity | None]":
    """The activity that a row is about, if it is about one."""
    return optional_reference("verwerking", ProcessingActivity, help_text, on_delete)
