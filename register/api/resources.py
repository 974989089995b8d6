"""The one description of the API: each resource a list with its kind of row, and by what a row is found."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import msgspec

from ..dossier import types as t
from ..dossier.types.base import Node
from ..publications.editions import Published

VERSION = "1.0.0"
ROOT = "/api/v1"
OPENAPI = "/openapi.json"
PROVIDER = "aanbieder"
MOST, USUAL = 500, 50


class Version(Node, frozen=True, kw_only=True):
    """A version of the register, without its content."""

    number: int
    kind: str
    valid_from: date
    made_at: datetime
    note: str
    is_announced: bool
    is_skipped: bool
    is_shielded: bool
    register_fingerprint: str
    statement_fingerprint: str


@dataclass(frozen=True)
class Resource:
    """A list of rows of one kind; `one` is what the address calls the `key` of a row."""

    path: str
    kind: type[Node]
    one: str
    key: str
    summary: str
    rows: Callable[[Published], Sequence[Any]]

    @property
    def is_of_a_version(self) -> bool:
        """Whether a version or a day can be asked for."""
        return self.kind is not Version


@dataclass(frozen=True)
class Route:
    """An address: of the list of a resource, or of one row of it."""

    path: str
    resource: Resource
    is_one: bool

    @property
    def name(self) -> str:
        """Its operationId: getVerwerkingen, getVerwerking…"""
        words = f"{self.resource.path}-{self.resource.one}" if self.is_one else self.resource.path
        return "get" + "".join(word.capitalize() for word in words.split("-"))


def _versions(version: Published) -> list[Version]:
    issues = zip(version.history.issues(), version.history.publications, strict=True)
    return [
        Version(
            number=row.number,
            kind=row.kind,
            valid_from=row.valid_from,
            made_at=row.made_at,
            note=issue.note,
            is_announced=issue.is_announced,
            is_skipped=issue.is_skipped,
            is_shielded=bool(issue.shielded_on),
            register_fingerprint=row.register_fingerprint,
            statement_fingerprint=row.statement_fingerprint,
        )
        for issue, row in issues
    ]


def _of(name: str) -> Callable[[Published], Sequence[Any]]:
    return lambda version: getattr(version.edition.dossier, name)


PROVIDERS = Resource(
    "aanbieders", t.Provider, PROVIDER, "slug", "De aanbieder", lambda version: [version.edition.dossier.provider]
)
TABLE = (
    PROVIDERS,
    Resource("versies", Version, "nummer", "number", "Versies van het register", _versions),
    Resource("verwerkingen", t.Activity, "nummer", "number", "Verwerkingen", _of("activities")),
    Resource("diensten", t.Service, "sleutel", "key", "Diensten", _of("services")),
    Resource("ontvangers", t.Recipient, "sleutel", "key", "Ontvangers", _of("recipients")),
    Resource("betrokkenen", t.SubjectGroup, "sleutel", "key", "Groepen betrokkenen", _of("subject_groups")),
    Resource("gegevens", t.DataCategory, "sleutel", "key", "Soorten gegevens", _of("data_categories")),
    Resource("bewaartermijnen", t.RetentionTerm, "sleutel", "key", "Bewaartermijnen", _of("terms")),
)


def routes() -> Iterator[Route]:
    """Every address of the API but that of its description."""
    for resource in TABLE:
        base = "" if resource is PROVIDERS else f"/{PROVIDERS.path}/{{{PROVIDER}}}"
        yield Route(f"{base}/{resource.path}", resource, is_one=False)
        yield Route(f"{base}/{resource.path}/{{{resource.one}}}", resource, is_one=True)


def camel(name: str) -> str:
    """The name of a field as the design rules want it."""
    return re.sub(r"_([a-z0-9])", lambda match: match[1].upper(), name)


def shown(value: Any) -> Any:
    """A row as JSON can hold it, with the names of the API."""
    if isinstance(value, msgspec.Struct):
        return {camel(name): shown(getattr(value, name)) for name in value.__struct_fields__}
    if isinstance(value, tuple):
        return [shown(item) for item in value]
    return msgspec.to_builtins(value)
