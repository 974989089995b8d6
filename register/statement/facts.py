"""A Dossier with what every part of the statement asks of it: rows by key, and the words for the reader."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from providers.choices import RecipientKind

from ..choices import Basis, Section
from ..dossier import types as t
from ..dossier.index import Index
from ..marking import bare
from ..wording import capital, flat, listed, paragraphs, sentence, unique, unstopped
from ..wording import small as lowered
from .address_form import Say
from .page import Bullet, Line, Lines, Part, Row, Strong

# With these a text starts that is no name, whatever comes after.
_STARTS = frozenset(
    """
    aan afhankelijk alle alleen als andere behalve bij bijvoorbeeld binnen dat de deze die dit door een elk elke
    eventueel geen gegevens het hoe hoort horen ieder iedere in indien je jouw kan kunnen met mits mogelijk na naar
    niet of om onder ons onze ook op over per sommige soms staan staat te tenzij tijdens tot u uit uitsluitend uw
    van vanaf via volgens voor waar wanneer wat welke wie wij wordt worden zij zo zoals zodra zolang zonder
    """.split()  # noqa: SIM905
)


@dataclass(frozen=True)
class Facts(Index):
    """What of one provider concerns customers, ready to be asked. `tells_all`: no list is cut short."""

    say: Say
    tells_all: bool = False

    @cached_property
    def brand(self) -> str:
        """The name customers know."""
        return self.dossier.provider.name

    def activity(self, number: str | None) -> t.Activity | None:
        """The activity with this number."""
        return next((item for item in self.activities if item.number == number), None)

    def service_group(self, item: t.Activity) -> t.ServiceGroup | None:
        """The services under whose heading an activity stands."""
        groups = self.dossier.service_groups
        return next((group for group in groups if set(item.services) & set(group.services)), None)

    @cached_property
    def bases(self) -> frozenset[Basis]:
        """The legal bases of everything together."""
        own = (basis for item in self.activities for purpose in item.purposes for basis in purpose.bases)
        return frozenset(basis.article for basis in (*own, *self.dossier.general_bases))

    @cached_property
    def proper(self) -> frozenset[str]:
        """Words that keep their capital inside a sentence: those of names, or with one where no sentence starts."""
        dossier = self.dossier
        texts: list[str | None] = [*self._kinds_of_things, *(row.condition for row in dossier.services)]
        texts += [row.condition for row in dossier.subject_groups]
        words = [word for text in texts if text for word in bare(text).split()[1:]]
        words += [word for name in self._names for word in bare(name).split()]
        for service in dossier.services:
            first, *others = bare(service.name).split() or [""]
            words += others or [first]
        found = {word.strip("().,:;").split("-", 1)[0] for word in words}
        # Who writes a word small elsewhere does not use it as a name.
        ordinary = _STARTS | {word for word in found if word[:1].islower()}
        return frozenset(word for word in found if word[:1].isupper() and word.lower() not in ordinary)

    @property
    def _names(self) -> list[str]:
        dossier = self.dossier
        parties = [row for row in dossier.recipients if row.is_named]
        rows: Iterable[Any] = (*dossier.entities, *dossier.trade_names, *dossier.systems, *parties)
        return [self.brand, *(row.name for row in rows)]

    @property
    def _kinds_of_things(self) -> list[str]:
        """Names that are ordinary words: of groups, data, purposes and the like."""
        dossier = self.dossier
        shared = (*dossier.data_categories, *dossier.processing_operations, *dossier.grounds, *dossier.general_purposes)
        kinds = [row for row in dossier.recipients if not row.is_named]
        rows: list[Any] = [*dossier.subject_groups, *dossier.terms, *dossier.reports, *shared, *kinds]
        rows += [row for item in self.activities for row in (*item.data, *item.purposes)]
        ends = [text for term in dossier.terms for text in (term.start_event, term.end_event, term.criterion) if text]
        return [*(row.name for row in rows if row.name), *(item.title for item in self.activities), *ends]

    @cached_property
    def _ordinary(self) -> frozenset[str]:
        return _STARTS | {bare(name).split()[0].lower() for name in self._kinds_of_things if bare(name).split()}

    def small(self, text: str) -> str:
        """A typed text inside a sentence; only a word that is known to be no name gets a small letter."""
        first, *_ = bare(text).lower().split() or [""]
        return lowered(text, self.proper) if first.rstrip(".,:;") in self._ordinary else unstopped(text)

    def party(self, row: t.Recipient) -> str:
        """A recipient inside a sentence: a name as it is written."""
        return unstopped(row.name) if row.is_named else self.small(row.name)

    def head(self, row: t.Recipient) -> str:
        """A recipient where a line starts; the name of a company is never another one."""
        name = unstopped(row.name)
        return name if row.kind in (RecipientKind.COMPANY, None) else capital(name)

    def receiver(self, link: t.Disclosure) -> str:
        """The party of a link inside a sentence."""
        row = self.find("recipients", link.recipient)
        return self.party(row) if row else flat(link.recipient)

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

    def conditions(self, *conditions: str | None, given: str | None = None) -> str:
        """Conditions between brackets, with the space before them; not what the sentence is given already."""
        texts = unique(self.small(text) for text in conditions if text and text != given)
        return f" ({'; '.join(texts)})" if texts else ""

    def sentences(self, *texts: str | None) -> Lines:
        """One line for each typed text that is there."""
        return tuple(line for text in texts for line in told((text,)))

    def said_once(self, make: Callable[[t.Activity], str]) -> Lines:
        """A text per activity, each text once with the numbers of those it is for."""
        found: dict[str, list[t.Activity]] = {}
        for item in self.activities:
            if text := make(item):
                found.setdefault(text, []).append(item)
        return tuple((*self._for_whom(items), text) for text, items in found.items())

    def _for_whom(self, items: list[t.Activity]) -> Line:
        return () if len(items) == len(self.activities) else (Strong(f"{self.numbers(items.__contains__)}:"), " ")

    def numbers(self, holds: Callable[[t.Activity], bool]) -> str:
        """The activities of which something holds, by their numbers; more than two in a row by the first and last."""
        runs: list[list[str]] = [[]]
        for item in self.activities:
            if holds(item):
                runs[-1].append(item.number)
            elif runs[-1]:
                runs.append([])
        return listed(unique(word for run in runs for word in self._run(run)))

    def _run(self, numbers: list[str]) -> list[str]:
        if len(numbers) < 3:
            return numbers
        return [self.say("{first} tot en met {last}", first=numbers[0], last=numbers[-1])]

    def remarks(self, section: Section) -> Lines:
        """What the provider says under a heading and has no field of its own."""
        return tuple(line for row in self.dossier.remarks if row.section == section for line in self.remark(row))

    def remark(self, row: t.Remark) -> Lines:
        """One thing a provider says or denies, with when it holds."""
        text = self.say("Dit gebeurt niet: {text}", text=self.small(row.text)) if row.denial else row.text
        return told((text, row.condition))


def told(texts: Iterable[str | None], head: str = "") -> Lines:
    """Sentences and typed texts in one paragraph, after the words of a head; typed paragraphs and lists stay."""
    lines: list[list[Part]] = []
    runs = True
    for text in filter(None, texts):
        parts = paragraphs(text)
        for number, (is_item, part) in enumerate(parts):
            if lines and runs and not number and len(parts) == 1:
                lines[-1].append(f" {sentence(part)}")
            else:
                lines.append([*([Bullet()] if is_item else []), sentence(part)])
        runs = len(parts) == 1
    if head and lines and not isinstance(lines[0][0], Bullet):
        lines[0] = [Strong(head), " ", *lines[0]]
    elif head:
        lines.insert(0, [Strong(head)])
    return tuple(map(tuple, lines))


def rows_of(pairs: Iterable[tuple[str, Lines]]) -> tuple[Row, ...]:
    """Only those labels that have something to say."""
    return tuple(Row(label, lines) for label, lines in pairs if lines)
