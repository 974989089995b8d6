"""How far a document is, as a bar on a terminal."""

import sys
from types import TracebackType
from typing import TextIO

WIDTH = 30


class Bar:
    """Draws itself on the error output while it is entered, and only when that is a terminal.

    Call it with the number of parts that are ready and that of all parts.
    """

    def __init__(self, label: str, stream: TextIO | None = None) -> None:
        self._label = label
        self._stream = stream or sys.stderr
        self._is_shown = self._stream.isatty()

    def __call__(self, done: int, total: int) -> None:
        if self._is_shown:
            full = WIDTH * done // total if total else 0
            parts = f"{done} van {total} delen" if total else "bezig"
            self._stream.write(f"\r\x1b[K{self._label} [{'#' * full}{'.' * (WIDTH - full)}] {parts}")
            self._stream.flush()

    def __enter__(self) -> "Bar":
        self(0, 0)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._is_shown:
            self._stream.write("\n")
            self._stream.flush()
