"""Making a backup while people work: one moment of the database, written beside its place and read back."""

import errno
import hashlib
import os
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
from django.apps import apps
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django.utils.formats import date_format

from ..models import BackupMade
from .file import (
    ABOUT,
    CHECKSUM_LENGTH,
    FORMAT,
    MANIFEST,
    NO_CHECKSUM,
    BackupError,
    Manifest,
    Part,
    checksum,
    opened,
    path_of,
)
from .tables import applied_migrations, is_numbered, last_number, stored_models

# Told after each table: tables that are ready, all tables.
Tell = Callable[[int, int], None]

ROWS_AT_ONCE = 20
LEFT_OUT = (
    "Niet in de back-up: .env met SECRET_KEY en het wachtwoord van de database (bewaar die apart), sessies "
    "(iedereen logt opnieuw in), caches en logbestanden."
)
EXPLANATION = f"""Back-up van het Verwerkingsregister: alle feiten met hun geschiedenis, publicaties met hun bestanden,
besluiten, controles, gebruikers, groepen en rechten. Bewaar dit bestand alsof het de database is.
{LEFT_OUT}
Terugzetten in een lege database: manage.py restore BESTAND
"""


def make_backup(path: Path, tell: Tell) -> Manifest:
    """Write everything to a new file that only its owner can read; it appears when it was read back and found whole.

    Raises BackupError, or OSError such as FileExistsError; then there is no file.
    """
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    _refuse_unmigrated()
    number, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(number, "w+b") as file:
            written = _write(file, tell)
        with opened(Path(name)) as backup:
            if backup.manifest != written:
                raise BackupError("Wat is teruggelezen, is niet wat is geschreven.")
        _give_name(name, path)
    finally:
        Path(name).unlink(missing_ok=True)
    BackupMade.objects.create(made_at=written.made_at)
    return written


def last_backup() -> str:
    """When the last backup was made, in a sentence."""
    last = BackupMade.objects.first()
    if last is None:
        return "Er is nog geen back-up gemaakt: manage.py backup BESTAND."
    made = timezone.localtime(last.made_at)
    return f"Laatste back-up: {date_format(made, 'j F Y')} om {made:%H:%M}."


def _refuse_unmigrated() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise BackupError("De database is niet bijgewerkt; draai eerst manage.py migrate.")


def _give_name(name: str, path: Path) -> None:
    """A link refuses a name that was taken meanwhile; some network drives know no links."""
    try:
        os.link(name, path)
    except FileExistsError:
        raise
    except OSError:
        Path(name).rename(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _write(file: BinaryIO, tell: Tell) -> Manifest:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(ABOUT, EXPLANATION)
        with _one_moment():
            models = stored_models(apps)
            parts = {}
            for ready, model in enumerate(models, start=1):
                parts[model._meta.db_table] = _write_part(archive, model)
                tell(ready, len(models))
            migrations = tuple(applied_migrations(connection))
        manifest = Manifest(FORMAT, timezone.now(), migrations, parts)
        archive.writestr(MANIFEST, msgspec.json.encode(manifest))
        archive.comment = NO_CHECKSUM
    found = checksum(file).encode()
    file.seek(-CHECKSUM_LENGTH, os.SEEK_END)
    file.write(found)
    file.flush()
    os.fsync(file.fileno())
    return manifest


@contextmanager
def _one_moment() -> Iterator[None]:
    """What is read inside is one moment of the database, and nobody who writes has to wait."""
    connection.ensure_connection()
    kept = getattr(connection, "transaction_mode", None)
    setattr(connection, "transaction_mode", "DEFERRED")  # noqa: B010  # only SQLite has and reads it
    try:
        with transaction.atomic(durable=True):
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    finally:
        setattr(connection, "transaction_mode", kept)  # noqa: B010


def _write_part(archive: zipfile.ZipFile, model: Any) -> Part:
    names = [field.attname for field in model._meta.concrete_fields]
    rows = model._base_manager.order_by("pk").values_list(*names).iterator(chunk_size=ROWS_AT_ONCE)
    digest, count, size = hashlib.sha256(), 0, 0
    with archive.open(path_of(model._meta.db_table), "w", force_zip64=True) as stream:
        for row in rows:
            line = msgspec.json.encode(row) + b"\n"
            stream.write(line)
            digest.update(line)
            count, size = count + 1, size + len(line)
    last = last_number(model, connection) if is_numbered(model) else None
    columns = tuple(field.column for field in model._meta.concrete_fields)
    return Part(columns, count, size, digest.hexdigest(), last)
