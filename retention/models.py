"""How long data are kept: a period, what starts it, what ends it and why."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from providers.facts.base import Fact, Word
from providers.facts.fields import (
    FITS_SMALL,
    LineField,
    choice,
    flag,
    optional_choice,
    optional_line,
    optional_reference,
    optional_text,
    sequence_field,
)
from providers.facts.help import public, register_only
from providers.facts.searching import numbered
from providers.models import OwnedKeyed

from .choices import IN_WORDS, WITH_LENGTH, Afterwards, GroundStatus, TermKind, Unit
from .periods import Period

NOT_ZERO = MinValueValidator(
    1,
    "Nul is geen termijn. Kies “Tussen twee termijnen, naar keuze” met nul als kortste; of leg bij een mededeling "
    "vast dat het niet wordt bewaard.",
)


def amount_field(label: str, help_text: str, *also: MinValueValidator) -> models.PositiveSmallIntegerField:
    """The number of a period; empty when not recorded."""
    validators = [FITS_SMALL, *also]
    return models.PositiveSmallIntegerField(label, null=True, blank=True, validators=validators, help_text=help_text)


def unit_field(label: str, help_text: str) -> models.CharField:
    """The unit of a period; empty when not recorded."""
    return models.CharField(label, max_length=10, choices=Unit.choices, blank=True, help_text=help_text)


def complete_period(amount: str, unit: str, name: str) -> models.CheckConstraint:
    """Amount and unit are both there or both absent; zero is no period."""
    # Without the test for NULL the whole condition is unknown, which a database lets pass.
    both = Q(**{f"{amount}__isnull": False, f"{amount}__gte": 1}) & ~Q(**{unit: ""})
    neither = Q(**{f"{amount}__isnull": True, unit: ""})
    return models.CheckConstraint(
        condition=both | neither,
        name=name,
        violation_error_message="Vul getal (ten minste 1) en eenheid allebei in, of geen van beide.",
    )


class StatutoryGround(Word):
    """A rule of law that asks or allows a term (docs/law.md 5.9)."""

    law = LineField("wet en artikel", help_text=public("Bijvoorbeeld art. 52 lid 4 AWR."))
    amount = amount_field("getal", public("Lengte van de termijn in de wet."))
    unit = unit_field("eenheid", public("Dagen, maanden of jaren."))
    start = optional_line("vanaf", public("Wanneer de wettelijke termijn begint."))
    status = choice("zekerheid", GroundStatus, register_only("Hoe zeker deze regel is nagezocht."))

    class Meta(Word.Meta):
        verbose_name = "wettelijke grond"
        verbose_name_plural = "wettelijke gronden"
        constraints = [complete_period("amount", "unit", "retention_ground_period")]


class RetentionTerm(OwnedKeyed):
    """A term of one provider; data rows point to it."""

    sequence = sequence_field("in de documenten")
    name = LineField("naam", help_text=public("Waarover de termijn gaat."))
    description = optional_text("omschrijving", public("Welke gegevens het zijn, in eigen woorden."))
    kind = optional_choice("soort termijn", TermKind, public("Een termijn, een gebeurtenis of een ander criterium."))
    amount = amount_field(
        "getal", public("Lengte van de termijn, bijvoorbeeld 31; anderhalf jaar is 18 maanden."), NOT_ZERO
    )
    unit = unit_field("eenheid", public("Dagen, maanden of jaren; 31 dagen is niet 1 maand."))
    minimum_amount = amount_field(
        "ten minste: getal", public("Alleen bij een keuze: de kortste termijn, bijvoorbeeld 0.")
    )
    minimum_unit = unit_field("ten minste: eenheid", public("Dagen, maanden of jaren."))
    chosen_by = optional_line("wie kiest", public("Wie de termijn bepaalt, bijvoorbeeld “de klant”."))
    chosen_for = optional_line("keuze geldt voor", public("Voor welke gegevens of mensen, bijvoorbeeld “opnamen”."))
    is_maximum = flag("uiterlijk", public("Aanvinken als dit de langste termijn is en het ook korter kan."))
    start_event = optional_line(
        "begint", public("Wanneer de termijn begint, bijvoorbeeld “na opzegging”. Leeg: niet vastgelegd.")
    )
    start_not_applicable = flag(
        "begin niet van toepassing", public("Aanvinken als de termijn geen begin heeft, zoals “de laatste 90 dagen”.")
    )
    end_event = optional_line("eindigt", public("De gebeurtenis, bijvoorbeeld “verwijdering van het team”."))
    criterion = optional_line("criterium of formule", public("In eigen woorden, bijvoorbeeld “zolang u klant bent”."))
    afterwards = optional_choice("daarna", Afterwards, public("Wat er na de termijn gebeurt."))
    anonymised_amount = amount_field("geanonimiseerd: getal", public("Lengte van de tweede termijn, na anonimiseren."))
    anonymised_unit = unit_field("geanonimiseerd: eenheid", public("Dagen, maanden of jaren."))
    anonymised_is_maximum = flag(
        "geanonimiseerd: ten hoogste", public("Aanvinken als de tweede termijn een maximum is.")
    )
    anonymised_is_total = flag(
        "geanonimiseerd: vanaf het begin", public("Aanvinken als de tweede termijn de eerste insluit.")
    )
    anonymised_method = optional_text(
        "wijze van anonimiseren", register_only("Hoe, en wie toetst of herleiden nog kan.")
    )
    ground = optional_reference("wettelijke grond", StatutoryGround, public("De wet die de termijn voorschrijft."))
    ground_stated = optional_line("grond in eigen woorden", public("Waarom de termijn zo lang is."))
    condition = optional_line("voorwaarde", public("Bijvoorbeeld “alleen als deze dienst wordt afgenomen”."))

    class Meta(OwnedKeyed.Meta):
        verbose_name = "bewaartermijn"
        verbose_name_plural = "bewaartermijnen"
        ordering = ("provider", "sequence", numbered("key"))
        constraints = [
            *OwnedKeyed.Meta.constraints,
            complete_period("amount", "unit", "retention_term_period"),
            complete_period("anonymised_amount", "anonymised_unit", "retention_term_anonymised"),
            models.CheckConstraint(
                condition=~Q(kind__in=[TermKind.PERIOD, TermKind.RANGE], amount__isnull=True),
                name="retention_term_period_kind",
                violation_error_message=(
                    "Vul getal en eenheid in: een vaste termijn heeft ze, en een keuze als langste termijn."
                ),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=WITH_LENGTH) | Q(amount__isnull=True),
                name="retention_term_amount_kind",
                violation_error_message=(
                    "Een getal hoort bij een vaste termijn of een keuze; kies die soort. “Einde contract plus 5 jaar” "
                    "is een vaste termijn van 5 jaar die begint “na het einde van het contract”."
                ),
            ),
            models.CheckConstraint(
                condition=Q(minimum_amount__isnull=True, minimum_unit="")
                | (Q(minimum_amount__isnull=False, kind=TermKind.RANGE) & ~Q(minimum_unit="")),
                name="retention_term_minimum",
                violation_error_message=(
                    "Een kortste termijn heeft een getal (0 mag) en een eenheid, en hoort bij de soort “Tussen twee "
                    "termijnen, naar keuze”."
                ),
            ),
            models.CheckConstraint(
                condition=Q(criterion="") ^ Q(kind__in=IN_WORDS),
                name="retention_term_criterion",
                violation_error_message=(
                    "Vul bij een criterium of formule de woorden in het veld “criterium of formule” in; laat dat veld "
                    "bij een andere soort leeg."
                ),
            ),
            models.CheckConstraint(
                condition=Q(start_event="") | Q(start_not_applicable=False),
                name="retention_term_start",
                violation_error_message="Een begin is vastgelegd of niet van toepassing, niet allebei.",
            ),
        ]

    @property
    def period(self) -> Period | None:
        """The fixed term; of a choice the longest, if there is one."""
        return Period.of(self.amount, self.unit)

    def clean(self) -> None:
        """A choice starts with the shortest."""
        super().clean()
        shortest = Period.of(self.minimum_amount, self.minimum_unit)
        if shortest and self.period and shortest.is_longer_than(self.period):
            raise ValidationError({"minimum_amount": "De kortste termijn is langer dan de langste; draai ze om."})


class TermException(Fact):
    """Another term in a case that the provider names, such as a complaint."""

    natural_fields: ClassVar[tuple[str, ...]] = ("term", "condition")
    called_by: ClassVar[tuple[str, ...]] = ("condition",)

    term = models.ForeignKey(RetentionTerm, models.CASCADE, related_name="exceptions", verbose_name="bewaartermijn")
    sequence = sequence_field("bij de termijn")
    condition = LineField("wanneer", help_text=public("Het geval, bijvoorbeeld “bij een klacht”."))
    amount = amount_field("getal", public("Lengte van de termijn in dat geval."))
    unit = unit_field("eenheid", public("Dagen, maanden of jaren."))
    is_maximum = flag("uiterlijk", public("Aanvinken als dat de langste termijn is."))
    wording = optional_line("in woorden", public("Wat er dan geldt zonder getal, bijvoorbeeld “langer”."))

    class Meta:
        verbose_name = "uitzondering op een bewaartermijn"
        verbose_name_plural = "uitzonderingen op bewaartermijnen"
        ordering = ("term", "sequence", "condition")
        constraints = [
            models.UniqueConstraint(
                fields=["term", "condition"],
                name="retention_exception_key",
                violation_error_message="Dit geval staat al bij deze termijn.",
            ),
            complete_period("amount", "unit", "retention_exception_period"),
            models.CheckConstraint(
                condition=Q(amount__isnull=False) | ~Q(wording=""),
                name="retention_exception_says_something",
                violation_error_message="Vul een getal met eenheid in, of woorden.",
            ),
        ]

    @property
    def period(self) -> Period | None:
        """The term in this case, if it has a length."""
        return Period.of(self.amount, self.unit)
