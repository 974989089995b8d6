"""What somebody decides about a finding: a waarschuwing or info is accepted, a fout explained."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from msgspec.structs import replace

from providers.models import Provider

from ..dossier.edition import Decision, Finding
from ..models import FindingDecision


class DecisionRefusedError(Exception):
    """Nothing was decided; the text says why, in Dutch."""


def decide(finding: Finding, provider: Provider, reason: str, author: str, now: datetime) -> FindingDecision:
    """Record why a finding may stay as it is. Raises DecisionRefusedError without a readable reason."""
    if not reason.strip():
        raise DecisionRefusedError("Schrijf een reden op.")
    return _record(finding, provider, reason.strip(), author, now)


def take_back(finding: Finding, provider: Provider, author: str, now: datetime) -> FindingDecision:
    """Record that the last decision no longer holds; the finding is open again."""
    return _record(finding, provider, "", author, now)


def with_decisions(findings: Iterable[Finding], decisions: Iterable[FindingDecision]) -> tuple[Finding, ...]:
    """The findings of one provider, each with its decision.

    `decisions` holds at most one for each finding, the newest. One that was made when the facts were
    others does not count.
    """
    made = {(row.code, row.object): row for row in decisions}
    return tuple(replace(item, decision=_decision(item, made.get((item.code, item.object)))) for item in findings)


def _decision(finding: Finding, row: FindingDecision | None) -> Decision | None:
    if row is None or not row.reason or row.state != finding.state:
        return None
    return Decision(reason=row.reason, by=row.author, at=row.made_at)


def _record(finding: Finding, provider: Provider, reason: str, author: str, now: datetime) -> FindingDecision:
    row = FindingDecision(
        provider=provider,
        code=finding.code,
        object=finding.object,
        state=finding.state,
        reason=reason,
        author=author,
        made_at=now,
    )
    try:
        row.clean_fields(exclude=["provider"])
    except ValidationError as error:
        raise DecisionRefusedError(" ".join(error.messages)) from error
    row.save()
    return row
