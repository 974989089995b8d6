"""Questions about many rows, in words of the domain."""

from typing import Any

from django.db import models

from .facts.natural import NaturalQuerySet


class OwnedQuerySet(NaturalQuerySet):
    """Rows that belong to a provider."""

    def for_user(self, user: Any) -> "OwnedQuerySet":
        """The rows this person may see: today all; memberships will narrow it here."""
        return self.all()


def visible(rows: models.QuerySet, user: object) -> models.QuerySet:
    """The rows this person may see; shared words are for everyone."""
    return rows.for_user(user) if isinstance(rows, OwnedQuerySet) else rows
