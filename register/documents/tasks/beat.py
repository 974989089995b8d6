"""The sign of life of a process that makes a document, with how far it is."""

import logging
from threading import Event, Thread
from types import TracebackType

from django.db import DatabaseError, connection
from django.utils import timezone

from ...choices import TaskState
from ...models import DocumentTask
from ...pdf.making import Progress

log = logging.getLogger(__name__)

# Seconds; querysets.SILENT is many of them.
INTERVAL = 1.0


class OvertakenError(Exception):
    """Another process has this task now."""


class Beat:
    """Writes down every second, as long as it is entered, that the task is worked on and how far it is.

    A thread of its own does so: one part of a document may take longer than a process may be silent.
    """

    def __init__(self, task: DocumentTask, listener: Progress | None = None) -> None:
        self._task, self._listener = task, listener
        self._done = self._total = 0
        self._is_overtaken = False
        self._stop = Event()
        self._thread = Thread(target=self._run, name=f"document-{task.pk}", daemon=True)

    def progress(self, done: int, total: int) -> None:
        """Called by who makes the document. Raises OvertakenError when that is of no use any more."""
        self._done, self._total = done, total
        if self._is_overtaken:
            raise OvertakenError
        if self._listener:
            self._listener(done, total)

    def __enter__(self) -> "Beat":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        try:
            while not self._is_overtaken and not self._stop.wait(INTERVAL):
                self._tell()
        finally:
            connection.close()

    def _tell(self) -> None:
        mine = DocumentTask.objects.filter(pk=self._task.pk, worker=self._task.worker, state=TaskState.BUSY)
        try:
            found = mine.update(heartbeat=timezone.now(), done=self._done, total=self._total)
        except DatabaseError:
            log.warning("Document %s: no sign of life could be written", self._task.pk, exc_info=True)
            connection.close()
        else:
            self._is_overtaken = not found
