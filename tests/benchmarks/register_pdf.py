"""Seconds and megabytes of the register PDF: python -m tests.benchmarks.register_pdf"""

import json
import resource
import statistics
import subprocess
import sys
import time

SIZES = (10, 100)
RUNS = 3


def measure(count: int) -> dict[str, float]:
    """One cold PDF in this process."""
    from tests.benchmarks.setup import add_provider, use_temporary_database

    use_temporary_database()
    add_provider("proef", "PR", count)

    from django.utils import timezone

    from providers.models import Provider
    from register.dossier import Edition, live_dossier
    from register.downloads import make

    edition = Edition(dossier=live_dossier(Provider.objects.get().pk), made_at=timezone.now())
    start = time.perf_counter()
    made = make("register", "pdf", edition)
    return {
        "seconds": time.perf_counter() - start,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "file": len(made.content) / 1024,
    }


def main() -> None:
    """Each size in fresh processes; the median counts."""
    if len(sys.argv) > 1:
        json.dump(measure(int(sys.argv[1])), sys.stdout)
        return
    print("verwerkingen  seconden  piek MB  bestand kB")  # noqa: T201
    for count in SIZES:
        command = [sys.executable, "-m", "tests.benchmarks.register_pdf", str(count)]
        runs = [
            json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout) for _ in range(RUNS)
        ]
        seconds, peak, file = (statistics.median(run[name] for run in runs) for name in runs[0])
        print(f"{count:12}  {seconds:8.2f}  {peak:7.0f}  {file:10.0f}")  # noqa: T201


if __name__ == "__main__":
    main()
