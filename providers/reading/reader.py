"""Reading a file that somebody gave, in a process of its own with limits of memory and time."""

import json
import logging
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from .tables import FormatError
from .worker import SLOW

log = logging.getLogger(__name__)

# At once, of one web process; the others wait for a while.
_turns = BoundedSemaphore(2)
PATIENCE = 20
# On the clock: a busy machine takes longer than the limit of the worker says.
SECONDS = 20
LONGEST = 300
BUSY = "Er worden al andere bestanden gelezen. Probeer het over een minuut opnieuw."
BROKEN = "Dit bestand is niet leesbaar."

_ROOT = Path(__file__).resolve().parent.parent.parent


def read(kind: str, data: bytes, *, large: bool = False) -> list[Any]:
    """The names and rows of a table (xlsx, ods, csv, json), or the entries of a fixture (yaml).

    Of a book of several tables (xlsx-book, ods-book, csv-book) each row has the name of its sheet and its number there.
    Of a kind behind “sheets-” (also html) all sheets as they are, with rows and columns of their own.
    `large` is for who runs the server: no visitor may ask so much of it. Raises FormatError.
    """
    if not _turns.acquire(timeout=PATIENCE):
        raise FormatError(BUSY)
    try:
        message, *rows = map(json.loads, _lines(kind, data, *(["large"] if large else [])))
    finally:
        _turns.release()
    if message is not None:
        raise FormatError(message)
    return rows


def _lines(kind: str, data: bytes, *more: str) -> list[bytes]:
    command = [sys.executable, "-m", "providers.reading.worker", kind, *more]
    seconds = LONGEST if more else SECONDS
    try:
        # Without the environment: the key and the password of the database are in there.
        done = subprocess.run(command, input=data, timeout=seconds, capture_output=True, cwd=_ROOT, env={}, check=True)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise FormatError(SLOW) from error
    except subprocess.CalledProcessError as error:
        log.exception("A file of kind %s cannot be read: %s", kind, error.stderr.decode(errors="replace")[-2000:])
        raise FormatError(BROKEN) from error
    return done.stdout.splitlines()
