"""Questions about activities, in words of the domain."""

from typing import Any

from django.db.models import Count

from providers.querysets import OwnedQuerySet

from .choices import Status


class ActivityQuerySet(OwnedQuerySet):
    """Questions about processing activities."""

    def active(self) -> "ActivityQuerySet":
        """Activities that still happen."""
        return self.filter(status=Status.ACTIVE)

    def without_role(self) -> "ActivityQuerySet":
        """Activities whose role nobody recorded."""
        return self.filter(role="")

    def with_counts(self) -> Any:
        """Adds the number of purposes and data rows for lists."""
        return self.annotate(
            purpose_count=Count("purposerow", distinct=True),
            data_count=Count("datarow", distinct=True),
        )
