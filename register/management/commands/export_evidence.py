"""Write proof in a box: all versions of a provider with their seals, and what is needed to verify them."""

import shutil
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from providers.models import Provider
from register.documents.tasks import ask_missing, complete
from register.evidence.box import make_box, missing, work_out
from register.evidence.edits import Period
from register.evidence.versions import versions_of
from register.management.bar import bar

from .export import ASKER, writing


class Command(BaseCommand):
    help = "Schrijft het dossier van een aanbieder als bewijs naar een zip, met een programma dat het narekent."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("provider", help="adres van de aanbieder, bijvoorbeeld teamtelefoon")
        parser.add_argument("--from", dest="van", help="eerste dag van de geschiedenis, bijvoorbeeld 2026-01-01")
        parser.add_argument("--until", dest="tot", help="laatste dag van de geschiedenis")
        parser.add_argument("--output", required=True, type=Path, help="bestand")

    def handle(self, *args: Any, **options: Any) -> None:
        provider = Provider.objects.filter(slug=options["provider"]).first()
        if provider is None:
            raise CommandError(f"Er is geen aanbieder {options['provider']}.")
        try:
            period = Period.asked(options)
        except ValueError as error:
            raise CommandError(str(error)) from error
        with bar("dossier als zip") as draw:
            for version in missing(versions_of(provider.pk)):
                if task := ask_missing(version.publication, by=ASKER, moment=timezone.now()):
                    complete(task, draw)
            box = make_box(provider, period, work_out(provider, period, timezone.localdate(), draw))
        try:
            with box.file, writing(options["output"]) as file:
                shutil.copyfileobj(box.file, file)
        except OSError as error:
            raise CommandError(f"Niet geschreven: {error}") from error
        self.stdout.write(f"{options['output']}: SHA-256 van het manifest {box.manifest}")
