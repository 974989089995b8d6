"""That somebody looked and found nothing to change."""

from django.db import models
from django.db.models import Q

from providers.facts.fields import LineField
from providers.models import Provider

from ..querysets import ReviewQuerySet
from .publication import AppendOnly


class Review(AppendOnly):
    """One control of one activity, of one retention term, or of the whole statement.

    Activity and term are named by number and key, because the log outlives the row. Both empty is the
    whole statement.
    """

    provider = models.ForeignKey(Provider, models.PROTECT, related_name="reviews", verbose_name="aanbieder")
    activity = models.CharField("verwerking", max_length=12, blank=True)
    term = models.CharField("bewaartermijn", max_length=60, blank=True)
    reviewed_on = models.DateField("gecontroleerd op")
    author = LineField("door")
    made_at = models.DateTimeField("gemaakt op")

    objects = ReviewQuerySet.as_manager()

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
