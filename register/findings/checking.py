"""Runs every rule over a case."""

import hashlib
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from ..dossier import fingerprint
from ..dossier.edition import Finding
from .case import Case
from .catalogue import BY_CODE, RULES
from .catalogue.processor import agreements_lapse
from .rules import Hit, Rule
from .tables import dates_that_matter, review_due


def check(case: Case) -> tuple[Finding, ...]:
    """All findings: heaviest first, then in the order of the catalogue and of the Dossier."""
    found = [finding for rule in RULES for finding in run(rule, case)]
    silenced = {(code, finding.object) for finding in found for code in BY_CODE[finding.code].silences}
    kept = (finding for finding in found if (finding.code, finding.object) not in silenced)
    return tuple(sorted(kept, key=lambda finding: finding.severity.rank))


def run(rule: Rule, case: Case) -> Iterator[Finding]:
    """The findings of one rule, one per object, before another rule silences any."""
    seen = set()
    for hit in rule.find(case):
        if hit.place.object not in seen:
            seen.add(hit.place.object)
            yield _finding(rule, hit)


def next_change(case: Case) -> date | None:
    """The first day after today on which the same facts may give other findings; None when never."""
    reviews = [review_due(case.reviewed_on, case.review_months)] if case.reviewed_on else []
    days = (*dates_that_matter(), *agreements_lapse(case), *reviews)
    return min((day for day in days if day > case.today), default=None)


@cache
def rules_version() -> str:
    """Hash of the rules and their lists: findings that were kept under another one are out of date."""
    whole = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*")):
        if path.suffix in (".py", ".yaml") and "examples" not in path.parts:
            whole.update(path.read_bytes())
    return whole.hexdigest()


def _finding(rule: Rule, hit: Hit) -> Finding:
    severity = hit.severity or rule.severity
    return Finding(
        code=rule.code,
        severity=severity,
        article=rule.article,
        message=rule.message.format(**hit.words),
        remedy=rule.remedy.format(**hit.words),
        object=hit.place.object,
        where=hit.place.title,
        field=hit.place.field,
        activity=hit.activity.number if hit.activity else "",
        # What was accepted as a waarschuwing was not said of a fout.
        state=fingerprint([rule.code, severity, hit.seen]),
    )
