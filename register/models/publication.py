"""What was published: a Dossier frozen for ever, its files, and a seal over both."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from providers.facts.fields import LineField, PlainTextField
from providers.models import Provider

from ..choices import FileKind, PublicationKind
from ..querysets import AppendOnlyQuerySet, PublicationQuerySet


class AppendOnly(models.Model):
    """Rows that are added and never changed or deleted; the database refuses it too."""

    append_only: ClassVar[bool] = True

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row; raises TypeError when it was stored before."""
        if self.pk is not None and not self._state.adding:
            raise TypeError(f"{self._meta.verbose_name} verandert nooit.")
        # Otherwise Django first tries an UPDATE of the row with this number.
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Always raises TypeError."""
        raise TypeError(f"{self._meta.verbose_name} wordt nooit gewist.")


class Publication(AppendOnly):
    """One numbered version of a provider's facts, in force from a day on."""

    provider = models.ForeignKey(Provider, models.PROTECT, related_name="publications", verbose_name="aanbieder")
    number = models.PositiveIntegerField("versie")
    kind = models.CharField("soort", max_length=12, choices=PublicationKind.choices)
    valid_from = models.DateField("geldig vanaf")
    made_at = models.DateTimeField("gemaakt op")
    author = LineField("door")
    note = PlainTextField("wat er verandert", max_length=500)
    is_major = models.BooleanField("grote wijziging", default=False)
    explanation = PlainTextField("uitleg bij open punten", blank=True)
    schema_version = models.PositiveSmallIntegerField("versie van het schema")
    dossier = models.TextField("dossier")
    findings = models.TextField("bevindingen", default="[]")
    file_hashes = models.TextField("SHA-256 van de bestanden", default="{}")
    register_fingerprint = models.CharField("vingerafdruk register", max_length=64)
    statement_fingerprint = models.CharField("vingerafdruk verklaring", max_length=64)
    previous_seal = models.CharField("zegel van de vorige versie", max_length=64, blank=True)
    seal = models.CharField("zegel", max_length=64)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = "publicatie"
        verbose_name_plural = "publicaties"
        ordering = ("provider", "-number")
        default_permissions = ("view",)
        permissions = [("publish", "Mag verklaringen publiceren en intrekken")]
        constraints = [
            models.UniqueConstraint(fields=["provider", "number"], name="register_publication_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="register_publication_from_one"),
            models.CheckConstraint(condition=~Q(note=""), name="register_publication_note"),
            models.CheckConstraint(
                condition=Q(number=1, previous_seal="") | Q(number__gt=1) & ~Q(previous_seal=""),
                name="register_publication_chain",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider}, versie {self.number}"

    @property
    def is_withdrawal(self) -> bool:
        """True when this version says that the provider is no longer active here."""
        return self.kind == PublicationKind.WITHDRAWAL


class PublicationFile(AppendOnly):
    """A file of a publication, made once and served as it was made."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="files", verbose_name="publicatie")
    kind = models.CharField("soort", max_length=20, choices=FileKind.choices)
    content = models.BinaryField("inhoud")
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveIntegerField("grootte in bytes")
    made_at = models.DateTimeField("gemaakt op")

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = "bestand van een publicatie"
        verbose_name_plural = "bestanden van publicaties"
        ordering = ("publication", "kind")
        default_permissions = ("view",)
        constraints = [models.UniqueConstraint(fields=["publication", "kind"], name="register_publicationfile_kind")]

    def __str__(self) -> str:
        return f"{self.publication}: {self.get_kind_display()}"
