"""Write a document of a provider to a file: the same bytes as its address gives."""

import os
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from providers.facts.days import HAPPENED, outside
from providers.models import Provider
from register.article30 import ROLES
from register.documents.files import CONTENT_TYPES, Download, NotAvailableError, document, takes_long
from register.documents.tasks import ask_missing, complete
from register.dossier.past import NothingYetError
from register.management.bar import bar
from register.publications.editions import Choice, Draft, Published, choose, draft_as_of
from register.publications.on_a_day import NotThatDayError, choose_on
from register.publications.shielding import ShieldedError

ASKER = "opdrachtregel"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
AT_HELP = (
    "dag, bijvoorbeeld 2026-11-01, of moment, bijvoorbeeld 2026-11-01T09:14 (anders nu); het concept is dan dat van "
    "toen, van een dag dat van het einde"
)


class Command(BaseCommand):
    help = "Schrijft het register of de verklaring van een aanbieder naar een bestand."

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Here --version is that of the document; Django's own prints the version of Django."""
        return super().create_parser(prog_name, subcommand, conflict_handler="resolve", **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", choices=("statement", "register"), help="verklaring of register")
        parser.add_argument("provider", help="adres van de aanbieder, bijvoorbeeld teamtelefoon")
        # No choices: what there is not, documents/files.py refuses in words, per kind of document.
        parser.add_argument("--format", required=True, help=f"vorm van het bestand: {', '.join(CONTENT_TYPES)}")
        parser.add_argument("--version", dest="edition", default="", help="nummer, of concept (anders: van kracht)")
        parser.add_argument("--role", choices=tuple(ROLES), help="alleen verwerkingen met deze rol")
        parser.add_argument("--at", help=AT_HELP)
        parser.add_argument("--output", required=True, help="bestand, of - voor de uitvoer zelf")

    def handle(self, *args: Any, **options: Any) -> None:
        choice = _choice(options["provider"], options["edition"], options["at"])
        try:
            made = _document(options["kind"], options["format"], choice, options["role"])
        except (NotAvailableError, ShieldedError) as error:
            raise CommandError(str(error)) from error
        except ValueError as error:
            if "staticfiles manifest" not in str(error):
                raise
            raise CommandError("De stijlbestanden zijn nog niet verzameld; draai eerst collectstatic.") from error
        if options["output"] == "-":
            sys.stdout.buffer.write(made.content)
            sys.stdout.buffer.flush()
            return
        try:
            write_whole(Path(options["output"]), made.content)
        except OSError as error:
            raise CommandError(f"Niet geschreven: {error}") from error


def _document(kind: str, form: str, choice: Choice, role: str | None) -> Download:
    """The document; a long one with a bar. That of a version is kept, so that everybody gets these bytes."""
    if not takes_long(kind, form, choice, role):
        return document(kind, form, choice, role)
    with bar(f"{kind} als {form}") as draw:
        if not isinstance(choice, Published):
            return document(kind, form, choice, role, draw)
        task = ask_missing(choice.publication, by=ASKER, moment=timezone.now()) if kind == "register" else None
        if task and (message := complete(task, draw).message):
            raise NotAvailableError(message)
    return document(kind, form, choice, role)


def _choice(slug: str, version: str, text: str | None) -> Choice:
    provider = Provider.objects.filter(slug=slug).values_list("pk", flat=True).first()
    if provider is None:
        raise CommandError(f"Er is geen aanbieder {slug}.")
    if text and _DAY.fullmatch(text) and not version.isdecimal():
        return _on_a_day(provider, version, text)
    at = _moment(text)
    moment = timezone.now() if at is None else at
    if version == "concept" and at is not None:
        return _past_draft(provider, slug, at)
    found = choose(provider, version, day=timezone.localtime(moment).date(), moment=moment)
    if found is None and version:
        raise CommandError(f"Versie {version} van {slug} bestaat niet.")
    if found is None:
        raise CommandError(f"Van {slug} is nog geen versie van kracht; kies --version concept voor het concept.")
    return found


def _on_a_day(provider: int, version: str, text: str) -> Choice:
    """What the address gives with `op`."""
    try:
        return choose_on(provider, version, text, timezone.now())
    except NotThatDayError as error:
        raise CommandError(f"--at: {error}") from error


def _past_draft(provider: int, slug: str, at: datetime) -> Draft:
    shown = f"{timezone.localtime(at):%d-%m-%Y %H:%M}"
    if at > timezone.now():
        raise CommandError(f"--at {shown} ligt in de toekomst; het concept van dan bestaat nog niet.")
    try:
        return draft_as_of(provider, at)
    except NothingYetError as error:
        raise CommandError(f"--at {shown}: {slug} stond toen nog niet in het register.") from error


def _moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        moment = parse_datetime(text)
    except ValueError:
        moment = None
    if moment is None:
        raise CommandError(f"“{text}” is geen moment; schrijf bijvoorbeeld 2026-11-01T09:14.")
    if problem := outside(moment.date(), HAPPENED, timezone.localdate()):
        raise CommandError(f"--at: {problem}")
    return timezone.make_aware(moment) if timezone.is_naive(moment) else moment


def write_whole(path: Path, content: bytes) -> None:
    """Write all or nothing: a reader never finds half a file."""
    with writing(path) as file:
        file.write(content)


@contextmanager
def writing(path: Path) -> Iterator[BinaryIO]:
    """A file that gets its name when it was written to the end."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        # mkstemp gives 600; the umask decides what a new file would have had.
        umask = os.umask(0)
        os.umask(umask)
        Path(name).chmod(0o666 & ~umask)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
