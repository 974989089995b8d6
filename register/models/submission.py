"""Forms that were saved, so that the same one is not saved twice."""

from django.db import models


class Submission(models.Model):
    """One form that somebody saved: where that led, never what was typed. Kept for some days only."""

    key = models.CharField("sleutel", max_length=32, unique=True)
    content = models.CharField("vingerafdruk van wat er stond", max_length=64)
    address = models.TextField("waar het staat", default="")
    popup = models.TextField("antwoord aan het venster eronder", default="")
    made_at = models.DateTimeField("opgeslagen op", auto_now_add=True)

    class Meta:
        verbose_name = "opgeslagen formulier"
        verbose_name_plural = "opgeslagen formulieren"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.key}, {self.made_at:%d-%m-%Y}"
