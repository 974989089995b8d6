"""The process in which files are read: light, alone, and never more than a few at once."""

import subprocess
import sys
import threading

import pytest

from providers.reading import reader, worker
from providers.reading.tables import FormatError
from tests.register.own_database import ROOT


def test_process_that_reads_knows_no_django():
    script = "import sys, providers.reading.worker, providers.reading.fixtures; print('django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_process_that_reads_gets_no_secrets(monkeypatch):
    given = {}
    run = subprocess.run
    monkeypatch.setattr(subprocess, "run", lambda *args, **named: given.update(named) or run(*args, **named))
    assert reader.read("csv", b"a\nb\n") == [["a"], [2, ["b"]]]
    assert given["env"] == {}


def test_no_more_are_read_than_there_are_turns(monkeypatch):
    monkeypatch.setattr(reader, "_turns", threading.BoundedSemaphore(1))
    monkeypatch.setattr(reader, "PATIENCE", 0)
    with reader._turns, pytest.raises(FormatError, match="al andere bestanden gelezen"):
        reader.read("csv", b"a\nb\n")
    assert reader.read("csv", b"a\nb\n") == [["a"], [2, ["b"]]]


@pytest.mark.parametrize(("error", "said"), [(MemoryError, worker.HEAVY), (TimeoutError, worker.SLOW)])
def test_too_much_memory_or_time_is_said(error, said):
    def costly(data: bytes) -> list[object]:
        raise error

    class Nothing:
        read = bytes

    assert worker.answer(costly, Nothing) == [said]


def test_process_that_ends_badly_is_a_message(monkeypatch):
    monkeypatch.setattr(reader, "_ROOT", "/")
    with pytest.raises(FormatError, match="Dit bestand is niet leesbaar"):
        reader.read("csv", b"a\nb\n")


def test_process_that_hangs_is_ended(monkeypatch):
    monkeypatch.setattr(reader, "SECONDS", 0.001)
    with pytest.raises(FormatError, match="te veel tijd"):
        reader.read("csv", b"a\nb\n")
