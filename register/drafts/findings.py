"""The findings of drafts: kept until something they rest on changes, made anew at the first read after that."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import islice

import msgspec

from ..choices import Severity
from ..dossier import Dossier, canonical_json, fingerprint, register_fingerprint
from ..dossier.edition import Finding
from ..findings import check, rules_version
from ..models import DraftFindings, FindingDecision
from .cases import case_as_of, case_to_publish, draft_cases, good_until
from .decisions import with_decisions
from .edits import states_of

Findings = tuple[Finding, ...]
_decoder = msgspec.json.Decoder(Findings)

# Drafts that are read at once: memory grows with it, the number of queries shrinks.
BATCH = 50


@dataclass(frozen=True)
class Counts:
    """How many findings still count. An explained fout does, an accepted waarschuwing does not."""

    errors: int = 0
    unexplained: int = 0
    warnings: int = 0
    infos: int = 0


def draft_findings(provider: int, today: date) -> Findings:
    """What is wrong with a provider's draft, with decisions; heaviest first."""
    return findings_of_drafts([provider], today)[provider]


def findings_of_drafts(providers: Collection[int], today: date) -> dict[int, Findings]:
    """The same for several: three queries when all were kept, and as many again for each batch that was not."""
    # Before anything else: an edit that comes while the rows are read leaves this state behind.
    states = states_of(providers)
    found = _kept(states, today)
    missing = iter([provider for provider in providers if provider not in found])
    while batch := list(islice(missing, BATCH)):
        found |= _made(batch, states, today)
    return _decided(found)


def draft_fingerprints(providers: Collection[int]) -> dict[int, str]:
    """Register fingerprints of the drafts whose findings were kept; ask for those findings first."""
    rows = DraftFindings.objects.filter(provider__in=providers)
    return dict(rows.values_list("provider", "fingerprint"))


def findings_to_publish(provider: int, dossier: Dossier, today: date) -> Findings:
    """What is wrong with a draft as the version that it is about to become, with decisions; never kept."""
    return _decided({provider: check(case_to_publish(provider, dossier, today))})[provider]


def findings_as_of(provider: int, dossier: Dossier, moment: datetime) -> Findings:
    """What today's rules find wrong with the draft of a past moment, with the decisions of then; never kept."""
    return _decided({provider: check(case_as_of(provider, dossier, moment))}, made_at__lte=moment)[provider]


def count(findings: Iterable[Finding]) -> Counts:
    """Findings by severity, without those that were accepted."""
    numbers: dict[Severity, int] = defaultdict(int)
    unexplained = 0
    for finding in findings:
        numbers[finding.severity] += not finding.is_accepted
        unexplained += finding.severity == Severity.ERROR and finding.is_open
    return Counts(numbers[Severity.ERROR], unexplained, numbers[Severity.WARNING], numbers[Severity.INFO])


@cache
def _version() -> str:
    # What was kept in another shape cannot be read any more.
    return fingerprint([rules_version(), Finding.__struct_fields__])


def _kept(states: Mapping[int, str], today: date) -> dict[int, Findings]:
    rows = DraftFindings.objects.filter(provider__in=states, rules_version=_version(), checked_on__lte=today)
    # A row from before fingerprints were kept has none.
    still = rows.exclude(good_until__lte=today).exclude(fingerprint="")
    return {row.provider_id: _decoder.decode(row.findings) for row in still if row.state == states[row.provider_id]}


def _made(providers: Collection[int], states: Mapping[int, str], today: date) -> dict[int, Findings]:
    cases = draft_cases(providers, today)
    found = {provider: check(case) for provider, case in cases.items()}
    until = good_until(cases, today)
    rows = (
        DraftFindings(
            provider_id=provider,
            findings=canonical_json(found[provider]).decode(),
            fingerprint=register_fingerprint(cases[provider].dossier),
            state=states[provider],
            rules_version=_version(),
            checked_on=today,
            good_until=until[provider],
        )
        for provider in found
        if provider in states
    )
    columns = ("findings", "fingerprint", "state", "rules_version", "checked_on", "good_until")
    DraftFindings.objects.bulk_create(rows, update_conflicts=True, unique_fields=["provider"], update_fields=columns)
    return found


def _decided(found: dict[int, Findings], **known: datetime) -> dict[int, Findings]:
    decisions: dict[int, list[FindingDecision]] = defaultdict(list)
    for decision in FindingDecision.objects.filter(provider__in=found, **known).newest():
        decisions[decision.provider_id].append(decision)
    return found | {provider: with_decisions(found[provider], rows) for provider, rows in decisions.items()}
