"""What lists call a rule, and the act that repairs it, in a few words."""

from functools import cache

import msgspec

from .tables import load


class RuleName(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The short words for one rule."""

    name: str
    act: str


class RuleNames(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """By code of the rule."""

    source: str
    names: dict[str, RuleName]


@cache
def _names() -> dict[str, RuleName]:
    return load("names", RuleNames).names


def rule_name(code: str) -> RuleName:
    """The words for a rule; its code for one of an older version of the catalogue."""
    return _names().get(code) or RuleName(name=code, act="Bekijk de bevinding")
