"""Searching and sorting as people do, alike on both databases: accents and capitals aside, numbers as numbers."""

import re
from typing import Any

from django.db.backends.signals import connection_created
from django.db.models import CharField, F, Func, TextField, Transform
from django.db.models.lookups import IContains
from django.dispatch import receiver

from .text import UNSEEN, in_form

# Letters that are no plain letter with an accent, and signs that a keyboard has in another form.
_PLAIN = dict(zip("øłđðħŧıς‘’‚“”„‐‑‒–—−", "olddhtiσ'''\"\"\"------", strict=True))
_SEVERAL = {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
_ACCENTS = "".join(map(chr, range(0x300, 0x370)))
# PostgreSQL makes small letters of these only in some of its languages.
_CAPITALS = {chr(code): chr(code).lower() for code in (*range(0xC0, 0x590), 0x1E9E) if chr(code).lower() != chr(code)}
_FROM = [*_PLAIN, *(letter for letter in _CAPITALS if len(_CAPITALS[letter]) == 1)]
_TO = "".join(_PLAIN.get(letter, _PLAIN.get(_CAPITALS.get(letter, ""), _CAPITALS.get(letter, ""))) for letter in _FROM)
_TABLE = str.maketrans("".join(_FROM), _TO, _ACCENTS + UNSEEN)
_DIGITS = 20


def fold(text: str) -> str:
    """The text as a search compares it: small letters without accents, in one Unicode form."""
    plain = in_form("NFKD", text).lower().translate(_TABLE)
    for letter, letters in _SEVERAL.items():
        plain = plain.replace(letter, letters)
    return plain


def pad_numbers(text: str) -> str:
    """The text with every number in it equally long, so that 11 comes before 100."""
    return re.sub("[0-9]+", lambda number: number[0].zfill(_DIGITS)[-_DIGITS:], text)


class Folded(Transform):
    """`fold` in the database."""

    lookup_name = "folded"
    function = "FOLDED"

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """With functions that every PostgreSQL has, so that nobody has to install an extension."""
        sql, params = compiler.compile(self.lhs)
        sql = f"TRANSLATE(LOWER(NORMALIZE({sql}, NFKD)), %s, %s)"
        params = [*params, "".join(_FROM) + _ACCENTS + UNSEEN, _TO]
        for pair in _SEVERAL.items():
            sql, params = f"REPLACE({sql}, %s, %s)", [*params, *pair]
        return sql, params


@CharField.register_lookup
@TextField.register_lookup
class FoldedContains(IContains):
    """Replaces Django's own `icontains`, which differs per database: lists, search boxes and whoever else asks it."""

    def __init__(self, lhs: Any, rhs: Any) -> None:
        super().__init__(Folded(lhs), Folded(rhs) if hasattr(rhs, "resolve_expression") else fold(str(rhs)))


class Numbered(Func):
    """`pad_numbers` in the database, to sort by."""

    function = "NUMBERED"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """The same with regular expressions: too many zeros first, then the last digits."""
        sql, params = compiler.compile(self.source_expressions[0])
        padded = f"REGEXP_REPLACE({sql}, '[0-9]+', '{'0' * _DIGITS}\\&', 'g')"
        return f"REGEXP_REPLACE({padded}, '[0-9]*([0-9]{{{_DIGITS}}})', '\\1', 'g')", params


def numbered(name: str) -> Numbered:
    """The order of a column of text in which PR-11 comes before PR-100."""
    return Numbered(F(name))


@receiver(connection_created)
def _teach(connection: Any, **kwargs: Any) -> None:
    """SQLite takes functions from the program that asks."""
    if connection.vendor == "sqlite":
        for name, function in {"FOLDED": fold, "NUMBERED": pad_numbers}.items():
            connection.connection.create_function(name, 1, _or_null(function), deterministic=True)


def _or_null(function: Any) -> Any:
    return lambda text: None if text is None else function(str(text))
