"""Copy the whole installation to one file while people work."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from register.backups.file import BackupError, sentence
from register.backups.writing import LEFT_OUT, make_backup
from register.management.bar import bar


class Command(BaseCommand):
    """Facts with their history, publications with their files, decisions, reviews, accounts and rights.

    Not the settings with their secrets, sessions, caches and logs.
    """

    help = "Schrijft alles naar één bestand met controlesommen, terwijl er gewerkt wordt, en leest het na."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="een bestand dat nog niet bestaat")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            with bar("Back-up", unit="tabellen") as tell:
                manifest = make_backup(path, tell)
        except (BackupError, DatabaseError, OSError) as error:
            raise CommandError(f"Geen back-up gemaakt. {sentence(error)}") from error
        rows = sum(part.rows for part in manifest.parts.values())
        self.stdout.write(
            f"Back-up gemaakt en nagelezen: {path}, {rows} rijen uit {len(manifest.parts)} tabellen, "
            f"{path.stat().st_size / 10**6:.1f} MB. Alleen u kunt het lezen."
        )
        self.stdout.write(LEFT_OUT)
