"""Tells whether what rules look at changed, so that whoever kept something made of it knows when to make it anew.

Edits are counted, in the transaction of the edit; what was published and looked at has numbers of its
own. Whoever reads the state before the rows can never keep something old under a new state.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.dispatch import receiver

from providers.facts.recording import ADDED, recorded
from providers.history.owners import parent_field
from providers.models import Provider

from ..models import EditCount, Publication, Review, Shielding


def states_of(providers: Collection[int]) -> dict[int, str]:
    """By number of the provider, in one query; equal states mean equal rows, publications and reviews.

    Without providers whose rows came in without being counted: these may change without being counted.
    """
    rows = EditCount.objects.filter(provider__in=providers).annotate(
        words=_newest(EditCount.objects.filter(provider=None), "edits"),
        published=_newest(Publication.objects.filter(provider=OuterRef("provider")), "pk"),
        shielded=_newest(Shielding.objects.filter(publication__provider=OuterRef("provider")), "pk"),
        reviewed=_newest(Review.objects.filter(provider=OuterRef("provider")), "pk"),
    )
    counted = rows.exclude(words=None).values_list("provider", "edits", "words", "published", "shielded", "reviewed")
    return {provider: " ".join(map(str, state)) for provider, *state in counted}


def _newest(rows: QuerySet, column: str) -> Subquery:
    return Subquery(rows.order_by("-pk").values(column)[:1])


def count_edit(provider: int | None) -> None:
    """One more edit of this provider, or of shared words."""
    EditCount.objects.filter(provider=provider).update(edits=F("edits") + 1)


@receiver(recorded)
def _on_record(rows: Sequence[Any], history_type: str, before: Mapping[str, Any] | None, **kwargs: Any) -> None:
    if history_type == ADDED and isinstance(rows[0], Provider):
        for row in rows:
            EditCount.objects.get_or_create(provider=row)
        return
    for owner in {owner for row in rows for owner in _owners(row, before)}:
        count_edit(owner)


def _owners(row: Any, before: Mapping[str, Any] | None) -> set[int | None]:
    """Numbers of the providers whose row this is, and was; None for a shared word."""
    owners = {owner_of(row)}
    field = parent_field(row._meta.concrete_model)
    if field and before and before[field.attname] != getattr(row, field.attname):
        owners |= {owner_of(parent) for parent in field.related_model._base_manager.filter(pk=before[field.attname])}
    return owners


def owner_of(row: Any) -> int | None:
    """Number of the provider whose row this is, itself or through what it belongs to; None for a shared word."""
    field = parent_field(row._meta.concrete_model)
    if isinstance(row, Provider) or field is None:
        return row.pk if isinstance(row, Provider) else None
    return getattr(row, field.attname) if field.related_model is Provider else owner_of(getattr(row, field.name))
