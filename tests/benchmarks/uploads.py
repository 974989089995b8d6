"""What it costs to refuse a hostile file, and to read a full one: python -m tests.benchmarks.uploads

Seconds on the clock, CPU seconds and peak memory of the process that reads, and by how much the asking
process grew; the median of some runs.
"""

import io
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

import openpyxl

from providers.reading import reader
from providers.reading.tables import MAX_ROWS, FormatError
from tests.providers.reading.bombs import BOMBS

RUNS = 3
# More than our widest table.
COLUMNS = 25
# Of a refusal.
MOST_SECONDS = 2.0
MOST_MEGABYTES = 200


@dataclass(frozen=True)
class Cost:
    """Of one file: seconds, megabytes, and what was said."""

    wall: float
    cpu: float
    worker: float
    grown: float
    said: str


def full_workbook() -> bytes:
    """As many rows as one import may have, each cell filled with a text of its own."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in range(MAX_ROWS + 1):
        sheet.append([f"r{row} k{column}" for column in range(COLUMNS)])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def full_csv() -> bytes:
    """The same as text."""
    return "\n".join(";".join(f"r{row} k{n}" for n in range(COLUMNS)) for row in range(MAX_ROWS + 1)).encode()


def fixture() -> bytes:
    """A fixture of about a megabyte, ten times the largest of the project."""
    row = "- model: register.datarow\n  fields: {activity: [AA-01], name: Naam, source: 900 r4}\n"
    return (row * 12_000).encode()


WHOLE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a full xlsx": ("xlsx", full_workbook),
    "a full csv": ("csv", full_csv),
    "a small csv": ("csv", lambda: b"a;b\n1;2\n"),
    "a fixture of 1 MB": ("yaml", fixture),
}


FILES = WHOLE | {name: (kind, make) for name, (kind, make, _) in BOMBS.items()}


def measure(kind: str, data: bytes) -> Cost:
    """Read this file once, in a child of this process so that the peak is that of one reader."""
    answer, ask = os.pipe()
    child = os.fork()
    if child == 0:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        start = time.perf_counter()
        try:
            said = f"{len(reader.read(kind, data))} rijen"
        except FormatError as error:
            said = str(error)
        wall = time.perf_counter() - start
        used, own = resource.getrusage(resource.RUSAGE_CHILDREN), resource.getrusage(resource.RUSAGE_SELF)
        cost = (wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, (own.ru_maxrss - before) / 1024)
        os.write(ask, ("\t".join(map(str, cost)) + "\t" + " ".join(said.split())[:200]).encode())
        os._exit(0)
    os.close(ask)
    with os.fdopen(answer, encoding="utf-8") as stream:
        *numbers, said = stream.read().split("\t")
    os.waitpid(child, 0)
    return Cost(*map(float, numbers), said)


def median(kind: str, data: bytes) -> Cost:
    """Of some runs."""
    found = [measure(kind, data) for _ in range(RUNS)]
    numbers = zip(*((cost.wall, cost.cpu, cost.worker, cost.grown) for cost in found), strict=True)
    return Cost(*map(statistics.median, numbers), found[0].said)


def main() -> int:
    """Print a line for each file; 1 when a refusal costs too much."""
    sys.stdout.write(f"{'':32}{'KB':>7}{'s':>7}{'cpu s':>7}{'MB':>6}{'+MB':>6}\n")
    too_much = False
    for name, (kind, make) in FILES.items():
        data = make()
        cost = median(kind, data)
        figures = f"{len(data) / 1000:7.0f}{cost.wall:7.2f}{cost.cpu:7.2f}{cost.worker:6.0f}{cost.grown:6.0f}"
        sys.stdout.write(f"{name:32}{figures}  {cost.said[:70]}\n")
        too_much |= name in BOMBS and (cost.wall > MOST_SECONDS or max(cost.worker, cost.grown) > MOST_MEGABYTES)
    return int(too_much)


if __name__ == "__main__":
    sys.exit(main())
