"""All rules, in the order of law.md E."""

from ..rules import Rule
from . import claims, content, lawfulness, parties, processor, role

RULES: tuple[Rule, ...] = (
    *role.RULES,
    *parties.RULES,
    *content.RULES,
    *processor.RULES,
    *claims.RULES,
    *lawfulness.RULES,
)
