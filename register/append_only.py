"""Triggers that keep published rows as they are, whoever asks: ORM, SQL or a database tool.

On SQLite whoever owns the file can still remove a trigger; the chain of seals then tells.
On PostgreSQL the application should connect as a role that does not own these tables
(README.md, “PostgreSQL in productie”).
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import AppConfig
from django.apps import apps as all_apps
from django.db import connections, models
from django.db.backends.utils import truncate_name

FUNCTION = "register_refuse_change"
MESSAGE = "deze tabel kent alleen toevoegen"
MAX_NAME = 63
DEEDS = {"sqlite": ("update", "delete", "replace"), "postgresql": ("update", "delete", "truncate")}
PRESENT = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled = 'A'",
}


def append_only_models() -> list[type[models.Model]]:
    """The models whose rows may only be added."""
    return [model for model in all_apps.get_models() if getattr(model, "append_only", False)]


def install(sender: AppConfig | None = None, *, using: str = "default", **kwargs: Any) -> None:
    """Put the triggers on every append-only table that exists; repeatable.

    Runs after every migrate, because SQLite drops triggers when it rebuilds a table.
    """
    connection = connections[using]
    missing = set(missing_triggers(using))
    # A role that owns nothing may run migrate too, as long as there is nothing to do.
    wanted = [model for model in append_only_models() if missing & set(trigger_names(model, connection.vendor))]
    write = {"sqlite": sqlite_triggers, "postgresql": postgresql_triggers}[connection.vendor]
    with connection.cursor() as cursor:
        for statement in write(wanted) if wanted else ():
            cursor.execute(statement)


def remove(using: str = "default") -> None:
    """Take the triggers away, for tests that empty the database."""
    connection = connections[using]
    present = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for model in append_only_models():
            if model._meta.db_table in present:
                for name in trigger_names(model, connection.vendor):
                    on = "" if connection.vendor == "sqlite" else f' ON "{model._meta.db_table}"'
                    cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"{on}')


def trigger_names(model: type[models.Model], vendor: str) -> tuple[str, ...]:
    """Names of the triggers of a table on this kind of database."""
    table = model._meta.db_table
    # PostgreSQL cuts off a longer name without telling, and two triggers would then share one.
    return tuple(truncate_name(f"{table}_no_{deed}", MAX_NAME) for deed in DEEDS[vendor])


def missing_triggers(using: str = "default") -> list[str]:
    """Names of the triggers that existing tables should have and lack, or that are switched off."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        cursor.execute(PRESENT[connection.vendor])
        present = {name for (name,) in cursor.fetchall()}
    return [
        name
        for model in append_only_models()
        if model._meta.db_table in tables
        for name in trigger_names(model, connection.vendor)
        if name not in present
    ]


def sqlite_triggers(wanted: Iterable[type[models.Model]]) -> Iterator[str]:
    """CREATE statements for SQLite; INSERT OR REPLACE deletes without telling, so it is refused too."""
    refuse = f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    for model in wanted:
        table = model._meta.db_table
        update, delete, replace = trigger_names(model, "sqlite")
        yield f'CREATE TRIGGER IF NOT EXISTS "{update}" BEFORE UPDATE ON "{table}" {refuse}'
        yield f'CREATE TRIGGER IF NOT EXISTS "{delete}" BEFORE DELETE ON "{table}" {refuse}'
        # Names of the project's own tables and columns, nothing that people typed.
        exists = f'EXISTS (SELECT 1 FROM "{table}" WHERE {_same_row(model)})'  # noqa: S608
        yield f'CREATE TRIGGER IF NOT EXISTS "{replace}" BEFORE INSERT ON "{table}" WHEN {exists} {refuse}'


def _same_row(model: type[models.Model]) -> str:
    """SQL that is true for a stored row which the new one would replace."""
    return " OR ".join(
        "(" + " AND ".join(f'"{column}" = NEW."{column}"' for column in columns) + ")" for columns in _unique(model)
    )


def _unique(model: type[models.Model]) -> Iterator[list[Any]]:
    """Every set of columns that no two rows of a table share."""
    meta = model._meta
    yield from ([field.column] for field in meta.fields if field.primary_key or field.unique)
    names = [list(together) for together in meta.unique_together]
    for constraint in meta.constraints:
        if isinstance(constraint, models.UniqueConstraint):
            if constraint.condition is not None or not constraint.fields:
                raise NotImplementedError(f"{constraint.name}: append-only tables have plain unique constraints only")
            names.append(list(constraint.fields))
    for fields in names:
        columns: list[Any] = [meta.get_field(name) for name in fields]
        yield [column.column for column in columns]


def postgresql_triggers(wanted: Iterable[type[models.Model]]) -> Iterator[str]:
    """CREATE statements for PostgreSQL."""
    yield (
        f"CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'restrict_violation'; END $$"
    )
    for model in wanted:
        table = model._meta.db_table
        for name, deed in zip(trigger_names(model, "postgresql"), DEEDS["postgresql"], strict=True):
            each = "STATEMENT" if deed == "truncate" else "ROW"
            yield (
                f'CREATE OR REPLACE TRIGGER "{name}" BEFORE {deed.upper()} ON "{table}" '
                f"FOR EACH {each} EXECUTE FUNCTION {FUNCTION}()"
            )
            # ALWAYS: also in a session that calls itself a replica.
            yield f'ALTER TABLE "{table}" ENABLE ALWAYS TRIGGER "{name}"'
