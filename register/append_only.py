"""Triggers that keep published rows as they are, whoever asks: ORM, SQL or a database tool.

On SQLite whoever owns the file can still remove a trigger; the chain of seals then tells.
On PostgreSQL the application should connect as a role that does not own these tables
(see the deployment notes).
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import AppConfig
from django.apps import apps as all_apps
from django.db import connections, models

FUNCTION = "register_refuse_change"
MESSAGE = "deze tabel kent alleen toevoegen"


def append_only_models() -> list[type[models.Model]]:
    """The models whose rows may only be added."""
    return [model for model in all_apps.get_models() if getattr(model, "append_only", False)]


def install(sender: AppConfig | None = None, *, using: str = "default", **kwargs: Any) -> None:
    """Put the triggers on every append-only table that exists; repeatable.

    Runs after every migrate, because SQLite drops triggers when it rebuilds a table.
    """
    connection = connections[using]
    present = set(connection.introspection.table_names())
    wanted = [model for model in append_only_models() if model._meta.db_table in present]
    write = {"sqlite": sqlite_triggers, "postgresql": postgresql_triggers}[connection.vendor]
    with connection.cursor() as cursor:
        for statement in write(wanted):
            cursor.execute(statement)


def remove(using: str = "default") -> None:
    """Take the triggers away, for tests that empty the database."""
    connection = connections[using]
    present = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for model in append_only_models():
            if model._meta.db_table in present:
                for name in trigger_names(model):
                    on = "" if connection.vendor == "sqlite" else f' ON "{model._meta.db_table}"'
                    cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"{on}')


def trigger_names(model: type[models.Model]) -> tuple[str, ...]:
    """Names of all triggers of a table, on either database."""
    table = model._meta.db_table
    return tuple(f"{table}_no_{deed}" for deed in ("update", "delete", "replace", "truncate"))


def sqlite_triggers(wanted: Iterable[type[models.Model]]) -> Iterator[str]:
    """CREATE statements for SQLite; INSERT OR REPLACE deletes without telling, so it is refused too."""
    for model in wanted:
        table = model._meta.db_table
        refuse = f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        yield f'CREATE TRIGGER IF NOT EXISTS "{table}_no_update" BEFORE UPDATE ON "{table}" {refuse}'
        yield f'CREATE TRIGGER IF NOT EXISTS "{table}_no_delete" BEFORE DELETE ON "{table}" {refuse}'
        # Names of the project's own tables and columns, nothing that people typed.
        exists = f'EXISTS (SELECT 1 FROM "{table}" WHERE {_same_row(model)})'  # noqa: S608
        yield f'CREATE TRIGGER IF NOT EXISTS "{table}_no_replace" BEFORE INSERT ON "{table}" WHEN {exists} {refuse}'


def _same_row(model: type[models.Model]) -> str:
    """SQL that is true for a stored row which the new one would replace."""
    unique = [[model._meta.pk.column], *([field.column] for field in model._meta.fields if field.unique)]
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and constraint.condition is None:
            columns: list[Any] = [model._meta.get_field(name) for name in constraint.fields]
            unique.append([column.column for column in columns])
    return " OR ".join(
        "(" + " AND ".join(f'"{column}" = NEW."{column}"' for column in columns) + ")" for columns in unique
    )


def postgresql_triggers(wanted: Iterable[type[models.Model]]) -> Iterator[str]:
    """CREATE statements for PostgreSQL."""
    yield (
        f"CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'restrict_violation'; END $$"
    )
    for model in wanted:
        table = model._meta.db_table
        for deed, each in (("update", "ROW"), ("delete", "ROW"), ("truncate", "STATEMENT")):
            name = f"{table}_no_{deed}"
            yield (
                f'CREATE OR REPLACE TRIGGER "{name}" BEFORE {deed.upper()} ON "{table}" '
                f"FOR EACH {each} EXECUTE FUNCTION {FUNCTION}()"
            )
