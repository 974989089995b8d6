"""Requests that are refused before a page sees them: an expired form, and more than a form can carry."""

import re
from collections import Counter
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views import defaults

from providers.form_parts import MOST_ROWS
from register.api.problems import is_for_a_program, problem
from register.submissions import carried as carrying
from register.submissions.carried import CARRIED
from register.submissions.keys import read_key

from .sign_in import sign_in_page

# How Django's reasons begin when a browser says that another site sent it.
_FROM_ELSEWHERE = ("Origin checking failed", "Referer checking failed")
EXPIRED = "De aanmeldpagina was verlopen. Meld u opnieuw aan."
_TOTAL = "-TOTAL_FORMS"
_ROW = re.compile(r"(.+)-(\d{1,6})-[^-]+")


def expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Instead of a form whose token has expired: the same form, to look at and send again.

    Only a form that this site made for this very person comes back; another site cannot make one.
    """
    is_ours = request.method == "POST" and not reason.startswith(_FROM_ELSEWHERE)
    answer = (_back_to_sign_in(request) or _back_to_form(request)) if is_ours else None
    return answer or render(request, "403_csrf.html", status=403)


def _back_to_sign_in(request: HttpRequest) -> HttpResponse | None:
    carried = request.POST.get(CARRIED)
    if not carried or request.path != reverse("account_login") or request.user.is_authenticated:
        return None
    messages.warning(request, EXPIRED)
    return sign_in_page(request, carried)


def _back_to_form(request: HttpRequest) -> HttpResponse | None:
    key = read_key(request.POST)
    carried = carrying.carry(request, key) if key else carrying.read(request.POST.get(CARRIED, ""))
    if carried is None:
        return None
    if request.user.is_authenticated:
        return carrying.hand_over(request, carried)
    return sign_in_page(request, carrying.signed(carried))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What cannot be understood; a form that is too large is told how much it can carry."""
    if is_for_a_program(request):
        return problem(HTTPStatus.BAD_REQUEST, "De aanvraag is niet te begrijpen.")
    if isinstance(exception, TooManyFieldsSent | RequestDataTooBig):
        return _too_large(request)
    return defaults.bad_request(request, exception)


def refuse_rows(request: HttpRequest) -> HttpResponse | None:
    """Refuse a form that counts more rows than one can carry or than it brought; None for any other."""
    counts = {name.removesuffix(_TOTAL): value for name, value in request.POST.items() if name.endswith(_TOTAL)}
    claimed = {prefix: _number(str(value)) for prefix, value in counts.items()}
    if sum(claimed.values()) > MOST_ROWS:
        return _too_large(request)
    came = _rows(request.POST)
    missing = any(number > came[prefix] for prefix, number in claimed.items())
    return render(request, "413.html", {"is_cut_short": True}, status=400) if missing else None


def _number(value: str) -> int:
    # What is no number is refused by the form itself.
    if not value.strip().isdecimal():
        return 0
    return int(value) if len(value) <= 6 else MOST_ROWS + 1


def _rows(typed: Any) -> Counter[str]:
    found = {match.groups() for name in typed if (match := _ROW.fullmatch(name))}
    return Counter(prefix for prefix, _ in found)


def _too_large(request: HttpRequest) -> HttpResponse:
    return render(request, "413.html", status=413)
