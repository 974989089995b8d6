"""Load the vocabulary and the providers that come with the project."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from providers.facts.recording import one_change
from register.loading import LoadError, load


class Command(BaseCommand):
    help = (
        "Laadt fixtures/: de woordenlijst en een bestand per aanbieder. "
        "Wat iemand heeft bewerkt blijft staan en wordt gemeld."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, help="andere bestanden dan die van het project")
        parser.add_argument(
            "--replace", action="store_true", help="zet bewerkte rijen terug naar wat in het bestand staat"
        )
        parser.add_argument("--no-input", action="store_true", help="vraagt niets bij --replace")

    def handle(self, *args: Any, **options: Any) -> None:
        paths = options["files"] or project_fixtures()
        if options["replace"] and not options["no_input"] and not self._agreed():
            raise CommandError("Niets veranderd.")
        try:
            with one_change("load_register"):
                report = load(paths, replace=options["replace"])
        except (LoadError, OSError) as error:
            raise CommandError(f"Niets geladen.\n{error}") from error
        for line in report.edited:
            self.stdout.write(self.style.WARNING(f"Bewerkt, niet overschreven: {line}"))
        self.stdout.write(
            f"{report.added} rijen toegevoegd, {report.replaced} teruggezet, "
            f"{report.same} ongewijzigd, {len(report.edited)} bewerkt."
        )

    def _agreed(self) -> bool:
        answer = input("Bewerkingen terugzetten naar de bestanden? Typ ja: ")
        return answer.strip().lower() == "ja"


def project_fixtures() -> list[Path]:
    """The vocabulary first, because the providers refer to it."""
    folder = Path(settings.BASE_DIR) / "fixtures"
    return [folder / "vocabulary.yaml", *sorted(folder.glob("provider-*.yaml"))]
