"""The files a PDF may use, by name. Everything else is refused, whatever a text asks for."""

import re
from functools import cache
from pathlib import Path

from weasyprint import CSS
from weasyprint.html import UA
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

SCHEME = "asset:"

_HERE = Path(__file__).resolve().parent
_SITE = _HERE.parent / "static" / "register"
TOKENS = _SITE / "tokens.css"
# The fonts of the site at two fixed weights (fontTools.varLib.instancer, same licence): WeasyPrint
# cuts a variable font to its weight again for every document, and a register has many.
_FILES = {
    **{
        f"{name}.woff2": _HERE / "fonts" / f"{name}.woff2"
        for name in ("next-400", "next-700", "next-ext-400", "next-ext-700", "marks")
    },
    "mono.woff2": _SITE / "fonts" / "atkinson-hyperlegible-mono-latin-400-normal.woff2",
}
# Of a pair the first, light one.
_COLOUR = re.compile(r"--([\w-]+): (?:var\(--light, )?(#\w+)")
_USED = re.compile(r"var\(--([\w-]+)\)")


class RefusedError(ValueError):
    """A document asked for something that is not an asset of the project."""


class AssetFetcher(URLFetcher):
    """Serves the fixed list of assets and nothing else: no network, no files, no data addresses.

    A subclass and no function, because WeasyPrint 70 crashes on a function that raises.
    """

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The asset with this address. Raises RefusedError for any other address."""
        path = _FILES.get(url.removeprefix(SCHEME)) if url.startswith(SCHEME) else None
        if path is None:
            raise RefusedError(f"Niet toegestaan in een pdf: {url[:200]}")
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": "font/woff2"})


FETCHER = AssetFetcher()
FONTS = tuple(_FILES.values())


@cache
def font_configuration() -> FontConfiguration:
    """One for all documents: a new one per document is a quarter of a MB that never comes back."""
    return FontConfiguration()


@cache
def stylesheet(name: str) -> CSS:
    """A style sheet of the project, parsed once."""
    content = with_colours((_HERE / "css" / name).read_text(encoding="utf-8"))
    return CSS(string=content, url_fetcher=FETCHER, font_config=font_configuration())


def with_colours(css: str) -> str:
    """The text with each `var()` replaced by its colour on paper. Raises KeyError for a name that is no token."""
    # By us, because in WeasyPrint 70 the margins of a page do not inherit from :root.
    return _USED.sub(lambda used: _colours()[used[1]], css)


@cache
def _colours() -> dict[str, str]:
    return dict(_COLOUR.findall(TOKENS.read_text(encoding="utf-8")))


@cache
def defaults() -> CSS:
    """The library's style sheet for HTML without what it gives to every element and every page.

    That is six styles for notes and marked lists, and boxes in the margins; no chapter has those,
    and they take a sixth of the time.
    """
    sheet = re.sub(r"^::[^\n]*$|^@page \{.*?^\}", "", UA, flags=re.MULTILINE | re.DOTALL)
    return CSS(string=sheet, url_fetcher=FETCHER)
