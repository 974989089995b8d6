"""What every fact of a provider has: where it was found, and a note that stays inside."""

from collections.abc import Iterable
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from .fields import KeyField, LineField, PlainTextField, optional_line, optional_text
from .help import internal, public, public_data, register_only
from .natural import NaturalModel
from .sources import Passage, parse_source, passages_in

OTHER_PROVIDER = "Hoort bij een andere aanbieder."
OTHER_IN_SET = "Bevat iets van een andere aanbieder."
# Of all rows that a set can hold, only purposes belong to an activity.
OTHER_ACTIVITY = "Bevat een doel van een andere verwerking."
ONLY_OWN = (
    "Vrije woorden kunnen alleen als de aanbieder onder “herkomst van de feiten” heeft: door ons zelf vastgesteld."
)


class Fact(NaturalModel):
    """A row that states something, and can say where that was found."""

    # Columns that ask whether a text says something: without a text nobody can answer.
    for_texts: ClassVar[tuple[str, ...]] = ()

    source = optional_line(
        "vindplaats",
        register_only(
            "Waar dit feit uit blijkt: document en regels, zoals “000 r53; 004 r15 k2”, of in een eigen register vrije "
            "woorden, zoals “Algemene voorwaarden, artikel 4”."
        ),
    )
    reading = optional_text(
        "onze lezing", register_only("Waarom u dit zo vastlegt, als de vindplaats het niet met zoveel woorden zegt.")
    )
    note = PlainTextField(
        "interne notitie", blank=True, help_text=internal("Voor collega's, bijvoorbeeld een vraag die nog openstaat.")
    )

    class Meta:
        abstract = True

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The lines of documents that the source names."""
        return passages_in(self.source)

    def clean(self) -> None:
        """Refuse references to rows of another provider, and a source that the register has no text for."""
        super().clean()
        check_one_provider(self)
        check_source(self)


def provider_of(row: models.Model) -> int | None:
    """Primary key of the provider a row belongs to, itself or through its parent."""
    if hasattr(row, "provider_id"):
        return row.provider_id
    for parent in ("activity", "purpose", "term"):
        if getattr(row, f"{parent}_id", None):
            return provider_of(getattr(row, parent))
    return None


def is_elsewhere(row: models.Model, own: int | None) -> bool:
    """Whether a row belongs to another provider than `own`; None, not known yet, has no other."""
    return own is not None and provider_of(row) not in (None, own)


def problem_of_set(row: models.Model, members: Iterable[models.Model], own: int | None) -> str | None:
    """What is wrong with a set of a row of provider `own`: rows of another provider, or of another activity."""
    members = list(members)
    if any(is_elsewhere(member, own) for member in members):
        return OTHER_IN_SET
    activity = getattr(row, "activity_id", None)
    strange = any(getattr(member, "activity_id", None) not in (None, activity) for member in members)
    return OTHER_ACTIVITY if strange else None


def check_one_provider(row: models.Model) -> None:
    """Raise ValidationError for each foreign key that points into another provider's rows."""
    own = provider_of(row)
    errors = {
        field.name: OTHER_PROVIDER
        for field in row._meta.fields
        if field.is_relation and field.name != "provider" and getattr(row, field.attname)
        if is_elsewhere(getattr(row, field.name), own)
    }
    if errors:
        raise ValidationError(errors)


def owner_row(row: models.Model) -> models.Model:
    """The provider a row belongs to, itself or through its parent; without one the row itself."""
    parents = (getattr(row, name, None) for name in ("provider", "activity", "purpose", "term"))
    above = next(filter(None, parents), None)
    return owner_row(above) if isinstance(above, Fact) else row


def check_source(row: Fact) -> None:
    """Raise ValidationError for free words where facts were taken over from a text; what stands there may stay."""
    try:
        parse_source(row.source)
    except ValueError as error:
        is_stored = row.pk and type(row)._base_manager.filter(pk=row.pk, source=row.source).exists()
        if not (is_stored or getattr(owner_row(row), "is_own", True)):
            raise ValidationError({"source": f"{error} {ONLY_OWN}"}) from error


def check_sets(row: models.Model) -> None:
    """Raise ValidationError for each set that holds a row of another provider or another activity."""
    own = provider_of(row)
    errors = {
        field.name: problem
        for field in row._meta.many_to_many
        if (problem := problem_of_set(row, getattr(row, field.name).all(), own))
    }
    if errors:
        raise ValidationError(errors)


class Word(NaturalModel):
    """A word of the shared vocabulary; all providers choose from the same list."""

    natural_fields: ClassVar[tuple[str, ...]] = ("key",)

    key = KeyField(
        "sleutel",
        max_length=60,
        unique=True,
        help_text=public_data("Korte naam waarmee bestanden naar dit woord verwijzen."),
    )
    name = LineField("naam", help_text="Het woord zoals lezers het zien. Staat op de openbare pagina.")
    name_en = optional_line("Engels", public("Hetzelfde woord op Engelse pagina's."))

    class Meta:
        abstract = True
        ordering = ("name", "key")
