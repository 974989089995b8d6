"""All rules, in the order of law.md E."""

from ..rules import Rule
from . import accountability, content, requests, statement

RULES: tuple[Rule, ...] = (
    *content.RULES,
    *statement.RULES,
    *requests.RULES,
    *accountability.RULES,
)
