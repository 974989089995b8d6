"""What rules look up: dated tables, phrases and thresholds, kept as data with their source.

Each file of `data/` says where its content comes from. Whoever edits one changes what the rules
find, at the next start; a wrong file stops the start with its name and the place in it.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import NamedTuple, TypeVar

import msgspec

from providers.countries import NAMES

from ..choices import DataKind, SpecialKind

_FOLDER = Path(__file__).parent / "data"
# Bounded, so that no text can keep the search busy.
_GAP = r"[^.;:\d]{0,60}"
_UNBOUNDED = re.compile(r"(?<!\\)[*+]|\{\d+,\}")
T = TypeVar("T")


class Phrases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that mean too little, or that should not be there.

    A phrase starts where a word starts. In it “…” stands for any words of the same sentence, but not
    for a number.
    """

    source: str
    phrases: tuple[str, ...]


class TextPatterns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Regular expressions for what should not be in a text; `words` count at the start of a word only."""

    source: str
    marks: tuple[str, ...]
    words: tuple[str, ...]


class PlainWord(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A regular expression for a word that is hard to understand, and what to write instead."""

    refused: str
    write: str


class PlainWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of a text that everybody has to understand; `allowed` are pieces of text that are passed over."""

    source: str
    allowed: tuple[str, ...]
    words: tuple[PlainWord, ...]


class KnownWord(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What data are called that the law protects more, and what it then says that they are, in Dutch."""

    kind: DataKind
    says: str
    phrases: tuple[str, ...]
    special_kind: SpecialKind | None = None
    identity_document: bool = False


class KnownWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of the names of data; what stands in `unless` is something else."""

    source: str
    unless: tuple[str, ...]
    words: tuple[KnownWord, ...]


class Recognised(NamedTuple):
    """What a name seems to be, and the word of it that says so."""

    known: KnownWord
    word: str


class Country(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A country of the EEA, or one that the Commission found adequate in a period.

    `until` is the last day; `condition` is what else has to hold for one recipient, in Dutch.
    """

    code: str
    name: str
    since: date | None = None
    until: date | None = None
    condition: str | None = None

    def counts_on(self, day: date) -> bool:
        """Whether this holds on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class Countries(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A dated table of countries."""

    source: str
    countries: tuple[Country, ...]

    def find(self, code: str, day: date) -> Country | None:
        """The country with this code, if it counts on a day."""
        return next((item for item in self.countries if item.code == code and item.counts_on(day)), None)


class Thresholds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Numbers that rules compare with."""

    source: str
    review_months: int
    bookkeeping_years: int
    response_months: int
    extension_months: int


_reading = Lock()


def load(name: str, kind: type[T]) -> T:
    """Read a file of `data/`. Raises ValueError that names the file and the place."""
    try:
        # Several threads that use a type for the first time end the process (see `dossier/canonical.py`).
        with _reading:
            return msgspec.yaml.decode((_FOLDER / f"{name}.yaml").read_bytes(), type=kind)
    except msgspec.MsgspecError as error:
        raise ValueError(f"register/findings/data/{name}.yaml: {error}") from error


@cache
def phrases(name: str) -> tuple[str, ...]:
    """The phrases of a file, in small letters."""
    return tuple(text.casefold() for text in load(name, Phrases).phrases)


def mentions(name: str, *texts: str | None) -> bool:
    """Whether a phrase of a file stands in one of these texts, in capitals or not."""
    return any(_pattern(name).search(text.casefold()) for text in texts if text)


def mentioned(name: str, text: str) -> list[str]:
    """The phrases of a file that stand in this text, as they stand there."""
    return [text[slice(*match.span())] for match in _pattern(name).finditer(text.casefold())]


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return _any_of(phrases(name))


def _any_of(texts: Iterable[str]) -> re.Pattern[str]:
    pieces = ([re.escape(piece.strip()) for piece in text.split("…")] for text in texts)
    return re.compile("|".join(rf"\b{_GAP.join(found)}" for found in pieces))


@lru_cache(maxsize=10_000)
def recognise(name: str) -> Recognised | None:
    """What data with this name seem to be; None for a name without a known word."""
    unless, kinds = _known_words()
    text = unless.sub(" ", name)
    for known, pattern in kinds:
        if match := pattern.search(text):
            return Recognised(known, match.group())
    return None


@cache
def _known_words() -> tuple[re.Pattern[str], tuple[tuple[KnownWord, re.Pattern[str]], ...]]:
    found = load("known_words", KnownWords)
    kinds = ((known, rf"(?:{_any_of(known.phrases).pattern})[\w-]{{0,40}}") for known in found.words)
    return (
        re.compile(_any_of(found.unless).pattern, re.IGNORECASE),
        tuple((known, re.compile(pattern, re.IGNORECASE)) for known, pattern in kinds),
    )


@cache
def text_pattern() -> re.Pattern[str]:
    """All text patterns as one. Raises ValueError for one that is wrong, or repeats without a bound."""
    patterns = load("text_patterns", TextPatterns)
    _check("text_patterns", (*patterns.marks, *patterns.words))
    # One test for the start of a word before all words: nine times faster than in each of them.
    return re.compile(rf"{'|'.join(patterns.marks)}|\b(?:{'|'.join(patterns.words)})", re.IGNORECASE)


@cache
def plain_words() -> tuple[re.Pattern[str], tuple[PlainWord, ...]]:
    """All refused words as one pattern, whose group `w<n>` is word n; no group where a text is allowed.

    Raises ValueError for a pattern that is wrong, or repeats without a bound.
    """
    found = load("plain_words", PlainWords)
    _check("plain_words", (*found.allowed, *(word.refused for word in found.words)))
    refused = "|".join(rf"(?P<w{number}>{word.refused})" for number, word in enumerate(found.words))
    pattern = rf"(?<![\w-])(?:{'|'.join(found.allowed)}|(?:{refused}))(?![\w-])"
    return re.compile(pattern, re.IGNORECASE), found.words


def _check(name: str, patterns: tuple[str, ...]) -> None:
    for pattern in patterns:
        if _UNBOUNDED.search(pattern):
            raise ValueError(f"register/findings/data/{name}.yaml: herhaling zonder grens in {pattern}")
        try:
            re.compile(pattern)
        except re.error as error:
            raise ValueError(f"register/findings/data/{name}.yaml: {pattern}: {error}") from error


@cache
def eea() -> Countries:
    """Countries to which no transfer takes place."""
    return load("eea", Countries)


@cache
def eea_on(day: date) -> frozenset[str]:
    """Codes of the countries that belong to the EEA on a day."""
    return frozenset(country.code for country in eea().countries if country.counts_on(day))


def is_outside_eea(code: str | None, day: date) -> bool:
    """Whether this is a country where data that go there on this day are transferred; an unknown one is not."""
    return bool(code) and code not in eea_on(day)


@cache
def adequacy() -> Countries:
    """Decisions of the Commission, art. 45 AVG."""
    return load("adequacy", Countries)


def country_name(code: str) -> str:
    """The name of a country, in Dutch; else its code."""
    return NAMES.get(code, code)


@cache
def thresholds() -> Thresholds:
    """The numbers."""
    return load("thresholds", Thresholds)


def review_due(reviewed_on: date, months: int | None) -> date:
    """The first day on which a review of this day is too long ago; None where nobody chose how many months."""
    return months_later(reviewed_on, months or thresholds().review_months)


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or the last day of it."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def dates_that_matter() -> Iterator[date]:
    """Days on which findings may change although the facts do not."""
    for country in (*eea().countries, *adequacy().countries):
        if country.since:
            yield country.since
        if country.until:
            yield date.fromordinal(country.until.toordinal() + 1)
