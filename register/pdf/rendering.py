"""HTML into a tagged PDF/A-3a that also carries the PDF/UA-1 identifier."""

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Lock

from weasyprint import HTML, Attachment
from weasyprint.document import Document

from .assets import fetcher, font_configuration, stylesheet
from .finishing import MissingGlyphsError, add_identifier, finish
from .texts import printable, spelled_out

# Subsetting a font writes the clock into the file unless this says otherwise.
os.environ.setdefault("SOURCE_DATE_EPOCH", "946684800")

VARIANT = "pdf/a-3a"
_rendering = Lock()


@dataclass(frozen=True)
class AttachedFile:
    """A file inside the PDF: the same facts for machines."""

    name: str
    content: bytes
    description: str
    relationship: str = "Source"


def render(html: str, *, styles: tuple[str, ...], moment: datetime, files: tuple[AttachedFile, ...] = ()) -> bytes:
    """The PDF of a page; the same input gives the same bytes.

    Head and foot of each page come from the style sheets; dates come from `moment`.
    """
    text = printable(html)
    # More threads are no faster (pdf.md 9), and the collector is one for all of them.
    with _rendering, _without_collector():
        try:
            return _write(text, styles, moment, files)
        except MissingGlyphsError as error:
            return _write(spelled_out(text, error.codepoints), styles, moment, files)


def _write(html: str, styles: tuple[str, ...], moment: datetime, files: tuple[AttachedFile, ...]) -> bytes:
    sheets = [stylesheet(name) for name in styles]
    source = HTML(string=html, url_fetcher=fetcher())
    document: Document = source.render(stylesheets=sheets, font_config=font_configuration(), pdf_variant=VARIANT)
    document.metadata.created = document.metadata.modified = f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    add_identifier(document.metadata)
    attachments = [_attachment(file, moment) for file in files]
    content = document.write_pdf(finisher=finish, pdf_variant=VARIANT, attachments=attachments)
    assert content is not None  # noqa: S101  # only a target makes it None
    return bytes(content)


def _attachment(file: AttachedFile, moment: datetime) -> Attachment:
    when = moment.astimezone(UTC)
    return Attachment(
        string=file.content,
        url_fetcher=fetcher(),
        name=file.name,
        description=file.description,
        created=when,
        modified=when,
        relationship=file.relationship,
    )


@contextmanager
def _without_collector() -> Iterator[None]:
    """A fifth to a third of the time would go to the garbage collector (pdf.md 1)."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
        gc.collect()
