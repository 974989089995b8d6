from django.apps import AppConfig
from django.db.models.signals import post_migrate


class RegisterConfig(AppConfig):
    name = "register"
    verbose_name = "Register"

    def ready(self) -> None:
        """Keep the append-only triggers after every migrate; count edits and note sign-ins from the first on."""
        from .accounts import log  # noqa: F401
        from .append_only import install
        from .drafts import edits  # noqa: F401

        post_migrate.connect(install, sender=self)
