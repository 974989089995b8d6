"""Mail to people who asked for it what is due; for a timer, once a day."""

from typing import Any

from django.conf import settings
from django.core.mail import get_connection
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from register.work.digest import NotSentError, send, wishes


class Command(BaseCommand):
    """Exit status 1 when mail of somebody did not go; the others got theirs."""

    help = "Mailt wie daarom vroeg wat er te doen is. Twee keer op een dag draaien stuurt niemand twee keer iets."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.MAIL_FROM:
            raise CommandError("MAIL_FROM is niet ingesteld: er gaat geen mail uit.")
        today, connection = timezone.localdate(), get_connection()
        sent, failed = 0, 0
        for wish in wishes(today):
            try:
                sent += send(wish, today, connection)
            except NotSentError as error:
                failed += 1
                self.stderr.write(str(error))
        self.stdout.write(f"Verstuurd: {sent}.")
        if failed:
            raise CommandError(f"Niet verstuurd: {failed}. De volgende keer wordt het opnieuw geprobeerd.")
