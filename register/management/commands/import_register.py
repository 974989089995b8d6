"""Bring a register in: what was exported goes back, on this installation or another."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from providers.facts.recording import IMPORT, one_change
from providers.models import Provider
from register.exchange.bringing import Wish, bring
from register.exchange.files import read_file
from register.exchange.words import lines_of, totals_of
from register.loading.report import LoadError
from register.management.bar import bar


class Command(BaseCommand):
    help = (
        "Brengt een register binnen dat eerder is geëxporteerd (json, xlsx, ods of een zip met csv): alles of niets, "
        "als één wijziging in de geschiedenis. Een aanbieder die er al is verandert alleen met --replace; wat het "
        "bestand niet meer heeft verdwijnt alleen met --remove. Gedeelde woorden die hier anders zijn blijven zo."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="het bestand")
        parser.add_argument("--dry-run", action="store_true", help="zegt per rij wat er zou veranderen, en doet niets")
        parser.add_argument("--replace", action="store_true", help="maakt rijen die er al zijn zoals in het bestand")
        parser.add_argument("--remove", action="store_true", help="verwijdert rijen die het bestand niet meer heeft")

    def handle(self, *args: Any, **options: Any) -> None:
        dry_run = options["dry_run"]
        wish = Wish(replace=options["replace"] or dry_run, remove=options["remove"], dry_run=dry_run)
        try:
            book = read_file(options["file"])
            known = Provider.objects.filter(slug__in=book.providers).values_list("slug", flat=True)
            if known and not (wish.replace or dry_run):
                raise CommandError(
                    f"Niets veranderd: {', '.join(known)} staat al in dit register. Bekijk met --dry-run wat er zou "
                    "veranderen, of neem het bestand over met --replace."
                )
            with one_change("import_register", IMPORT), bar("Importeren", unit="rijen") as draw:
                report = bring(book.entries, wish, book.kinds, progress=draw)
        except (LoadError, OSError) as error:
            raise CommandError(f"Niets veranderd.\n{error}") from error
        for line in lines_of(report, wish):
            self.stdout.write(line)
        for note in book.notes:
            self.stdout.write(self.style.WARNING(note))
        self.stdout.write(f"{'Zou worden: ' if dry_run else ''}{totals_of(report)}")
