"""When the whole installation was last copied to a file."""

from django.db import models


class BackupMade(models.Model):
    """One backup that was made and read back; no fact, and not in backups itself."""

    made_at = models.DateTimeField("gemaakt op")

    class Meta:
        verbose_name = "gemaakte back-up"
        verbose_name_plural = "gemaakte back-ups"
        ordering = ("-made_at",)
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.made_at:%d-%m-%Y %H:%M}"
