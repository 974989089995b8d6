from django.apps import AppConfig
from django.db.models.signals import post_migrate


class RegisterConfig(AppConfig):
    name = "register"
    verbose_name = "Register"

    def ready(self) -> None:
        """Keep the append-only triggers after every migrate; count edits, note sign-ins, keep facts that are named."""
        from .accounts import log  # noqa: F401
        from .append_only import install
        from .drafts import edits  # noqa: F401
        from .models.sentences import protect

        protect()
        post_migrate.connect(install, sender=self)
