"""The catalogue holds the rules of docs/law.md 6 with their severity, and the few that came later, marked as such."""

from pathlib import Path

import msgspec

from register.choices import Severity
from register.findings import RULES

LAW = msgspec.yaml.decode(Path(__file__).with_name("law_catalogue.yaml").read_bytes(), type=dict[str, str])
LATER = {
    "KW-KORT": Severity.WARNING,
    "KW-GOED": Severity.WARNING,
    "KW-AANSPREEK": Severity.INFO,
    "KW-WOORD": Severity.INFO,
}


def test_the_rules_of_the_law_have_their_severity_and_rank():
    made = {rule.code: f"{rule.severity.value} {'K' if rule.is_core else 'U'}" for rule in RULES}
    assert len(LAW) == 64
    assert {code: text for code, text in made.items() if code not in LATER} == LAW


def test_what_came_later_stands_last_and_is_no_core():
    later = RULES[len(LAW) :]
    assert {rule.code: rule.severity for rule in later} == LATER
    assert not any(rule.is_core for rule in later)
