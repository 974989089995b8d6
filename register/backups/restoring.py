"""Putting a backup back into an empty database, of either kind and also when it was made by an older version."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
from django.apps import apps
from django.apps.registry import Apps
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import DatabaseError, connection, models, transaction
from django.db.migrations.executor import MigrationExecutor

from ..models import BackupMade
from .file import Backup, BackupError, Manifest, opened
from .tables import filled_tables, is_numbered, set_last_number, stored_models
from .writing import Tell

ROWS_AT_ONCE = 200
BYTES_AT_ONCE = 8 * 2**20
_DECODER = msgspec.json.Decoder(list)


def put_back(path: Path, tell: Tell) -> Manifest:
    """Fill an empty database, wholly new or just migrated, with what the file holds; all of it or nothing.

    Rows keep their numbers, text keeps every letter, and what comes later is numbered on from there. Raises
    BackupError or OSError.
    """
    with opened(path) as backup:
        _refuse_filled(apps)
        then = _migrate_to(backup.manifest)
        try:
            with transaction.atomic(durable=True):
                _refuse_filled(then)
                _fill(then, backup, tell)
                connection.check_constraints()
        except DatabaseError as error:
            raise BackupError(f"De database weigerde de rijen, en is weer leeg: {error}") from error
    # Also puts the triggers back.
    call_command("migrate", interactive=False, verbosity=0)
    BackupMade.objects.create(made_at=backup.manifest.made_at)
    return backup.manifest


def _refuse_filled(known: Apps) -> None:
    if found := filled_tables(known, connection):
        more = f" en nog {len(found) - 3} soorten rijen" if len(found) > 3 else ""
        raise BackupError(
            f"De database is niet leeg: er staan {', '.join(found[:3])}{more} in. Terugzetten kan alleen in een lege "
            "database: verplaats de oude, of noem een nieuwe in DATABASE_URL."
        )


def _migrate_to(manifest: Manifest) -> Apps:
    """Give the database the tables that the backup was made of; the models of those tables."""
    executor = MigrationExecutor(connection)
    graph, wanted = executor.loader.graph, set(manifest.migrations)
    if unknown := sorted(wanted - set(graph.nodes)):
        raise BackupError(
            f"De back-up is gemaakt met een nieuwere versie van het register (migratie {'.'.join(unknown[0])} is "
            "hier onbekend). Zet hem terug met die versie."
        )
    last = [key for key in wanted if not any(child.key in wanted for child in graph.node_map[key].children)]
    executor.migrate(last)
    return executor.loader.project_state(last).apps


def _fill(then: Apps, backup: Backup, tell: Tell) -> None:
    tables = {model._meta.db_table: model for model in stored_models(then)}
    if different := sorted(set(tables) ^ set(backup.manifest.parts)):
        raise BackupError(f"De back-up hoort niet bij zijn migraties: {different[0]} ontbreekt of is te veel.")
    for model in tables.values():
        # What migrate made: a backup has rows of its own for it.
        model._base_manager.all()._raw_delete(connection.alias)
    for ready, (table, model) in enumerate(tables.items(), start=1):
        _fill_table(model, backup.manifest.parts[table].columns, backup.lines(table))
        if is_numbered(model):
            set_last_number(model, backup.manifest.parts[table].last_number, connection)
        tell(ready, len(tables))


def _fill_table(model: Any, columns: tuple[str, ...], lines: Iterable[bytes]) -> None:
    table, fields = model._meta.db_table, {field.column: field for field in model._meta.concrete_fields}
    if set(columns) != set(fields) or len(columns) != len(fields):
        raise BackupError(f"Deel {table}: de kolommen zijn niet die van de tabel.")
    quote = connection.ops.quote_name
    places, names = ", ".join(["%s"] * len(columns)), ", ".join(map(quote, columns))
    with connection.cursor() as cursor:
        for batch in _batches(lines):
            try:
                rows = [_row(line, [fields[column] for column in columns]) for line in batch]
            except (ValidationError, ValueError, TypeError, msgspec.MsgspecError) as error:
                raise BackupError(f"Deel {table}: een rij past niet in de tabel: {error}") from error
            cursor.executemany(f"INSERT INTO {quote(table)} ({names}) VALUES ({places})", rows)  # noqa: S608


def _batches(lines: Iterable[bytes]) -> Iterator[list[bytes]]:
    batch: list[bytes] = []
    for line in lines:
        batch.append(line)
        if len(batch) == ROWS_AT_ONCE or sum(map(len, batch)) > BYTES_AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _row(line: bytes, fields: list[Any]) -> list[Any]:
    values = _DECODER.decode(line)
    return [_stored(field, value) for field, value in zip(fields, values, strict=True)]


def _stored(field: Any, value: Any) -> Any:
    """A value as this database wants it; text stays what it was, whatever the field would make of it today."""
    if value is None or (isinstance(field, models.CharField | models.TextField) and isinstance(value, str)):
        return value
    return field.get_db_prep_value(field.to_python(value), connection)
