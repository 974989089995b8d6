"""What was, and what changed: the list of versions, the difference of two, and the check of a document number."""

import re
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import urlencode

from providers.models import Provider
from register.choices import Section
from register.comparison import Kind, compare
from register.dossier.tables import SUMMARY
from register.marking import label, own
from register.publications.editions import Published, history_of
from register.statement.address_form import Say
from register.statement.versions import period, withdrawal

from .answers import NO_SCRIPTS, checked, html_answer, public_answer, public_history, public_page, public_version

_NUMBER = re.compile(r"REG-([A-Z0-9]+)-([0-9]{1,8}|CONCEPT)")


@public_page
def versions(request: HttpRequest, provider: str) -> HttpResponse:
    """All versions of a statement, newest first."""
    shown = public_version(provider)
    return html_answer(
        "public/versions.html",
        ("versions", provider),
        name=shown.history.name,
        slug=provider,
        is_active=shown.history.is_active,
        current=shown.publication.number,
        issues=[(issue, period(issue), own(issue.note)) for issue in shown.history.issues()],
    )


@public_page
def difference(request: HttpRequest, provider: str, before: int, after: int) -> HttpResponse:
    """What changed between two versions: facts, not words of the page."""
    history = public_history(provider)
    old, new = history.get(before), history.get(after)
    if old is None or new is None or old == new:
        raise Http404
    was, now = Published(history, old), Published(history, new)
    with_same = request.GET.get("ongewijzigd") == "ja"
    issues = history.issue(old), history.issue(new)
    found = compare(was.edition.dossier, now.edition.dossier, with_same=with_same)
    say = Say.to_readers_of(now.edition.dossier.provider.address_form)
    response = html_answer(
        "public/difference.html",
        ("difference", provider, before, after),
        provider=now.edition.dossier.provider,
        slug=provider,
        is_active=history.is_active,
        was=(issues[0], period(issues[0])),
        now=(issues[1], period(issues[1])),
        withdrawal=withdrawal(Say(), issues[1]) if new.is_withdrawal else "",
        counts=[(label(kind), found.count(kind)) for kind in Kind if kind != Kind.SAME],
        unchanged=found.unchanged,
        with_same=with_same,
        query="ongewijzigd=ja" if with_same else "",
        is_empty=found.is_empty,
        sections=[(_heading(say, section.section), section.items) for section in found.sections],
    )
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _heading(say: Say, section: str) -> str:
    if section == SUMMARY:
        return say("In het kort")
    return say.label(Section(section)) if section in Section.values else say("Overig")


@csp_replace({**NO_SCRIPTS, "form-action": [SELF]})
@public_answer
def check(request: HttpRequest) -> HttpResponse:
    """Version, date and fingerprints of a document number; nothing of its content."""
    asked = " ".join(request.GET.get("nummer", "").split())[:40].upper()
    found = _checked(asked) if asked else None
    response = html_answer(
        "public/check.html",
        ("check",),
        query=urlencode({"nummer": asked}) if asked else "",
        asked=asked,
        is_concept=asked.endswith("-CONCEPT"),
        found=found,
    )
    if asked and found is None:
        response.status_code = 404
    return response


def _checked(asked: str) -> dict[str, Any] | None:
    match = _NUMBER.fullmatch(asked)
    if match is None or match[2] == "CONCEPT":
        return None
    provider = Provider.objects.filter(prefix=match[1]).values_list("pk", flat=True).first()
    history = history_of(provider, timezone.localdate()) if provider else None
    publication = history.get(int(match[2])) if history and history.shown else None
    return checked(history, publication) if history and publication else None
