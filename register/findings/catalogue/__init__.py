"""All rules, in the order of docs/law.md 6; those about the page itself come last."""

from ..rules import Rule, RuleName
from . import (
    accountability,
    claims,
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
    role,
    special,
    statement,
    statutory_terms,
    telecom,
    texts,
    transfers,
)

RULES: tuple[Rule, ...] = (
    *role.RULES,
    *parties.RULES,
    *content.RULES,
    *processor.RULES,
    *claims.RULES,
    *legal_basis.RULES,
    *special.RULES,
    *retention.RULES,
    *statutory_terms.RULES,
    *telecom.RULES,
    *marketing.RULES,
    *transfers.RULES,
    *statement.RULES,
    *recipients.RULES,
    *decisions.RULES,
    *requests.RULES,
    *accountability.RULES,
    *texts.RULES,
    *editorial.RULES,
)

BY_CODE = {rule.code: rule for rule in RULES}


def rule_name(code: str) -> RuleName:
    """The words for a rule; its code for one of an older version of the catalogue."""
    rule = BY_CODE.get(code)
    return RuleName(rule.name, rule.act) if rule else RuleName(code, "Bekijk de bevinding")
