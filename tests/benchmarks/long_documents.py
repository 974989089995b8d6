"""From how many activities a PDF is long (files.LONG_FROM): python -m tests.benchmarks.long_documents

Cold, in a fresh process each time. The seconds of the processor do not grow on a busy machine.
"""

import json
import os
import statistics
import subprocess
import sys
import time

SIZES = (20, 40, 60, 80, 150)
KINDS = ("register", "statement")
RUNS = 3
PATIENCE = 3.0


def measure(kind: str, count: int) -> dict[str, float]:
    """One PDF in this process."""
    from tests.benchmarks.setup import add_provider, use_temporary_database

    use_temporary_database()
    add_provider("proef", "PR", count)

    from django.utils import timezone

    from providers.models import Provider
    from register.documents.files import edition_for, make
    from register.publications.editions import draft

    edition = edition_for(kind, draft(Provider.objects.get().pk, timezone.now()))
    wall, used = time.perf_counter(), _processor()
    make(kind, "pdf", edition)
    return {"seconds": time.perf_counter() - wall, "processor": _processor() - used}


def _processor() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def main() -> None:
    """Each size in fresh processes; the median counts."""
    if len(sys.argv) > 1:
        json.dump(measure(sys.argv[1], int(sys.argv[2])), sys.stdout)
        return
    print(f"document   verwerkingen  seconden  processor  langer dan {PATIENCE:.0f} s")  # noqa: T201
    for kind in KINDS:
        for count in SIZES:
            command = [sys.executable, "-m", "tests.benchmarks.long_documents", kind, str(count)]
            runs = [
                json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
                for _ in range(RUNS)
            ]
            seconds, processor = (statistics.median(run[name] for run in runs) for name in runs[0])
            long = "ja" if seconds > PATIENCE else "nee"
            print(f"{kind:10} {count:12}  {seconds:8.2f}  {processor:9.2f}  {long}")  # noqa: T201


if __name__ == "__main__":
    main()
