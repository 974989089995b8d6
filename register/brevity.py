"""How long an answer in the summary may be, and how that is counted."""

import re
from itertools import pairwise

WORDS, SENTENCES = 25, 2

_ALWAYS_ENDS = re.compile(r"[!?…]\W*$")
_STOP = re.compile(r"\.\W*$")
# B.V., o.a. and the like: a stop that belongs to the word.
_WORDS = "art|bijv|ca|co|corp|dhr|dr|enz|etc|evt|inc|incl|ltd|mevr|mr|nr|tel"
_SHORTENED = re.compile(rf"^\W*(?:(?:\w\.)+|(?:{_WORDS})\.)\W*$", re.IGNORECASE)
_STARTS = re.compile(r"^\W*[A-ZÀ-Þ\d]")


def count_words(text: str) -> int:
    """Words as a reader counts them."""
    return len(text.split())


def count_sentences(text: str) -> int:
    """Sentences, in doubt fewer: the stop of “B.V.” ends none."""
    words = text.split()
    ends = sum(_ends(word, following) for word, following in pairwise(words))
    return ends + 1 if words else 0


def is_shortened(word: str) -> bool:
    """Whether the stop at the end belongs to the word and ends no sentence."""
    return bool(_SHORTENED.search(word))


def is_brief(text: str) -> bool:
    """Whether a text is at most 25 words and two sentences."""
    return count_words(text) <= WORDS and count_sentences(text) <= SENTENCES


def _ends(word: str, following: str) -> bool:
    is_stop = _STOP.search(word) and not is_shortened(word) and _STARTS.search(following)
    return bool(is_stop or _ALWAYS_ENDS.search(word))
