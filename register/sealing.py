"""The seal of a publication: SHA-256 over all it says, the seal before it included, so that they form a chain."""

import hashlib
from typing import Any

from .dossier import fingerprint

SEALED = (
    *("number", "kind", "note", "author", "explanation", "is_major"),
    *("schema_version", "register_fingerprint", "statement_fingerprint", "findings", "previous_seal"),
)


def seal(publication: Any) -> str:
    """The seal that belongs to a publication's values, as 64 hexadecimal digits."""
    values = {name: getattr(publication, name) for name in SEALED}
    values |= {
        "provider": publication.provider.slug,
        "valid_from": publication.valid_from.isoformat(),
        "made_at": int(publication.made_at.timestamp() * 1_000_000),
        "dossier": hashlib.sha256(publication.dossier.encode()).hexdigest(),
    }
    return fingerprint(values)
