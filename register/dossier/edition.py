"""What a face needs beside the facts: which issue this is, of when, and by whom."""

from datetime import date, datetime

import msgspec

from .canonical import register_fingerprint, statement_fingerprint
from .finding import Finding
from .types import Dossier


class Edition(msgspec.Struct, frozen=True, kw_only=True):
    """A Dossier as one issue of a document; without a number it is a draft.

    `previous` is the Dossier of the version before this one, for the list of changes. `findings` are
    those of that moment, with what people said about them then; never part of the Dossier. None when
    nobody looked: that is not the same as nothing found. `explanation` is what the officer said at
    publication about all that was still open; it is sealed with the publication and not part of the Dossier.
    """

    dossier: Dossier
    made_at: datetime
    number: int | None = None
    valid_from: date | None = None
    maker: str | None = None
    previous: Dossier | None = None
    findings: tuple[Finding, ...] | None = None
    explanation: str = ""

    @property
    def is_draft(self) -> bool:
        """True when nobody published this."""
        return self.number is None

    @property
    def version(self) -> int | str:
        """The number, or "concept"."""
        return self.number if self.number is not None else "concept"

    @property
    def document_number(self) -> str:
        """For example REG-TT-3, or REG-TT-CONCEPT."""
        return f"REG-{self.dossier.provider.prefix}-{str(self.version).upper()}"

    @property
    def register_fingerprint(self) -> str:
        """SHA-256 of everything in the Dossier."""
        return register_fingerprint(self.dossier)

    @property
    def statement_fingerprint(self) -> str:
        """SHA-256 of what customers may read."""
        return statement_fingerprint(self.dossier)
