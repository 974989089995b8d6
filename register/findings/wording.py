"""How messages name things, in Dutch."""

from collections.abc import Iterable

# A message stays readable: names as long as a sentence are cut, and lists as long as a paragraph.
_LONGEST = 120
_ROOM = 110


def quoted(name: str, longest: int = _LONGEST) -> str:
    """A name as somebody else said it; a very long one ends in dots."""
    return f"“{name if len(name) <= longest else name[: longest - 1].rstrip() + '…'}”"


def listed(words: Iterable[str]) -> str:
    """a, b en c; with semicolons when a word has a comma itself."""
    *first, last = words
    mark = "; " if any("," in word for word in (*first, last)) else ", "
    return f"{mark.join(first)} en {last}" if first else last


def counted(number: int, one: str, many: str) -> str:
    """1 categorie, 2 categorieën."""
    return f"{number} {one if number == 1 else many}"


def cut(words: Iterable[str], most: int = 4, room: int = _ROOM) -> str:
    """The first words, each once, and how many more there are: a, b, c en nog 7.

    `most` words at most and about `room` signs; the first word is always there.
    """
    unique = list(dict.fromkeys(words))
    used, fitting = 0, 0
    for word in unique:
        used += len(word) + 2
        fitting += used <= room
    if len(unique) <= max(1, min(fitting, most)):
        return listed(unique)
    shown = max(1, min(fitting, most - 1))
    return f"{', '.join(unique[:shown])} en nog {len(unique) - shown}"


def some(names: Iterable[str], most: int = 4, room: int = _ROOM) -> str:
    """The first names in quotes, and how many more there are: “a”, “b”, “c” en nog 7."""
    return cut((quoted(name, room) for name in names), most, room)
