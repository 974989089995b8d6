"""The shape of a rule: what it says, on what it hangs, and the pure function that finds."""

import enum
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple

from ..choices import Severity
from ..dossier.types import Activity
from .case import Case
from .places import Place, of_activity


class Scope(enum.Enum):
    """The object on which the findings of a rule hang (docs/law.md 6.1)."""

    ORGANISATION = "organisatie"
    ACTIVITY = "verwerking"
    RETENTION = "bewaartermijn"
    PARTY = "partij"
    STATEMENT = "verklaring"
    COOKIE = "cookie"
    ACROSS = "meer regels samen"


@dataclass(frozen=True)
class Hit:
    """A rule that fires at a place.

    `seen` are the facts it rests on: a decision lapses when one of them changes. `words` fill the
    message and the remedy. `activity` is the one it belongs to. `severity` replaces the rule's own.
    """

    place: Place
    seen: Any
    words: dict[str, Any] = field(default_factory=dict)
    activity: Activity | None = None
    severity: Severity | None = None


def on_activity(activity: Activity, field: str, seen: Any, severity: Severity | None = None, **words: Any) -> Hit:
    """A rule that fires on an activity, of which the texts give the title, and is repaired in this field of it."""
    return Hit(of_activity(activity, field), seen, {"activity": activity.title, **words}, activity, severity)


Hits = Iterator[Hit]
Find = Callable[[Case], Hits]


@dataclass(frozen=True)
class Rule:
    """One rule of the catalogue.

    `name` is what lists call it and `act` what repairs it, in a few words of our own.
    `silences` are codes that say nothing more about the same object.
    """

    severity: Severity
    code: str
    article: str
    find: Find
    name: str
    act: str
    message: str
    remedy: str
    scope: Scope = Scope.ACTIVITY
    is_core: bool = True
    silences: tuple[str, ...] = ()


class RuleName(NamedTuple):
    """What lists call a rule, and the act that repairs it."""

    name: str
    act: str


def _rule(severity: Severity, code: str, article: str, **rest: Any) -> Callable[[Find], Rule]:
    return partial(Rule, severity, code, article, **rest)


# Each makes a Rule of the function below it; `article` cites the law as the interface does.
error = partial(_rule, Severity.ERROR)
warning = partial(_rule, Severity.WARNING)
info = partial(_rule, Severity.INFO)
