"""What a face needs beside the facts: which issue this is, of when, by whom, and what rules found in it."""

from datetime import date, datetime

import msgspec

from ..choices import Severity
from .canonical import register_fingerprint, statement_fingerprint
from .types import Dossier
from .types.base import Node


class Decision(Node, frozen=True, kw_only=True):
    """What somebody said about a finding: a waarschuwing or info accepted, a fout explained."""

    reason: str
    by: str
    at: datetime


class Finding(Node, frozen=True, kw_only=True):
    """One rule that fires on one object.

    `object` names the object for ever ("activities:TS-02"), `where` names it for people, `field` is the
    column in which it is repaired, `activity` the number of the activity it belongs to, if any.
    `state` is a hash of the facts it rests on: a decision counts while that stays the same.
    """

    code: str
    severity: Severity
    article: str
    message: str
    remedy: str
    object: str
    where: str
    field: str = ""
    activity: str = ""
    state: str = ""
    decision: Decision | None = None

    @property
    def is_open(self) -> bool:
        """True while nobody explained or accepted it."""
        return self.decision is None

    @property
    def is_accepted(self) -> bool:
        """True when it no longer counts; a fout that was explained stays counted."""
        return self.decision is not None and self.severity != Severity.ERROR


class Trace(Node, frozen=True, kw_only=True):
    """When an activity was added, last edited and last looked at, and by whom; `due` is when that has to happen again.

    Days are those of the installation; None when history does not tell.
    """

    made: date | None = None
    changed: date | None = None
    checked: date | None = None
    checked_by: str = ""
    due: date | None = None


class Checked(Node, frozen=True, kw_only=True):
    """What all rules found together, as a publication keeps it; `rules` tells which rules those were."""

    rules: str
    findings: tuple[Finding, ...]


_decoder = msgspec.json.Decoder(Checked)

# What versions hold that were published before there were rules.
NEVER_CHECKED = "[]"


def read_checked(text: str) -> tuple[Finding, ...] | None:
    """The findings of a publication; None when it was made before there were rules.

    Raises msgspec.MsgspecError for what is none of both.
    """
    return None if text == NEVER_CHECKED else _decoder.decode(text).findings


class Edition(msgspec.Struct, frozen=True, kw_only=True):
    """A Dossier as one issue of a document; without a number it is a draft.

    `previous` is the Dossier of the version before this one, for the list of changes, and `follows` its number
    where that is not simply one less. `findings` are
    those of that moment, with what people said about them then; never part of the Dossier. None when
    nobody looked: that is not the same as nothing found. `explanation` is what the officer said at
    publication about all that was still open; it is sealed with the publication and not part of the Dossier.
    `traces` are by number of the activity, up to the moment it was made; the statement needs none.
    """

    dossier: Dossier
    made_at: datetime
    number: int | None = None
    valid_from: date | None = None
    maker: str | None = None
    previous: Dossier | None = None
    follows: int | None = None
    findings: tuple[Finding, ...] | None = None
    explanation: str = ""
    traces: dict[str, Trace] = {}

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
