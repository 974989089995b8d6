"""A table that somebody brought, until it is read in, and what officers said that headings and cells mean."""

from django.conf import settings
from django.db import models

from providers.models import Provider


class HeadingSet(models.Model):
    """What was chosen for a table with these headings, to be proposed again for the next one; no fact."""

    fingerprint = models.CharField("vingerafdruk", max_length=64, unique=True)
    kind = models.CharField("wat een regel is", max_length=20, blank=True)
    columns = models.JSONField("veld bij elke kop", default=dict)
    values = models.JSONField("verbeterde cellen", default=dict)

    class Meta:
        verbose_name = "onthouden koppen"
        verbose_name_plural = "onthouden koppen"
        default_permissions = ()

    def __str__(self) -> str:
        return self.fingerprint[:8]


class BroughtTable(models.Model):
    """What a file held and how it is read, for whom brought it alone; gone when it was read in or left for a week."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name="van")
    file = models.CharField("bestand", max_length=200)
    sheets = models.JSONField("bladen")
    sheet = models.PositiveIntegerField("blad", default=1)
    head = models.PositiveIntegerField("rij met de koppen", default=1)
    direction = models.CharField("richting", max_length=20)
    provider = models.ForeignKey(Provider, models.CASCADE, null=True, verbose_name="aanbieder")
    name = models.CharField("naam van een nieuwe aanbieder", max_length=300, blank=True)
    prefix = models.CharField("voorvoegsel", max_length=4, blank=True)
    made_at = models.DateTimeField("gebracht op", auto_now_add=True)

    class Meta:
        verbose_name = "gebrachte tabel"
        verbose_name_plural = "gebrachte tabellen"
        ordering = ("-made_at", "-pk")
        default_permissions = ()

    def __str__(self) -> str:
        return self.file
