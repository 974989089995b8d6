"""Which records belong to a provider, also when its rows are gone."""

from collections.abc import Collection
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import CASCADE, Q

from ..facts.recording import history_of, is_tracked
from ..models import Provider
from .first import tracked_models


@cache
def parent_field(model: Any) -> Any:
    """The field through which a row belongs to its provider; None for shared words and for a provider."""
    fields = model._meta.concrete_model._meta.fields
    parents = [field for field in fields if field.is_relation and is_parent(field)]
    return next((field for field in parents if field.name == "provider"), parents[0] if parents else None)


def is_parent(field: Any) -> bool:
    """Whether a row cannot be without the row this field points to."""
    return not field.null and field.remote_field.on_delete is CASCADE and is_tracked(field.related_model)


def owned_by(model: Any, providers: Collection[int]) -> Q:
    """Selects the records of these providers; shared words are everybody's."""
    if model._meta.concrete_model is Provider:
        return Q(id__in=providers)
    field = parent_field(model)
    if field is None:
        return Q()
    if field.related_model is Provider:
        return Q(**{f"{field.attname}__in": providers})
    parents = history_of(field.related_model)._base_manager.filter(owned_by(field.related_model, providers))
    return Q(**{f"{field.attname}__in": parents.values("id")})


def owned_parts(provider_id: int) -> list[tuple[Any, Any]]:
    """Model and records of every kind of row that belongs to a provider."""
    return [
        (model, history_of(model)._base_manager.filter(owned_by(model, [provider_id])))
        for model in tracked_models()
        if model is Provider or parent_field(model)
    ]


def parts_without(hidden: Collection[int]) -> list[tuple[Any, Any]]:
    """Model and records of every kind of row, but those of these providers."""
    parts = ((model, history_of(model)._base_manager.all()) for model in tracked_models())
    if not hidden:
        return list(parts)
    return [
        (model, records.exclude(owned_by(model, hidden)) if model is Provider or parent_field(model) else records)
        for model, records in parts
    ]


def narrowed(parts: list[tuple[Any, Any]], changes: Collection[UUID]) -> list[tuple[Any, Any]]:
    """The same with the records of the rows that these edits touched alone."""
    return [
        (model, records.filter(id__in=records.order_by().filter(change_id__in=changes).values("id")))
        for model, records in parts
    ]
