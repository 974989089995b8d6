"""What is asked of the PDF library and what it gives, for whoever never loads it.

Loading it takes half a second of each command and of each start of the server, and few of those make a PDF.
"""

from datetime import datetime

import msgspec

from .texts import printable

# PDF points of a CSS pixel.
POINTS = 0.75


class Job(msgspec.Struct, frozen=True):
    """A chapter to be made: all that its bytes depend on. Made by `job()`.

    `moment` goes into the metadata; only the first chapter's metadata reach the whole document.
    """

    html: str
    styles: tuple[str, ...]
    moment: datetime | None = None
    is_tagged: bool = True


def job(html: str, styles: tuple[str, ...], moment: datetime | None = None, *, is_tagged: bool = True) -> Job:
    """The job for rendered HTML, with its texts made printable."""
    return Job(printable(html), styles, moment, is_tagged)


class Place(msgspec.Struct, frozen=True):
    """A point in a chapter: page from 0, and PDF points from its lower left corner."""

    page: int
    x: float
    y: float


class Bookmark(msgspec.Struct, frozen=True):
    """A heading that readers jump to; level 1 is a part of the document."""

    level: int
    title: str
    place: Place


class Rendered(msgspec.Struct, frozen=True):
    """A chapter as a PDF of its own."""

    pdf: bytes
    pages: int
    bookmarks: tuple[Bookmark, ...]
    anchors: dict[str, Place]
