"""Milliseconds of all rules, and of findings that were kept: python -m tests.benchmarks.findings"""

import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace

SIZES = (1, 100, 1000)
PROVIDERS = 500
RUNS = 5
TARGET = 1000.0


def main() -> int:
    """Print two tables; 1 when the rules take a second for a large provider."""
    from tests.benchmarks.setup import use_temporary_database

    use_temporary_database()
    slowest = _rules()
    _lists()
    return 1 if slowest > TARGET else 0


def _rules() -> float:
    """The rules alone, over facts in memory; the time for the largest provider."""
    from register.findings import RULES, check

    cases = [_case(size, number) for number, size in enumerate(SIZES)]
    head = ("verwerkingen", "bevindingen", "ms", "maal zoveel werk", "maal zo lang")
    print(f"{len(RULES)} regels")  # noqa: T201
    print("{:>12} {:>12} {:>9} {:>17} {:>13}".format(*head))  # noqa: T201
    before: tuple[int, float] | None = None
    for size, case in zip(SIZES, cases, strict=True):
        # A case remembers what it looked up, so every run gets a new one.
        taken = _median(lambda case=case: check(replace(case)))
        growth = f"{size / before[0]:17.0f} {taken / before[1]:13.1f}" if before else ""
        print(f"{size:12} {len(check(case)):12} {taken:9.2f} {growth}")  # noqa: T201
        before = size, taken
    return taken


def _lists() -> None:
    """A list of many small providers: the first time, again, and after one edit."""
    from providers.models import Provider
    from register.drafts.findings import findings_of_drafts
    from register.models import DraftFindings
    from tests.benchmarks.setup import add_provider

    for number in range(PROVIDERS):
        add_provider(f"aanbieder{number}", f"A{_letters(number)}", 1)
    providers = list(Provider.objects.filter(slug__startswith="aanbieder").values_list("pk", flat=True))

    def overview() -> None:
        findings_of_drafts(providers, _today())

    def from_nothing() -> None:
        DraftFindings.objects.all().delete()
        overview()

    def after_one_edit() -> None:
        edited = Provider.objects.get(pk=providers[0])
        edited.website = f"https://{time.perf_counter_ns()}.example"
        edited.save()
        overview()

    print(f"\n{PROVIDERS} aanbieders")  # noqa: T201
    anew = _median(from_nothing)
    for name, taken in (
        ("berekend", anew),
        ("bewaard", _median(overview)),
        ("na één wijziging", _median(after_one_edit)),
    ):
        print(f"{name:18} {taken:9.2f} ms  {anew / taken:7.1f} maal zo snel")  # noqa: T201


def _case(size: int, number: int):  # type: ignore[no-untyped-def]
    from providers.models import Provider
    from register.drafts.cases import draft_cases
    from tests.benchmarks.setup import add_provider

    add_provider(f"proef{size}", f"P{_letters(number)}", size)
    provider = Provider.objects.get(slug=f"proef{size}").pk
    return draft_cases([provider], _today())[provider]


def _today():  # type: ignore[no-untyped-def]
    from django.utils import timezone

    return timezone.localdate()


def _letters(number: int) -> str:
    """Prefixes are letters only."""
    return chr(ord("A") + number // 26) + chr(ord("A") + number % 26)


def _median(deed: Callable[[], object]) -> float:
    """Milliseconds, after one run that does not count."""
    deed()
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        deed()
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


if __name__ == "__main__":
    sys.exit(main())
