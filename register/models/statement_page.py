"""A provider seen as its statement: the admin shows what it says beside its activities."""

from providers.models import Provider


class StatementPage(Provider):
    """No table of its own; it gives the facts of a statement one page in the admin."""

    class Meta:
        proxy = True
        verbose_name = "verklaring"
        verbose_name_plural = "verklaringen"
        ordering = ("name", "slug")
