"""Which passwords anybody would guess: those of words, names, rows and repetitions that people know."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec
from django.conf import settings
from django.core.exceptions import ValidationError

from providers.facts.text import in_form
from providers.models import LegalEntity, Provider, TradeName

_WORDS = Path(__file__).parent / "data" / "guessable.yaml"
# What has to be left when everything guessable is crossed out, and how many different signs there are at least.
LEAST_LEFT, LEAST_SIGNS, LEAST_OF_NAME = 8, 6, 3
ROWS = (
    *("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop", "qsdfghjklm"),
    *("1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "qazwsxedcrfvtgbyhnujmikolp", "q1w2e3r4t5y6u7i8o9p0"),
    *("1q2w3e4r5t6y7u8i9o0p", "a1b2c3d4e5f6g7h8i9", "a1s2d3f4g5h6j7k8l9"),
)
IN_A_ROW = 4
LONGEST = 200
# Signs that stand for letters; some stand for either of two.
_LOOK_ALIKES = ("012345678|9@$!€+", "oizeasgtbigasiet"), ("012345678|9@$!€+", "olreasjtblgaslet")
_FIGURES_AROUND = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_YEARS = re.compile(r"(?:19|20)\d\d")
_AGAIN = re.compile(r"(.{1,8}?)\1+")

MESSAGE = (
    "Dit wachtwoord is te raden: het bestaat bijna helemaal uit bekende woorden, namen, reeksen, jaartallen of "
    "herhalingen. Neem vier of meer woorden die niets met elkaar, met u of met dit register te maken hebben."
)


class GuessableValidator:
    """For AUTH_PASSWORD_VALIDATORS: what remains without everything guessable must be long enough."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError when hardly anything is left."""
        # Looking for what comes again takes time with the square of the length.
        text = _folded(password[:LONGEST])
        if len(set(text)) < LEAST_SIGNS or left(text, {*_common(), *_own(user)}) < LEAST_LEFT:
            raise ValidationError(MESSAGE, code="password_guessable")

    def get_help_text(self) -> str:
        """What is asked, in one sentence."""
        return "Geen bekende woorden, namen, reeksen of jaartallen: vier losse woorden zijn veilig en te onthouden."


def left(text: str, words: Iterable[str]) -> int:
    """How many letters and figures nobody would guess; `text` and `words` in lower case without accents."""
    covered: set[int] = set()
    for pattern in (_FIGURES_AROUND, _YEARS):
        covered.update(place for found in pattern.finditer(text) for place in range(*found.span()))
    for found in _AGAIN.finditer(text):
        covered.update(range(found.start() + len(found[1]), found.end()))
    covered.update(_repeated(text), _in_rows(text), _in_words(text, words))
    return sum(sign.isalnum() for place, sign in enumerate(text) if place not in covered)


def _in_words(text: str, words: Iterable[str]) -> Iterator[int]:
    readings = {text, *(text.translate(str.maketrans(*pair)) for pair in _LOOK_ALIKES)}
    for word in words:
        for reading in readings:
            for form in {word, word[::-1]} if len(word) > IN_A_ROW else {word}:
                for found in re.finditer(re.escape(form), reading):
                    yield from range(*found.span())


def _in_rows(text: str) -> Iterator[int]:
    rows = [way for row in ROWS for way in (row, row[::-1])]
    for start in range(len(text) - IN_A_ROW + 1):
        if any(text[start : start + IN_A_ROW] in row for row in rows):
            yield from range(start, start + IN_A_ROW)


def _repeated(text: str) -> Iterator[int]:
    for start in range(len(text) - 2):
        if text[start : start + 3] in text[: start + 2]:
            yield from range(start, start + 3)


def _folded(text: str) -> str:
    plain = in_form("NFKD", text.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


@cache
def _common() -> frozenset[str]:
    return frozenset(msgspec.yaml.decode(_WORDS.read_bytes())["words"].split())


def _own(user: Any) -> set[str]:
    """Words of the installation, of its providers and of the user; whole names and their parts."""
    names = [urlsplit(settings.SITE_URL).hostname or "", *settings.ALLOWED_HOSTS]
    for rows in (Provider.objects.values_list("name", "slug", "group_name"), LegalEntity.objects.values_list("name")):
        names += [name for row in rows for name in row]
    names += TradeName.objects.values_list("name", flat=True)
    names += [str(getattr(user, name, "")) for name in ("username", "first_name", "last_name", "email")]
    words = (re.sub(r"[\W_]+", " ", _folded(name)).split() for name in names)
    return {part for name in words for part in (*name, "".join(name)) if len(part) >= LEAST_OF_NAME}
