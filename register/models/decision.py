"""What somebody said about a finding: a waarschuwing or info accepted, a fout explained."""

from django.db import models
from django.db.models import Q

from providers.facts.fields import LineField, PlainTextField
from providers.facts.help import register_only
from providers.models import Provider

from ..querysets import DecisionQuerySet
from .publication import AppendOnly


class FindingDecision(AppendOnly):
    """One decision about one rule on one object.

    The newest row for a provider, code and object counts, and only while `state` is that of the
    finding. A row without a reason takes back the one before it.
    """

    provider = models.ForeignKey(Provider, models.PROTECT, related_name="finding_decisions", verbose_name="aanbieder")
    code = models.CharField("regel", max_length=40)
    # The natural key of a row may be as long as the texts in it.
    object = models.TextField("onderwerp")
    state = models.CharField("vingerafdruk van de feiten", max_length=64)
    reason = PlainTextField(
        "reden",
        blank=True,
        max_length=1000,
        help_text=register_only("Waarom dit zo kan blijven, of waarom het nog niet hersteld is."),
    )
    author = LineField("door")
    made_at = models.DateTimeField("gemaakt op")

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = "besluit over een bevinding"
        verbose_name_plural = "besluiten over bevindingen"
        ordering = ("provider", "-pk")
        default_permissions = ("add", "view")
        constraints = [models.CheckConstraint(condition=~Q(author=""), name="register_findingdecision_author")]

    def __str__(self) -> str:
        key = self.object.partition(":")[2].strip("/")
        return f"{self.provider}: {self.code}{f' bij {key}' if key else ''}"
