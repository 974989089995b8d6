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


def some(names: Iterable[str], most: int = 4) -> str:
    """The first names, each once, and how many more there are: “a”, “b”, “c” en nog 7."""
    unique = list(dict.fromkeys(names))
    if len(unique) <= most:
        return named(unique)
    return f"{', '.join(quoted(name) for name in unique[: most - 1])} en nog {len(unique) - most + 1}"
