"""After a save: which findings it solved, which are new, and how many are left, with links."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.dispatch import receiver
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from providers.admin.saving import is_taken_back, page_saved, page_saving
from providers.models import Provider, Recipient
from retention.models import RetentionTerm

from ...dossier.edition import Finding
from ...drafts.edits import owner_of
from ...drafts.findings import draft_findings
from ...drafts.repairs import RepairPlaces
from ...findings import rule_name
from ...models import ProcessingActivity, PurposeRow
from ...permissions import READ_REGISTER
from ...wording import counted, cut

Found = dict[tuple[str, str], Finding]
_MOST = 3
# Where people repair; elsewhere only a difference is told.
_ALWAYS = (ProcessingActivity, PurposeRow, Provider, RetentionTerm, Recipient)


@receiver(page_saving)
def remember(request: HttpRequest, row: Any, **kwargs: Any) -> None:
    """Look at the findings of the provider whose row this is, before it changes."""
    provider = owner_of(row)
    if provider and request.user.has_perm(READ_REGISTER) and not is_taken_back(request):
        request.findings_before = _counting(provider)  # type: ignore[attr-defined]


@receiver(page_saved)
def tell(request: HttpRequest, row: Any, **kwargs: Any) -> None:
    """Say what the save did to them; nothing in a window that closes at once, or when all is taken back."""
    before, pk = getattr(request, "findings_before", None), owner_of(row)
    if before is None or pk is None or IS_POPUP_VAR in request.POST:
        return
    was, now = _by_name(before), _by_name(_counting(pk))
    if was.keys() != now.keys() or isinstance(row, _ALWAYS):
        messages.info(request, difference(Provider.objects.get(pk=pk), was, now, _number(row)))


def difference(provider: Provider, was: Found, now: Found, number: str) -> SafeString:
    """For example: 2 bevindingen opgelost (Geen doel en Geen rechtsgrond), 5 over bij VO-01.

    Left are those of the activity with this number, else all of the provider.
    """
    solved = [item for name, item in was.items() if name not in now]
    new = [item for name, item in now.items() if name not in was]
    left = [item for item in now.values() if not number or item.activity == number]
    words = (str(len(left) or "geen"), counted(len(left), "bevinding", "bevindingen") if left else "Geen bevindingen")
    parts = [_solved(solved), _new(provider, new), _left(provider, words[not (solved or new)], number)]
    return format_html("{}.", format_html_join(", ", "{}", ((part,) for part in parts if part)))


def _solved(found: list[Finding]) -> str:
    if not found:
        return ""
    return f"{counted(len(found), 'bevinding', 'bevindingen')} opgelost ({cut(_names(found), _MOST)})"


def _new(provider: Provider, found: list[Finding]) -> str:
    if not found:
        return ""
    places = RepairPlaces([provider.pk])
    rows = ((places.path(provider.pk, item), rule_name(item.code).name) for item in found[:_MOST])
    more = f" en nog {len(found) - _MOST}" if len(found) > _MOST else ""
    return format_html("{} nieuw ({}{})", len(found), format_html_join(", ", '<a href="{}">{}</a>', rows), more)


def _left(provider: Provider, words: str, number: str) -> SafeString:
    query = urlencode({"aanbieder": provider.slug, **({"verwerking": number} if number else {})})
    address = f"{reverse('findings')}?{query}"
    return format_html('<a href="{}">{} over bij {}</a>', address, words, number or provider.name)


def _names(found: Iterable[Finding]) -> Iterable[str]:
    return (rule_name(item.code).name for item in found)


def _counting(provider: int) -> list[Finding]:
    """Findings that still count: what was accepted does not."""
    return [item for item in draft_findings(provider, timezone.localdate()) if not item.is_accepted]


def _by_name(found: Iterable[Finding]) -> Found:
    return {(item.code, item.object): item for item in found}


def _number(row: Any) -> str:
    """The activity whose page or purpose this is; empty for what belongs to the whole provider."""
    if isinstance(row, PurposeRow):
        return row.activity.number
    return row.number if isinstance(row, ProcessingActivity) else ""
