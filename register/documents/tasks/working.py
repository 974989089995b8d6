"""Making the documents that wait: take one, make it outside any transaction, keep the result."""

import logging
import time
from datetime import datetime
from threading import Event, Thread
from uuid import uuid4

import msgspec
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from ...choices import TaskState
from ...dossier import Edition
from ...evidence.box import packed, work_out
from ...evidence.edits import Period
from ...models import DocumentTask
from ...models.task import EVIDENCE
from ...pdf.making import Progress
from ...publications.publishing import add_file
from ...querysets import MOST_ATTEMPTS
from ..files import FILES, Download, NotAvailableError, make

log = logging.getLogger(__name__)
_decoder = msgspec.json.Decoder(Edition)

# Seconds between two looks while only other processes have something to do.
PAUSE = 1.0
# Seconds between two signs of life; querysets.SILENT is many of them.
INTERVAL = 1.0

BROKEN = (
    "Door een fout in het programma kon dit document niet worden gemaakt. "
    "De beheerder vindt de oorzaak in het logboek, bij document {}."
)
OUTDATED = (
    "Het programma is vernieuwd sinds dit document werd gevraagd. Vraag het opnieuw vanaf de pagina van het register."
)
STOPPED = (
    f"Het maken is {MOST_ATTEMPTS} keer onderbroken doordat de server stopte. "
    "Mogelijk is het document te groot voor deze server."
)
UNDECODABLE = (msgspec.DecodeError, msgspec.ValidationError)


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

    def __exit__(self, *error: object) -> None:
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


def work_through() -> None:
    """Make what waits until nothing is open, also not with another process: that one may stop halfway."""
    DocumentTask.objects.stale(timezone.now()).delete()
    while DocumentTask.objects.open().exists():
        task = claim(timezone.now())
        if task:
            work(task)
        else:
            time.sleep(PAUSE)


def complete(task: DocumentTask, progress: Progress) -> DocumentTask:
    """Make this task here and now, or wait for the process that does; the task as it then is."""
    while task.is_open:
        if claimed := claim(timezone.now(), only=task):
            work(claimed, progress)
        else:
            time.sleep(PAUSE)
        task.refresh_from_db()
        progress(task.done, task.total)
    return task


def claim(moment: datetime, only: DocumentTask | None = None) -> DocumentTask | None:
    """Take the task that waits longest, or this one; None when there is nothing to take.

    Of several processes one gets it: the UPDATE asks once more whether it is free.
    """
    if (hopeless := DocumentTask.objects.hopeless(moment)).exists():
        hopeless.update(state=TaskState.FAILED, message=STOPPED, finished_at=moment)
    free = DocumentTask.objects.claimable(moment).order_by("asked_at", "pk")
    if only:
        free = free.filter(pk=only.pk)
    for number, attempts in list(free.values_list("pk", "attempts")):
        worker = uuid4()
        taken = (
            DocumentTask.objects.claimable(moment)
            .filter(pk=number)
            .update(state=TaskState.BUSY, worker=worker, heartbeat=moment, attempts=attempts + 1, done=0, total=0)
        )
        if taken:
            return DocumentTask.objects.with_version().defer("content").get(pk=number)
    return None


def work(task: DocumentTask, progress: Progress | None = None) -> None:
    """Make the document of a task that this process took. A failure is kept and not tried again."""
    try:
        with Beat(task, progress) as beat:
            made = _made(task, beat.progress)
        _finish(task, made, timezone.now())
    except OvertakenError:
        log.warning("Document %s is being made by another process; this one was silent for too long", task.pk)
    except UNDECODABLE:
        _fail(task, OUTDATED)
    except NotAvailableError as error:
        _fail(task, str(error))
    except Exception:
        log.exception("Document %s cannot be made", task.pk)
        _fail(task, BROKEN.format(task.pk))


def _made(task: DocumentTask, progress: Progress) -> Download:
    if task.kind == EVIDENCE:
        worked = work_out(task.provider, Period.of_key(task.role), timezone.localdate(), progress)
        return Download(f"dossier-{task.provider.slug}.zip", "", packed(worked))
    edition = _decoder.decode(task.edition)
    edition = msgspec.structs.replace(edition, made_at=timezone.localtime(edition.made_at))
    return make(task.kind, task.form, edition, task.role or None, progress)


@transaction.atomic
def _finish(task: DocumentTask, made: Download, now: datetime) -> None:
    if not _set(task, state=TaskState.DONE, finished_at=now, name=made.name, edition=b""):
        raise OvertakenError
    if task.publication:
        add_file(task.publication, FILES[task.kind], made.content, now)
    else:
        _set(task, content=made.content)


def _fail(task: DocumentTask, message: str) -> None:
    _set(task, state=TaskState.FAILED, message=message, finished_at=timezone.now())


def _set(task: DocumentTask, **values: object) -> int:
    """Change the task, as long as it is this process that has it."""
    return DocumentTask.objects.filter(pk=task.pk, worker=task.worker).update(**values)
