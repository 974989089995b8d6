"""Addresses of the API: a token, a version, a list or one row of it."""

import hashlib
from functools import wraps
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

import msgspec
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from providers.models import Provider

from ..accounts import tokens
from ..publications.editions import Published, history_of
from ..publications.on_a_day import NotThatDayError, moment_of
from ..publications.shielding import ShieldedError
from .openapi import JSON, asked_by, openapi
from .problems import ProblemError
from .resources import MOST, OPENAPI, PROVIDER, ROOT, USUAL, VERSION, Route, routes, shown

_PUBLIC = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}


def _api(view: Any) -> Any:
    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            if request.method not in ("GET", "HEAD"):
                raise ProblemError(HTTPStatus.METHOD_NOT_ALLOWED, "Deze API is alleen om te lezen.", Allow="GET, HEAD")
            return view(request, *args, **kwargs)
        except ProblemError as error:
            return error.response
        except NotThatDayError as error:
            return ProblemError(HTTPStatus.BAD_REQUEST, str(error)).response
        except ShieldedError as error:
            return ProblemError(HTTPStatus.GONE, str(error)).response

    return page


@_api
def description(request: HttpRequest) -> HttpResponse:
    """openapi.json, for everybody."""
    headers = {**_PUBLIC, "Cache-Control": "public, max-age=3600"}
    return _json(request, openapi(), headers)


@_api
def nothing(request: HttpRequest, rest: str) -> HttpResponse:
    """Every other address."""
    raise ProblemError(HTTPStatus.NOT_FOUND, "Dit adres bestaat niet.")


@_api
def answer(request: HttpRequest, route: Route, **names: str) -> HttpResponse:
    """A page of a list, or one row."""
    provider = _provider(request)
    if names.get(PROVIDER, provider.slug) != provider.slug:
        raise ProblemError(HTTPStatus.NOT_FOUND, "Dit token is niet voor deze aanbieder.")
    if unknown := set(request.GET) - set(asked_by(route)):
        raise ProblemError(HTTPStatus.BAD_REQUEST, f"Onbekend in dit adres: {', '.join(sorted(unknown))}.")
    resource = route.resource
    rows = resource.rows(_version(request, provider))
    headers = {"Cache-Control": "private, no-cache", "Vary": "Authorization"}
    if not route.is_one:
        content, links = _page(request, rows)
        return _json(request, content, {**headers, **links})
    wanted = names[resource.one]
    found = next((row for row in rows if str(getattr(row, resource.key)) == wanted), None)
    if found is None:
        raise ProblemError(HTTPStatus.NOT_FOUND, f"In deze versie is er geen {resource.one} “{wanted}”.")
    return _json(request, shown(found), headers)


def _provider(request: HttpRequest) -> Provider:
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    found = tokens.provider_of(secret.strip(), timezone.now()) if scheme.lower() == "bearer" else None
    if found:
        return found
    if secret and tokens.is_one_too_many(request):
        detail = "Er kwamen te veel verkeerde tokens van dit adres. Probeer het over een uur opnieuw."
        raise ProblemError(HTTPStatus.TOO_MANY_REQUESTS, detail, Retry_After="3600")
    detail = "Stuur een geldig token mee als “Authorization: Bearer …”."
    raise ProblemError(HTTPStatus.UNAUTHORIZED, detail, WWW_Authenticate="Bearer")


def _version(request: HttpRequest, provider: Provider) -> Published:
    asked, now = request.GET.get("versie", ""), timezone.now()
    if asked and "op" in request.GET:
        raise ProblemError(HTTPStatus.BAD_REQUEST, "Vraag om een versie of om een moment, niet om allebei.")
    known = moment_of(request.GET.get("op", ""), now)
    history = history_of(provider.pk, timezone.localdate(known), known=known)
    found = history.get(_number("versie", asked)) if asked else history.shown
    if found is None:
        raise ProblemError(HTTPStatus.NOT_FOUND, "Deze versie is er niet, of er was toen nog geen van kracht.")
    return Published(history, found)


def _number(name: str, text: str, most: int = 10**8) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 10 and 1 <= int(text) <= most):
        raise ProblemError(HTTPStatus.BAD_REQUEST, f"“{name}” is een getal van 1 tot en met {most}.")
    return int(text)


def _page(request: HttpRequest, rows: Any) -> tuple[dict[str, Any], dict[str, str]]:
    number = _number("pagina", request.GET.get("pagina", "1"))
    size = _number("aantal", request.GET.get("aantal", str(USUAL)), MOST)
    pages = max(1, -(-len(rows) // size))
    start = (number - 1) * size
    content = {
        "items": [shown(row) for row in rows[start : start + size]],
        "total": len(rows),
        "page": number,
        "pageSize": size,
    }
    near = {"prev": number - 1, "next": number + 1, "first": 1, "last": pages}
    links = [_link(request, name, page) for name, page in near.items() if 1 <= page <= pages]
    return content, {"Link": ", ".join(links)}


def _link(request: HttpRequest, name: str, page: int) -> str:
    query = urlencode({**request.GET.dict(), "pagina": page})
    return f'<{request.path}?{query}>; rel="{name}"'


def _json(request: HttpRequest, content: Any, headers: dict[str, str]) -> HttpResponse:
    body = msgspec.json.encode(content)
    tag = quote_etag(hashlib.sha256(body).hexdigest())
    headers = {**headers, "API-Version": VERSION, "ETag": tag}
    response = HttpResponse(body, content_type=JSON, headers=headers)
    return get_conditional_response(request, etag=tag, response=response) or response


def _address(route: Route) -> URLPattern:
    address = ROOT[1:] + route.path.replace("{", "<str:").replace("}", ">")
    return path(address, answer, {"route": route}, name=f"api_{route.name}")


urlpatterns = [
    path(ROOT[1:] + OPENAPI, description, name="api_openapi"),
    *map(_address, routes()),
    path(f"{ROOT[1:]}/<path:rest>", nothing),
]
