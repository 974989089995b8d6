"""CPU seconds of hostile texts, and pages per second of a statement: python -m tests.benchmarks.pdf_texts"""

import io
import statistics
import sys
import time
from collections.abc import Callable

RUNS = 5
LIMIT = 1.0
TEXTS = {
    "gewone tekst": "woord " * 200,
    "10.000 letters": "a" * 10_000,
    "100.000 letters": "a" * 100_000,
    "3.200 letters, afbreekbaar": "beveiligingsmaatregelen" * 140,
    "adressen": "a@b.nl www.c.nl " * 200,
    "harde spaties": "a\xa0" * 5_000,
    "stuurtekens": "a\x00b\x1b\x7f\x85c\u202ed" * 500,
    "halve tekens": "a\ud800b" * 500,
    "zonder lettertype": "\U0001fae8\U00012000" * 200,
    "schriften": "Ελληνικά Кириллица עברית العربية 漢字 " * 100,
    "opmaak": "<script>alert(1)</script>{{ 1 }}</style>" * 100,
    "5.000 woorden": "verwerking " * 5_000,
}


def main() -> int:
    """Print both tables; 1 when a text takes more than a second."""
    from tests.benchmarks.setup import add_provider, use_temporary_database

    use_temporary_database()
    from django.utils.html import conditional_escape

    from register.pdf.jobs import job
    from register.pdf.rendering import render
    from register.templatetags.addresses import linked

    slow = False
    print("tekst                          CPU s")  # noqa: T201
    for name, text in TEXTS.items():
        shown = conditional_escape(linked(text))
        html = f'<html lang="nl"><head><title>x</title></head><body><h1>x</h1><p>{shown}</p></body></html>'
        seconds = _median(lambda html=html: render(job(html, ("page.css", "register.css"))))
        slow = slow or seconds > LIMIT
        print(f"{name:28} {seconds:7.2f}{'  TE TRAAG' if seconds > LIMIT else ''}")  # noqa: T201
    add_provider("proef", "PR", 9)
    _statement()
    return int(slow)


def _statement() -> None:
    import pikepdf
    from django.core.cache import caches
    from django.utils import timezone

    from providers.models import Provider
    from register.documents.as_json import statement_json
    from register.dossier import Edition, live_dossier
    from register.pdf.documents import statement_pdf

    caches.settings["pdf"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    edition = Edition(dossier=live_dossier(Provider.objects.get().pk), made_at=timezone.now())
    facts = statement_json(edition)
    pages = len(pikepdf.open(io.BytesIO(statement_pdf(edition, facts))).pages)
    seconds = _median(lambda: statement_pdf(edition, facts))
    print(f"\nverklaring: {pages} bladzijden in {seconds:.2f} s, {pages / seconds:.1f} per seconde")  # noqa: T201


def _median(make: Callable[[], object]) -> float:
    """CPU seconds, so that a busy machine counts less."""
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        make()
        times.append(time.process_time() - start)
    return statistics.median(times)


if __name__ == "__main__":
    sys.exit(main())
