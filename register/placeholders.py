"""Places in an officer's own words where a fact stands: {termijn:voicemail}, {antwoordtermijn}.

A text without them is left alone, and so is a brace that belongs to none.
"""

import re
from collections.abc import Callable, Iterator, Mapping

# What people type for a kind of fact, and the list of the Dossier in which its key is found.
KINDS: Mapping[str, str] = {
    "termijn": "terms",
    "ontvanger": "recipients",
    "contact": "contact_points",
    "bedrijf": "entities",
    "groep": "subject_groups",
    "dienst": "services",
}
ANSWER = "antwoordtermijn"

# An abbreviation at the end of what is filled in brings the stop of its sentence along.
_PLACE = re.compile(r"\{([^{}]*)\}(\.?)")

# The kind of fact and its key; the key of what a provider has once is empty.
Name = tuple[str, str]


def placeholder(kind: str, key: str = "") -> str:
    """What is typed to name a fact."""
    return f"{{{kind}:{key}}}" if key else f"{{{kind}}}"


def named(text: str) -> Iterator[Name]:
    """Everything between braces in a text, as kind and key: also of kinds that there are not."""
    return (_name(match[1]) for match in _PLACE.finditer(text))


def replaced(text: str, words: Callable[[str, str], str]) -> str:
    """The text with, in every place of a kind that exists, what `words` gives for this kind and key."""

    def told(match: re.Match[str]) -> str:
        kind, key = _name(match[1])
        if not is_kind(kind, key):
            return match[0]
        found = words(kind, key)
        return found if found.endswith(".") else f"{found}{match[2]}"

    return _PLACE.sub(told, text)


def without(text: str) -> str:
    """What somebody typed in a text beside the places: the words that no fact gives."""
    return replaced(text, lambda kind, key: "…") if "{" in text else text


def is_kind(kind: str, key: str) -> bool:
    """Whether a place of this kind has a key when it should, and none when it should not."""
    return not key if kind == ANSWER else bool(key) and kind in KINDS


def _name(inner: str) -> Name:
    kind, _, key = inner.partition(":")
    return kind.strip().lower(), key.strip().lower()
