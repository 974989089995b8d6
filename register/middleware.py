"""Small middlewares: security headers, the language that the address names, one change per request."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from providers.facts.recording import one_change

GetResponse = Callable[[HttpRequest], HttpResponse]

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
        start = request.path_info.removeprefix("/").partition("/")[0]
        language = start if start in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = language  # as LocaleMiddleware does
        with translation.override(language):
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return middleware


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
