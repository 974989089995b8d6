"""A rule that always fires: its finding names the facts it was made of, so that an old one is told from a new one."""

from typing import Any

import pytest

from register.choices import Severity
from register.dossier import live_dossier, register_fingerprint
from register.dossier.edition import Finding
from register.drafts import findings
from register.findings import Case

FOUT = Finding(
    code="KW-PROEF",
    severity=Severity.ERROR,
    article="art. 5 AVG",
    message="Er is een proef.",
    remedy="Stop de proef.",
    object="provider",
    where="Aanbieder",
    field="kvk",
    state="a" * 64,
)


class Probe:
    """Stands in for all rules, and remembers every case it was asked about."""

    def __init__(self, patch: pytest.MonkeyPatch, **values: Any) -> None:
        self.cases: list[Case] = []
        self.values = values
        patch.setattr(findings, "check", self)

    def __call__(self, case: Case) -> tuple[Finding, ...]:
        self.cases.append(case)
        return (made_of(register_fingerprint(case.dossier), **self.values),)


def made_of(state: str, **values: Any) -> Finding:
    """The finding that belongs to facts with this fingerprint."""
    known = {name: getattr(FOUT, name) for name in Finding.__struct_fields__}
    return Finding(**{**known, "state": state, **values})


def fresh(provider: int) -> tuple[Finding, ...]:
    """What the probe finds in a draft as it is now."""
    return (made_of(register_fingerprint(live_dossier(provider))),)
