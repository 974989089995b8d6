"""All rules, in the order of law.md E."""

from ..rules import Rule
from . import content

RULES: tuple[Rule, ...] = (*content.RULES,)
