"""Small middlewares: security headers, one language and one spelling per address, one change per request."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import is_valid_path, reverse
from django.utils import translation
from django.utils.encoding import escape_uri_path

from providers.facts.recording import one_change
from providers.facts.text import tidy_key, tidy_number

GetResponse = Callable[[HttpRequest], HttpResponse]

# What an address names, and how that is written in it.
SPELLINGS: dict[str, Callable[[str], str]] = {"provider": tidy_key, "slug": tidy_key, "number": tidy_number}
UNUSED_FEATURES = ("camera", "geolocation", "microphone", "payment", "usb")


def security_headers(get_response: GetResponse) -> GetResponse:
    """Add the headers for which Django has no setting."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", ", ".join(f"{feature}=()" for feature in UNUSED_FEATURES))
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return middleware


def language_of_address(get_response: GetResponse) -> GetResponse:
    """Every other language below its own code, as in /en/; Dutch elsewhere.

    Django's own LocaleMiddleware also looks at Accept-Language and varies every answer on it,
    so one address would have two texts and a cache in front of it would be of little use.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        language = _language_of(request.path_info)
        request.LANGUAGE_CODE = language  # as LocaleMiddleware does
        with translation.override(language):
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return middleware


def _language_of(path: str) -> str:
    start = path.removeprefix("/").partition("/")[0]
    return start if start in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


class OneSpelling:
    """An address written in other capitals leads to the one address of that page, with its query."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """For words of the address itself: /VCARE/Verklaring.PDF stands nowhere, its small letters do."""
        response = self.get_response(request)
        path = request.path_info.lower()
        if response.status_code != 404 or request.resolver_match or path == request.path_info:
            return response
        with translation.override(_language_of(path)):
            return _moved(request, escape_uri_path(path)) if is_valid_path(path) else response

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        """For the name of a provider and the number of an activity."""
        match: Any = request.resolver_match
        captured = match.captured_kwargs
        spelled = {name: SPELLINGS.get(name, str)(value) for name, value in captured.items() if isinstance(value, str)}
        wanted = {**captured, **spelled}
        return None if wanted == captured else _moved(request, reverse(match.view_name, kwargs=wanted))


def _moved(request: HttpRequest, path: str) -> HttpResponse:
    """With the same query, and for who sends a form with that form."""
    query = request.META.get("QUERY_STRING", "")
    is_form = request.method not in ("GET", "HEAD")
    return HttpResponsePermanentRedirect(f"{path}?{query}" if query else path, preserve_request=is_form)


def one_change_per_request(get_response: GetResponse) -> GetResponse:
    """All rows that a request saves are one entry in the history, by the person who is signed in.

    The session is read only when a row is saved: public pages never touch it.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        def author() -> str:
            user = getattr(request, "user", None)
            return user.get_username() if user else ""

        with one_change(author):
            return get_response(request)

    return middleware
