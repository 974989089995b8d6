"""Chapters made side by side in processes of their own, with a limit on memory and time.

A worker gets HTML and gives bytes. It is forked from a small process that has loaded the PDF
library and nothing else: no settings, no database, no threads of a web server.
"""

import os
import resource
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from types import FrameType

from .rendering import Job, Rendered, render

# Starting workers costs more than this much HTML (about forty activities).
SMALL = 200_000
MOST_WORKERS = 4
# Of one worker: address space, and CPU seconds for one chapter. A usual chapter takes 300 MB and two seconds.
MEMORY = 1_500_000_000
SECONDS = 120

Done = Callable[[int, Rendered], None]


class TooHeavyError(Exception):
    """A chapter asks for more memory or time than one chapter may have."""

    def __init__(self) -> None:
        super().__init__("Een hoofdstuk van dit document is te zwaar om te maken: een tekst erin is veel te lang.")


def render_all(jobs: Sequence[Job], done: Done, *, workers: int | None = None) -> None:
    """Make all chapters and hand each to `done` with its place in `jobs`, in the order they get ready.

    A little work is done here and now. The number of workers does not change a byte. Raises
    TooHeavyError.
    """
    if workers is None:
        workers = 0 if sum(len(job.html) for job in jobs) <= SMALL else _usable()
    if workers == 0:
        for place, job in enumerate(jobs):
            done(place, render(job))
        return
    for place, chapter in _in_processes(jobs, min(workers, len(jobs))):
        done(place, chapter)


def _in_processes(jobs: Sequence[Job], workers: int) -> Iterator[tuple[int, Rendered]]:
    context = get_context("forkserver")
    context.set_forkserver_preload([render.__module__])
    with ProcessPoolExecutor(workers, mp_context=context, initializer=limit_memory, initargs=(MEMORY,)) as pool:
        # The heaviest first, so that no worker is left alone with it at the end.
        order = sorted(range(len(jobs)), key=lambda place: -len(jobs[place].html))
        places: dict[Future[Rendered], int] = {pool.submit(within, SECONDS, jobs[place]): place for place in order}
        try:
            for future in as_completed(places):
                yield places[future], future.result()
        except (MemoryError, SystemError, BrokenProcessPool, TimeoutError) as error:
            # SystemError: some code in C forgets to say that it got no memory.
            raise TooHeavyError from error
        finally:
            pool.shutdown(cancel_futures=True)


def limit_memory(size: int) -> None:
    """Start of a worker: more address space than this is a MemoryError."""
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    signal.signal(signal.SIGXCPU, _out_of_time)


def within(seconds: int, job: Job) -> Rendered:
    """Make a chapter in at most so many CPU seconds. Raises TimeoutError."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds, most))
    return render(job)


def _out_of_time(number: int, frame: FrameType | None) -> None:
    raise TimeoutError


def _usable() -> int:
    return min(len(os.sched_getaffinity(0)), MOST_WORKERS)
