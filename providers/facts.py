"""What every fact of a provider has: where it was found, and a note that stays inside."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from .fields import LineField, PlainTextField
from .help import internal, public_data, register_only
from .natural import NaturalModel
from .sources import Passage, parse_source, validate_source


class Fact(NaturalModel):
    """A row that states something: it can say in which lines of which document it was read."""

    source = LineField(
        "vindplaats",
        blank=True,
        validators=[validate_source],
        help_text=register_only("Document en regels waaruit dit feit komt, bijvoorbeeld “000 r53; 000 r56-57”."),
    )
    note = PlainTextField(
        "interne notitie",
        blank=True,
        help_text=internal("Voor collega's, bijvoorbeeld een vraag die nog openstaat."),
    )

    class Meta:
        abstract = True

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The source as passages."""
        return parse_source(self.source)

    def clean(self) -> None:
        """Refuse references to rows of another provider."""
        super().clean()
        check_one_provider(self)


def provider_of(row: models.Model) -> int | None:
    """Primary key of the provider a row belongs to, itself or through its parent."""
    if hasattr(row, "provider_id"):
        return row.provider_id
    for parent in ("activity", "purpose"):
        if getattr(row, f"{parent}_id", None):
            return provider_of(getattr(row, parent))
    return None


def check_one_provider(row: models.Model) -> None:
    """Raise ValidationError for each foreign key that points into another provider's rows."""
    own = provider_of(row)
    errors = {}
    for field in row._meta.fields:
        if not field.is_relation or field.name == "provider" or not getattr(row, field.attname):
            continue
        other = provider_of(getattr(row, field.name))
        if own and other and own != other:
            errors[field.name] = "Hoort bij een andere aanbieder."
    if errors:
        raise ValidationError(errors)


def check_sets(row: models.Model) -> None:
    """Raise ValidationError for each set that holds a row of another provider or another activity."""
    errors = {
        field.name: message
        for field in row._meta.many_to_many
        for other in getattr(row, field.name).all()
        if (message := _stranger(row, other))
    }
    if errors:
        raise ValidationError(errors)


def _stranger(row: models.Model, other: models.Model) -> str:
    if provider_of(row) and provider_of(other) not in (None, provider_of(row)):
        return "Bevat iets van een andere aanbieder."
    own, its = getattr(row, "activity_id", None), getattr(other, "activity_id", None)
    return "Bevat iets van een andere verwerking." if own and its and own != its else ""


class KeyedFact(Fact):
    """A fact of a provider that other rows point to by a short key."""

    natural_fields: ClassVar[tuple[str, ...]] = ("provider", "key")

    key = models.SlugField(
        "sleutel",
        max_length=60,
        help_text=public_data("Korte naam waarmee bestanden naar deze regel verwijzen."),
    )

    class Meta:
        abstract = True


class Word(NaturalModel):
    """A word of the shared vocabulary; all providers choose from the same list."""

    natural_fields: ClassVar[tuple[str, ...]] = ("key",)

    key = models.SlugField(
        "sleutel",
        max_length=60,
        unique=True,
        help_text=public_data("Korte naam waarmee bestanden naar dit woord verwijzen."),
    )
    name = LineField("naam", help_text="Het woord zoals lezers het zien. Staat op de openbare pagina.")

    class Meta:
        abstract = True
        ordering = ("name", "key")

    def __str__(self) -> str:
        return self.name
