"""The same form is saved once, however often it is sent: clicks, a slow answer, Back and save again."""

import hashlib
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.messages.storage import default_storage
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.html import format_html

from providers.unsaved import show_only

from ..models import Submission
from .keys import DEED_FIELD, FIELD, FormKey, Kind

Act = Callable[[], HttpResponse]
KEPT = timedelta(days=7)
ALREADY = "Dit formulier is al opgeslagen, om {}. Het is geen tweede keer gedaan; hier staat wat er is opgeslagen."
OTHER = (
    'Dit formulier hebt u al opgeslagen: <a href="{}">bekijk of wijzig wat er staat</a>. Wat u daarna typte staat '
    "hieronder en is nog niet opgeslagen. Sla nogmaals op als u er een tweede van wilt maken."
)


def answered(request: HttpRequest, key: FormKey | None, act: Act) -> HttpResponse:
    """The answer to a form that was sent. Whoever loses a race is answered as if he came later."""
    try:
        return _answered(request, key, act)
    except IntegrityError:
        # Two at the same moment: what the other one saved is seen now, and refused in words.
        request._messages = default_storage(request)  # type: ignore[attr-defined]  # what the taken back save said
        return _answered(request, key, act)


def forget_old() -> None:
    """Remove what was saved so long ago that nobody sends it again."""
    Submission.objects.filter(made_at__lt=timezone.now() - KEPT).delete()


def _answered(request: HttpRequest, key: FormKey | None, act: Act) -> HttpResponse:
    if key is None:
        return act()
    content = "" if key.kind == Kind.DEED else _content(request.POST)
    with transaction.atomic():
        # On PostgreSQL the second one waits here until the first is done.
        submission, is_first = Submission.objects.get_or_create(key=key.number, defaults={"content": content})
        if is_first:
            return _kept(submission, request, act())
    if submission.content == content:
        return _again(request, submission)
    if key.kind == Kind.NEW:
        messages.warning(request, format_html(OTHER, submission.address))
        show_only(request)
    return act()


def _kept(submission: Submission, request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """Remember where a form led; one that came back with mistakes may be sent again."""
    submission.popup = (getattr(answer, "context_data", None) or {}).get("popup_response_data", "")
    if submission.popup or (answer.status_code == 302 and not getattr(answer, "is_undone", False)):
        submission.address = getattr(request, "saved_at", "") or getattr(answer, "url", "")
        submission.save()
    else:
        submission.delete()
    return answer


def _again(request: HttpRequest, submission: Submission) -> HttpResponse:
    if submission.popup:
        context = {"popup_response_data": submission.popup}
        return TemplateResponse(request, "admin/popup_response.html", context)
    messages.info(request, ALREADY.format(f"{timezone.localtime(submission.made_at):%H:%M}"))
    return redirect(submission.address)


def _content(typed: Any) -> str:
    """A fingerprint of what was typed, whichever button was used."""
    fields = [(name, values) for name, values in typed.lists() if name[0:1] != "_" and name not in _OF_THE_PAGE]
    return hashlib.sha256(json.dumps(sorted(fields)).encode()).hexdigest()


_OF_THE_PAGE = (FIELD, DEED_FIELD, "csrfmiddlewaretoken")
