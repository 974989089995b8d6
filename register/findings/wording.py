"""Small things that messages and rules say in the same way."""

from collections.abc import Iterable

from .lists import phrases


def listed(items: Iterable[str]) -> str:
    """One after another with “en” before the last: a, b en c."""
    *first, last = items
    return f"{', '.join(first)} en {last}" if first else last


def mentions(text: str | None, name: str) -> bool:
    """Whether a text contains one of the phrases of that list, in capitals or not."""
    folded = (text or "").casefold()
    return any(phrase in folded for phrase in phrases(name))
