"""Long documents with real processes: many ask at once, and one is killed while it makes the document."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.register import own_database

PROGRAM = "tests.register.processes.documents"
PROCESSES = 3
DONE = {"state": "klaar", "content": "%PDF REG-DM-CONCEPT"}


@pytest.fixture
def web(tmp_path):
    """Starts a web process on a database without tasks; ends those that are left."""
    own = own_database.filled(tmp_path)
    started: list[subprocess.Popen[str]] = []

    def start(deed: str, seconds: float) -> subprocess.Popen[str]:
        extra = {"DATABASE_URL": own.url, "RENDERS": str(tmp_path / "renders"), "SECONDS": str(seconds)}
        process = subprocess.Popen(
            [sys.executable, "-m", PROGRAM, deed],
            cwd=own_database.ROOT,
            env={**os.environ, **extra},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()


def heard(process) -> dict:
    out, error = process.communicate(timeout=200)
    assert process.returncode == 0, error
    return json.loads(out)


def renders(folder: Path) -> list[str]:
    """The process of each time that the document was begun."""
    path = folder / "renders"
    return path.read_text().split() if path.exists() else []


def test_several_processes_with_several_askers_make_a_document_once(web, tmp_path):
    answers = [heard(process) for process in [web("ask", 4) for _ in range(PROCESSES)]]
    addresses = [address for answer in answers for address in answer["answers"]]
    assert len(addresses) == 9
    # Who came when it was ready got the document itself.
    assert len(set(addresses) - {DONE["content"]}) == 1
    assert [{name: answer[name] for name in DONE} for answer in answers] == [DONE] * PROCESSES
    assert len(renders(tmp_path)) == 1


def test_after_a_kill_a_new_process_finishes_it_without_being_asked(web, tmp_path):
    killed = web("ask", 300)
    for _ in range(1200):
        if renders(tmp_path):
            break
        time.sleep(0.1)
    os.kill(killed.pid, signal.SIGKILL)
    killed.wait()
    after = heard(web("start", 0.1))
    assert after == {"answers": [], **DONE, "attempts": 2}
    first, second = renders(tmp_path)
    assert (first, first != second) == (str(killed.pid), True)
