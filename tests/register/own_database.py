"""A database of its own for tests that need real processes, real commits and real locks."""

import os
import subprocess
import sys
import uuid
from dataclasses import dataclass
from pathlib import Path

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
            timeout=120,
            check=False,
        )
        assert not check or done.returncode == 0, done.stderr
        return done


def make(folder: Path) -> OwnDatabase:
    """A new empty database: a file, or one in the cluster of the tests."""
    if not ON_POSTGRESQL:
        return OwnDatabase(f"sqlite:///{folder / 'own.sqlite3'}")
    name = f"own_{uuid.uuid4().hex}"
    as_superuser(f'CREATE DATABASE "{name}"')
    return OwnDatabase(address(name))


def filled(folder: Path) -> OwnDatabase:
    """The same with tables and the small provider."""
    own = make(folder)
    own.run("tests.register.processes.fresh")
    return own


def address(database: str, user: str = "tests") -> str:
    """DATABASE_URL of a database in the cluster of the tests."""
    return CLUSTER.replace("/postgres?", f"/{database}?").replace("//tests@", f"//{user}@")


def as_superuser(*statements: str, database: str = "postgres") -> None:
    """Run statements as the role that owns the cluster."""
    with psycopg.connect(address(database), autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())
