"""A zip whose bytes follow from what is in it, and a manifest with the SHA-256 of each file."""

import hashlib
import zipfile
from collections.abc import Iterable
from datetime import datetime
from typing import BinaryIO, NamedTuple

from django.utils import timezone

MANIFEST = "manifest-sha256.txt"
# A PDF is packed already.
PACKED = (".pdf",)
FIRST_YEAR = 1980
UNIX, READABLE = 3, 0o100644 << 16


class Part(NamedTuple):
    """One file of the zip; the path is made of fixed words and numbers, never of what people typed."""

    path: str
    moment: datetime
    content: Iterable[bytes]


def write(file: BinaryIO, parts: Iterable[Part], moment: datetime) -> str:
    """Write the parts in their order and then their manifest; gives the SHA-256 of that.

    Holds one part at a time.
    """
    with zipfile.ZipFile(file, "w") as archive:
        sums = {part.path: _add(archive, part) for part in parts}
        lines = "".join(f"{sums[path]}  {path}\n" for path in sorted(sums))
        return _add(archive, Part(MANIFEST, moment, (lines.encode(),)))


def _add(archive: zipfile.ZipFile, part: Part) -> str:
    local = timezone.localtime(part.moment, timezone.get_default_timezone())
    info = zipfile.ZipInfo(part.path, (max(local.year, FIRST_YEAR), *local.timetuple()[1:6]))
    info.compress_type = zipfile.ZIP_STORED if part.path.endswith(PACKED) else zipfile.ZIP_DEFLATED
    # What a zip says by itself differs between systems.
    info.create_system, info.external_attr = UNIX, READABLE
    digest = hashlib.sha256()
    with archive.open(info, "w") as stream:
        for block in part.content:
            digest.update(block)
            stream.write(block)
    return digest.hexdigest()
