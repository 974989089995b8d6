"""The bar of manage.py export: on a terminal only, and never in what is exported."""

import io
import os
import pty
import re
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from register.management.bar import bar
from tests.register import own_database


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def drawn(stream: io.StringIO) -> list[str]:
    with bar("register als pdf", stream) as draw:
        draw(1, 4)
        draw(4, 4)
    return stream.getvalue().split("\r\x1b[K")


def test_the_bar_grows_and_ends_with_a_line():
    assert drawn(Terminal()) == [
        "",
        "register als pdf [..............................] bezig",
        "register als pdf [#######.......................] 1 van 4 delen",
        "register als pdf [##############################] 4 van 4 delen\n",
    ]


def test_elsewhere_nothing_is_drawn():
    assert drawn(io.StringIO()) == [""]


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    return own_database.filled(tmp_path_factory.mktemp("bar"))


def export(own, error: int, at: str) -> bytes:
    """The bytes of a document that always takes long, with this as error output."""
    command = ("register", "demo", "--format", "pdf", "--version", "concept", "--output", "-", "--at", at)
    done = subprocess.run(
        [sys.executable, "-m", "tests.register.processes.export_long", *command],
        cwd=own_database.ROOT,
        env={**os.environ, "DATABASE_URL": own.url},
        stdout=subprocess.PIPE,
        stderr=error,
        timeout=120,
        check=True,
    )
    return done.stdout


def test_on_a_terminal_it_draws_and_the_bytes_stay_the_same(own):
    terminal, slave = pty.openpty()
    moment = datetime.now(UTC).isoformat()
    with_bar = export(own, slave, moment)
    seen = os.read(terminal, 10_000).decode()
    os.close(slave)
    os.close(terminal)
    read, write = os.pipe()
    without = export(own, write, moment)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        said = pipe.read()
    assert re.search(r"register als pdf \[#{30}\] (\d+) van \1 delen\r\n$", seen)
    assert (with_bar, said) == (without, b"")
    assert with_bar.startswith(b"%PDF-")
