"""A first record for many rows at once: those that came in together, and those from before history was kept."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.db import DEFAULT_DB_ALIAS, connections, models, transaction
from django.db.migrations.executor import MigrationExecutor

from ..facts.recording import ADDED, Change, columns, current_change, history_of, is_tracked, links_of, recorded

AUTHOR = "migrate"
BATCH = 500


def record_existing(sender: AppConfig | None = None, *, using: str = "default", **kwargs: Any) -> None:
    """Record every row that has no record yet, sets included; after every migrate to the end, and repeatable."""
    if not _is_as_the_models(using):
        return
    change = Change(AUTHOR)
    with transaction.atomic(using=using):
        for model in tracked_models():
            _record_rows(model, change, using)


def _is_as_the_models(using: str) -> bool:
    # Tables that stopped at an older migration, or went back to it, lack columns that are asked for here.
    executor = MigrationExecutor(connections[using])
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def tracked_models() -> Iterator[Any]:
    """All models whose rows have a history."""
    return (model for model in apps.get_models() if is_tracked(model) and not model._meta.proxy)


def add_rows(rows: Sequence[Any], sets: Mapping[Any, Sequence[Sequence[Any]]]) -> None:
    """Add rows of one kind with the members of their sets, each with its record, in a number of queries for all.

    `sets` gives per set, in the order of the rows, who is in it. Nothing is checked but by the database.
    """
    model, change = type(rows[0]), current_change()
    with transaction.atomic():
        # That of the model itself refuses: it would leave no records.
        models.QuerySet(model).bulk_create(rows)
        for field, members in sets.items():
            through, source, target = field.remote_field.through, field.m2m_column_name(), field.m2m_reverse_name()
            through._base_manager.bulk_create(
                through(**{source: row.pk, target: member.pk})
                for row, found in zip(rows, members, strict=True)
                for member in dict.fromkeys(found)
            )
        for start in range(0, len(rows), BATCH):
            stored = model._base_manager.filter(pk__in=[row.pk for row in rows[start : start + BATCH]])
            _record_batch(model, list(stored.values(*columns(model))), change, DEFAULT_DB_ALIAS)
        recorded.send(sender=model, rows=rows, history_type=ADDED, before=None)


def _record_rows(model: Any, change: Change, using: str) -> None:
    records = history_of(model)._base_manager.using(using)
    rows = model._base_manager.using(using).exclude(pk__in=records.values("id")).order_by("pk")
    while batch := list(rows.values(*columns(model))[:BATCH]):
        _record_batch(model, batch, change, using)


def _record_batch(model: Any, batch: list[dict[str, Any]], change: Change, using: str) -> None:
    records = history_of(model)._base_manager.using(using)
    made = records.bulk_create(records.model(history_type=ADDED, **change.stamp(), **row) for row in batch)
    by_row = {record.id: record for record in made}
    for field in model._meta.local_many_to_many:
        copies = links_of(field)._base_manager.using(using)
        source = f"{field.m2m_field_name()}_id"
        links = field.remote_field.through._base_manager.using(using).filter(**{f"{source}__in": by_row})
        copies.bulk_create(copies.model(history=by_row[link[source]], **link) for link in links.values())
