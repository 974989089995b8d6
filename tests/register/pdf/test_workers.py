"""Workers never outlive the process that asked for them."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.register.own_database import ROOT

LONGEST = 30.0


def in_session(leader: int) -> dict[int, int]:
    """All living processes of a session, with the hundredths of a second that they worked."""
    found = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, session, *more = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(session) == leader and state != "Z":
            found[int(path.parent.name)] = int(more[7])
    return found


def until(condition) -> bool:
    end = time.monotonic() + LONGEST
    while not condition() and time.monotonic() < end:
        time.sleep(0.1)
    return condition()


def working(leader: int) -> list[int]:
    """Workers in the middle of a chapter."""
    return [pid for pid, worked in in_session(leader).items() if pid != leader and worked > 100]


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_nothing_is_left_when_the_process_that_asked_is_killed(how):
    asked = subprocess.Popen(
        [sys.executable, "-m", "tests.register.processes.render_long"], cwd=ROOT, start_new_session=True
    )
    try:
        assert until(lambda: len(working(asked.pid)) >= 2), "no worker got to work"
        os.kill(asked.pid, how)
        asked.wait(timeout=LONGEST)
        assert until(lambda: not in_session(asked.pid)), "workers are left"
    finally:
        for pid in in_session(asked.pid):
            os.kill(pid, signal.SIGKILL)
