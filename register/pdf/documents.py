"""The documents: which chapters, which style sheets, which attachment."""

import re
from typing import Any

from django.template.loader import render_to_string

from ..addresses import check_of, whole
from ..article30 import article30
from ..dossier import SCHEMA_PATH, Edition
from ..statement import statement
from . import chapters
from .jobs import Rendered, job
from .joining import anchors, attach, bookmarks, join, written
from .making import Making, Order, Progress
from .stamping import PAGE_SAMPLE, heads, sample, stamp

REGISTER_STYLES = ("page.css", "register.css")
STATEMENT_STYLES = ("page.css", "statement.css")
# A statement of so many pages gets a list of what is where.
_CONTENTS_FROM = 10
RUNNING_STYLE = "running.css"
# An item of a list; one with a heading is a card and has no dash.
_PLAIN_ITEM = re.compile("<li>(?!<h3>)")
# Nobody can follow a link on paper.
_OUTSIDE_LINK = re.compile(r'<a href="https?://([^"]+)">([^<]*)</a>')


def register_pdf(
    edition: Edition, facts: bytes, *, progress: Progress | None = None, workers: int | None = None
) -> bytes:
    """The whole register of one provider; `facts` is the same as JSON and goes inside.

    A large one is made in worker processes, by default one per processor; their number does not
    change a byte. Raises workers.TooHeavyError.
    """
    view = article30(edition)
    context = {"view": view, "pieces": chapters.opening(view)}
    opening = _order("pdf/register.html", context, REGISTER_STYLES, moment=edition.made_at)
    tables = [_chapter(chapter) for chapter in chapters.completeness(view)]
    body = [_chapter(chapter) for chapter in chapters.body(view)]
    contents = chapters.contents(view)

    making = Making(progress, total=1 + len(tables) + len(contents) + len(body) + 1, workers=workers)
    made = making.make([opening, *tables, *body])
    front, rest = made[: 1 + len(tables)], made[1 + len(tables) :]
    listed = making.make(_contents(contents, front, rest))
    whole = _Whole([*front, *listed, *rest], REGISTER_STYLES, making)
    whole.stamp("pdf/register_running.html", {"view": view, "provider": view.provider}, bare_pages=1)
    return whole.written("register.json", facts, f"Het register als JSON, volgens {SCHEMA_PATH}", edition)


def statement_html(edition: Edition) -> str:
    """The page of which the statement PDF is made: the blocks of the public page in a frame of paper.

    Dashes, which the public page draws, are signs in the text here: that takes an eighth less time. What is closed
    there is open here. A link to another site also says its address.
    """
    return _on_paper(_statement(edition))


def _on_paper(context: dict[str, Any]) -> str:
    html = _PLAIN_ITEM.sub("<li>– ", render_to_string("pdf/statement.html", context))
    return _OUTSIDE_LINK.sub(_with_address, html)


def _with_address(link: re.Match[str]) -> str:
    address = link[1].removesuffix("/")
    return link[0] if address in link[2] else f"{link[0]} ({address})"


def _statement(edition: Edition) -> dict[str, Any]:
    return {
        "page": statement(edition),
        "paper": True,
        "edition": edition,
        "provider": edition.dossier.provider.name,
        "fingerprint": edition.statement_fingerprint,
        "addresses": () if edition.is_draft else _addresses(edition),
    }


def _addresses(edition: Edition) -> tuple[str, ...]:
    """Where the statement in force stands, the list of its versions, and the check of this one."""
    slug = edition.dossier.provider.slug
    return (whole("statement", slug), whole("versions", slug), check_of(edition.document_number))


def statement_pdf(edition: Edition, facts: bytes) -> bytes:
    """The statement of one provider; `facts` is its public part as JSON and goes inside."""
    making, context = Making(None, total=3), _statement(edition)
    made = making.make([_pages(context, edition)])
    if made[0].pages >= _CONTENTS_FROM:
        made = making.make([_pages({**context, "contents": True}, edition)])
    whole = _Whole(made, STATEMENT_STYLES, making)
    whole.stamp("pdf/statement_running.html", context, title="Privacyverklaring")
    return whole.written("verklaring.json", facts, f"De verklaring als JSON, volgens {SCHEMA_PATH}", edition)


def _pages(context: dict[str, Any], edition: Edition) -> Order:
    return Order(lambda: job(_on_paper(context), STATEMENT_STYLES, edition.made_at))


def _order(template: str, context: dict[str, Any], styles: tuple[str, ...], *, facts: Any = None, **more: Any) -> Order:
    return Order(lambda: job(render_to_string(template, context), styles, **more), facts)


def _chapter(chapter: chapters.Chapter) -> Order:
    return _order("pdf/chapter.html", {"pieces": chapter}, REGISTER_STYLES, facts=chapter)


def _contents(contents: list[chapters.ContentsPages], front: list[Rendered], rest: list[Rendered]) -> list[Order]:
    """The contents, now that the pages of everything else are known."""
    waiting = Rendered(b"", sum(map(len, contents)), (), {})
    places = anchors([*front, waiting, *rest])
    numbered = [[[(line, places[line.anchor].page + 1) for line in page] for page in pages] for pages in contents]
    return [
        _chapter((chapters.Piece("pdf/parts/contents.html", pages, continues=number > 0),))
        for number, pages in enumerate(numbered)
    ]


class _Whole:
    """All chapters joined, until the file is written."""

    def __init__(self, made: list[Rendered], styles: tuple[str, ...], making: Making) -> None:
        self._made = made
        self._pdf = join(made)
        self._styles = styles
        self._making = making

    def stamp(self, template: str, context: dict[str, Any], *, title: str = "", bare_pages: int = 0) -> None:
        """Head, foot and number on every page but the first few.

        One title for all, or that of each part, and then also what goes on at the top of the page.
        """
        found, going_on = heads(() if title else bookmarks(self._made), self._pdf)
        found = [title or part for part in found]
        titles = list(dict.fromkeys(found))
        samples = {"continued_sample": sample(going_on), "page_sample": PAGE_SAMPLE}
        styles = (*self._styles, RUNNING_STYLE)
        drawing = _order(template, {**context, "titles": titles, **samples}, styles, is_tagged=False)
        stamp(self._pdf, self._making.make([drawing])[0], titles, found, going_on, bare_pages)

    def written(self, name: str, facts: bytes, description: str, edition: Edition) -> bytes:
        """The bytes, with a file inside."""
        with self._pdf:
            attach(self._pdf, name, facts, description, edition.made_at)
            return written(self._pdf)
