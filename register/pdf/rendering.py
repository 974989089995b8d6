"""One chapter of HTML into a tagged PDF/A-3a, with what the whole document needs to know of it.

Knows nothing of registers, databases or Django: worker processes import this and no more.
"""

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from threading import Lock
from xml.etree.ElementTree import ParseError, fromstring

from cssselect2 import ElementWrapper
from weasyprint import CSS, HTML
from weasyprint.document import Document, Page

from . import breaking
from .assets import FETCHER, defaults, font_configuration, stylesheet
from .finishing import MissingGlyphsError, add_identifier, finish
from .jobs import POINTS, Bookmark, Job, Place, Rendered
from .texts import spelled_out

# Subsetting a font writes the clock into the file unless this says otherwise.
os.environ.setdefault("SOURCE_DATE_EPOCH", "946684800")

breaking.install()

VARIANT = "pdf/a-3a"
_rendering = Lock()


def render(job: Job) -> Rendered:
    """The chapter; the same job gives the same bytes, in any process."""
    # Four threads were no faster than one, and the collector is one for all of them.
    with _rendering, _without_collector():
        try:
            return _write(job.html, job)
        except MissingGlyphsError as error:
            return _write(spelled_out(job.html, error.codepoints), job)


def _write(html: str, job: Job) -> Rendered:
    sheets = [stylesheet(name) for name in job.styles]
    variant = VARIANT if job.is_tagged else None
    document: Document = _Source(html).render(stylesheets=sheets, font_config=font_configuration(), pdf_variant=variant)
    if job.moment:
        document.metadata.created = document.metadata.modified = f"{job.moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    add_identifier(document.metadata)
    content = document.write_pdf(finisher=finish, pdf_variant=variant, pdf_identifier=False, uncompressed_pdf=True)
    assert content is not None  # noqa: S101  # only a target makes it None
    return Rendered(bytes(content), len(document.pages), tuple(_bookmarks(document)), dict(_anchors(document)))


class _Source(HTML):
    """HTML with the assets and defaults of the project.

    HTML that is also XML, as that of the register is, is read twenty times as fast; elsewhere the
    library reads it as browsers do.
    """

    def __init__(self, html: str) -> None:
        try:
            root = fromstring(html)  # noqa: S314  # of our own templates, which escape what people typed
        except ParseError:
            super().__init__(string=html, url_fetcher=FETCHER)
        else:
            self.base_url, self.url_fetcher, self.media_type = None, FETCHER, "print"
            self.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
            self.etree_element = self.wrapper_element.etree_element

    # The library has no public way to give it less than its whole sheet, which costs 15 % of a register.
    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:
        return [defaults()]


def _bookmarks(document: Document) -> Iterator[Bookmark]:
    for number, page in enumerate(document.pages):
        for level, title, point, _ in page.bookmarks:
            yield Bookmark(level, title, _place(number, page, point))


def _anchors(document: Document) -> Iterator[tuple[str, Place]]:
    # Backwards, because the first place of a name counts.
    for number, page in reversed(list(enumerate(document.pages))):
        for name, point in page.anchors.items():
            yield name, _place(number, page, point[:2])


def _place(number: int, page: Page, point: tuple[float, float]) -> Place:
    return Place(number, round(point[0] * POINTS, 3), round((page.height - point[1]) * POINTS, 3))


@contextmanager
def _without_collector() -> Iterator[None]:
    """The garbage collector costs 8 % of a register of nine activities, 20 % of one of a hundred.

    All that was made meanwhile is in its first generation, so only that is collected afterwards.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
        gc.collect(0)
