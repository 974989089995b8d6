from django.apps import AppConfig
from django.db.models.signals import post_migrate


class RegisterConfig(AppConfig):
    name = "register"
    verbose_name = "Register"

    def ready(self) -> None:
        """Keep the append-only triggers in place after every migrate; count edits from the first on."""
        from . import edits  # noqa: F401
        from .append_only import install

        post_migrate.connect(install, sender=self)
