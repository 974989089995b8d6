"""Beside a form: how complete the record is, what is wrong with it, and when somebody last looked."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from providers.admin.sources import headings_of
from providers.models import Provider

from ...article30 import elements_of
from ...comparison import ItemChange, compare
from ...dossier import Dossier, live_dossier
from ...dossier.customers import named_by
from ...drafts.reviews import controls
from ...drafts.teamwork import assignments_of
from ...models import Assignment, ProcessingActivity, Publication
from ...permissions import DECIDE, READ_REGISTER, REVIEW
from ...publications.editions import readable_dossier
from ...work.items import WHOLE
from ..next_control import Due
from ..teamwork.about import comments_context
from .shown import Shown, noted, shown


@dataclass(frozen=True)
class Changes:
    """What the draft of this record says on the public page that version `since` does not.

    `is_new` for an activity that the version does not have; `register_only`: rows of which only the register tells
    what changed.
    """

    since: int
    is_new: bool
    items: tuple[ItemChange, ...]
    register_only: tuple[ItemChange, ...]


@dataclass(frozen=True)
class Panel:
    """What stands beside the form; `number` is that of the activity, empty for the whole statement."""

    provider: Provider
    number: str
    shown: list[Shown]
    elements: tuple[Any, ...]
    changes: Changes | None
    source: SafeString
    due: Due | None
    may_decide: bool
    may_review: bool
    comments: dict[str, Any]
    assignment: Assignment | None

    @property
    def assigning(self) -> str:
        """The page on which somebody is told to do the control."""
        query = urlencode({"onderwerp": self.comments["about"]})
        return f"{reverse('assign', args=[self.provider.slug])}?{query}"

    @property
    def complete(self) -> int:
        """For how many of the things that are asked nothing is missing."""
        return len(self.elements) - len(self.missing)

    @property
    def missing(self) -> list[Any]:
        """Those for which something still has to be recorded."""
        return [element for element, state in self.elements if state.is_open]


def panel_of(request: HttpRequest, row: Any) -> Panel | None:
    """For an activity its own findings, for a statement those that belong to no activity.

    Nothing for a record that is not stored, and nothing for somebody who may not read registers.
    """
    if row is None or not row.pk or not request.user.has_perm(READ_REGISTER):
        return None
    if isinstance(row, ProcessingActivity):
        provider, number = row.provider, row.number
    else:
        provider, number = Provider.objects.get(pk=row.pk), ""
    today = timezone.localdate()
    own = [item for item in noted([provider], today) if item.finding.activity == number]
    draft = live_dossier(provider.pk, today)
    subject = f"activities:{number}" if number else WHOLE
    is_active = not number or any(activity.number == number for activity in draft.active)
    return Panel(
        provider=provider,
        number=number,
        shown=shown(own, request.get_full_path()),
        elements=elements_of(draft, number) if number else (),
        changes=_changes(provider, draft, number),
        source=headings_of(request).describe(row),
        due=_due(provider, number, today),
        may_decide=request.user.has_perm(DECIDE),
        may_review=is_active and request.user.has_perm(REVIEW),
        comments=comments_context(provider, "", subject),
        assignment=assignments_of([provider.pk]).get((provider.pk, "", subject)),
    )


def _due(provider: Provider, number: str, today: date) -> Due | None:
    own = controls([provider.pk], today).get(provider.pk)
    control = (own.activities.get(number) if number else own.statement) if own else None
    return Due(control, today) if control else None


def _changes(provider: Provider, draft: Dossier, number: str) -> Changes | None:
    """Since the last version, of this activity and all that it refers to, or of everything that belongs to none.

    None without a version.
    """
    last = Publication.objects.last_of(provider)
    published = readable_dossier(last)
    if last is None or published is None:
        return None
    used = named_by(published, number) | named_by(draft, number) if number else set()

    def own(*, public: bool) -> tuple[ItemChange, ...]:
        found = (item for section in compare(published, draft, public=public).sections for item in section.items)
        return tuple(item for item in found if item.number == number or item.name in used)

    is_new = bool(number) and number not in {activity.number for activity in published.activities}
    items = own(public=True)
    told = {item.name for item in items}
    return Changes(last.number, is_new, items, tuple(item for item in own(public=False) if item.name not in told))
