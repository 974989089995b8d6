"""All rules, in the order of law.md E."""

from ..rules import Rule
from . import (
    accountability,
    claims,
    content,
    decisions,
    grounds,
    lawfulness,
    marketing,
    parties,
    processor,
    recipients,
    requests,
    retention,
    role,
    special,
    statement,
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
    *lawfulness.RULES,
    *special.RULES,
    *retention.RULES,
    *grounds.RULES,
    *telecom.RULES,
    *marketing.RULES,
    *transfers.RULES,
    *statement.RULES,
    *recipients.RULES,
    *decisions.RULES,
    *requests.RULES,
    *accountability.RULES,
    *texts.RULES,
)
