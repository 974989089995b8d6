"""A proposal, and what makes it the same as a fact that is recorded already."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django.db import models

from ..marking import bare

Signature = tuple[str, ...]


class Kind(models.TextChoices):
    """Kinds of facts that words of a text can give away."""

    TERM = "termijn", "Bewaartermijn"
    CONTACT = "contact", "Contactpunt"
    ADDRESS = "adres", "Adres"
    ENTITY = "rechtspersoon", "Rechtspersoon"
    RIGHT = "recht", "Recht"
    BASIS = "grondslag", "Algemene grondslag"
    RECIPIENT = "ontvanger", "Ontvanger"
    GROUP = "groep", "Groep betrokkenen"
    DATA = "gegevens", "Gegevens"


@dataclass(frozen=True)
class Proposal:
    """One fact that a line seems to state: its words as they stand there, and the values that would be recorded."""

    line: int
    kind: Kind
    words: str
    values: dict[str, Any] = field(hash=False)

    @property
    def signature(self) -> Signature:
        """What a recorded fact has as well when it says the same."""
        return _SIGNATURES[self.kind](self.values)

    @property
    def token(self) -> str:
        """A name for a form: the same line and words give the same one, other ones another."""
        text = "|".join((str(self.line), self.words, *self.signature))
        return f"{self.line}-{self.kind.value}-{sha256(text.encode()).hexdigest()[:12]}"


def signature_of(kind: Kind, row: models.Model) -> Signature:
    """The same of a row that is recorded."""
    names = (name for name in (*_COLUMNS[kind],) if getattr(row, name, None) not in (None, ""))
    return _SIGNATURES[kind]({name: getattr(row, name) for name in names})


def folded(text: str) -> str:
    """Words as they are compared: small letters and figures only."""
    return re.sub(r"[^0-9a-zà-ÿ]+", "", bare(str(text)).casefold())


def _word(values: dict[str, Any], column: str) -> str:
    """The word of the vocabulary, or else the own words."""
    word = values.get(column)
    return getattr(word, "key", word) or folded(values.get("name", ""))


_COLUMNS = {
    Kind.TERM: ("amount", "unit", "criterion", "end_event"),
    Kind.CONTACT: ("value",),
    Kind.ADDRESS: ("postcode", "street"),
    Kind.ENTITY: ("name",),
    Kind.RIGHT: ("right",),
    Kind.BASIS: ("article",),
    Kind.RECIPIENT: ("name",),
    Kind.GROUP: ("name", "category"),
    Kind.DATA: ("name", "category"),
}
_SIGNATURES: dict[Kind, Callable[[dict[str, Any]], Signature]] = {
    Kind.TERM: lambda values: (str(values.get("amount", "")), str(values.get("unit", ""))),
    Kind.CONTACT: lambda values: (folded(values.get("value", "")),),
    Kind.ADDRESS: lambda values: (folded(values.get("postcode") or values.get("street", "")),),
    Kind.ENTITY: lambda values: (folded(values.get("name", "")),),
    Kind.RIGHT: lambda values: (str(values.get("right", "")),),
    Kind.BASIS: lambda values: (str(values.get("article", "")),),
    Kind.RECIPIENT: lambda values: (folded(values.get("name", "")),),
    Kind.GROUP: lambda values: (_word(values, "category"),),
    Kind.DATA: lambda values: (_word(values, "category"),),
}
