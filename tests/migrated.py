"""One migrated database, and one with the small provider: workers, and tests with processes of their own, copy them.

On SQLite the first is kept between runs, under a name that changes with whatever `migrate` makes; `script/test` throws
it away first. On PostgreSQL both live as long as the cluster of the tests.
"""

import fcntl
import hashlib
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection

from tests.register import own_database
from tests.register.own_database import OwnDatabase

KEPT = own_database.ROOT / ".pytest_cache" / "migrated"
TEMPLATE = "migrated"
FILLED = "filled"
# All workers of a run say the same here; a process by itself is a run.
RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID") or f"alone-{os.getpid()}"


def migrated() -> OwnDatabase:
    """The database that the copies are made of; whoever comes first makes it, the others wait."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with alone():
        return _named(TEMPLATE, _migrate) if own_database.ON_POSTGRESQL else _in_file(KEPT / f"{_key()}.sqlite3")


def filled_once() -> OwnDatabase:
    """The same with the small provider, loaded once in each run."""
    source = migrated()
    with alone():
        if own_database.ON_POSTGRESQL:
            return _named(FILLED, _fill, template=TEMPLATE)
        path = KEPT / f"{FILLED}-{RUN}.sqlite3"
        if not path.exists():
            for old in KEPT.glob(f"{FILLED}-*"):
                old.unlink()
            unfinished = path.with_suffix(".new")
            _fill(own_database.copy_file(source, unfinished))
            unfinished.rename(path)
        return OwnDatabase(f"sqlite:///{path}")


def _fill(own: OwnDatabase) -> None:
    own.run("tests.register.processes.fresh")


def _migrate(own: OwnDatabase) -> None:
    own.run("manage", "migrate", "--verbosity=0")


def copy_tables(*args: Any, **options: Any) -> None:
    """What `migrate` does to the empty database of a worker. On PostgreSQL that was created as a copy."""
    if not own_database.ON_POSTGRESQL:
        connection.ensure_connection()
        with closing(sqlite3.connect(own_database.file_of(migrated()))) as source:
            source.backup(connection.connection)


@contextmanager
def alone() -> Iterator[None]:
    """One worker at a time."""
    with (KEPT / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _in_file(path: Path) -> OwnDatabase:
    if not path.exists():
        for old in KEPT.glob("*.sqlite3*"):
            old.unlink()
        unfinished = path.with_suffix(".new")
        unfinished.unlink(missing_ok=True)
        OwnDatabase("sqlite://:memory:").run("tests.register.processes.migrated", str(unfinished))
        unfinished.rename(path)
    return OwnDatabase(f"sqlite:///{path}")


def _named(name: str, make: Callable[[OwnDatabase], None], template: str = "template1") -> OwnDatabase:
    """The database with this name in the cluster."""
    if not own_database.exists(name):
        make(own_database.create(f"{name}_new", template))
        own_database.as_superuser(f"ALTER DATABASE {name}_new RENAME TO {name}")
    return OwnDatabase(own_database.address(name))


def _key() -> str:
    """Changes with migrations, models, their bases and fields, the triggers, and the packages."""
    models = apps.get_models(include_auto_created=True)
    classes = {part for model in models for part in (*model.__mro__, *map(type, model._meta.get_fields()))}
    classes |= set(map(type, apps.get_app_configs()))
    modules = {cls.__module__ for cls in classes} | {"register.append_only"}
    files = {Path(file) for name in modules if (file := getattr(sys.modules[name], "__file__", None))}
    files |= {path for config in apps.get_app_configs() for path in Path(config.path).glob("migrations/*.py")}
    files |= {own_database.ROOT / "requirements" / "dev.txt"}
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(files))).hexdigest()[:16]
