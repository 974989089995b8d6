"""Put a backup back into an empty database."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils import timezone

from register.backups.file import BackupError, sentence
from register.backups.restoring import put_back
from register.backups.writing import LEFT_OUT
from register.management.bar import bar
from register.publications.verification import verify


class Command(BaseCommand):
    help = "Zet een back-up terug in een lege database, op SQLite of PostgreSQL; alles of niets."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="een bestand dat met backup is gemaakt")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with bar("Terugzetten", unit="tabellen") as tell:
                manifest = put_back(options["file"], tell)
        except (BackupError, DatabaseError, OSError) as error:
            raise CommandError(f"Niets teruggezet. {sentence(error)}") from error
        rows = sum(part.rows for part in manifest.parts.values())
        made = timezone.localtime(manifest.made_at)
        self.stdout.write(f"Teruggezet: {rows} rijen, zoals zij waren op {made:%d-%m-%Y} om {made:%H:%M}.")
        checked = verify()
        if checked.difference:
            raise CommandError(f"Alles staat er zoals het in de back-up stond, maar: {checked.difference}")
        self.stdout.write(f"{checked.publications} publicaties en {checked.files} bestanden zijn wat ze waren.")
        self.stdout.write(LEFT_OUT)
