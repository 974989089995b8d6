"""What people typed, made safe for a page: no endless words, no signs that cannot be printed."""

import re
from collections.abc import Collection

LONGEST_WORD = 30
BREAK = "\u200b"

_PIECES = re.compile(r"(<[^>]*>)")
# What may hold a long word, found ten times as fast as the word itself.
_MAYBE_LONG = re.compile(rf"[^ \t\n<>{BREAK}]{{{LONGEST_WORD + 1},}}")
# An entity such as &amp; is one sign.
_LONG_WORD = re.compile(rf"(?:&[#\w]+;|[^\s<>&{BREAK}]|\xa0|&){{{LONGEST_WORD + 1},}}")
_SIGNS = re.compile(rf"(?:&[#\w]+;|.){{1,{LONGEST_WORD}}}", re.DOTALL)
# Controls, halves of surrogate pairs, overrides of direction (a name could hide its own end), non-characters.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]"
)


def printable(html: str) -> str:
    """Rendered HTML in which every text can be laid out in reasonable time.

    A word of 3,200 letters costs ten seconds and one of 100,000 two minutes, so a
    long word gets an invisible place to break after every thirtieth sign.
    """
    clean = _UNPRINTABLE.sub("", html.replace("\u2028", " ").replace("\u2029", " "))
    return "".join(piece if piece.startswith("<") else _breakable(piece) for piece in _PIECES.split(clean))


def _breakable(text: str) -> str:
    if not _MAYBE_LONG.search(text):
        return text
    return _LONG_WORD.sub(lambda word: BREAK.join(_SIGNS.findall(word[0])), text)


def spelled_out(html: str, codepoints: Collection[int]) -> str:
    """The signs that no font has as their numbers: [U+1F600]. An empty box would tell less."""
    return html.translate({codepoint: f"[U+{codepoint:04X}]" for codepoint in codepoints})
