"""Check that every published version is still what it was."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from register.publications.verification import verify


class Command(BaseCommand):
    help = "Rekent vingerafdrukken, bestanden en de keten van zegels na; noemt het eerste verschil."

    def handle(self, *args: Any, **options: Any) -> None:
        checked = verify()
        if checked.difference:
            raise CommandError(f"Verschil gevonden. {checked.difference}")
        for head in checked.heads:
            self.stdout.write(f"{head.provider}: versie {head.number}, zegel {head.seal}")
        for line in checked.shielded:
            self.stdout.write(line)
        self.stdout.write(f"{checked.publications} publicaties en {checked.files} bestanden zijn wat ze waren.")
