"""The self-check of art. 12 to 14 AVG: per point what is recorded, what is open, and where people read it."""

import enum
import re
from dataclasses import dataclass
from functools import cache

from ..choices import Severity
from ..dossier import Edition
from ..dossier.edition import Finding
from ..findings import Case
from ..statement import section_names
from ..wording import local_day
from .gaps import Found, Gap, Repair, gaps_of
from .points import ARTICLES, Ask

_CITED = re.compile(r"art\. (1[234]) lid ((?:\d|, | en |lid )+?)(?:, onder (\w))?,? AVG")
_NOTHING = Gap("Niet vastgelegd is een verwerking waarover mensen lezen", (Repair("statement", "activities"),))
_FOR_OTHERS = "alle verwerkingen gebeuren in opdracht; wie verantwoordelijk is vertelt dit"


class State(enum.Enum):
    """How far a point is; the value is the word for people."""

    RECORDED = "Vastgelegd"
    OPEN = "Open"
    NOT_APPLICABLE = "Niet van toepassing"


@dataclass(frozen=True)
class Section:
    """A place on the page of the statement."""

    id: str
    heading: str


@dataclass(frozen=True)
class Point:
    """One point of the law for one provider.

    `gaps` are what rules found, without what was accepted and without advice, else facts that nobody recorded.
    `reason` says why a point plays no part. `section` is where people read it.
    """

    ask: Ask
    state: State
    reason: str = ""
    gaps: tuple[Gap, ...] = ()
    section: Section | None = None

    @property
    def law(self) -> str:
        """For example “art. 13 lid 1, onder a, en art. 14 lid 1, onder a, AVG”."""
        return f"{' en '.join(map(_words, self.ask.articles))} AVG"

    @property
    def first_law(self) -> str:
        """The first of these."""
        return f"{_words(self.ask.articles[0])} AVG"


@dataclass(frozen=True)
class Part:
    """The points of one article."""

    number: int
    title: str
    points: tuple[Point, ...]


def self_check(edition: Edition) -> tuple[Part, ...]:
    """All points in the order of the law; reads nothing but the facts of an edition and what rules found in them."""
    dossier = edition.dossier
    case = Case(dossier=dossier, today=edition.valid_from or local_day(edition.made_at))
    names = section_names(dossier)
    return tuple(
        Part(number, title, tuple(_point(ask, case, edition.findings or (), names) for ask in asks))
        for number, title, asks in ARTICLES
    )


@cache
def cited(article: str) -> frozenset[str]:
    """The points of art. 12 to 14 that a rule cites, as 13-1-a."""
    return frozenset(
        f"{number}-{paragraph}{f'-{letter}' if letter else ''}"
        for number, paragraphs, letter in _CITED.findall(article)
        for paragraph in re.findall(r"\d", paragraphs)
    )


def _point(ask: Ask, case: Case, findings: tuple[Finding, ...], names: dict[str, str]) -> Point:
    about = gaps_of(item for item in findings if _counts(item) and _is_about(ask, item))
    # A rule says of the same facts what is missing, and more.
    found = about or _found(ask, case)
    section = next((Section(name, names[name]) for name in ask.sections if name in names), None)
    if isinstance(found, str):
        return Point(ask, State.NOT_APPLICABLE, reason=found)
    return Point(ask, State.OPEN if found else State.RECORDED, gaps=found, section=section)


def _found(ask: Ask, case: Case) -> Found:
    if not case.told:
        return (_NOTHING,)
    return ask.check(case) if case.told_as_controller else _FOR_OTHERS


def _counts(finding: Finding) -> bool:
    return not finding.is_accepted and finding.severity != Severity.INFO


def _is_about(ask: Ask, finding: Finding) -> bool:
    return finding.code in ask.rules or not cited(finding.article).isdisjoint(ask.articles)


def _words(article: str) -> str:
    number, paragraph, *letter = article.split("-")
    return f"art. {number} lid {paragraph}{f', onder {letter[0]},' if letter else ''}"
