"""Which tables a backup holds, what migrations made them, and the numbers that their rows have had."""

from typing import Any

from django.apps.registry import Apps
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

# Sessions: everybody signs in again; forms sent lately; and the log of backups: a copy knows only what it was made of.
LEFT_OUT = {"sessions.session", "register.submission", "register.backupmade"}
# What `migrate` itself puts into a new database.
MADE_BY_MIGRATE = {
    *("contenttypes.contenttype", "auth.permission", "auth.group", "auth.group_permissions"),
    "register.editcount",
}


def stored_models(apps: Apps) -> list[Any]:
    """The models whose tables a backup holds, those of sets and of history included."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if not model._meta.proxy and model._meta.managed and model._meta.label_lower not in LEFT_OUT
    ]


def filled_tables(apps: Apps, connection: BaseDatabaseWrapper) -> list[str]:
    """What stands in the database that `migrate` did not make, in Dutch, what people know first."""
    present = set(connection.introspection.table_names())
    filled = [
        model
        for model in stored_models(apps)
        if model._meta.db_table in present and model._meta.label_lower not in MADE_BY_MIGRATE
        if _has_rows(model, connection)
    ]
    # Models that give nobody permissions are history and the like.
    filled.sort(key=lambda model: (bool(model._meta.auto_created), not model._meta.default_permissions))
    return [str(model._meta.verbose_name_plural) for model in filled]


def _has_rows(model: Any, connection: BaseDatabaseWrapper) -> bool:
    with connection.cursor() as cursor:
        # A table of this project; its columns may be those of another version.
        cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(model._meta.db_table)} LIMIT 1")  # noqa: S608
        return cursor.fetchone() is not None


def applied_migrations(connection: BaseDatabaseWrapper) -> list[tuple[str, str]]:
    """App and name of the migrations that made the tables; those of apps that are gone do not count."""
    loader = MigrationExecutor(connection).loader
    return sorted(set(loader.applied_migrations) & set(loader.graph.nodes))


def is_numbered(model: Any) -> bool:
    """Whether the database numbers the rows."""
    return isinstance(model._meta.pk, models.AutoField)


def last_number(model: Any, connection: BaseDatabaseWrapper) -> int | None:
    """The highest number that a row ever had: what was deleted keeps its number in the history."""
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        else:
            sequence = "pg_get_serial_sequence(%s, %s)::regclass"
            cursor.execute(f"SELECT pg_sequence_last_value({sequence})", [f'"{table}"', column])
        row = cursor.fetchone()
    return (row[0] or None) if row else None


def set_last_number(model: Any, number: int | None, connection: BaseDatabaseWrapper) -> None:
    """Let the next row get a number above this one."""
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number or 0])
        else:
            sequence = "pg_get_serial_sequence(%s, %s)::regclass"
            values = [f'"{table}"', column, number or 1, number is not None]
            cursor.execute(f"SELECT setval({sequence}, %s, %s)", values)
