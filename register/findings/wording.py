"""How messages name things, in Dutch."""

from collections.abc import Iterable


def quoted(name: str) -> str:
    """A name as somebody else said it."""
    return f"“{name}”"


def listed(words: Iterable[str]) -> str:
    """a, b en c; with semicolons when a word has a comma itself."""
    *first, last = words
    mark = "; " if any("," in word for word in (*first, last)) else ", "
    return f"{mark.join(first)} en {last}" if first else last


def named(names: Iterable[str]) -> str:
    """“a”, “b” en “c”, each name once."""
    return listed(quoted(name) for name in dict.fromkeys(names))
