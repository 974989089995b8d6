"""Rows that many tests start from: loaded once in each run, and from then on put back as they were.

Loading goes through every check of the project and takes seconds; putting the same rows back, milliseconds.
"""

import itertools
import os
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from tests import migrated

_MADE: dict[str, list["Rows"]] = {}
_TIMES = itertools.count(1)


@dataclass(frozen=True)
class Rows:
    """Of one table: rows as the database itself gives them, and the numbers of those they replace."""

    table: str
    content: list[Any]
    replaced: list[Any]


def rows_of(make: Callable[[], object], *before: list[Rows], apart: int = 0) -> list[Rows]:
    """What `make` adds to these rows in an empty database, which stays empty; `apart` numbers are left free before."""
    whole = transaction.atomic()
    # As Django's own TestCase says it: publishing refuses to be part of another transaction.
    whole._from_testcase = True  # type: ignore[attr-defined]
    with whole:
        put_back(*before)
        _leave_free(apart)
        known = {table: rows_in(table) for table in _tables()}
        make()
        found = [_difference(table, rows) for table, rows in known.items()]
        transaction.set_rollback(True)
    return [rows for rows in found if rows.content]


def shared(name: str, make: Callable[[], list[Rows]]) -> list[Rows]:
    """What `make` gives, made by the first worker of a run that asks; alone, by the process itself."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID")
    if run is None:
        return make()
    path = migrated.KEPT / f"{connection.vendor}-{name}-{run}.rows"
    with migrated.alone():
        if not path.exists():
            for old in migrated.KEPT.glob(f"{connection.vendor}-{name}-*.rows"):
                old.unlink()
            path.write_bytes(pickle.dumps(make()))
        found = pickle.loads(path.read_bytes())  # noqa: S301
    if connection.vendor == "postgresql":
        _pass_numbers(found)
    return found


def again(name: str, make: Callable[[], object]) -> None:
    """What `make` changes in the rows that are here: made for the first test that asks, put back for the others.

    Who uses a name always starts from the same rows.
    """
    if name not in _MADE:
        _MADE[name] = rows_of(make)
    put_back(_MADE[name])


def all_rows() -> list[Rows]:
    """What is in the database now."""
    found = [Rows(table, rows_in(table), []) for table in _tables()]
    return [rows for rows in found if rows.content]


def put_back(*several: list[Rows]) -> None:
    """The same rows again, with the same numbers."""
    with transaction.atomic():
        for found in several:
            for rows in found:
                _write(rows)


def _difference(table: str, before: list[Any]) -> Rows:
    after = rows_in(table)
    old, new = set(before), set(after)
    return Rows(table, [row for row in after if row not in old], [_number(row) for row in before if row not in new])


def _leave_free(numbers: int) -> None:
    # PostgreSQL never gives a number twice, also not after a rollback.
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("UPDATE sqlite_sequence SET seq = seq + %s", [numbers])


def _pass_numbers(found: list[Rows]) -> None:
    # They may have been given out in the database of another worker.
    with connection.cursor() as cursor:
        for rows in found:
            for sequence in connection.introspection.get_sequences(cursor, rows.table):
                cursor.execute("SELECT setval(%s::regclass, nextval(%s) + 10000)", [sequence["name"]] * 2)


def keep_numbers_ahead() -> None:
    """No new row gets a number that a row put back has, also after a test that let all numbers begin again."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sequencename, COALESCE(last_value, 1) FROM pg_sequences WHERE schemaname = current_schema() "
            "AND COALESCE(last_value, 1) < 10000"
        )
        found = cursor.fetchall()
        # Each time further than before: rows may have been made with the numbers of an earlier time.
        ahead = next(_TIMES) * 1_000_000 if found else 0
        for name, last in found:
            cursor.execute("SELECT setval(%s::regclass, %s)", [name, last + ahead])


def _tables() -> list[str]:
    return connection.introspection.django_table_names(only_existing=True, include_views=False)


def _number(row: Any) -> int:
    """Its first column is `id` in every table that is filled."""
    return int(row.partition(b"\t")[0] if isinstance(row, bytes) else row[0])


def rows_in(table: str) -> list[Any]:
    """The rows of a table as the database itself gives them."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f'COPY "{table}" TO STDOUT') as stream:
                return b"".join(bytes(block) for block in stream).splitlines(keepends=True)
        # A column with a plus before it comes as it is stored: nothing makes a date of it, and a text again later.
        names = cursor.execute("SELECT name FROM pragma_table_info(%s)", [table]).fetchall()
        columns = ", ".join(f'+"{name}"' for (name,) in names)
        return cursor.execute(f'SELECT {columns} FROM "{table}"').fetchall()  # noqa: S608


def _write(rows: Rows) -> None:
    with connection.cursor() as cursor:
        for number in rows.replaced:
            cursor.execute(f'DELETE FROM "{rows.table}" WHERE id = %s', [number])  # noqa: S608
        if connection.vendor == "postgresql":
            with cursor.copy(f'COPY "{rows.table}" FROM STDIN') as stream:
                stream.write(b"".join(rows.content))
        else:
            places = ", ".join("?" * len(rows.content[0]))
            # Past the cursor of Django, which would look at each value.
            connection.connection.executemany(f'INSERT INTO "{rows.table}" VALUES ({places})', rows.content)  # noqa: S608
