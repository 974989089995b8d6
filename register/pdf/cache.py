"""Chapters that were made before, found by everything their bytes depend on.

Kept in Django's cache named "pdf", by default files beside the database: processes share it, it
outlives them, and its size is bounded there.
"""

import hashlib
import logging
from functools import cache
from importlib.metadata import version
from pathlib import Path

import msgspec
from django.core.cache import caches
from weasyprint.text.ffi import pango

from .assets import fonts
from .rendering import Job, Rendered

_log = logging.getLogger(__name__)
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Rendered).decode


def key(job: Job) -> str:
    """The name of a chapter: a hash of its job and of what makes it."""
    return hashlib.sha256(_maker() + _encode(job)).hexdigest()


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
    """Keep a chapter; a cache that cannot be written costs time and nothing else."""
    content = _encode(chapter)
    try:
        caches["pdf"].set(name, hashlib.sha256(content).digest() + content)
    except OSError:
        _log.warning("A chapter cannot be kept in the cache.", exc_info=True)


@cache
def _maker() -> bytes:
    """The libraries, code, style sheets and fonts of this process, as a hash."""
    digest = hashlib.sha256(f"{version('weasyprint')} {version('pydyf')} {pango.pango_version()}".encode())
    here = Path(__file__).parent
    for path in (*sorted(here.glob("*.py")), *sorted(here.glob("css/*.css")), *fonts()):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.digest()
