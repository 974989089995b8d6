from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ProvidersConfig(AppConfig):
    name = "providers"
    verbose_name = "Aanbieders"

    def ready(self) -> None:
        """Search and sort alike on both databases; give every row from before history was kept its first record."""
        from .facts import people, searching  # noqa: F401
        from .history.first import record_existing

        post_migrate.connect(record_existing, sender=self)
