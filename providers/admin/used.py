"""Who is affected by a fact that others point to: said above its form, before anybody changes it."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.contrib.admin import AdminSite
from django.db import models

from ..access import visible
from .sources import EditPlaces

# Who points with these belongs to the row, or to what it leads to.
_OWNERS = ("provider", "activity", "activities", "publication")


class Use(NamedTuple):
    """An activity or another row that uses a fact, where it is edited, and in what it does so."""

    text: str
    address: str | None
    what: str


def uses_of(row: models.Model, user: Any, site: AdminSite) -> list[Use]:
    """What this person may see of all that uses a stored row; what belongs to an activity as that activity.

    A few queries per kind of row that can point to it, and one per kind of sentence, however many rows do.
    """
    places = EditPlaces(site)
    found: dict[models.Model, Counter[type[models.Model]]] = {}
    for owner, kind, count in (*_pointing(row, user, site), *((item, type(item), 1) for item in _sentences(row))):
        found.setdefault(owner, Counter())[kind] += count
    uses = [Use(str(owner), places.of(owner), _kinds(kinds)) for owner, kinds in found.items()]
    return sorted(uses, key=lambda use: use.text)


def can_be_used(row: models.Model, site: AdminSite) -> bool:
    """Whether rows point to it that are more than its own parts, or than what belongs to it as activity or provider."""
    return any(_relations(type(row), site))


def _relations(model: type[models.Model], site: AdminSite) -> Iterator[Any]:
    page = site._registry.get(model)
    own = {inline.model for inline in page.inlines} if page else set()
    for relation in model._meta.related_objects:
        if relation.related_model not in own and relation.field.name not in _OWNERS:
            yield relation


def _pointing(row: models.Model, user: Any, site: AdminSite) -> Iterator[tuple[models.Model, type[models.Model], int]]:
    """What uses the row, in rows of which kind, and in how many."""
    for relation in _relations(type(row), site):
        model = relation.related_model
        rows = visible(model._default_manager.filter(**{relation.field.name: row}), user)
        fields = {field.name: field for field in model._meta.fields}
        if "activity" in fields:
            counts = rows.exclude(activity=None).order_by().values_list("activity").annotate(models.Count("pk"))
            by_number = dict(counts)
            owners = fields["activity"].related_model._default_manager.in_bulk(by_number)
            yield from ((owner, model, by_number[number]) for number, owner in owners.items())
            rows = rows.filter(activity=None)
        related = [name for name, field in fields.items() if field.is_relation]
        yield from ((item, model, 1) for item in rows.select_related(*related).distinct())


def _sentences(row: models.Model) -> Iterator[models.Model]:
    """Rows that protect this one from deletion without a key that points to it."""
    for field in row._meta.private_fields:
        if hasattr(field, "bulk_related_objects"):
            try:
                field.bulk_related_objects([row], row._state.db)
            except models.ProtectedError as protected:
                yield from protected.protected_objects


def _kinds(kinds: Counter[type[models.Model]]) -> str:
    """For example “6 gegevens”."""
    return ", ".join(rows_counted(count, kind._meta) for kind, count in kinds.items())


def rows_counted(count: int, kind: Any) -> str:
    """How many rows of a kind (a model's options, or an inline); of gegevens there is no singular."""
    if count == 1:
        return f"1 {'regel ' if kind.verbose_name == kind.verbose_name_plural else ''}{kind.verbose_name}"
    return f"{count} {kind.verbose_name_plural}"
