"""The text of a source document as it was given: no line of it moves, whatever stands on it."""

import unicodedata
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from .fields import Tidied

MOST_BYTES = 1_000_000
MOST_LINES = 20_000

_KEPT = frozenset("\n\t")
# How files are written, the way that counts here first; the mark of a first byte is no part of the text.
_ENCODINGS = ("utf-8", "utf-8-sig", "cp1252")
_LINE_ENDS = ("\n", "\r\n")


def one_line_end(text: str) -> str:
    """The same lines with one sign at their end; everything else, also an empty line, stays."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def lines_of(text: str) -> list[str]:
    """The lines as an editor counts them: a line end at the end of the text begins no line."""
    return text.removesuffix("\n").split("\n") if text else []


def fingerprint(text: str) -> str:
    """SHA-256 of the text in UTF-8, with LF behind each line that has a line end."""
    return sha256(text.encode()).hexdigest()


def fingerprints(text: str) -> Iterator[str]:
    """The SHA-256 of every file that this text can be the content of."""
    for encoding in _ENCODINGS:
        for line_end in _LINE_ENDS:
            try:
                yield sha256(text.replace("\n", line_end).encode(encoding)).hexdigest()
            except UnicodeEncodeError:
                continue


def validate_source_text(text: str) -> None:
    """Refuse what is no text, and more than a page can show. HTML is data here. Raises ValidationError in Dutch."""
    if found := next(_unreadable(text), None):
        message = "Regel {} bevat een teken dat geen tekst is (U+{:04X}). Haal het weg.".format(*found)
        raise ValidationError(message, code="control")
    if (size := len(text.encode())) > MOST_BYTES:
        raise ValidationError(f"Een tekst heeft ten hoogste 1 MB; deze heeft {size:,} bytes.".replace(",", "."))
    if (count := len(lines_of(text))) > MOST_LINES:
        raise ValidationError(f"Een tekst heeft ten hoogste {MOST_LINES} regels; deze heeft er {count}.")


def _unreadable(text: str) -> Iterator[tuple[int, int]]:
    """The line of each sign that is none, and its code."""
    for place, char in enumerate(text):
        if char not in _KEPT and unicodedata.category(char) in {"Cc", "Cs"}:
            yield text.count("\n", 0, place) + 1, ord(char)


class SourceTextField(Tidied, models.TextField):
    """A text that keeps its line numbers."""

    tidy = staticmethod(one_line_end)
    default_validators = [validate_source_text]

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """An ordinary column: how text gets into it is no part of the schema."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs

    def formfield(self, **kwargs: Any) -> Any:
        """A box that leaves white space where it is."""
        return super().formfield(**{"strip": False, **kwargs})
