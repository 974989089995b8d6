"""Requests per second of a public page against a static file of its size: python -m tests.benchmarks.public_page

Starts the server as script/server does, on a database of its own or on DATABASE_URL of an empty
database (`--database URL`), and asks with wrk. All in one run, in turns, so that a busy machine
slows them all.
"""

import argparse
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SLUG = "proef"
ROUNDS = 3
GOALS = {"pagina": 0.8, "304": 1.0}
SERVER = (
    "--worker-class",
    "register.serving.BufferingWorker",
    "--threads",
    "8",
    "--timeout",
    "120",
    "--no-control-socket",
)


def main() -> int:
    """Print a table; 1 when a goal is not reached."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--database", help="address of an empty database; otherwise a temporary SQLite file")
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--connections", type=int, default=16)
    options = parser.parse_args()
    wrk = shutil.which("wrk")
    if wrk is None:
        sys.exit("wrk is not installed: apt-get install wrk")
    static = prepare(options.database)
    load = [wrk, "-t2", f"-c{options.connections}", f"-d{options.seconds}s"]
    with server(static) as site:
        page = content(f"{site}/{SLUG}/")
    (static / "proef.html").write_bytes(page)
    # The server reads the names of its static files when it starts.
    with server(static) as site:
        rates = measure(load, site)
    show(rates, len(page))
    return int(any(rates[name] < goal * rates["bestand"] for name, goal in GOALS.items()))


def prepare(database: str | None) -> Path:
    """A published provider in the database, and the folder with static files."""
    from tests.benchmarks.setup import add_provider, use_temporary_database

    static = use_temporary_database(database) / "static"
    add_provider(SLUG, "PR", 9)

    from django.utils import timezone

    from providers.models import Provider
    from register.choices import FileKind
    from register.publications.publishing import Order, publish

    today = timezone.localdate()
    provider = Provider.objects.get(slug=SLUG)
    order = Order(provider=provider, valid_from=today, note="Proef.", author="proef", explanation="Proef.")
    publish(order, now=timezone.now(), today=today, render=lambda edition: dict.fromkeys(FileKind, b"proef"))
    collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
    subprocess.run(collect, check=True, env=environment(static))
    return static


def environment(static: Path, **more: str) -> dict[str, str]:
    """For the programs of the measurement: settings with these static files."""
    chosen = {"DJANGO_SETTINGS_MODULE": "tests.benchmarks.server_settings", "BENCHMARK_STATIC": str(static)}
    return {**os.environ, **chosen, **more}


@contextmanager
def server(static: Path) -> Iterator[str]:
    """The server of script/server, until the end of the block; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    site = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "gunicorn", "register.wsgi", "--bind", f"127.0.0.1:{port}", *SERVER]
    process = subprocess.Popen([*command, "--log-level", "warning"], env=environment(static, SITE_URL=site))
    try:
        wait_for(f"{site}/{SLUG}/")
        yield site
    finally:
        process.terminate()
        process.wait(20)


def wait_for(address: str) -> None:
    """Until it answers."""
    for _ in range(100):
        try:
            content(address)
        except OSError:
            time.sleep(0.1)
        else:
            return
    sys.exit(f"{address} does not answer")


def content(address: str) -> bytes:
    """What stands there."""
    with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310
        return bytes(answer.read())


def measure(load: list[str], site: str) -> dict[str, float]:
    """Requests per second, the median of the rounds."""
    static, statement = f"{site}/static/proef.html", f"{site}/{SLUG}/"
    if content(static) != content(statement):
        sys.exit("the file is not the page")
    with urllib.request.urlopen(statement) as answer:  # noqa: S310
        tag = answer.headers["ETag"]
    asked = {"bestand": [static], "pagina": [statement], "304": ["-H", f"If-None-Match: {tag}", statement]}
    rounds = [{name: rate([*load, *last]) for name, last in asked.items()} for _ in range(ROUNDS)]
    return {name: statistics.median(one[name] for one in rounds) for name in asked}


def rate(command: list[str]) -> float:
    """What wrk counted; an answer that is no answer ends it all."""
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in told or "Socket errors" in told:
        sys.exit(told)
    return float(re.findall(r"Requests/sec:\s+([\d.]+)", told)[0])


def show(rates: dict[str, float], size: int) -> None:
    """One line each."""
    print(f"{size} bytes; verzoeken per seconde, en ten opzichte van het statische bestand")  # noqa: T201
    for name, found in rates.items():
        goal = f"  doel {GOALS[name]}" if name in GOALS else ""
        print(f"{name:8} {found:8.0f}  {found / rates['bestand']:5.2f}{goal}")  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
