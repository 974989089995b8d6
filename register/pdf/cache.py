"""Chapters that were made before, found by everything their bytes depend on.

Kept in Django's cache named "pdf", by default files beside the database: processes share it, it
outlives them, and its size is bounded there.
"""

import hashlib
import logging
from functools import cache
from importlib.metadata import version
from typing import Any

import msgspec
from django.conf import settings
from django.core.cache import caches

from .jobs import Rendered

_log = logging.getLogger(__name__)
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Rendered).decode


def key(source: Any) -> str:
    """The name of a chapter: a hash of what it is made of (its job, or the facts of its HTML) and of what makes it."""
    return hashlib.sha256(_maker() + _encode(source)).hexdigest()


def find(name: str) -> Rendered | None:
    """The chapter with this key; None when it was never kept, is gone or is damaged."""
    try:
        stored = caches["pdf"].get(name)
        if stored is None:
            return None
        digest, content = stored[:32], stored[32:]
        return _decode(content) if hashlib.sha256(content).digest() == digest else None
    except Exception:  # whatever a damaged file makes the cache raise, the chapter can be made again
        _log.warning("A chapter in the cache cannot be read and is made again.", exc_info=True)
        return None


def keep(name: str, chapter: Rendered) -> None:
    """Keep a chapter; a cache that cannot be written costs time and nothing else.

    Documents are made outside any transaction, and that is where this holds: inside one, a failed query of
    a database cache makes PostgreSQL refuse what comes after it, here and in `find`.
    """
    content = _encode(chapter)
    try:
        caches["pdf"].set(name, hashlib.sha256(content).digest() + content)
    except Exception:  # each kind of cache has errors of its own, such as that of a table that is not there
        _log.warning("A chapter cannot be kept in the cache.", exc_info=True)


@cache
def _maker() -> bytes:
    """The program, its templates, style sheets, fonts and libraries, as this process found them; a hash."""
    from weasyprint.text.ffi import pango

    from .assets import FONTS, TOKENS

    versions = (version(name) for name in ("django", "weasyprint", "pydyf"))
    digest = hashlib.sha256(f"{' '.join(versions)} {pango.pango_version()}".encode())
    code, templates = settings.BASE_DIR / "register", settings.BASE_DIR / "templates"
    for path in (
        *sorted(code.rglob("*.py")),
        *sorted(code.glob("pdf/css/*.css")),
        code / "pdf" / "pdfua.xml",
        *sorted(templates.rglob("*.html")),
        TOKENS,
        *FONTS,
    ):
        digest.update(str(path.relative_to(settings.BASE_DIR)).encode() + path.read_bytes())
    return digest.digest()
