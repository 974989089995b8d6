"""A Dossier with what every part of the statement asks of it: rows by key, and the words for the reader."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from ..choices import Basis, Section
from ..dossier import types as t
from ..dossier.index import Index
from ..marking import bare
from ..wording import capital, flat, listed, sentence, small, unique
from .address_form import Say
from .page import Aside, Line, Lines, Row, Strong


@dataclass(frozen=True)
class Facts(Index):
    """What of one provider concerns customers, ready to be asked."""

    say: Say

    @cached_property
    def brand(self) -> str:
        """The name customers know."""
        return self.dossier.provider.name

    def activity(self, number: str | None) -> t.Activity | None:
        """The activity with this number."""
        return next((item for item in self.activities if item.number == number), None)

    @cached_property
    def bases(self) -> frozenset[Basis]:
        """The legal bases of everything together."""
        own = (basis for item in self.activities for purpose in item.purposes for basis in purpose.bases)
        return frozenset(basis.article for basis in (*own, *self.dossier.general_bases))

    @cached_property
    def proper(self) -> frozenset[str]:
        """First words that are names: those that stand with a capital where no sentence starts, or are names as such."""
        dossier = self.dossier
        names = [self.brand, *(row.name for row in (*dossier.entities, *dossier.trade_names, *dossier.services))]
        names += [row.name for row in (*dossier.recipients, *dossier.systems) if getattr(row, "is_named", True)]
        texts = [*names, *(row.name for row in dossier.subject_groups), *(row.condition for row in dossier.services)]
        texts += [row.name for item in self.activities for row in item.data]
        words = {word.strip("().,:;") for text in texts if text for word in bare(text).split()[1:]}
        starts = {word for word in words if word[:1].isupper()} | {
            bare(name).split()[0] for name in names if name.split()
        }
        return frozenset(word.split("-", 1)[0] for word in starts)

    def small(self, text: str) -> str:
        """A typed text inside a sentence."""
        return small(text, self.proper)

    def data_words(self, row: t.DataRow) -> str:
        """These data inside a sentence; empty when nobody recorded what they are."""
        return self.small(flat(row.name) if row.name else self.name("data_categories", row.category))

    def title(self, item: t.Activity) -> str:
        """What an activity is called inside a sentence."""
        return self.small(flat(item.title))

    def titles(self, items: Iterable[t.Activity], most: int = 5) -> str:
        """Activities in one list; of more than `most` only how many are left."""
        names = unique(self.title(item) for item in items)
        if len(names) <= most:
            return listed(names)
        return self.say("{names} en {count} andere", names=", ".join(names[:most]), count=len(names) - most)

    def conditions(self, *conditions: str | None) -> str:
        """Conditions between brackets, with the space before them."""
        texts = unique(self.small(text) for text in conditions if text)
        return f" ({'; '.join(texts)})" if texts else ""

    def sentences(self, *texts: str | None) -> Lines:
        """One line for each typed text that is there."""
        return tuple((sentence(text),) for text in texts if text)

    def said_once(self, make: Callable[[t.Activity], str]) -> Lines:
        """A text per activity, each text once with the activities it is for; without those when it is for all."""
        found: dict[str, list[t.Activity]] = {}
        for item in self.activities:
            if text := make(item):
                found.setdefault(text, []).append(item)
        if len(found) == 1 and len(next(iter(found.values()))) == len(self.activities):
            return ((next(iter(found)),),)
        return tuple((Strong(f"{capital(self.titles(items, 20))}:"), f" {text}") for text, items in found.items())

    def remarks(self, section: Section) -> Lines:
        """What the provider says under a heading and has no field of its own."""
        return tuple(remark(row) for row in self.dossier.remarks if row.section == section)


def remark(row: t.Remark) -> Line:
    """One thing a provider says, with when it holds."""
    text = sentence(row.text)
    return (text, Aside(f" {sentence(row.condition)}")) if row.condition else (text,)


def rows_of(pairs: Iterable[tuple[str, Lines]]) -> tuple[Row, ...]:
    """Only those labels that have something to say."""
    return tuple(Row(label, lines) for label, lines in pairs if lines)
