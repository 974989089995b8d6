"""The page of an error: what the program did wrong, or that the data cannot be reached now."""

import sys
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.views import defaults

from register.api.problems import is_for_a_program, problem
from register.outage import trouble
from register.typed import hidden_fields

RETRY_SECONDS = 30


def server_error(request: HttpRequest) -> HttpResponse:
    """Called by Django while it handles the error."""
    if is_for_a_program(request):
        is_busy = trouble(sys.exc_info()[1])
        status = HTTPStatus.SERVICE_UNAVAILABLE if is_busy else HTTPStatus.INTERNAL_SERVER_ERROR
        return problem(status, "Dit lukt nu niet. Probeer het later opnieuw.", {"Retry-After": str(RETRY_SECONDS)})
    return unavailable(request) if trouble(sys.exc_info()[1]) else defaults.server_error(request)


def unavailable(request: HttpRequest) -> HttpResponse:
    """503, with what was typed and a button that sends it again.

    Only what came with a token: a page elsewhere could put its own words under our button.
    """
    is_typed = request.method == "POST" and getattr(request, "csrf_processing_done", False)
    context = {
        "is_typed": is_typed,
        "fields": hidden_fields(request.POST) if is_typed else "",
        "address": request.get_full_path() if is_typed or request.method in ("GET", "HEAD") else "/",
    }
    response = render(request, "503.html", context, status=503)
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    add_never_cache_headers(response)
    return response
