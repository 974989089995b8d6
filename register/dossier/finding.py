"""What a rule found, as an Edition carries it and a publication keeps it."""

from datetime import datetime

import msgspec

from ..choices import Severity
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
