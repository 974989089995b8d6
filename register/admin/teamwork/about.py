"""What an assignment or a comment is about, in words and with its page; and what was said of it."""

from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.urls import reverse

from providers.models import Provider
from retention.models import RetentionTerm

from ...drafts.findings import draft_findings
from ...drafts.teamwork import comments_on
from ...models import ProcessingActivity
from ...work.items import WHOLE


class Subject(NamedTuple):
    """In words, with the page on which it stands."""

    words: str
    page: str


def subject_of(provider: Provider, code: str, name: str, today: date) -> Subject | None:
    """A finding when there is a rule, else an activity, a term or the whole statement; None for what is not there."""
    if code:
        found = draft_findings(provider.pk, today)
        finding = next((item for item in found if (item.code, item.object) == (code, name)), None)
        page = f"{reverse('finding', args=[provider.slug, code])}?{urlencode({'onderwerp': name})}"
        return Subject(finding.message, page) if finding else None
    table, _, key = name.partition(":")
    row: Any = None
    if table == "activities":
        row = ProcessingActivity.objects.filter(provider=provider, number=key).first()
    elif table == "terms":
        row = RetentionTerm.objects.filter(provider=provider, key=key).first()
    elif name == WHOLE:
        return Subject("de hele verklaring", reverse("admin:register_statementpage_change", args=[provider.pk]))
    if row is None:
        return None
    page = f"admin:{row._meta.app_label}_{row._meta.model_name}_change"
    return Subject(str(row), reverse(page, args=[row.pk]))


def comments_context(provider: Provider, code: str, name: str) -> dict[str, Any]:
    """What the list of comments and its form need on any page."""
    return {
        "comments": comments_on(provider, code, name),
        "comments_page": reverse("comments", args=[provider.slug]),
        "code": code,
        "about": name,
    }
