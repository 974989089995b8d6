"""Counts the edits of each provider, so that whoever kept something made of its rows knows when to make it anew.

The count goes up in the transaction of the edit. Whoever reads it before the rows can never keep
something old under a new count.
"""

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from django.db.models import F
from django.db.models.signals import post_save
from django.dispatch import receiver

from providers.history import ADDED, recorded
from providers.history_owners import parent_field
from providers.models import Provider

from .models import EditCount, Publication, Review


class Edits(NamedTuple):
    """Edits of a provider's own rows, and of the words it shares with others."""

    own: int
    words: int


def edits_of(providers: Collection[int]) -> dict[int, Edits]:
    """By number of the provider, in one query; without those whose rows came in without being counted."""
    rows = EditCount.objects.filter(provider__in=providers) | EditCount.objects.filter(provider=None)
    counts: dict[int | None, int] = dict(rows.values_list("provider", "edits"))
    words = counts.pop(None, None)
    return {
        provider: Edits(own, words) for provider, own in counts.items() if provider is not None and words is not None
    }


def count_edit(provider: int | None) -> None:
    """One more edit of this provider, or of shared words."""
    EditCount.objects.filter(provider=provider).update(edits=F("edits") + 1)


@receiver(recorded)
def _on_record(row: Any, history_type: str, before: Mapping[str, Any] | None, **kwargs: Any) -> None:
    if not isinstance(row, Provider):
        for provider in _owners(row, before):
            count_edit(provider)
    elif history_type == ADDED:
        EditCount.objects.get_or_create(provider_id=row.pk)
    else:
        count_edit(row.pk)


def _owners(row: Any, before: Mapping[str, Any] | None) -> set[int | None]:
    """Numbers of the providers whose row this is, and was; None for a shared word."""
    owners = {_owner(row)}
    field = parent_field(row._meta.concrete_model)
    if field and before and before[field.attname] != getattr(row, field.attname):
        owners |= {_owner(parent) for parent in field.related_model._base_manager.filter(pk=before[field.attname])}
    return owners


def _owner(row: Any) -> int | None:
    field = parent_field(row._meta.concrete_model)
    if isinstance(row, Provider) or field is None:
        return row.pk if isinstance(row, Provider) else None
    return getattr(row, field.attname) if field.related_model is Provider else _owner(getattr(row, field.name))


@receiver(post_save, sender=Publication)
@receiver(post_save, sender=Review)
def _on_event(instance: Any, **kwargs: Any) -> None:
    # Some rules compare with what is published, or ask when somebody last looked.
    count_edit(instance.provider_id)
