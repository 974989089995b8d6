"""Which records belong to a provider, also when its rows are gone."""

from functools import cache
from typing import Any

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


def owned_by(model: Any, provider_id: int) -> Q:
    """Selects the records of a provider; shared words are everybody's."""
    if model._meta.concrete_model is Provider:
        return Q(id=provider_id)
    field = parent_field(model)
    if field is None:
        return Q()
    if field.related_model is Provider:
        return Q(**{field.attname: provider_id})
    parents = history_of(field.related_model)._base_manager.filter(owned_by(field.related_model, provider_id))
    return Q(**{f"{field.attname}__in": parents.values("id")})


def owned_parts(provider_id: int) -> list[tuple[Any, Any]]:
    """Model and records of every kind of row that belongs to a provider."""
    return [
        (model, history_of(model)._base_manager.filter(owned_by(model, provider_id)))
        for model in tracked_models()
        if model is Provider or parent_field(model)
    ]
