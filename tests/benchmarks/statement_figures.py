"""How long each statement is beside the text it was taken from: python -m tests.benchmarks.statement_figures

Per provider: words that are seen while what is closed stays closed, words of the whole page, both against the words
of the source; holes; screens of a telephone (390 by 844); kilobytes, as they are and compressed; words of the longest
page for one situation.
"""

import gzip
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

# Words of the five texts, counted on 30 November 2026.
SOURCES = {"teamtelefoon": 1163, "vcare": 1144, "vtel": 1432, "voips": 1097, "telecom-service": 1461}
GOALS = "doel: gezien ≤ 1,0; geheel ≤ 1,6; gaten ≤ 6; schermen ≤ 12; kB ≤ 40; gecomprimeerd ≤ 12; situatie ≤ 350"
SCREEN = {"width": 390, "height": 844}
_DETAILS = re.compile(r"(<details[^>]*><summary>.*?</summary>).*?</details>", re.DOTALL)
_MAIN = re.compile(r"<main.*?</main>", re.DOTALL)
_TAG = re.compile(r"<svg.*?</svg>|<[^>]+>", re.DOTALL)


@dataclass(frozen=True)
class Figures:
    """What one page measures."""

    seen: int
    whole: int
    holes: int
    screens: float
    size: int
    compressed: int
    situation: int


def words(html: str) -> int:
    """Words in the main part of a page, as a reader counts them."""
    main = _MAIN.search(html)
    return len(unescape(_TAG.sub(" ", main[0] if main else html)).split())


def seen(html: str) -> str:
    """The page without what is closed."""
    return _DETAILS.sub(r"\1", html)


def figures(html: str, situations: list[str], height: float) -> Figures:
    """All figures of a page, given those of its situations and its height in pixels."""
    content = html.encode()
    return Figures(
        seen=words(seen(html)),
        whole=words(html),
        holes=seen(html).lower().count("nog niet vastgelegd"),
        screens=height / SCREEN["height"],
        size=len(content),
        compressed=len(gzip.compress(content)),
        situation=max(map(words, situations), default=0),
    )


def publish_all() -> dict[str, tuple[str, list[str]]]:
    """The five, loaded and published: the page of each and those for situations."""
    from django.test import Client
    from django.utils import timezone

    from providers.models import Provider
    from register.choices import FileKind
    from register.loading import load
    from register.publications.publishing import Order, publish
    from tests.data import PROVIDER_FILES, VOCABULARY

    load([VOCABULARY, *PROVIDER_FILES])
    today, client, found = timezone.localdate(), Client(), {}
    for provider in Provider.objects.order_by("name"):
        order = Order(provider=provider, valid_from=today, note="Proef.", author="proef", explanation="Proef.")
        publish(order, now=timezone.now(), today=today, render=lambda edition: dict.fromkeys(FileKind, b"proef"))
        page = client.get(f"/{provider.slug}/").content.decode()
        addresses = sorted(set(re.findall(rf'href="(/{provider.slug}/voor/[^"#]+)"', page)))
        found[provider.slug] = page, [client.get(address).content.decode() for address in addresses]
    return found


@contextmanager
def telephone() -> Iterator[Any]:
    """A page of a browser as wide as a telephone."""
    from playwright.sync_api import sync_playwright

    from tests.browser.chromium import FLAGS, program

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program(), args=FLAGS)
        yield browser.new_page(viewport=SCREEN)
        browser.close()


def height(page: Any, html: str) -> float:
    """How high a page is in its own styles and letters, in pixels."""
    from django.contrib.staticfiles import finders

    folder = Path(str(finders.find("register/site.css"))).parent
    with tempfile.NamedTemporaryFile("w", suffix=".html") as file:
        file.write(html.replace("/static/register/", f"{folder.as_uri()}/"))
        file.flush()
        page.goto(Path(file.name).as_uri())
        return float(page.evaluate("document.documentElement.scrollHeight"))


def line(slug: str, found: Figures) -> str:
    """The figures of one provider in a row."""
    source = SOURCES.get(slug, 0)
    ratios = (f"{count:5} {count / source if source else 0:5.2f}" for count in (found.seen, found.whole))
    sizes = f"{found.holes:5} {found.screens:9.1f} {found.size / 1000:5.1f} {found.compressed / 1000:5.1f}"
    return f"{slug:16} {'  '.join(ratios)} {sizes} {found.situation:5}"


def main() -> int:
    """Print a table."""
    from tests.benchmarks.setup import use_temporary_database

    use_temporary_database()
    print("aanbieder        gezien  bron  geheel bron  gaten schermen    kB   gec.  situatie")  # noqa: T201
    pages = publish_all()
    with telephone() as page:
        for slug, (html, situations) in pages.items():
            print(line(slug, figures(html, situations, height(page, html))))  # noqa: T201
    print(GOALS)  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
