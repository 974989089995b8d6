"""Typed texts made fit to stand in a sentence, a list or between brackets."""

from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

from ..language import END, START, bare, inside, is_own, label, marked

T = TypeVar("T", bound=Hashable)
_STOPS = ".!?…"
_CLOSERS = f"\"'”’)»>{END}"


@inside
def flat(text: str) -> str:
    """One line: typed lines become one, with a semicolon where a line has no sign at its end."""
    lines = [line.strip(" \t-•*") for line in text.splitlines()]
    whole = ""
    for line in filter(None, (" ".join(line.split()) for line in lines)):
        sign = "" if not whole or whole[-1] in ".,:;!?" else ";"
        whole = f"{whole}{sign} {line}" if whole else line
    return whole


def rows(text: str) -> tuple[str, ...]:
    """The lines of a text in which every line is an item."""
    lines = tuple(filter(None, (" ".join(line.strip(" \t-•*;").split()) for line in bare(text).splitlines())))
    return tuple(map(marked, lines)) if is_own(text) else lines


@inside
def sentence(text: str) -> str:
    """A capital in front and one full stop at the end."""
    whole = flat(text)
    if not whole:
        return ""
    said = whole.rstrip(";:,")
    end = said.rstrip(_CLOSERS)
    if end and end[-1] in _STOPS:
        return capital(said)
    return f"{capital(said)}."


def capital(text: str) -> str:
    """A capital in front, unless the word has its own way of writing, such as iPhone."""
    if text.startswith(START):
        return START + capital(text[1:])
    return text if text[1:2].isupper() else text[:1].upper() + text[1:]


@inside
def small(text: str, proper: Iterable[str] = ()) -> str:
    """A small letter in front for use inside a sentence; names and abbreviations keep theirs."""
    whole = flat(text).rstrip(".;,")
    first, _, rest = whole.partition(" ")
    stem = first.split("-", 1)[0].rstrip(":,;")
    keep = any(sign.isupper() or sign.isdigit() for sign in stem[1:]) or stem in set(proper)
    # Two capitals in a row are a name: Mobile Device Management.
    keep = keep or (rest[:1].isupper() and rest[1:2].islower())
    lonely = len(stem) == 1 and stem not in "EUAeua"
    return whole if keep or lonely else whole[:1].lower() + whole[1:]


def listed(words: Sequence[str]) -> str:
    """a, b en c; with semicolons when a member has a comma itself."""
    comma = ";" if any("," in word for word in words) else ","
    if len(words) < 2:
        return "".join(words)
    return f"{f'{comma} '.join(words[:-1])} {label('en')} {words[-1]}"


def unique(values: Iterable[T]) -> tuple[T, ...]:
    """Each value once, in the order in which they come."""
    return tuple(dict.fromkeys(values))
