"""Chapters from the cache or newly made, with word of how far it is."""

from collections.abc import Callable, Sequence

from . import cache
from .rendering import Job, Rendered
from .workers import render_all

# Called with the number of chapters that are ready and that of all chapters.
Progress = Callable[[int, int], None]


class Making:
    """The chapters of one document, which are asked for in a few rounds."""

    def __init__(self, progress: Progress | None, total: int, workers: int | None = None) -> None:
        self._progress, self._total, self._workers = progress, total, workers
        self._ready = 0

    def make(self, jobs: Sequence[Job]) -> list[Rendered]:
        """The chapters in the order of their jobs. Raises workers.TooHeavyError."""
        keys = [cache.key(job) for job in jobs]
        found = {key: chapter for key in keys if (chapter := self._found(key))}
        missing = [(key, job) for key, job in zip(keys, jobs, strict=True) if key not in found]

        def done(place: int, chapter: Rendered) -> None:
            key = missing[place][0]
            cache.keep(key, chapter)
            found[key] = chapter
            self._step()

        render_all([job for _, job in missing], done, workers=self._workers)
        return [found[key] for key in keys]

    def _found(self, key: str) -> Rendered | None:
        chapter = cache.find(key)
        if chapter:
            self._step()
        return chapter

    def _step(self) -> None:
        self._ready += 1
        if self._progress:
            self._progress(self._ready, self._total)
