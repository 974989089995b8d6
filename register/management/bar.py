"""How far a document is, as a bar on a terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

WIDTH = 30


@contextmanager
def bar(label: str, stream: TextIO | None = None, unit: str = "delen") -> Iterator[Callable[[int, int], None]]:
    """Draws itself on the error output while it is entered, and only when that is a terminal.

    Call what it gives with the number of parts that are ready and that of all parts.
    """
    stream = stream or sys.stderr
    is_shown = stream.isatty()

    def draw(done: int, total: int) -> None:
        if is_shown:
            full = WIDTH * done // total if total else 0
            parts = f"{done} van {total} {unit}" if total else "bezig"
            print(f"\r\x1b[K{label} [{'#' * full}{'.' * (WIDTH - full)}] {parts}", end="", file=stream, flush=True)

    draw(0, 0)
    try:
        yield draw
    finally:
        if is_shown:
            print(file=stream, flush=True)
