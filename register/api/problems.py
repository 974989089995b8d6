"""Refusals as application/problem+json (RFC 9457), with the version of the API."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from .openapi import PROBLEM
from .resources import ROOT, VERSION

TITLES = {
    HTTPStatus.BAD_REQUEST: "Dat kan niet",
    HTTPStatus.UNAUTHORIZED: "Geen toegang",
    HTTPStatus.NOT_FOUND: "Niet gevonden",
    HTTPStatus.METHOD_NOT_ALLOWED: "Alleen lezen",
    HTTPStatus.GONE: "Afgeschermd",
    HTTPStatus.TOO_MANY_REQUESTS: "Te veel pogingen",
    HTTPStatus.SERVICE_UNAVAILABLE: "Nu niet bereikbaar",
}


class ProblemError(Exception):
    """Something that is refused; the text says why, in Dutch."""

    def __init__(self, status: HTTPStatus, detail: str, **headers: str) -> None:
        super().__init__(detail)
        self.status, self.headers = status, headers

    @property
    def response(self) -> HttpResponse:
        """The answer."""
        return problem(self.status, str(self), {name.replace("_", "-"): value for name, value in self.headers.items()})


def problem(status: HTTPStatus, detail: str, headers: Any = None) -> HttpResponse:
    """An answer that says what is wrong."""
    content = {"status": status, "title": TITLES.get(status, status.phrase), "detail": detail}
    headers = {"API-Version": VERSION, "Cache-Control": "no-store", **(headers or {})}
    return JsonResponse(content, status=status, content_type=PROBLEM, headers=headers)


def is_for_a_program(request: HttpRequest) -> bool:
    """Whether the answer has to be one of the API, also where no view is reached."""
    return request.path_info.startswith(f"{ROOT}/")
