"""One migrated database: each worker, and each test with processes of its own, starts with a copy of it.

On SQLite it is kept between runs, under a name that changes with whatever `migrate` makes; `script/test` throws it
away first. On PostgreSQL it lives as long as the cluster of the tests.
"""

import fcntl
import hashlib
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection

from tests.register import own_database
from tests.register.own_database import OwnDatabase

KEPT = own_database.ROOT / ".pytest_cache" / "migrated"
TEMPLATE = "migrated"


def migrated() -> OwnDatabase:
    """The database that the copies are made of; whoever comes first makes it, the others wait."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with alone():
        return _in_cluster() if own_database.ON_POSTGRESQL else _in_file(KEPT / f"{_key()}.sqlite3")


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


def _in_cluster() -> OwnDatabase:
    if not own_database.exists(TEMPLATE):
        unfinished = own_database.create(f"{TEMPLATE}_new")
        unfinished.run("manage", "migrate", "--verbosity=0")
        own_database.as_superuser(f"ALTER DATABASE {TEMPLATE}_new RENAME TO {TEMPLATE}")
    return OwnDatabase(own_database.address(TEMPLATE))


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
