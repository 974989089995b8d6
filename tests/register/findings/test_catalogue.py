"""The catalogue holds the rules of docs/law.md 6 as it gives them; what came later is no core."""

from pathlib import Path

import msgspec

from register.findings import RULES

LAW = msgspec.yaml.decode(Path(__file__).with_name("law_catalogue.yaml").read_bytes(), type=dict[str, str])


def test_the_rules_of_the_law_have_their_severity_and_rank():
    made = {rule.code: f"{rule.severity.value} {'K' if rule.is_core else 'U'}" for rule in RULES if rule.code in LAW}
    assert len(LAW) == 64
    assert made == LAW


def test_what_came_later_is_no_core():
    assert [rule.code for rule in RULES if rule.code not in LAW and rule.is_core] == []
