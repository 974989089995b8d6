"""Before a save: which sentences of the public page it changes, per provider, before and after."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any, NamedTuple

from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from providers.admin.saving import EFFECT, page_saved, page_saving
from providers.models import Provider

from ..comparison.changes import Piece, prose_pieces
from ..dossier import Edition, live_dossiers
from ..dossier.tables import TABLES
from ..drafts.edits import owner_of
from ..permissions import READ_REGISTER
from ..statement import statement
from ..statement.sentences import Said, said

# A word that everybody uses changes many pages; so many providers, and lines of each, are shown.
MOST_PROVIDERS = 10
MOST_LINES = 40


class Line(NamedTuple):
    """A line that changes: under which heading, of which activity, and its words with what came and went."""

    place: str
    number: str
    pieces: list[Piece]


@dataclass(frozen=True)
class PageEffect:
    """What changes on the page of a provider; `more` lines are not shown."""

    provider: Provider
    lines: list[Line]
    more: int


@dataclass(frozen=True)
class Effect:
    """What a save changes; `unseen` providers use the word and were not looked at."""

    pages: list[PageEffect]
    unseen: int


class _Before(NamedTuple):
    providers: list[Provider]
    unseen: int
    at: datetime
    pages: dict[int, tuple[Said, ...]]


@receiver(page_saving)
def remember(request: HttpRequest, row: Any, **kwargs: Any) -> None:
    """Read the pages of those whom the row concerns, before it changes."""
    if EFFECT in request.POST and request.user.has_perm(READ_REGISTER):
        now, found = timezone.now(), concerned(row, request.user)
        shown = found[:MOST_PROVIDERS]
        before = _Before(shown, len(found) - len(shown), now, _pages(shown, now))
        request.pages_before = before  # type: ignore[attr-defined]


@receiver(page_saved)
def weigh(request: HttpRequest, **kwargs: Any) -> None:
    """Leave what is different on them for the form."""
    before: _Before | None = getattr(request, "pages_before", None)
    if before is not None:
        after = _pages(before.providers, before.at)
        pages = [_page_effect(item, before.pages[item.pk], after[item.pk]) for item in before.providers]
        request.effect = Effect([page for page in pages if page.lines], before.unseen)  # type: ignore[attr-defined]


def concerned(row: Any, user: Any) -> list[Provider]:
    """The provider whose row it is; of a shared word those that this person may see and that use it."""
    own = owner_of(row)
    numbers = {own} if own else set(_using(row))
    return list(Provider.objects.for_user(user).filter(pk__in=numbers).order_by("name"))


def _using(word: Any) -> Iterator[int]:
    """Numbers of the providers with rows that point to a word; a query for each kind of row."""
    owners = {table.model: table.owner for table in TABLES.values()}
    for relation in word._meta.related_objects:
        if owner := owners.get(relation.related_model):
            rows = relation.related_model._default_manager.filter(**{relation.field.name: word})
            yield from rows.order_by().values_list(owner, flat=True).distinct()


def _pages(providers: Iterable[Provider], at: datetime) -> dict[int, tuple[Said, ...]]:
    dossiers = live_dossiers([provider.pk for provider in providers], timezone.localdate(at))
    return {pk: said(statement(Edition(dossier=dossier, made_at=at))) for pk, dossier in dossiers.items()}


def _page_effect(provider: Provider, before: Iterable[Said], after: Iterable[Said]) -> PageEffect:
    lines = list(changed_lines(before, after))
    return PageEffect(provider, lines[:MOST_LINES], max(0, len(lines) - MOST_LINES))


def changed_lines(before: Iterable[Said], after: Iterable[Said]) -> Iterator[Line]:
    """The lines that came, went or read otherwise, in the order of the page; compared heading by heading."""
    old, new = _by_place(before), _by_place(after)
    for place in [*new, *(place for place in old if place not in new)]:
        was, now = old.get(place, []), new.get(place, [])
        for tag, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
            if tag != "equal":
                for pair in zip_longest(was[a:b], now[c:d], fillvalue=""):
                    yield Line(*place, prose_pieces(*pair))


def _by_place(lines: Iterable[Said]) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for line in lines:
        found[line.place, line.number].append(line.text)
    return found
