"""A database of its own for tests that need real processes, real commits and real locks."""

import os
import sqlite3
import subprocess
import sys
import uuid
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

ROOT = Path(__file__).resolve().parent.parent.parent
CLUSTER = os.environ.get("TEST_CLUSTER", "")
ON_POSTGRESQL = os.environ.get("TEST_DB") == "pg"


@dataclass(frozen=True)
class OwnDatabase:
    """A migrated database with the small provider; `run` starts a program on it."""

    url: str

    def run(self, module: str, *args: str, check: bool = True, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run `python -m module` and wait; with `check` a failure shows what it wrote."""
        done = subprocess.run(
            [sys.executable, "-m", module, *args],
            cwd=ROOT,
            env={**os.environ, "DATABASE_URL": self.url, **environment},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert not check or done.returncode == 0, done.stderr
        return done


def filled(folder: Path) -> OwnDatabase:
    """A new database with tables and the small provider: a file, or one in the cluster of the tests."""
    from tests.migrated import filled_once

    return _copy(filled_once(), folder)


def migrated_copy(folder: Path) -> OwnDatabase:
    """A new database with tables only."""
    from tests.migrated import migrated

    return _copy(migrated(), folder)


def _copy(source: OwnDatabase, folder: Path) -> OwnDatabase:
    if ON_POSTGRESQL:
        return create(f"own_{uuid.uuid4().hex}", template=urlsplit(source.url).path[1:])
    return copy_file(source, folder / "own.sqlite3")


def copy_file(source: OwnDatabase, path: Path) -> OwnDatabase:
    """A copy of a SQLite database in this file."""
    with closing(sqlite3.connect(file_of(source))) as old, closing(sqlite3.connect(path)) as new:
        old.backup(new)
    return OwnDatabase(f"sqlite:///{path}")


def file_of(own: OwnDatabase) -> str:
    """Where a SQLite database lies."""
    return own.url.removeprefix("sqlite:///")


def create(name: str, template: str = "template1") -> OwnDatabase:
    """A new database in the cluster of the tests, as a copy of another."""
    as_superuser(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return OwnDatabase(address(name))


def exists(name: str) -> bool:
    """Whether the cluster has a database of this name."""
    with psycopg.connect(address("postgres")) as connection:
        return bool(connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone())


def address(database: str, user: str = "tests") -> str:
    """DATABASE_URL of a database in the cluster of the tests."""
    return CLUSTER.replace("/postgres?", f"/{database}?").replace("//tests@", f"//{user}@")


def as_superuser(*statements: str, database: str = "postgres") -> None:
    """Run statements as the role that owns the cluster."""
    with psycopg.connect(address(database), autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())
