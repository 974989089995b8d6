"""All rows of a provider in the seven chapters of a register, each with where it is changed and where one is added."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.db import models
from django.urls import reverse

from providers.access import visible
from providers.admin.returning import returning
from providers.admin.sources import EditPlaces, view_name
from providers.models import Address, ContactPoint, LegalEntity, Provider, Recipient, Service, System, TradeName
from retention.models import RetentionTerm

from ...models import (
    Complaint,
    Disclosure,
    Door,
    ProcessingActivity,
    RequestHandling,
    ServiceGroup,
    StatedRight,
    SubjectGroup,
)
from ..activity.inlines import INLINES
from ..activity.list_columns import standing_of

# More rows stand in the list of their kind.
MOST = 100
_NAMED: tuple[tuple[str, tuple[Any, ...]], ...] = (
    ("Wie", (LegalEntity, TradeName, Address, ContactPoint)),
    ("Diensten", (Service, ServiceGroup)),
    ("Verwerkingen", (ProcessingActivity, SubjectGroup)),
    ("Bewaartermijnen", (RetentionTerm,)),
    ("Ontvangers en systemen", (Recipient, Disclosure, System)),
    ("Rechten, verzoeken en situaties", (StatedRight, RequestHandling, Complaint, Door)),
)
_REST = "Beveiliging en overig"
_OF_ACTIVITIES = {inline.model for inline in INLINES}


@dataclass(frozen=True)
class Line:
    """A row of a chapter: what it is called, how it stands, and the address of its form."""

    text: str
    standing: str
    address: str


@dataclass(frozen=True)
class Part:
    """The rows of one kind; `add` is an address, empty for who may not, and `whole` that of a list that is longer."""

    key: str
    name: str
    lines: list[Line]
    count: int
    add: str
    whole: str


@dataclass(frozen=True)
class Chapter:
    """A chapter of the register of one provider."""

    number: int
    title: str
    parts: list[Part]

    @property
    def count(self) -> int:
        """All rows in it."""
        return sum(part.count for part in self.parts)


def kinds_of_rows() -> dict[str, tuple[Any, ...]]:
    """Title of a chapter to its models: each of which a provider has rows that leave a history, once."""
    named = {model for _, kinds in _NAMED for model in kinds}
    places = EditPlaces(admin.site)
    rest = (model for model in apps.get_models() if model not in named and _is_owned(model, places))
    return {**dict(_NAMED), _REST: tuple(rest)}


def _is_owned(model: Any, places: EditPlaces) -> bool:
    has_provider = any(field.name == "provider" for field in model._meta.fields)
    is_recorded = hasattr(model._meta, "simple_history_manager_attribute") and not model._meta.proxy
    has_form = model in admin.site._registry or places.on_provider(model, Provider(pk=1)) is not None
    return has_provider and is_recorded and has_form


def chapters_of(provider: Provider, user: Any, today: date) -> list[Chapter]:
    """What this person may see of a provider; a query per kind of row, whatever their number."""
    desk = _Desk(provider, user, today)
    chapters = enumerate(kinds_of_rows().items(), start=1)
    return [Chapter(number, title, [*filter(None, map(desk.part, kinds))]) for number, (title, kinds) in chapters]


class _Desk:
    def __init__(self, provider: Provider, user: Any, today: date) -> None:
        self._provider, self._user, self._today = provider, user, today
        self._places = EditPlaces(admin.site)

    def part(self, model: Any) -> Part | None:
        """The rows of a model; None for who may not see them."""
        if not self._may("view", model):
            return None
        rows = self._rows(model)
        found = list(rows[: MOST + 1])
        is_longer = len(found) > MOST
        return Part(
            key=model._meta.model_name,
            name=str(model._meta.verbose_name_plural),
            lines=list(self._lines(model, found[:MOST])),
            count=rows.count() if is_longer else len(found),
            add=self._add(model) if self._may("add", model) else "",
            whole=self._whole(model) if is_longer else "",
        )

    def _may(self, deed: str, model: Any) -> bool:
        return self._user.has_perm(f"{model._meta.app_label}.{deed}_{model._meta.model_name}")

    def _rows(self, model: Any) -> models.QuerySet:
        related = [field.name for field in model._meta.fields if field.is_relation]
        rows = visible(model._default_manager.filter(provider=self._provider), self._user).select_related(*related)
        return rows.filter(activity=None) if model in _OF_ACTIVITIES else rows

    def _lines(self, model: Any, rows: Sequence[Any]) -> Iterator[Line]:
        standing = standing_of(rows, self._today) if model is ProcessingActivity else {}
        on_provider = self._places.on_provider(model, self._provider)
        for row in rows:
            address = self._places.of(row) if model in admin.site._registry else on_provider
            words = standing[row.pk].words if row.pk in standing else ""
            yield Line(str(row), words, self._returning(address or "", model))

    def _add(self, model: Any) -> str:
        if model not in admin.site._registry:
            return self._returning(self._places.on_provider(model, self._provider) or "", model)
        return self._returning(reverse(_view(model, "add")), model, provider=self._provider.pk)

    def _whole(self, model: Any) -> str:
        return f"{reverse(_view(model, 'changelist'))}?provider__id__exact={self._provider.pk}"

    def _returning(self, address: str, model: Any, **asked: Any) -> str:
        """An address that leads back to this place after saving."""
        return returning(address, f"{reverse('desk', args=[self._provider.slug])}#{model._meta.model_name}", **asked)


def _view(model: Any, kind: str) -> str:
    return view_name(model).removesuffix("change") + kind
