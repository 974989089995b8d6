"""All rules, in the order of law.md E."""

from ..rules import Rule
from . import (
    accountability,
    claims,
    content,
    decisions,
    lawfulness,
    parties,
    processor,
    recipients,
    requests,
    role,
    statement,
    texts,
)

RULES: tuple[Rule, ...] = (
    *role.RULES,
    *parties.RULES,
    *content.RULES,
    *processor.RULES,
    *claims.RULES,
    *lawfulness.RULES,
    *statement.RULES,
    *recipients.RULES,
    *decisions.RULES,
    *requests.RULES,
    *accountability.RULES,
    *texts.RULES,
)
