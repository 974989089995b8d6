"""The seal of a publication: SHA-256 over all it says, the seal before it included, so that they form a chain."""

import hashlib
from datetime import UTC
from typing import Any

from ..dossier import fingerprint

SEALED = (
    *("number", "kind", "note", "author", "explanation", "is_major"),
    *("schema_version", "register_fingerprint", "statement_fingerprint"),
    *("findings", "file_hashes", "previous_seal"),
)


def seal(publication: Any) -> str:
    """The seal that belongs to a publication's values, as 64 hexadecimal digits."""
    return fingerprint(sealed_values(publication))


def sealed_values(publication: Any) -> dict[str, Any]:
    """All that a seal covers: the seal is the SHA-256 of these as canonical JSON.

    The provider is sealed as the Dossier names it: a database number differs per installation.
    """
    values = {name: getattr(publication, name) for name in SEALED}
    values |= {
        "valid_from": publication.valid_from.isoformat(),
        "made_at": publication.made_at.astimezone(UTC).isoformat(),
        "dossier": hashlib.sha256(publication.dossier.encode()).hexdigest(),
    }
    # Rarely so, and a seal from before there was such a column stays what it was.
    return values | ({"clock_corrected": True} if publication.clock_corrected else {})
