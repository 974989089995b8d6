"""Chapters from the cache or newly made, with word of how far it is."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

from django.conf import settings

from . import cache
from .jobs import Job, Rendered
from .workers import render_all

# Called with the number of chapters that are ready and that of all chapters.
Progress = Callable[[int, int], None]


class Order:
    """A chapter that is asked for. Its HTML is made when it must be, which is slower than all that looks it up.

    `facts` are what the HTML is made of, all of it and with its templates; without them it is made every time.
    """

    def __init__(self, make: Callable[[], Job], facts: Any = None) -> None:
        self._make, self._facts = make, facts

    @cached_property
    def job(self) -> Job:
        """What has to be made."""
        return self._make()

    @cached_property
    def key(self) -> str:
        """Its name in the cache. While somebody works on the templates, the HTML counts."""
        return cache.key(self.job if self._facts is None or settings.DEBUG else self._facts)


class Making:
    """The chapters of one document, which are asked for in a few rounds."""

    def __init__(self, progress: Progress | None, total: int, workers: int | None = None) -> None:
        self._progress, self._total, self._workers = progress, total, workers
        self._ready = 0

    def make(self, orders: Sequence[Order]) -> list[Rendered]:
        """The chapters in this order. Raises workers.TooHeavyError."""
        found: dict[str, Rendered] = {}
        for order in orders:
            if chapter := cache.find(order.key):
                found[order.key] = chapter
                self._step()
        missing = [order for order in orders if order.key not in found]
        for place, chapter in render_all((order.job for order in missing), workers=self._workers):
            cache.keep(missing[place].key, chapter)
            found[missing[place].key] = chapter
            self._step()
        return [found[order.key] for order in orders]

    def _step(self) -> None:
        self._ready += 1
        if self._progress:
            self._progress(self._ready, self._total)
