"""Beside the facts of a draft: what the rules found in it, what people said about that, and when they looked."""

from django.db import models
from django.db.models import Q

from providers.facts.days import MADE, DayField
from providers.facts.fields import LineField, PlainTextField
from providers.facts.help import register_only
from providers.models import Provider

from ..querysets import AppendOnlyQuerySet, DecisionQuerySet
from .publication import AppendOnly


class EditCount(models.Model):
    """How many edits the rows of a provider had; without provider the words that all of them share.

    A table of its own: whoever keeps findings does not wait for somebody who is still editing.
    """

    provider = models.OneToOneField(
        Provider, models.CASCADE, null=True, related_name="edit_count", verbose_name="aanbieder"
    )
    edits = models.PositiveBigIntegerField("wijzigingen", default=0)

    class Meta:
        verbose_name = "telling van wijzigingen"
        verbose_name_plural = "tellingen van wijzigingen"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.provider or 'gedeelde woorden'}: {self.edits}"


class DraftFindings(models.Model):
    """What the rules found in a draft, with everything that has to stay the same for it to hold.

    It holds from `checked_on` until the day before `good_until`, while the `state` of the rows
    (edits.py) and the rules are those it was made with. Without decisions: those are joined when it is read.
    """

    provider = models.OneToOneField(Provider, models.CASCADE, related_name="draft_findings", verbose_name="aanbieder")
    findings = models.TextField("bevindingen")
    fingerprint = models.CharField("vingerafdruk van het concept", max_length=64, default="")
    state = models.CharField("stand van de feiten", max_length=100)
    rules_version = models.CharField("versie van de regels", max_length=64)
    checked_on = DayField("gecontroleerd op", span=MADE)
    good_until = DayField("geldig tot", span=MADE, null=True)

    class Meta:
        verbose_name = "bevindingen van een concept"
        verbose_name_plural = "bevindingen van concepten"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.provider}, {self.checked_on:%d-%m-%Y}"


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


class Review(AppendOnly):
    """One control of one activity, of one retention term, or of the whole statement.

    Activity and term are named by number and key, because the log outlives the row. Both empty is the
    whole statement.
    """

    provider = models.ForeignKey(Provider, models.PROTECT, related_name="reviews", verbose_name="aanbieder")
    activity = models.CharField("verwerking", max_length=12, blank=True)
    term = models.CharField("bewaartermijn", max_length=60, blank=True)
    reviewed_on = DayField("gecontroleerd op", span=MADE)
    author = LineField("door")
    made_at = models.DateTimeField("gemaakt op")

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = "controle"
        verbose_name_plural = "controles"
        ordering = ("provider", "-reviewed_on", "-pk")
        default_permissions = ("add", "view")
        constraints = [
            models.CheckConstraint(condition=~Q(author=""), name="register_review_author"),
            models.CheckConstraint(condition=Q(activity="") | Q(term=""), name="register_review_one_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.provider}, {self.subject}: gecontroleerd op {self.reviewed_on:%d-%m-%Y}"

    @property
    def subject(self) -> str:
        """What somebody looked at, in words."""
        if self.term:
            return f"bewaartermijn {self.term}"
        return self.activity or "hele verklaring"
