"""Rows and legal bases by the words that people type for them."""

from collections.abc import Iterable, Iterator
from typing import Any

from providers.facts.searching import fold
from providers.facts.typed import meanings, refusal, short

from ...choices import Basis

_MOST_NAMED = 8


def called(rows: Iterable[Any]) -> dict[str, list[Any]]:
    """Rows by their name, their key and what they are called in full, as a search compares them."""
    found: dict[str, list[Any]] = {}
    for row in rows:
        for text in dict.fromkeys(fold(str(text)) for text in (row.name, row.key, row)):
            found.setdefault(text, []).append(row)
    return found


def the_one(words: dict[str, list[Any]], typed: str, kind: str) -> Any:
    """The one row that is called so. Raises ValueError with those that there are."""
    rows = words.get(fold(typed), [])
    if len(rows) == 1:
        return rows[0]
    if rows:
        raise ValueError(
            f"Meer dan een {kind} heet “{short(typed)}”. Typ de sleutel: {', '.join(row.key for row in rows)}."
        )
    names = sorted({str(row) for own in words.values() for row in own})
    if not names:
        raise ValueError(f"“{short(typed)}” is er niet. Leg eerst een {kind} vast.")
    more = " …" if len(names) > _MOST_NAMED else ""
    raise ValueError(
        f"“{short(typed)}” is geen {kind} van deze aanbieder. Er zijn: {', '.join(names[:_MOST_NAMED])}{more}."
    )


def articles_in(typed: str) -> Iterator[str]:
    """The letters of art. 6 lid 1 that are named, by letter or in words. Raises ValueError."""
    known = meanings(Basis.choices)
    for part in filter(None, map(str.strip, typed.replace(";", ",").split(","))):
        if not (article := known.get(fold(part))):
            raise ValueError(refusal(part, Basis.choices, blank=True))
        yield article
