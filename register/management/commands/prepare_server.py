"""Everything between the installed packages and a running server, in one process."""

from django.core.management import call_command
from django.core.management.base import BaseCommand

from providers.models import Provider


class Command(BaseCommand):
    """Used by script/server; repeatable, and quick when there is nothing to do."""

    help = "Migrates, loads the providers into an empty database, makes demo logins, collects files."

    def handle(self, *args: object, **options: object) -> None:
        """Run the commands that a new or an updated installation needs."""
        call_command("migrate", interactive=False, verbosity=0)
        if not Provider.objects.exists():
            call_command("load_register", stdout=self.stdout)
        call_command("demo_logins", stdout=self.stdout)
        call_command("collectstatic", interactive=False, verbosity=0)
