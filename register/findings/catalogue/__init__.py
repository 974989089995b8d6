"""All rules, in the order of law.md E."""

from ..rules import Rule
from . import content, grounds, marketing, retention, special, telecom, transfers

RULES: tuple[Rule, ...] = (
    *content.RULES,
    *special.RULES,
    *retention.RULES,
    *grounds.RULES,
    *telecom.RULES,
    *marketing.RULES,
    *transfers.RULES,
)
