"""All rules, in the order of docs/law.md 6; those about the page itself come last."""

from types import ModuleType

from ..rules import Rule, RuleName
from . import (
    accountability,
    content,
    decisions,
    editorial,
    legal_basis,
    marketing,
    parties,
    processor,
    recipients,
    requests,
    retention,
    special,
    statement,
    statutory_terms,
    telecom,
    transfers,
)

_MODULES = (
    parties,
    content,
    processor,
    legal_basis,
    special,
    retention,
    statutory_terms,
    telecom,
    marketing,
    transfers,
    statement,
    recipients,
    decisions,
    requests,
    accountability,
    editorial,
)


def rules_of(module: ModuleType) -> tuple[Rule, ...]:
    """The rules of a module of the catalogue, in the order in which they stand there."""
    return tuple(item for item in vars(module).values() if isinstance(item, Rule))


RULES = tuple(rule for module in _MODULES for rule in rules_of(module))
BY_CODE = {rule.code: rule for rule in RULES}


def rule_name(code: str) -> RuleName:
    """The words for a rule; its code for one of an older version of the catalogue."""
    rule = BY_CODE.get(code)
    return RuleName(rule.name, rule.act) if rule else RuleName(code, "Bekijk de bevinding")
