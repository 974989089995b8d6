"""What lets a program of somebody else read the register of one provider."""

from django.db import models

from providers.facts.fields import LineField
from providers.models import Provider


class ApiToken(models.Model):
    """A token, of which only a hash and its first signs are kept."""

    provider = models.ForeignKey(Provider, models.CASCADE, related_name="tokens", verbose_name="aanbieder")
    name = LineField(
        "waarvoor", help_text="Welk programma van wie hiermee leest, bijvoorbeeld: logboek van de servicedesk."
    )
    start = models.CharField("begint met", max_length=12)
    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    author = LineField("gemaakt door")
    made_at = models.DateTimeField("gemaakt op")
    revoked = models.BooleanField(
        "ingetrokken", default=False, help_text="Wie dit token heeft, leest niets meer. Dat blijft zo."
    )
    last_used_at = models.DateTimeField("laatst gebruikt op", null=True)

    class Meta:
        verbose_name = "token van de API"
        verbose_name_plural = "tokens van de API"
        ordering = ("-made_at", "-pk")
        constraints = [models.UniqueConstraint(fields=["provider", "name"], name="register_apitoken_name")]

    def __str__(self) -> str:
        return f"{self.name} ({self.start}…)"
