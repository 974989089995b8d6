"""What headings and cells may say, as data: words by the field or value they stand for."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from unicodedata import category

import msgspec

from providers.facts.searching import fold

_FOLDER = Path(__file__).parent / "data"
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file `words.yaml`."""

    nothing: tuple[str, ...]
    none: tuple[str, ...]
    above: tuple[str, ...]
    closed: dict[str, dict[str, tuple[str, ...]]]
    basis: dict[str, tuple[str, ...]]
    mechanism: dict[str, tuple[str, ...]]
    countries: dict[str, tuple[str, ...]]
    data: dict[str, tuple[str, ...]]
    group: dict[str, tuple[str, ...]]
    measure: dict[str, tuple[str, ...]]


# Made at import: several threads may ask.
_words = msgspec.convert(msgspec.yaml.decode((_FOLDER / "words.yaml").read_bytes()), _Words)
_headings = msgspec.convert(msgspec.yaml.decode((_FOLDER / "headings.yaml").read_bytes()), dict[str, tuple[str, ...]])


def plain(text: str) -> str:
    """The words of a text with a space between them: small letters, no accents and no signs."""
    return " ".join(re.findall(r"[^\W_]+", fold(text)))


def squash(text: str) -> str:
    """The same without spaces, so that “e-mail adres” is “emailadres”."""
    return plain(text).replace(" ", "")


def without_brackets(text: str) -> str:
    """The text without what is added between brackets."""
    return " ".join(_BRACKETS.sub(" ", text).split())


def by_word(words: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """The key of each word, squashed."""
    return {squash(word): key for key, many in words.items() for word in many}


@cache
def field_of(heading: str) -> str:
    """The field that a heading means; empty when no word of it is known."""
    if exact := field_called(heading):
        return exact
    # Before the dot of “Doelen.Omschrijving” stands what it is of.
    parts = [plain(part) for part in (without_brackets(heading), *heading.rsplit(".", 1)[::-1], heading)]
    for text in parts:
        found = [word for word in _phrases() if f" {word} " in f" {text} "]
        if found:
            return _phrases()[max(found, key=len)]
    return ""


def field_called(heading: str) -> str:
    """The field that is called exactly so, what stands between brackets aside; else empty."""
    known = _exact()
    return known.get(squash(heading)) or known.get(squash(without_brackets(heading)), "")


@cache
def _exact() -> dict[str, str]:
    return by_word(_headings)


@cache
def _phrases() -> dict[str, str]:
    # A word as short as “id” may be part of anything.
    return {plain(word): key for key, many in _headings.items() for word in many if len(word) > 3}


def is_nothing(text: str) -> bool:
    """Whether a cell says nothing: empty, a dash or other marks between words, “n.v.t.” and the like."""
    return squash(text) in _nothing() or all(category(sign)[0] in "PZC" for sign in text)


def is_none(text: str) -> bool:
    """Whether a cell of parties says that there are none, which is more than saying nothing."""
    return squash(text) in {squash(word) for word in _words.none}


def is_above(text: str) -> bool:
    """Whether a cell or item repeats what stands above it."""
    bare = without_brackets(text)
    return bare in _words.above or (
        bool(squash(bare)) and squash(bare) in {squash(word) for word in _words.above} - {""}
    )


@cache
def _nothing() -> frozenset[str]:
    return frozenset(map(squash, _words.nothing)) - {""}


@cache
def meanings(name: str) -> dict[str, str]:
    """Values of a closed list by their words, squashed."""
    return by_word(_words.closed.get(name) or getattr(_words, name))


def spoken(name: str, text: str) -> list[tuple[str, str]]:
    """Values whose words stand in a text, with those words, in the order of the text."""
    said = f" {plain(text)} "
    places = [
        (said.find(f" {plain(word)} "), value, word) for value, many in getattr(_words, name).items() for word in many
    ]
    found: dict[str, tuple[int, str]] = {}
    for place, value, word in sorted(places):
        if place >= 0:
            found.setdefault(value, (place, word))
    return [(value, word) for value, (_, word) in sorted(found.items(), key=lambda item: item[1])]
