"""What an officer typed beside the facts: what they have no longer, what they say too, and facts that say nothing."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from msgspec.structs import replace

from ..dossier.types import FirstLayerAnswer, Highlight
from ..filling import sentences, texts_of, values
from ..placeholders import ANSWER, named, placeholder, without
from ..wording import unique
from . import facts_in_use
from .case import Case, linked
from .own_words import Known, Typed, known, typed

_LENGTHS = ("termijn", ANSWER)
# Services and groups of people often have ordinary words for a name.
_NAMES = ("ontvanger", "contact", "bedrijf")


class Beside(NamedTuple):
    """What one row says beside the facts, as it stands there; `instead` may be typed for what only one fact says."""

    gone: tuple[str, ...]
    double: tuple[str, ...]
    empty: tuple[str, ...]
    instead: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """The facts of a case, to hold its sentences against."""

    case: Case

    @property
    def sentences(self) -> Iterator[Any]:
        """Every row in which an officer may name facts; not what was noted about an ended activity."""
        return sentences(replace(self.case.dossier, activities=self.case.activities))

    def beside(self, row: Any) -> Beside:
        """What this row says beside the facts.

        Of the page's own words all that no fact has is gone; of what notes and introductions say only what was a
        fact in the version before, because they may say what has no other field.
        """
        told = texts_of(row).values()
        items = unique(item for text in told for item in typed(without(text), self._names))
        gone = [item for item in items if self._is_gone(item, row)]
        double = {item: self._places(item, row) for item in items if item not in gone and self._is_double(item, row)}
        places = unique(placeholder(*name) for text in told for name in named(text))
        return Beside(
            gone=tuple(item.shown for item in gone),
            double=tuple(item.shown for item in double),
            empty=tuple(place for place in places if not self._words.get(place)),
            instead=unique(found[0] for found in double.values() if len(found) == 1),
        )

    @cached_property
    def whole(self) -> Known:
        """What all of them say."""
        return known(facts_in_use.facts(self.case))

    @cached_property
    def _without_notes(self) -> Known:
        return known(facts_in_use.facts(self.case, notes=False))

    @cached_property
    def _before(self) -> Known:
        before = self.case.before
        return known(facts_in_use.facts(Case(dossier=before, today=self.case.today), notes=False) if before else ())

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return facts_in_use.names(self.case)

    @cached_property
    def _words(self) -> dict[str, str]:
        return {value.placeholder: value.words for value in values(self.case.dossier)}

    @cached_property
    def _values(self) -> dict[Any, list[str]]:
        """What is typed for each fact that says a length of time, or names a party or contact."""
        found = defaultdict(list)
        for place, words in self._words.items():
            ((kind, _),) = named(place)
            for item in typed(words, self._names):
                if kind in (_LENGTHS if isinstance(item.value, tuple) else _NAMES):
                    found[item.value].append(place)
        return found

    def _is_gone(self, item: Typed, row: Any) -> bool:
        if isinstance(row, FirstLayerAnswer | Highlight) and not isinstance(item.value, date):
            return not (self._around(row) if isinstance(item.value, tuple) else self.whole).has(item)
        return self._before.has(item) and not self._without_notes.has(item)

    def _is_double(self, item: Typed, row: Any) -> bool:
        return bool(self._places(item, row)) or (isinstance(item.value, date) and self._without_notes.has(item))

    def _places(self, item: Typed, row: Any) -> list[str]:
        """What may be typed instead; of the terms those of the activity that the row is about."""
        terms = self._terms(row)
        own = terms and {placeholder("termijn", term.key) for term in terms}
        found = self._values.get(item.value, [])
        return [place for place in found if own is None or place in own or not place.startswith("{termijn:")]

    def _around(self, row: Any) -> Known:
        """What the facts of the activity say that a row is about, else all of them."""
        if (activity := self._activity(row)) is None:
            return self.whole
        return known((*facts_in_use.of_provider(self.case), activity, *(self._terms(row) or ())))

    def _terms(self, row: Any) -> list[Any] | None:
        activity = self._activity(row)
        return activity and linked(self.case.terms, (data.term for data in activity.data))

    def _activity(self, row: Any) -> Any:
        number = row.activity if isinstance(row, Highlight) else None
        return next((item for item in self.case.activities if item.number == number), None)
