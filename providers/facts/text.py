"""One way to write the same text, so that what reads equal is equal: in the database, in a key, in a search."""

import re
import unicodedata
from typing import Literal

# White space, and signs of which nothing is seen: fillers, joiners, direction marks, the mark of a file's first byte.
_SPACES = "\t\x0b\x0c\x1c\x1d\x1e\x1f \x85\xa0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
UNSEEN = (
    "\u00ad\u034f\u115f\u1160\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\u2800\u3164\ufeff\uffa0"
)
# No column holds as much as this.
_LONGEST = 15_000
_NUMBER = re.compile("([A-Za-z]{2,4})-([0-9]{1,5})")
_LINE_END = re.compile("\r\n?|[\u2028\u2029]")


def tidy_text(text: str) -> str:
    """Composed letters, line ends of one sign, and no white space or unseen sign around the text or after a line."""
    lines = _lines(text)
    return "\n".join(line.rstrip(_SPACES + UNSEEN) for line in lines).strip("\n" + _SPACES + UNSEEN)


def tidy_line(text: str) -> str:
    """The same as one line: a browser's box for one line cannot hold more, and joins what is in it."""
    return " ".join(filter(None, (line.strip(_SPACES + UNSEEN) for line in _lines(text))))


def tidy_key(text: str) -> str:
    """The same in small letters: an address or a reference is not another one by its capitals."""
    return tidy_line(text).lower()


def tidy_number(text: str) -> str:
    """The number of an activity with capitals and at least two digits, from tt-1 as from TT-001: TT-01."""
    match = _NUMBER.fullmatch(tidy_line(text))
    return f"{match[1].upper()}-{int(match[2]):02d}" if match else tidy_line(text)


def same_line_ends(text: str) -> str:
    """The text with one sign at the end of each line, whatever wrote it or a browser made of it."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def in_form(form: Literal["NFC", "NFKC", "NFKD"], text: str) -> str:
    """The text in a Unicode form; sign by sign when it is longer than any column.

    Unicode's own order takes time with the square of what is piled on one letter, and anybody may send megabytes.
    """
    if len(text) <= _LONGEST:
        return unicodedata.normalize(form, text)
    return "".join(unicodedata.normalize(form, sign) for sign in text)


def _lines(text: str) -> list[str]:
    return _LINE_END.sub("\n", in_form("NFC", text)).split("\n")
