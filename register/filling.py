"""Sentences that name facts, with the words of those facts: pure, and the same for whatever anybody reads.

The Dossier that is sealed keeps the sentences as they were typed: words may be put better one day, and a seal may not
break by that.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, TypeVar

from django.utils.translation import override
from msgspec.structs import replace

from retention.words import term_words

from .dossier import Dossier
from .dossier.tables import MODELS
from .dossier.types import ContactPoint, Node, Recipient, RetentionTerm, SubjectGroup
from .marking import DUTCH
from .placeholders import ANSWER, KINDS, named, placeholder, replaced
from .wording import capital, small

N = TypeVar("N", bound=Node)


class Value(NamedTuple):
    """A fact that a sentence may name: what is typed for it, what people call it, and its words, if it has any."""

    placeholder: str
    label: str
    words: str


def values(dossier: Dossier) -> tuple[Value, ...]:
    """Every fact that a sentence of this provider may name, in Dutch whatever the language of the page."""
    proper, answer = _proper(dossier), dossier.requests.response if dossier.requests else None
    with override(DUTCH):
        found = [
            Value(placeholder(kind, row.key), f"{capital(kind)} {_called(row)}", _words(row, proper))
            for kind, table in KINDS.items()
            for row in getattr(dossier, table)
        ]
        return (*found, Value(placeholder(ANSWER), capital(ANSWER), str(answer or "")))


def filled(dossier: Dossier) -> Dossier:
    """The same Dossier with the words of facts where sentences name them; a fact that is not there gives its key.

    Never raises, whatever stands between braces. As it is when no sentence names anything.
    """
    if not any("{" in text for row in sentences(dossier) for text in texts_of(row).values()):
        return dossier
    words = {value.placeholder: value.words for value in values(dossier)}

    def fill(row: N) -> N:
        changed = {
            name: replaced(text, lambda kind, key: words.get(placeholder(kind, key)) or key or kind)
            for name, text in texts_of(row).items()
        }
        return replace(row, **changed)

    return replace(
        dossier,
        page_text=dossier.page_text and fill(dossier.page_text),
        first_layer=tuple(map(fill, dossier.first_layer)),
        highlights=tuple(map(fill, dossier.highlights)),
        remarks=tuple(map(fill, dossier.remarks)),
        activities=tuple(replace(item, remarks=tuple(map(fill, item.remarks))) for item in dossier.activities),
    )


def used(dossier: Dossier, within: Dossier) -> Mapping[str, str]:
    """The facts that sentences of `within` name, with their words in `dossier`, of which it is all or a part."""
    words = {value.placeholder: value.words for value in values(dossier)}
    found = (name for row in sentences(within) for text in texts_of(row).values() for name in named(text))
    return {name: words[name] for name in sorted(placeholder(*item) for item in found) if name in words}


def sentences(dossier: Dossier) -> Iterator[Any]:
    """Every row in which an officer may name facts, those of activities included."""
    if dossier.page_text:
        yield dossier.page_text
    yield from (*dossier.first_layer, *dossier.highlights, *dossier.remarks)
    yield from (row for item in dossier.activities for row in item.remarks)


def texts_of(row: Node) -> dict[str, str]:
    """The texts of such a row that may name facts, by their columns."""
    names = MODELS[type(row)].naming  # type: ignore[attr-defined]  # only rows of Sentences come here
    return {name: text for name in names if (text := getattr(row, name))}


def _words(row: Any, proper: frozenset[str]) -> str:
    match row:
        case RetentionTerm():
            return term_words(row)
        case ContactPoint():
            return row.value or ""
        case SubjectGroup() | Recipient(is_named=False):
            return small(row.name, proper)
    return str(row.name)


def _called(row: Any) -> str:
    return f"{row.use.label} ({row.channel.label})" if isinstance(row, ContactPoint) else str(row.name)


def _proper(dossier: Dossier) -> frozenset[str]:
    """Words of names, which keep their capital inside a sentence."""
    parties = [row for row in dossier.recipients if row.is_named]
    rows: tuple[Any, ...] = (dossier.provider, *dossier.entities, *dossier.trade_names, *dossier.services, *parties)
    return frozenset(word for row in rows for word in row.name.split())
