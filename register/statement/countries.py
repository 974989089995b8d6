"""Names of countries in the language of the page; a code without a name stays a code."""

from providers.countries import NAMES

from ..marking import label


def country_name(code: str) -> str:
    """Nederland for NL, in the language of the page."""
    return label(NAMES.get(code, code))
