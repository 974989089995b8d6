"""Keys of rows that came without one: made from what the row is called, alike in a form, a file and a spreadsheet."""

import re
from collections.abc import Collection, Mapping
from itertools import chain, count, product
from string import ascii_uppercase
from typing import Any

from django.utils.text import slugify

# Of a prefix.
_SHORTEST, _LONGEST = 2, 4


def made_key(model: Any, values: Mapping[str, Any], taken: Collection[str], name: str = "key") -> str:
    """The key of a row with these values; the kind of row, where what a row is called has no letters."""
    called = slugify(" ".join(str(values.get(name) or "") for name in model.key_from or model.called_by))
    called = called.strip("-_") or slugify(str(model._meta.verbose_name))
    meta: Any = model._meta
    column = meta.get_field(name)
    return free_key(called, taken, column.max_length)


def free_key(called: str, taken: Collection[str], length: int) -> str:
    """`called`, or the first of called-2, called-3 and so on that is free; cut between words to fit."""
    endings = chain([""], (f"-{number}" for number in count(2)))
    keys = (_cut(called, length - len(ending)) + ending for ending in endings)
    return next(key for key in keys if key not in taken)


def made_prefix(name: str, taken: Collection[str]) -> str:
    """Two to four capitals for a provider: its first letters, or the first of AA, AB and so on that is free."""
    words = re.findall("[a-z]+", slugify(name))
    called = ("".join(word[0] for word in words), *("".join(words)[:length] for length in (2, 3, 4)))
    letters = (text.upper() for text in called if _SHORTEST <= len(text) <= _LONGEST)
    free = ("".join(pair) for length in (2, 3) for pair in product(ascii_uppercase, repeat=length))
    return next(text for text in chain(letters, free) if text not in taken)


def _cut(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    words, _, _ = text[: length + 1].rpartition("-")
    return (words or text[:length]).strip("-_")
