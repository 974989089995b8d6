"""Words of a list found in a line, in one or in many: naam and namen, e-mailadres and emailadressen."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

_OTHER_WORDS = re.compile(r"\s+(?:of|en)\s+|\s*/\s*")
_BETWEEN = re.compile(r"[-\s]+")
_DOUBLE = re.compile(r"(.*)([aeou])\2([b-df-hj-np-tv-z])$")


@dataclass(frozen=True)
class Phrases:
    """Names with what each of them stands for."""

    meanings: Mapping[str, str]

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        # The longest first: “mobiel telefoonnummer” is no telefoonnummer.
        written = {form for name in self.meanings for form in forms(name)}
        longest = sorted(map(_spaced, written), key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(longest)})(?!\w)", re.IGNORECASE) if longest else None

    @cached_property
    def _forms(self) -> dict[str, str]:
        """Every form of every name; where two names share one, the first has it."""
        found: dict[str, str] = {}
        for name, meaning in self.meanings.items():
            for form in forms(name):
                found.setdefault(_joined(form), meaning)
        return found

    def found(self, text: str) -> Iterator[tuple[re.Match[str], str]]:
        """Where a name stands in a text, with its meaning, from left to right."""
        for match in self._pattern.finditer(text) if self._pattern else ():
            yield match, self._forms[_joined(match[0])]


def forms(name: str) -> Iterable[str]:
    """The ways in which a name can stand in a text; what stands between brackets is no part of it."""
    plain = re.sub(r"\([^)]*\)", "", name).strip()
    for form in dict.fromkeys([plain, *(_OTHER_WORDS.split(plain) if "en " not in plain else ())]):
        if len(form) > 2:
            yield from several(form)


def several(word: str) -> tuple[str, ...]:
    """A word and what it is in the plural, and the other way round; also forms that nobody writes."""
    found = (
        [word]
        if word.endswith("en")
        else [word, f"{word}s", f"{word}'s", f"{word}’s", f"{word}en", f"{word}n", f"{word}{word[-1]}en"]
    )
    if match := _DOUBLE.match(word):
        found.append(f"{match[1]}{match[2]}{match[3]}en")
    for ending in ("’s", "'s", "en", "n", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 3:
            found.append(word.removesuffix(ending))
    return tuple(found)


def _joined(form: str) -> str:
    return _BETWEEN.sub("", form).casefold()


def _spaced(form: str) -> str:
    # Where a name has a space or a dash, a text may have another or none.
    return r"[-\s]{0,3}".join(map(re.escape, _BETWEEN.split(form)))
