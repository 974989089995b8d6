"""Findings of drafts, kept; and the count of edits that tells whether they are out of date."""

from django.db import models

from providers.models import Provider


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
    checked_on = models.DateField("gecontroleerd op")
    good_until = models.DateField("geldig tot", null=True)

    class Meta:
        verbose_name = "bevindingen van een concept"
        verbose_name_plural = "bevindingen van concepten"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.provider}, {self.checked_on:%d-%m-%Y}"
