"""Findings: what is missing in a Dossier and what contradicts, by pure rules (docs/law.md 6)."""

from .case import Case
from .catalogue import BY_CODE, RULES, rule_name
from .checking import check, next_change, rules_version
from .rules import Rule, Scope
