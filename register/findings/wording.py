"""Words that several messages share."""

from collections.abc import Iterable

_MOST = 4


def listed(names: Iterable[str]) -> str:
    """Names in quotes, each once, as people list them: “a”, “b” en “c”; many are cut off with their number."""
    quoted = [f"“{name}”" for name in dict.fromkeys(names)]
    if len(quoted) > _MOST:
        return f"{', '.join(quoted[: _MOST - 1])} en nog {len(quoted) - _MOST + 1}"
    return enumerated(quoted)


def enumerated(parts: Iterable[str]) -> str:
    """Parts as people list them: a, b en c."""
    *first, last = parts
    return f"{', '.join(first)} en {last}" if first else last
