"""A real server whose database is locked, full or gone: others are answered, and the log stays short."""

import http.client
import os
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import psycopg
import pytest

from register.requests import MOST_AT_WORK
from tests.register import own_database
from tests.register.slow_clients import free_port, wait_for

SETTINGS = """from register.settings import *
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ACCOUNT_RATE_LIMITS = False
"""
ACCOUNT = """
from django.contrib.auth.models import User
User.objects.create_user("iemand", password="een lang wachtwoord")
"""


class Site:
    """The whole site with a database of its own, a published version and somebody who can sign in."""

    def __init__(self, folder: Path) -> None:
        (folder / "outage_settings.py").write_text(SETTINGS)
        self.own = own_database.filled(folder)
        self.own.run("tests.register.processes.publish_one", "Bellen")
        self.environment = os.environ | {
            "DATABASE_URL": self.own.url,
            "DJANGO_SETTINGS_MODULE": "outage_settings",
            "PROXIES": "1",
            "PYTHONPATH": os.pathsep.join([str(folder), str(own_database.ROOT)]),
        }
        manage = [sys.executable, "manage.py", "shell", "--verbosity=0", "-c", ACCOUNT]
        subprocess.run(manage, env=self.environment, cwd=own_database.ROOT, check=True, capture_output=True)
        self.port, self.log = free_port(), folder / "log"
        program = [sys.executable, "-m", "gunicorn", "register.wsgi", "--bind", f"127.0.0.1:{self.port}"]
        worker = ["--threads", "16", "--worker-class", "register.serving.BufferingWorker", "--no-control-socket"]
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [*program, *worker, "--log-level", "warning"], env=self.environment, cwd=own_database.ROOT, stderr=log
            )
        wait_for(self.port, self.process)

    def ask(self, path: str, data: dict | None = None, address: int = 1) -> tuple[int, dict, str]:
        """Status, headers and text; what is sent has a valid token, and comes from an address of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        if data is None:
            connection.request("GET", path)
        else:
            token = "t" * 32
            headers = {"Cookie": f"csrftoken={token}", "Content-Type": "application/x-www-form-urlencoded"}
            headers["X-Forwarded-For"] = f"192.0.2.{address}"
            connection.request("POST", path, urlencode({**data, "csrfmiddlewaretoken": token}), headers)
        answer = connection.getresponse()
        return answer.status, dict(answer.headers), answer.read().decode()

    def sign_in(self, address: int = 1) -> tuple[int, str]:
        """Status and text of the answer; attempts from one address are counted."""
        status, _, text = self.ask("/accounts/login/", {"login": "iemand", "password": "een lang wachtwoord"}, address)
        return status, text

    @contextmanager
    def locked(self):
        """Somebody else writes, as long as this is entered."""
        if own_database.ON_POSTGRESQL:
            with psycopg.connect(self.own.url) as other:
                other.execute("LOCK TABLE django_session, auth_user IN EXCLUSIVE MODE")
                yield
        else:
            with closing(sqlite3.connect(own_database.file_of(self.own), isolation_level=None)) as other:
                other.execute("BEGIN IMMEDIATE")
                yield

    def take_away(self) -> None:
        """The database stops, or its file is damaged."""
        if own_database.ON_POSTGRESQL:
            name = urlsplit(self.own.url).path[1:]
            own_database.as_superuser(
                f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false',
                f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'",  # noqa: S608
            )
        else:
            for path in Path(own_database.file_of(self.own)).parent.glob("own.sqlite3*"):
                path.write_bytes(b"no database " * 1000)


@pytest.fixture
def site(tmp_path):
    started = Site(tmp_path)
    yield started
    started.process.terminate()
    started.process.wait(timeout=30)


def test_saves_that_wait_do_not_hold_up_who_reads(site):
    with ThreadPoolExecutor(MOST_AT_WORK + 4) as people:
        with site.locked():
            waiting = [people.submit(site.sign_in, address) for address in range(MOST_AT_WORK + 4)]
            time.sleep(2)
            before = time.monotonic()
            answers = [site.ask(path)[0] for path in ("/demo/", "/demo/versies/", "/en/demo/", "/gezond")]
            assert time.monotonic() - before < 8
        statuses = [answer.result()[0] for answer in waiting]
    assert answers == [200, 200, 200, 200]
    # Who came when all turns were taken heard so at once; the others waited and were signed in.
    assert statuses.count(503) >= 4
    assert statuses.count(302) >= 1
    assert set(statuses) == {302, 503}


def test_without_its_database_the_site_shows_what_it_knows_and_logs_a_line_for_each_request(site):
    _, _, before = site.ask("/demo/")
    assert site.ask("/gezond")[::2] == (200, "ok")
    site.take_away()
    time.sleep(1.5)
    log = site.log.read_text()
    status, headers, text = site.ask("/demo/")
    assert (status, text) == (200, before)
    assert "Cache-Status" in headers
    status, headers, text = site.ask("/en/demo/versies/")
    assert (status, headers["Retry-After"]) == (503, "30")
    assert "The data cannot be reached now" in text
    status, text = site.sign_in()
    assert status == 503
    assert 'name="login" value="iemand"' in text
    assert site.ask("/gezond")[::2] == (503, "onbereikbaar" if own_database.ON_POSTGRESQL else "beschadigd")
    lines = site.log.read_text().removeprefix(log).splitlines()
    assert len(lines) <= 4, lines


def test_a_database_of_another_version_is_told_so(site):
    if own_database.ON_POSTGRESQL:
        with psycopg.connect(site.own.url) as other:
            other.execute("ALTER TABLE register_publication RENAME TO register_old")
            other.execute("DELETE FROM django_migrations WHERE app = 'register'")
    else:
        with closing(sqlite3.connect(own_database.file_of(site.own), isolation_level=None)) as other:
            other.execute("ALTER TABLE register_publication RENAME TO register_old")
            other.execute("DELETE FROM django_migrations WHERE app = 'register'")
    assert site.ask("/demo/")[0] == 503
    assert site.ask("/gezond")[::2] == (503, "migraties")
