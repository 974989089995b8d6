"""What a request may be: so large, made of text, with numbers that a row can have, and with a turn to save."""

from collections.abc import Callable
from itertools import chain
from threading import BoundedSemaphore
from typing import Any
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import TO_FIELD_VAR, IncorrectLookupParameters
from django.core.exceptions import BadRequest
from django.db import DataError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from providers.row_numbers import row_number

GetResponse = Callable[[HttpRequest], HttpResponse]


def bounded_body(get_response: GetResponse) -> GetResponse:
    """Refuse with 413, before a byte is parsed, more than anybody may send.

    Forms of Django's own limit fit for everybody, also with a session that ended while they were filled in.
    Files are for people with staff rights.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        return render(request, "413.html", status=413) if _is_too_large(request) else get_response(request)

    return middleware


def _is_too_large(request: HttpRequest) -> bool:
    size = int(request.META.get("CONTENT_LENGTH") or 0)
    return size > settings.MAX_BODY or (size > settings.DATA_UPLOAD_MAX_MEMORY_SIZE and not request.user.is_staff)


NO_TEXT = "NUL, or bytes that are not UTF-8"


def readable_text(get_response: GetResponse) -> GetResponse:
    """Refuse with 400 what is no text: NUL, which PostgreSQL cannot look for or keep, and bytes that are not UTF-8.

    Browsers send neither; Django would replace such bytes and keep that as if somebody had typed it.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        _refuse_bytes(request.META.get("QUERY_STRING", "").encode("latin-1", "replace"))
        _refuse_text(request.path, *request.COOKIES.values())
        return get_response(request)

    def process_view(request: HttpRequest, *view: Any) -> None:
        """After the check of the token, which is the first to read a form."""
        if request.content_type == "application/x-www-form-urlencoded":
            _refuse_bytes(request.body)
        elif request.method == "POST":
            _refuse_text(*chain.from_iterable((name, *values) for name, values in request.POST.lists()))

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware


def _refuse_bytes(encoded: bytes) -> None:
    sent = unquote_to_bytes(encoded)
    try:
        sent.decode()
    except UnicodeDecodeError as error:
        raise BadRequest(NO_TEXT) from error
    if b"\0" in sent:
        raise BadRequest(NO_TEXT)


def _refuse_text(*texts: str) -> None:
    """Django decoded these; it put U+FFFD where that failed."""
    if any("\0" in text or "\ufffd" in text for text in texts):
        raise BadRequest(NO_TEXT)


# Of the threads of `script/server`; the others are always there for who only reads a public page.
MOST_AT_WORK = 12


class Turns:
    """So many requests at once may wait for each other's saves; the next hears at once that it is busy.

    Those of people who are signed in, and all that send something.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self._get_response = get_response
        self._free = BoundedSemaphore(MOST_AT_WORK)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Give the turn back, if this request took one."""
        try:
            return self._get_response(request)
        finally:
            if hasattr(request, "turn"):
                self._free.release()

    def process_view(self, request: HttpRequest, *view: Any) -> None:
        """Take a turn. It stands below the check of the token, so that what was typed can be given back."""
        if request.method in ("GET", "HEAD") and not request.path.startswith(("/admin/", "/register/")):
            return
        if not self._free.acquire(blocking=False):
            raise OperationalError("the database is locked: too many requests wait for it")
        request.turn = True  # type: ignore[attr-defined]


# As PostgreSQL says it: a number, a day, a sign. SQLite's is an OverflowError.
BEYOND = ("22003", "22008", "22021")


class SensibleRows:
    """Answer 400 where a page of the admin is asked for rows that cannot be; Django's pages do not all check it."""

    def __init__(self, get_response: GetResponse) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing by itself."""
        return self._get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> None:
        """The rows that an action is for, and the field that a row is found by."""
        if any(row_number(chosen) is None for chosen in request.POST.getlist(ACTION_CHECKBOX_NAME)):
            raise BadRequest("An action for rows that cannot exist")
        if "" in (request.GET.get(TO_FIELD_VAR), request.POST.get(TO_FIELD_VAR)):
            raise BadRequest("A row that is looked for by no field")

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The filters of a list, and numbers and days beyond what a column holds."""
        return render(request, "400.html", status=400) if _is_beyond_columns(error) else None


def _is_beyond_columns(error: Exception) -> bool:
    if isinstance(error, DataError):
        return getattr(error.__cause__, "sqlstate", None) in BEYOND
    return isinstance(error, IncorrectLookupParameters | OverflowError)
