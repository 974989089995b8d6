"""Publish or withdraw providers; each is done whole or refused with its reasons."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from providers.facts.days import read_day
from providers.models import Provider
from register.choices import PublicationKind
from register.documents.files import publication_files
from register.documents.tasks import ask_missing, complete
from register.management.bar import bar
from register.management.lines import short
from register.models import Publication
from register.publications.publishing import Order, Refusal, RefusedError, publish
from register.wording import date_words

DONE = {
    PublicationKind.VERSION: "gepubliceerd",
    PublicationKind.WITHDRAWAL: "ingetrokken",
    PublicationKind.CANCELLATION: "trekt in wat was aangekondigd",
}


class Command(BaseCommand):
    help = "Publiceert het concept van aanbieders als nieuwe versie, trekt ze in, of trekt in wat is aangekondigd."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("providers", nargs="+", metavar="PROVIDER", help="adres, bijvoorbeeld teamtelefoon")
        parser.add_argument("--note", required=True, metavar="TEXT", help="één zin voor klanten: wat er verandert")
        parser.add_argument("--valid-from", metavar="DATE", help="eerste dag, bijvoorbeeld 2026-12-01 (anders vandaag)")
        parser.add_argument("--explain", default="", metavar="TEXT", help="uitleg bij wat nog niet goed is")
        parser.add_argument("--author", default="opdrachtregel", metavar="NAME", help="wie publiceert")
        parser.add_argument("--far-ahead", action="store_true", help="ja, een dag meer dan een jaar vooruit klopt")
        parser.add_argument("--clock-corrected", action="store_true", help="ja, de klok liep voor en staat nu goed")
        deed = parser.add_mutually_exclusive_group()
        deed.add_argument("--withdraw", action="store_true", help="trek de aanbieder in")
        deed.add_argument("--cancel-announced", action="store_true", help="trek in wat is aangekondigd, per vandaag")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        today = timezone.localdate(now)
        values = {
            "valid_from": _day(options["valid_from"], today),
            "note": options["note"],
            "author": options["author"],
            "explanation": options["explain"],
            "far_ahead": options["far_ahead"],
            "clock_corrected": options["clock_corrected"],
            "kind": _kind(options),
        }
        refused: list[str] = []
        for slug in dict.fromkeys(options["providers"]):
            try:
                order = Order(provider=_provider(slug), **values)
                made = publish(order, now=now, today=today, render=publication_files)
            except RefusedError as error:
                refused += [f"{slug}: {_told(refusal)}" for refusal in error.refusals]
                refused += [f"  {short(finding)}" for finding in error.findings]
            else:
                start = f"geldig vanaf {date_words(made.valid_from)}"
                self.stdout.write(f"{slug}: versie {made.number} {DONE[order.kind]}, {start}.")
                self._make_the_rest(made)
        if refused:
            raise CommandError("\n".join(["Niet gepubliceerd:", *refused]))

    def _make_the_rest(self, publication: Publication) -> None:
        """The register of a large provider, now that the version counts; stopped here, the website makes it."""
        task = ask_missing(publication, by=publication.author, moment=timezone.now())
        if task is None:
            return
        slug = publication.provider.slug
        self.stdout.write(f"{slug}: het register als pdf wordt nu gemaakt en komt bij deze versie.")
        self.stdout.flush()
        with bar(f"{slug}: register als pdf") as draw:
            task = complete(task, draw)
        self.stdout.write(f"{slug}: {task.message or 'het register als pdf is klaar.'}")


def _provider(slug: str) -> Provider:
    try:
        return Provider.objects.get(slug=slug)
    except Provider.DoesNotExist as error:
        raise RefusedError(f"Er is geen aanbieder {slug}.") from error


def _day(text: str | None, today: date) -> date:
    if text is None:
        return today
    try:
        return read_day(text)
    except ValueError as error:
        raise CommandError(str(error)) from error


def _kind(options: dict[str, Any]) -> PublicationKind:
    if options["cancel_announced"]:
        if options["valid_from"]:
            raise CommandError("Met --cancel-announced geldt het vandaag; laat --valid-from weg.")
        return PublicationKind.CANCELLATION
    return PublicationKind.WITHDRAWAL if options["withdraw"] else PublicationKind.VERSION


def _told(refusal: Refusal) -> str:
    """A refusal, with the option that answers it."""
    option = {"far_ahead": " (--far-ahead)", "clock_corrected": " (--clock-corrected)"}.get(refusal.field or "", "")
    return refusal.text + option
