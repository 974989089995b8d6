"""openapi.json, made from the table of resources and the types of the Dossier."""

from functools import cache
from typing import Any

import msgspec
from django.conf import settings

from ..addresses import whole
from ..dossier.canonical import choices_schema
from .resources import MOST, OPENAPI, PROVIDER, ROOT, TABLE, USUAL, VERSION, Route, camel, routes

Part = dict[str, Any]
JSON, PROBLEM = "application/json", "application/problem+json"
_REF = "#/components/schemas/"
# What each answer may be instead.
ERRORS = {
    400: "Wat er gevraagd wordt, kan niet.",
    401: "Er is geen geldig token meegestuurd.",
    404: "Dit is er niet, of het is niet van de aanbieder van dit token.",
    410: "Deze versie is afgeschermd.",
    429: "Er kwamen te veel verkeerde tokens van dit adres.",
    503: "De gegevens zijn nu niet bereikbaar.",
}
_HEADERS = {"API-Version": {"description": "Volledige versie van deze API", "schema": {"type": "string"}}}
_DAY = {"type": "string"}
_QUERY = {
    "versie": ("Nummer van een versie; zonder dit de versie die van kracht is.", {"type": "integer", "minimum": 1}),
    "op": ("Dag of moment waarop de versie van kracht was: 2026-12-01 of 2026-12-01T09:30:00+01:00.", _DAY),
    "pagina": ("Welke pagina, vanaf 1.", {"type": "integer", "minimum": 1, "default": 1}),
    "aantal": ("Hoeveel per pagina.", {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL}),
}


def asked_by(route: Route) -> tuple[str, ...]:
    """What the query of an address may hold."""
    version = ("versie", "op") if route.resource.is_of_a_version else ()
    return (*version, *(() if route.is_one else ("pagina", "aantal")))


@cache
def openapi() -> Part:
    """The description, the same for everybody."""
    kinds = [resource.kind for resource in TABLE]
    _, found = msgspec.json.schema_components(kinds, schema_hook=choices_schema, ref_template=_REF + "{name}")
    schemas = {name: _camel(schema) for name, schema in sorted(found.items())}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Verwerkingsregister",
            "description": "Registers van verwerkingsactiviteiten (art. 30 AVG), alleen om te lezen. "
            "Wat niet is vastgelegd, is null of een lege lijst.",
            "version": VERSION,
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
            "contact": _contact(),
        },
        "servers": [{"url": settings.SITE_URL.rstrip("/") + ROOT}],
        "security": [{"token": []}],
        "tags": [{"name": resource.path, "description": resource.summary} for resource in TABLE],
        "paths": {OPENAPI: {"get": _own()}, **{route.path: {"get": _operation(route)} for route in routes()}},
        "components": {
            "schemas": {**schemas, "Problem": _problem()},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _contact() -> Part:
    kind, _, address = settings.SECURITY_CONTACT.partition(":")
    mail = {"email": address} if kind == "mailto" else {}
    return {"name": "Beheer van dit register", "url": whole("about"), **mail}


def _own() -> Part:
    return {
        "operationId": "getOpenapi",
        "summary": "Deze beschrijving",
        "security": [],
        "responses": {"200": _response("De beschrijving", {"type": "object"})},
    }


def _operation(route: Route) -> Part:
    resource, inside = route.resource, {"$ref": _REF + route.resource.kind.__name__}
    content = inside if route.is_one else _page(inside)
    errors = {str(status): _error(words) for status, words in ERRORS.items()}
    return {
        "operationId": route.name,
        "summary": f"{resource.summary}: één, bij {resource.one}" if route.is_one else resource.summary,
        "tags": [resource.path],
        "parameters": [*map(_in_path, _names(route)), *map(_in_query, asked_by(route))],
        "responses": {"200": _response(resource.summary, content, is_list=not route.is_one), **errors},
    }


def _names(route: Route) -> list[str]:
    return [part[1:-1] for part in route.path.split("/") if part.startswith("{")]


def _in_path(name: str) -> Part:
    words = "Naam van de aanbieder in adressen" if name == PROVIDER else f"Het {name} van wat wordt gevraagd"
    return {"name": name, "in": "path", "required": True, "description": words, "schema": {"type": "string"}}


def _in_query(name: str) -> Part:
    words, schema = _QUERY[name]
    return {"name": name, "in": "query", "description": words, "schema": schema}


def _response(words: str, schema: Part, *, is_list: bool = False) -> Part:
    link = {"Link": {"description": "Vorige en volgende pagina (RFC 8288)", "schema": {"type": "string"}}}
    headers = {**_HEADERS, **(link if is_list else {})}
    return {"description": words, "headers": headers, "content": {JSON: {"schema": schema}}}


def _error(words: str) -> Part:
    return {"description": words, "headers": _HEADERS, "content": {PROBLEM: {"schema": _problem()}}}


def _page(row: Part) -> Part:
    counts = {name: {"type": "integer"} for name in ("total", "page", "pageSize")}
    properties = {"items": {"type": "array", "items": row}, **counts}
    return {"type": "object", "properties": properties, "required": list(properties)}


def _problem() -> Part:
    properties = {"status": {"type": "integer"}, "title": {"type": "string"}, "detail": {"type": "string"}}
    return {"type": "object", "properties": properties, "required": list(properties)}


def _camel(schema: Any) -> Any:
    """The same with names of the API, and with `format` beside a type where a date may be null."""
    if isinstance(schema, list):
        return [_camel(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    found = {name: _camel(value) for name, value in schema.items()}
    if "properties" in found:
        found["properties"] = {camel(name): value for name, value in found["properties"].items()}
        # An answer names every field, also one that is null.
        found["required"] = list(found["properties"])
    match found.get("anyOf"):
        case [{"format": _} as dated, {"type": "null"}]:
            return {
                **{key: value for key, value in found.items() if key != "anyOf"},
                **dated,
                "type": ["string", "null"],
            }
    return found
