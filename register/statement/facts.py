"""A Dossier with what every section asks of it: rows by key, and the words for the reader."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from ..choices import Basis, Role, Section
from ..dossier import types as t
from ..dossier.index import Index
from ..marking import bare
from ..wording import capital, flat, listed, sentence, small, unique
from .address_form import Say
from .page import Aside, Gap, Line, Lines, Pair, Prose, Strong


@dataclass(frozen=True)
class Facts(Index):
    """The public facts of one provider, ready to be asked."""

    say: Say

    @cached_property
    def brand(self) -> str:
        """The name customers know."""
        return self.dossier.provider.name

    def activity(self, number: str | None) -> t.Activity | None:
        """The active activity with this number."""
        return next((item for item in self.activities if item.number == number), None)

    @cached_property
    def bases(self) -> frozenset[Basis]:
        """The legal bases of all purposes together."""
        return frozenset(
            basis.article for item in self.activities for purpose in item.purposes for basis in purpose.bases
        )

    @cached_property
    def roles(self) -> tuple[Role | None, ...]:
        """The role in each activity."""
        return tuple(item.role for item in self.activities)

    @cached_property
    def proper(self) -> frozenset[str]:
        """Names that keep their capital inside a sentence: those that have one where no sentence starts."""
        dossier = self.dossier
        texts: list[str | None] = []
        for service in dossier.services:
            texts += [service.name, service.condition]
        for group in dossier.subject_groups:
            texts += [group.name, group.condition]
        texts += [row.name for item in self.activities for row in item.data]
        words = {word.strip("().,:;") for text in texts if text for word in bare(text).split()[1:]}
        names = [self.brand, *(row.name for row in dossier.entities), *(row.name for row in dossier.trade_names)]
        words |= {name.split()[0] for name in names if name.split()}
        return frozenset(word.split("-", 1)[0] for word in words if word[:1].isupper())

    def small(self, text: str) -> str:
        """A typed text inside a sentence."""
        return small(text, self.proper)

    def gap(self) -> Gap:
        """The words for what nobody recorded."""
        return Gap(self.say("Nog niet vastgelegd"))

    def conditions(self, *conditions: str | None) -> str:
        """Conditions between brackets, with the space before them."""
        texts = [self.small(text) for text in conditions if text]
        return f" ({'; '.join(texts)})" if texts else ""

    def sentences(self, *texts: str | None) -> Lines:
        """One line for each typed text that is there."""
        return tuple((sentence(text),) for text in texts if text)

    def named(self, item: t.Activity, text: str) -> Line:
        """A text about one activity, with the title of it in front."""
        return (Strong(f"{flat(item.title)}:"), f" {text}")

    def titles(self, titles: Iterable[str]) -> str:
        """Titles of activities in one list, the first with a capital."""
        first, *others = unique(flat(title) for title in titles)
        return listed([capital(first), *(self.small(title) for title in others)])

    def remarks(self, section: Section) -> tuple[Prose, ...]:
        """What the provider says that has no field of its own."""
        lines = [_remark(self, row) for row in self.dossier.remarks if row.section == section]
        for item in self.activities:
            lines += [_remark(self, row, item) for row in item.remarks if row.section == section]
        return (Prose(tuple(lines)),) if lines else ()


def _remark(facts: Facts, row: t.Remark, item: t.Activity | None = None) -> Line:
    text = sentence(row.text)
    extra: Line = (Aside(f" {sentence(row.condition)}"),) if row.condition else ()
    return (*(facts.named(item, text) if item else (text,)), *extra)


def pair(label: str, *lines: Line) -> Pair:
    """A label with its lines."""
    return Pair(label, tuple(lines))


def pairs_of(items: Iterable[tuple[str, Lines]]) -> tuple[Pair, ...]:
    """Only those labels that have something to say."""
    return tuple(Pair(label, lines) for label, lines in items if lines)
