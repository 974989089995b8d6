"""All rules, in the order of law.md E."""

from ..rules import Rule
from . import content, grounds, retention, special

RULES: tuple[Rule, ...] = (
    *content.RULES,
    *special.RULES,
    *retention.RULES,
    *grounds.RULES,
)
