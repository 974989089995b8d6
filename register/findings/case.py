"""What the rules look at: a Dossier on a day, with its rows within reach."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from ..choices import DataKind, PurposeType, SpecialKind
from ..dossier.index import Index
from ..dossier.types import (
    Activity,
    DataCategory,
    DataRow,
    DataSubjectCategory,
    Disclosure,
    Dossier,
    GeneralBasis,
    Keys,
    LegalBasis,
    Node,
    PurposeRow,
    RetentionTerm,
    SubjectGroup,
)
from ..wording import cut, quoted
from .dossier_texts import public_rows, texts
from .places import Place
from .tables import KnownWord, Recognised, recognise

Texts = tuple[tuple[str, str], ...]
Uses = list[tuple[Activity, DataRow]]
T = TypeVar("T")


def linked(rows: Mapping[str, T], keys: Iterable[str | None]) -> list[T]:
    """The rows with these keys, each once and in the order of the keys; a key without a row is passed over."""
    return [rows[key] for key in dict.fromkeys(filter(None, keys)) if key in rows]


@dataclass(frozen=True, kw_only=True)
class Case(Index):
    """A Dossier on a day.

    `in_force` is the Dossier that customers read now; None when nothing is published. `replaced` is the one that they
    read until then, for a draft that is looked at as what customers will read.
    `reviewed_on` is the day on which somebody last looked at the whole statement; None when nobody did, and
    `review_months` how long that is good for; None when the provider did not choose that itself.
    """

    today: date
    in_force: Dossier | None = None
    reviewed_on: date | None = None
    review_months: int | None = None
    replaced: Dossier | None = None

    @property
    def before(self) -> Dossier | None:
        """What customers read before this Dossier; None when nothing was published."""
        return self.replaced or self.in_force

    @cached_property
    def as_controller(self) -> tuple[Activity, ...]:
        """Activities for which the duties of a controller hold, also while the role is not recorded."""
        return tuple(item for item in self.activities if not item.for_others)

    @cached_property
    def told(self) -> tuple[Activity, ...]:
        """Activities that the page tells people about; the others stand in the register only."""
        return tuple(item for item in self.activities if not item.internal)

    @cached_property
    def told_as_controller(self) -> tuple[Activity, ...]:
        """Those for which the duties of a controller hold."""
        return tuple(item for item in self.as_controller if not item.internal)

    @cached_property
    def as_processor(self) -> tuple[Activity, ...]:
        """Activities for somebody else."""
        return tuple(item for item in self.activities if item.for_others)

    def recognised(self, row: DataRow) -> Recognised | None:
        """What the name of these data seems to say; None once somebody chose a category, which decides."""
        return recognise(row.name) if row.name and not row.category else None

    def _more(self, row: DataRow) -> DataCategory | KnownWord | None:
        """What is known about these data: their category, else what their name seems to say."""
        found = self.recognised(row)
        return self.category(row) or (found.known if found else None)

    def kind(self, row: DataRow) -> DataKind | None:
        """What makes these data more than ordinary, or seems to; None when nothing says so."""
        more = self._more(row)
        return more.kind if more else None

    def special_kind(self, row: DataRow) -> SpecialKind | None:
        """Which of the special data of art. 9 these are, or seem to be."""
        more = self._more(row)
        return more.special_kind if more else None

    def is_document(self, row: DataRow) -> bool:
        """Whether these data are, or seem to be, a copy of an identity document or bank card."""
        more = self._more(row)
        return more is not None and more.identity_document

    def named(self, rows: Iterable[DataRow], room: int = 110) -> str:
        """What these data are called; with the word that a rule went by where nobody chose a category."""
        return cut((f"{quoted(self.data_name(row))}{self._hint(row)}" for row in rows), room=room)

    def _hint(self, row: DataRow) -> str:
        found = self.recognised(row)
        return f" (lijkt zo door het woord {quoted(found.word)})" if found else ""

    def term(self, row: DataRow) -> RetentionTerm | None:
        """How long these data are kept; None when that is not recorded."""
        return self.terms.get(row.term or "")

    @cached_property
    def kept(self) -> tuple[tuple[Activity, DataRow, RetentionTerm], ...]:
        """Data with the term that is recorded for them."""
        rows = ((item, row, self.term(row)) for item in self.activities for row in item.data)
        return tuple((item, row, term) for item, row, term in rows if term)

    @cached_property
    def uses(self) -> dict[str, tuple[RetentionTerm, Uses]]:
        """Terms of data that are still processed, by key, with those data."""
        found: dict[str, tuple[RetentionTerm, Uses]] = {}
        for item, row, term in self.kept:
            found.setdefault(term.key, (term, []))[1].append((item, row))
        return found

    def purpose_type(self, row: PurposeRow) -> PurposeType | None:
        """What kind of purpose this is; None when nobody chose a word for it."""
        word = self.purposes.get(row.purpose or "")
        return word.type if word else None

    def purposes_of(self, activity: Activity, row: DataRow) -> tuple[PurposeRow, ...]:
        """What these data serve: the purposes they name, else all of the activity."""
        named = tuple(item for item in activity.purposes if item.key in row.purposes)
        return named or activity.purposes

    def groups(self, activity: Activity) -> list[tuple[SubjectGroup, DataSubjectCategory | None]]:
        """The groups of people whose data these are, each once, with the shared word for them."""
        found = linked(self.subject_groups, (key for row in activity.data for key in row.groups))
        return [(group, self.data_subject_categories.get(group.category or "")) for group in found]

    def data_name(self, row: DataRow) -> str:
        """What these data are called, in a message."""
        return super().data_name(row) or "gegeven zonder naam"

    def bases(self, activity: Activity) -> Iterator[tuple[PurposeRow, LegalBasis]]:
        """Every legal basis of an activity with the purpose it belongs to."""
        return ((purpose, basis) for purpose in activity.purposes for basis in purpose.bases)

    @cached_property
    def whole_basis(self) -> GeneralBasis | None:
        """The only basis that the provider names for everything; none when there are several or it has a scope."""
        found = self.dossier.general_bases
        return found[0] if len(found) == 1 and not found[0].scope else None

    def holding(self, purpose: PurposeRow) -> tuple[LegalBasis, ...]:
        """The bases of a purpose: its own, else the one that holds for everything."""
        return purpose.bases or ((self.whole_basis,) if self.whole_basis else ())

    def countries(self, row: Disclosure) -> Keys:
        """Codes of the countries of this recipient; none when that is not recorded."""
        recipient = self.recipients.get(row.recipient)
        return recipient.country if recipient else ()

    @cached_property
    def public_texts(self) -> tuple[tuple[Place, Node, Texts], ...]:
        """What customers read, by the row that people open: each text with the column or list that it is in."""
        return tuple((place, row, tuple(texts(row, public=True))) for place, row in public_rows(self.dossier))

    @cached_property
    def disclosures(self) -> tuple[tuple[Activity | None, Disclosure], ...]:
        """Every link to a recipient, with its activity; None when it holds for the whole provider."""
        whole = ((None, row) for row in self.dossier.disclosures)
        return (*whole, *((item, row) for item in self.activities for row in item.disclosures))
