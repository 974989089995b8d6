"""What was published: a Dossier frozen for ever, its files, and a seal over both."""

from functools import cached_property
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from providers.facts.days import START, DayField
from providers.facts.fields import LineField, PlainTextField
from providers.models import Provider

from ..choices import FileKind, PublicationKind, ShieldingDeed
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
    valid_from = DayField("geldig vanaf", span=START)
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
    clock_corrected = models.BooleanField("klok sinds de vorige versie verbeterd", default=False)
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

    @cached_property
    def shielding(self) -> "Shielding | None":
        """What keeps the content of this version from everybody; None when it is open."""
        deeds = [row for row in self.shieldings.all() if row.deed != ShieldingDeed.READ]
        return deeds[-1] if deeds and deeds[-1].deed == ShieldingDeed.SHIELD else None

    @property
    def is_cancellation(self) -> bool:
        """True when this version says again what was in force, so that an announced one never starts."""
        return self.kind == PublicationKind.CANCELLATION


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


class Shielding(AppendOnly):
    """What an administrator did about a version that should not have been public, and why.

    Of shielding and opening again the newest counts. Nothing of the version itself changes.
    """

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="shieldings", verbose_name="publicatie")
    deed = models.CharField("wat", max_length=12, choices=ShieldingDeed.choices)
    reason = PlainTextField("reden", max_length=500)
    author = LineField("door")
    made_at = models.DateTimeField("gedaan op")
    previous_seal = models.CharField("zegel van de daad ervoor", max_length=64, blank=True)
    seal = models.CharField("zegel", max_length=64)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = "afscherming"
        verbose_name_plural = "afschermingen"
        ordering = ("pk",)
        default_permissions = ()
        permissions = [("shield", "Mag versies afschermen en lezen wat afgeschermd is")]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="register_shielding_reason")]

    def __str__(self) -> str:
        return f"{self.publication}: {self.get_deed_display().lower()}"
