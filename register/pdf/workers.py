"""Chapters made side by side in processes of their own, with a limit on memory and time.

A worker gets HTML and gives bytes. It is forked from a small process that has loaded the PDF
library and nothing else: no settings, no database, no threads of a web server.
"""

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from itertools import chain
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Any

from providers.limits import limit_memory, limit_seconds

from .jobs import Job, Rendered

# Starting workers costs more than this much HTML (about fifty activities).
SMALL = 200_000
MOST_WORKERS = 4
# Of one worker: address space, and CPU seconds for one chapter. A usual chapter takes 300 MB and two seconds.
MEMORY = 1_500_000_000
SECONDS = 120

# Imported by the process that workers are forked from.
READY = f"{__package__}.ready"


class TooHeavyError(Exception):
    """A chapter asks for more memory or time than one chapter may have."""

    def __init__(self) -> None:
        super().__init__("Een hoofdstuk van dit document is te zwaar om te maken: een tekst erin is veel te lang.")


def render_all(jobs: Iterable[Job], *, workers: int | None = None) -> Iterator[tuple[int, Rendered]]:
    """Make all chapters; each with its place in `jobs`, in the order they get ready.

    A little work is done here and now. The number of workers does not change a byte. Raises
    TooHeavyError.
    """
    numbered: Iterable[tuple[int, Job]] = enumerate(jobs)
    if workers is None:
        first, size = [], 0
        for place, job in numbered:
            first.append((place, job))
            size += len(job.html)
            if size > SMALL:
                break
        numbered, workers = chain(first, numbered), _usable() if size > SMALL else 0
    return _in_processes(numbered, workers) if workers else ((place, _rendered(job)) for place, job in numbered)


def _in_processes(numbered: Iterable[tuple[int, Job]], workers: int) -> Iterator[tuple[int, Rendered]]:
    context = get_context("forkserver")
    context.set_forkserver_preload([READY])
    with ProcessPoolExecutor(workers, mp_context=context, initializer=begin, initargs=(MEMORY,)) as pool:
        try:
            # The first are being made while the HTML of the others is.
            places: dict[Future[Rendered], int] = {pool.submit(within, SECONDS, job): place for place, job in numbered}
            for future in as_completed(places):
                yield places[future], future.result()
        except (MemoryError, SystemError, BrokenProcessPool, TimeoutError) as error:
            # SystemError: some code in C forgets to say that it got no memory.
            raise TooHeavyError from error
        finally:
            pool.shutdown(cancel_futures=True)


def begin(memory: int) -> None:
    """Start of a worker: it has so many bytes, and ends with the process that asked for it."""
    Thread(target=_end_with, args=(parent_process(),), daemon=True).start()
    limit_memory(memory)


def _end_with(parent: Any) -> None:
    # The parent holds one end of a pipe, which closes however it ended: also when it was killed.
    if parent:
        parent.join()
        os._exit(1)


def within(seconds: int, job: Job) -> Rendered:
    """Make a chapter in at most so many CPU seconds. Raises TimeoutError."""
    limit_seconds(seconds)
    return _rendered(job)


def _rendered(job: Job) -> Rendered:
    from .rendering import render

    return render(job)


def _usable() -> int:
    return min(len(os.sched_getaffinity(0)), MOST_WORKERS)
