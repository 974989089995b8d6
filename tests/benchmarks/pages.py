"""Queries and milliseconds of pages at 5 and 500 activities: python -m tests.benchmarks.pages"""

import statistics
import sys
import time

SIZES = (5, 500)
RUNS = 3
PAGES = (
    "/{slug}/",
    "/register/",
    "/register/{slug}/",
    "/register/{slug}/register.json",
    "/admin/providers/provider/",
    "/admin/register/processingactivity/?provider__id__exact={id}",
)


def main() -> int:
    """Print a table; 1 when a page costs more queries for more activities."""
    from tests.benchmarks.setup import use_temporary_database

    use_temporary_database()
    from django.contrib.auth.models import User
    from django.test import Client

    client = Client()
    client.force_login(User.objects.create_superuser("proef"))
    print(f"{'pagina':64} queries      ms")  # noqa: T201
    found = [_measured(client, size, number) for number, size in enumerate(SIZES)]
    worse = False
    for page in PAGES:
        (few, fast), (many, slow) = (measured[page] for measured in found)
        worse = worse or few != many
        print(f"{page:64} {few:3} {many:3}  {fast:5.0f} {slow:5.0f}{'  VERSCHIL' if few != many else ''}")  # noqa: T201
    return 1 if worse else 0


def _measured(client, size: int, number: int) -> dict[str, tuple[int, float]]:  # type: ignore[no-untyped-def]
    from providers.models import Provider
    from tests.benchmarks.setup import add_provider
    from tests.register.versions_help import put

    slug = f"proef{size}"
    add_provider(slug, f"P{'AB'[number]}", size)
    # Visitors and readers of the register see versions only.
    put(Provider.objects.get(slug=slug))
    names = Provider.objects.values("id", "slug").get(slug=slug)
    return {page: _page(client, page.format(**names)) for page in PAGES}


def _page(client, path: str) -> tuple[int, float]:  # type: ignore[no-untyped-def]
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from register.views import page_cache

    client.get(path)
    times = []
    for _ in range(RUNS):
        # What a page costs that nobody asked before.
        page_cache.clear()
        start = time.perf_counter()
        with CaptureQueriesContext(connection) as queries:
            status = client.get(path).status_code
        times.append(1000 * (time.perf_counter() - start))
        if status != 200:
            raise SystemExit(f"{path}: {status}")
    return len(queries), statistics.median(times)


if __name__ == "__main__":
    sys.exit(main())
