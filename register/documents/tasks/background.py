"""One thread per web process that makes what waits, and ends when nothing is open any more."""

import logging
from threading import Lock, Thread

from django.db import connection, transaction

from .working import work_through

log = logging.getLogger(__name__)


class _Background:
    """The thread, and whether it should look once more."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._thread: Thread | None = None
        self._look_again = False

    def wake(self) -> None:
        """Let the thread look at the queue; it starts when it is not there."""
        with self._lock:
            self._look_again = True
            if self._thread is None or not self._thread.is_alive():
                self._thread = Thread(target=self._run, name="documents", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        while self._has_to_look():
            try:
                work_through()
            except Exception:
                log.exception("Documents in the background: the queue cannot be read; the next request tries again")
            finally:
                connection.close()

    def _has_to_look(self) -> bool:
        with self._lock:
            looks, self._look_again = self._look_again, False
            if not looks:
                self._thread = None
            return looks


_background = _Background()


def start() -> None:
    """For a web process that starts: what a stopped one left behind is taken over once it is silent long enough."""
    _background.wake()


def wake() -> None:
    """Make what waits in the background of this process, when the present transaction is over."""
    transaction.on_commit(_background.wake)
