"""A document that takes too long to wait for, and how far it is."""

from django.db import models
from django.urls import reverse

from providers.models import Provider

from ..choices import TaskState
from ..querysets import DocumentTaskQuerySet
from .publication import Publication

# The kind of a task that works out proof in a box; its role is the key of a period.
EVIDENCE = "dossier"


class DocumentTask(models.Model):
    """One document that is made in the background, once for everybody who asks for it.

    No part of the Dossier and without history: it goes some hours after it is finished.
    """

    provider = models.ForeignKey(Provider, models.CASCADE, related_name="+", verbose_name="aanbieder")
    publication = models.ForeignKey(
        Publication, models.CASCADE, null=True, related_name="+", verbose_name="publicatie waar het bestand bij komt"
    )
    kind = models.CharField("document", max_length=20)
    form = models.CharField("vorm", max_length=10)
    role = models.CharField("rol", max_length=20, blank=True)
    fingerprint = models.CharField("vingerafdruk van waar het van gemaakt wordt", max_length=64)
    edition = models.BinaryField("waar het van gemaakt wordt", default=b"")
    asked_by = models.CharField("gevraagd door", max_length=150)
    asked_at = models.DateTimeField("gevraagd op")

    state = models.CharField("stand", max_length=10, choices=TaskState.choices, default=TaskState.WAITING)
    attempts = models.PositiveSmallIntegerField("keer begonnen", default=0)
    worker = models.UUIDField("wie eraan werkt", null=True)
    heartbeat = models.DateTimeField("laatste teken van leven", null=True)
    done = models.PositiveIntegerField("delen klaar", default=0)
    total = models.PositiveIntegerField("delen", default=0)

    finished_at = models.DateTimeField("klaar op", null=True)
    message = models.CharField("melding", max_length=500, blank=True)
    name = models.CharField("naam van het bestand", max_length=200, blank=True)
    content = models.BinaryField("inhoud", null=True)

    objects = DocumentTaskQuerySet.as_manager()

    class Meta:
        verbose_name = "document in de maak"
        verbose_name_plural = "documenten in de maak"
        ordering = ("asked_at", "pk")
        # Who may read a register may see how far its document is.
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "kind", "form", "role", "fingerprint"], name="register_documenttask_once"
            )
        ]

    def __str__(self) -> str:
        if self.kind == EVIDENCE:
            return f"Dossier als bewijs van {self.provider}"
        which = f"versie {self.publication.number}" if self.publication else "concept"
        kind = {"register": "Register", "statement": "Verklaring"}.get(self.kind, self.kind)
        role = f", rol {self.role}" if self.role else ""
        return f"{kind} van {self.provider} als {self.form}, {which}{role}"

    def get_absolute_url(self) -> str:
        """The page that tells how far it is."""
        return reverse("task", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """True until it is finished, well or badly."""
        return self.state in (TaskState.WAITING, TaskState.BUSY)

    @property
    def percentage(self) -> int:
        """How much is ready, rounded down."""
        return 100 * self.done // self.total if self.total else 0
