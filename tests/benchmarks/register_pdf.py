"""The register PDF in chapters against one naive document: python -m tests.benchmarks.register_pdf [sizes]

Both in the same run, in turns and in fresh processes, so that a busy machine slows both.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass

SIZES = (10, 100, 1000)
RUNS = {10: 3, 100: 3}


@dataclass(frozen=True)
class Cost:
    """Of one document: seconds on the clock and of all processors, peak of the largest process, size."""

    wall: float
    cpu: float
    peak: float
    kilobytes: float


def measure(way: str, count: int) -> dict[str, Cost]:
    """What it costs in this process, by name of what was done."""
    from tests.benchmarks.setup import add_provider, use_temporary_database

    use_temporary_database()
    add_provider("proef", "PR", count)

    import msgspec
    from django.utils import timezone

    from providers.models import Provider
    from register.documents.as_json import register_json
    from register.dossier import Edition, live_dossier
    from register.pdf.documents import register_pdf
    from tests.benchmarks.naive_pdf import naive_register_pdf

    dossier = live_dossier(Provider.objects.get().pk)
    edition = Edition(dossier=dossier, made_at=timezone.now())
    if way == "naive":
        return {"naive": cost(lambda: naive_register_pdf(edition, register_json(edition)))}
    place = count // 2
    changed = msgspec.structs.replace(dossier.activities[place], description="Anders. " * 60)
    activities = (*dossier.activities[:place], changed, *dossier.activities[place + 1 :])
    after = msgspec.structs.replace(edition, dossier=msgspec.structs.replace(dossier, activities=activities))
    return {
        name: cost(lambda shown=shown: register_pdf(shown, register_json(shown)))
        for name, shown in (("cold", edition), ("edited", after), ("warm", after))
    }


def cost(make: Callable[[], bytes]) -> Cost:
    """Of one call, with the processes it starts."""
    from multiprocessing.forkserver import _forkserver

    start, before = time.perf_counter(), _cpu()
    content = make()
    wall = time.perf_counter() - start
    _forkserver._stop()  # only who is waited for is counted
    peaks = (resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return Cost(wall, _cpu() - before, max(peaks), len(content) / 1024)


def _cpu() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def main() -> None:
    """A table per size; ratios are to the naive document."""
    if sys.argv[1:2] == ["--measure"]:
        costs = measure(sys.argv[2], int(sys.argv[3]))
        json.dump({name: asdict(one) for name, one in costs.items()}, sys.stdout)
        return
    for count in map(int, sys.argv[1:] or SIZES):
        rounds = [{**_fresh("naive", count), **_fresh("chapters", count)} for _ in range(RUNS.get(count, 1))]
        _show(count, rounds)


def _fresh(way: str, count: int) -> dict[str, dict[str, float]]:
    command = [sys.executable, "-m", "tests.benchmarks.register_pdf", "--measure", way, str(count)]
    made = subprocess.run(
        command, check=True, stdout=subprocess.PIPE, text=True, env=os.environ | {"LOG_LEVEL": "ERROR"}
    )
    return json.loads(made.stdout)


def _show(count: int, rounds: list[dict[str, dict[str, float]]]) -> None:
    print(f"\n{count} verwerkingen    wall s          CPU s           piek MB         kB")  # noqa: T201
    middle = {
        name: {what: statistics.median(one[name][what] for one in rounds) for what in rounds[0][name]}
        for name in rounds[0]
    }
    for name, costs in middle.items():
        cells = (f"{value:8.2f} ({value / middle['naive'][what]:5.3f})" for what, value in costs.items())
        print(f"{name:12}", *cells, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
