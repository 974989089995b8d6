"""Everything between the installed packages and a running server, in one process."""

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from providers.admin.uploads import remove_left
from providers.choices import TAKEN_OVER
from providers.models import Provider
from register.backups.writing import last_backup
from register.documents.files import publication_files
from register.documents.tasks import ask_missing
from register.models import Publication
from register.private import keep_private
from register.publications.publishing import Order, Ready, RefusedError, freeze, prepare

NOTE = "Overgenomen uit de bestaande verklaring."
EXPLANATION = "Overgenomen uit de bestaande verklaring; open punten staan erin."


class Command(BaseCommand):
    """Used by script/server; repeatable, and quick when there is nothing to do."""

    help = (
        "Maakt de database klaar, laadt en publiceert de aanbieders als zij leeg is, "
        "maakt voorbeeldaccounts en verzamelt de stijlbestanden."
    )

    def handle(self, *args: object, **options: object) -> None:
        """Run the commands that a new or an updated installation needs."""
        remove_left(older_than=0)
        for path in keep_private():
            self.stderr.write(f"Anderen kunnen {path} lezen. De eigenaar van dat bestand doet: chmod go= {path}")
        call_command("migrate", interactive=False, verbosity=0)
        # Before the providers: with those the database is no longer empty.
        call_command("demo_logins", stdout=self.stdout)
        if not Provider.objects.exists():
            call_command("load_register", stdout=self.stdout)
        # The PDFs need the collected style sheets.
        call_command("collectstatic", interactive=False, verbosity=0)
        if not Publication.objects.exists():
            self._take_over()
        self.stdout.write(last_backup())

    def _take_over(self) -> None:
        """Publish version 1 of every provider; stopped halfway, nothing is stored and the next start does it all."""
        ready = [made for provider in Provider.objects.order_by("slug") if (made := self._make(provider))]
        try:
            publications = freeze(*ready)
        except RefusedError as error:
            self.stderr.write(f"Niet gepubliceerd: {error}")
            return
        for publication in publications:
            # The server makes what takes long.
            ask_missing(publication, by=TAKEN_OVER, moment=timezone.now())

    def _make(self, provider: Provider) -> Ready | None:
        self.stdout.write(f"Versie 1 van {provider} maken …")
        self.stdout.flush()
        now = timezone.now()
        today = timezone.localdate(now)
        order = Order(provider=provider, valid_from=today, note=NOTE, author=TAKEN_OVER, explanation=EXPLANATION)
        try:
            return prepare(order, now=now, today=today, render=publication_files)
        except RefusedError as error:
            self.stderr.write(f"{provider} is niet gepubliceerd: {error}")
            return None
