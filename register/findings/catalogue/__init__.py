"""All rules, in the order of law.md E."""

from ..rules import Rule
from . import accountability, content, decisions, recipients, requests, statement, texts

RULES: tuple[Rule, ...] = (
    *content.RULES,
    *statement.RULES,
    *recipients.RULES,
    *decisions.RULES,
    *requests.RULES,
    *accountability.RULES,
    *texts.RULES,
)
