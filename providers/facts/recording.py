"""Every edit leaves a record: who, when, and what the row was; one edit has one change id."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID, uuid4

from django.db import models
from django.dispatch import Signal
from django.utils import timezone
from django.utils.text import format_lazy
from simple_history.models import HistoricalRecords

ADDED, CHANGED, DELETED = "+", "~", "-"
# The reason of an edit that came out of a file.
IMPORT = "import"
# The column holds no more.
_LONGEST_REASON = 100

# Sent after each record, with the `rows` (more than one only when they were added together), `history_type`, and the
# columns of the record `before` when known.
recorded = Signal()


class Change:
    """One edit, however many rows it touches; it happens at the moment of its first row.

    `reason` says how it came about, where nobody typed it.
    """

    def __init__(self, author: str | Callable[[], str], reason: str | None = None) -> None:
        self.id: UUID = uuid4()
        self.reason = reason
        self._author = author
        self._at: datetime | None = None

    def stamp(self) -> dict[str, Any]:
        """The columns that all records of this edit share."""
        if self._at is None:
            self._at = timezone.now()
        author = self._author if isinstance(self._author, str) else self._author()
        return {
            "change_id": self.id,
            "history_date": self._at,
            "history_user_id": author,
            "history_change_reason": self.reason or None,
        }


_current: ContextVar[Change | None] = ContextVar("change", default=None)


@contextmanager
def one_change(author: str | Callable[[], str], reason: str | None = None) -> Iterator[Change]:
    """Everything saved inside is one edit by this author; a callable is asked when a row is saved."""
    change = Change(author, reason)
    token = _current.set(change)
    try:
        yield change
    finally:
        _current.reset(token)


def current_change() -> Change:
    """The edit that is going on; one of nobody when none is."""
    return _current.get() or Change("")


def note_change(reason: str) -> None:
    """Say with this edit how it came about, for example from which file; before its first row is saved."""
    if change := _current.get():
        change.reason = reason if len(reason) <= _LONGEST_REASON else f"{reason[: _LONGEST_REASON - 1]}…"


class Record(models.Model):
    """What every history table has beside the columns of its row; records are only ever added.

    The author is text, so that it outlives the account.
    """

    append_only: ClassVar[bool] = True

    change_id = models.UUIDField()

    class Meta:
        abstract = True


class LinkRecord(models.Model):
    """One member of a set, as it was in a record."""

    append_only: ClassVar[bool] = True

    class Meta:
        abstract = True


class Records(HistoricalRecords):
    """A record for each save and each deletion that changes something, sets included."""

    def __init__(self) -> None:
        super().__init__(
            inherit=True,
            bases=(Record,),
            m2m_bases=(LinkRecord,),
            history_id_field=models.BigAutoField(),
            history_user_id_field=models.CharField(max_length=150, blank=True),
            history_user_getter=lambda record: record.history_user_id,
        )

    def finalize(self, sender: Any, **kwargs: Any) -> None:
        """A proxy has no table of its own; what is saved through it belongs to its model."""
        if not sender._meta.proxy:
            super().finalize(sender, **kwargs)
        elif issubclass(sender, self.cls):
            models.signals.post_save.connect(self.post_save, sender=sender, weak=False)
            models.signals.post_delete.connect(self.post_delete, sender=sender, weak=False)
            models.signals.pre_delete.connect(self.pre_delete, sender=sender, weak=False)

    def get_m2m_fields_from_model(self, model: Any) -> list[Any]:
        """All sets, so that nobody can forget to name one."""
        return list(model._meta.local_many_to_many)

    def fields_included(self, model: Any) -> list[Any]:
        """All columns but those that a model keeps out of its history."""
        return [field for field in model._meta.fields if field.name not in getattr(model, "unrecorded", ())]

    def get_meta_options(self, model: Any) -> dict[str, Any]:
        """Nobody gets permissions on history; who may see the row may see it."""
        label = format_lazy("geschiedenis van {}", model._meta.verbose_name_plural)
        options = {"verbose_name": label, "verbose_name_plural": label, "default_permissions": ()}
        return super().get_meta_options(model) | options

    def get_meta_options_m2m(self, through_model: Any) -> dict[str, Any]:
        """The same for sets."""
        return super().get_meta_options_m2m(through_model) | {"default_permissions": ()}

    def post_save(self, instance: Any, created: bool, using: Any = None, **kwargs: Any) -> None:
        """Record the row, unless nothing differs from its last record (the admin saves every parent)."""
        if kwargs.get("raw"):
            return
        if created:
            self.create_historical_record(instance, ADDED)
            return
        # With `update_fields` the instance may hold values that were not saved.
        stored = type(instance)._base_manager.get(pk=instance.pk) if kwargs.get("update_fields") else instance
        before = last_values(stored)
        if values_of(stored) != before:
            self.create_historical_record(stored, CHANGED, before=before)

    def pre_delete(self, instance: Any, **kwargs: Any) -> None:
        """Django empties references and sets behind the model's back; do it in the open first."""
        super().pre_delete(instance, **kwargs)
        detach(instance)

    def m2m_changed(
        self, instance: Any, action: str, attr: str, pk_set: set[Any] | None, reverse: bool, **kwargs: Any
    ) -> None:
        """Record the rows whose set changed, from whichever side it was done."""
        if reverse and action == "pre_clear":
            instance._emptied = list(kwargs["model"]._base_manager.filter(**{attr: instance}))
        if action not in ("post_add", "post_remove", "post_clear") or pk_set == set():
            return
        rows = [instance]
        if reverse:
            rows = kwargs["model"]._base_manager.filter(pk__in=pk_set) if pk_set else instance._emptied
        for row in rows:
            self.create_historical_record(row, CHANGED)

    def create_historical_record(
        self, instance: Any, history_type: str, using: Any = None, before: dict[str, Any] | None = None
    ) -> None:
        """Add one record with the members of the row's sets, and tell who listens."""
        change = current_change()
        model = history_of(type(instance))
        record = model(history_type=history_type, **change.stamp(), **values_of(instance))
        record.save()
        # A new row has no sets yet, and what a deleted row had is in the record before.
        if history_type == CHANGED:
            self.create_historical_record_m2ms(record, instance)
        recorded.send(sender=type(instance), rows=[instance], history_type=history_type, before=before)

    def create_historical_record_m2ms(self, history_instance: Any, instance: Any) -> None:
        """Copy the links as they are: one query to read and one to write for each set."""
        for field in instance._meta.local_many_to_many:
            links = field.remote_field.through._base_manager.filter(**{field.m2m_field_name(): instance.pk})
            copies = self.m2m_models[field]
            copies._base_manager.bulk_create(copies(history=history_instance, **link) for link in links.values())


def is_tracked(model: Any) -> bool:
    """Whether the rows of this model have a history."""
    return hasattr(model._meta.concrete_model._meta, "simple_history_manager_attribute")


def history_of(model: Any) -> Any:
    """The model of the records of a model."""
    # Not through the attribute: that makes a new class of managers at every look.
    return vars(model._meta.concrete_model)["history"].model


def links_of(field: Any) -> Any:
    """The model that holds the members of a set in its records."""
    return Records.m2m_models[field]


def recorded_fields(model: Any) -> list[Any]:
    """Fields of a row whose values a record holds."""
    return [field for field in model._meta.concrete_fields if field.name not in model.unrecorded]


def columns(model: Any) -> list[str]:
    """Columns of a row, as a record holds them."""
    return [field.attname for field in recorded_fields(model)]


def values_of(row: Any) -> dict[str, Any]:
    """The row by column, in the types of the database."""
    return {field.attname: field.to_python(getattr(row, field.attname)) for field in recorded_fields(row)}


def last_values(row: Any) -> dict[str, Any] | None:
    """The newest record of a row by column; None before the first."""
    records = history_of(type(row))._base_manager.filter(**{row._meta.pk.attname: row.pk})
    return records.order_by("-history_id").values(*columns(row)).first()


def detach(row: Any) -> None:
    """Take a row that will be deleted out of the sets and optional references of others."""
    for relation in row._meta.related_objects:
        if not is_tracked(relation.related_model):
            continue
        if relation.many_to_many:
            # A set may have no name on this side.
            for other in relation.related_model._base_manager.filter(**{relation.field.name: row.pk}):
                getattr(other, relation.field.name).remove(row)
        elif relation.on_delete is models.SET_NULL:
            for other in relation.related_model._base_manager.filter(**{relation.field.name: row.pk}):
                setattr(other, relation.field.name, None)
                other.save()
