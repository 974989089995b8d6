"""Rows are known by what they mean, never by a database number: fixtures and Dossiers share keys."""

from typing import Any, ClassVar

from django.db import models

from .recording import Records

# Whose row it is: the provider, or the row of the provider that it stands below.
OWNERS = ("provider", "activity", "purpose", "term", "document")
UNRECORDED = "Dit zou geen geschiedenis achterlaten; bewaar de rijen een voor een."


class NaturalQuerySet(models.QuerySet):
    """Adds the look-up by natural key that Django's serializers use; refuses what history would miss."""

    def unrecorded(self, *args: Any, **kwargs: Any) -> Any:
        """Always raises TypeError: save the rows, so that each leaves a record."""
        raise TypeError(UNRECORDED)

    update = bulk_create = bulk_update = unrecorded

    def get_by_natural_key(self, *key: Any) -> Any:
        """The row with this key; raises DoesNotExist, also for a key with too few or many parts."""
        model: Any = self.model
        lookups = model.natural_lookups()
        if len(key) != len(lookups):
            raise model.DoesNotExist
        return self.get(**dict(zip(lookups, key, strict=True)))


class NaturalModel(models.Model):
    """A model whose `natural_fields` tell two rows apart; `called_by` are the fields by which people call one.

    `key_from` are those a key is made from, where what people call a row is too long or too private for it.
    """

    natural_fields: ClassVar[tuple[str, ...]] = ()
    called_by: ClassVar[tuple[str, ...]] = ("name",)
    # Columns of which history keeps no copies.
    unrecorded: ClassVar[tuple[str, ...]] = ()
    key_from: ClassVar[tuple[str, ...]] = ()

    objects = NaturalQuerySet.as_manager()
    history = Records()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return " ".join(map(self._in_words, self.called_by))

    def _in_words(self, name: str) -> str:
        label_of_choice = getattr(self, f"get_{name}_display", None)
        return str(label_of_choice() if label_of_choice else getattr(self, name))

    @classmethod
    def identity_fields(cls) -> tuple[str, ...]:
        """What tells a row apart from the others of its owner."""
        return tuple(name for name in cls.natural_fields if name not in OWNERS)

    @classmethod
    def natural_lookups(cls) -> list[str]:
        """Look-up paths of the key, foreign keys followed to their own keys."""
        lookups = []
        for name in cls.natural_fields:
            target: Any = cls._meta.get_field(name).related_model
            nested = target.natural_lookups() if target else []
            lookups += [f"{name}__{inner}" for inner in nested] or [name]
        return lookups

    def identity(self) -> dict[str, Any]:
        """How to find the stored row with the key of this one."""
        return {name: getattr(self, name) for name in self.natural_fields}

    def own_key(self) -> tuple[Any, ...]:
        """What tells this row apart, as the columns have it."""
        return tuple(self.serializable_value(name) for name in self.natural_fields)

    def natural_key(self) -> tuple[Any, ...]:
        """The values of the key, foreign keys replaced by theirs; an empty one gives only None."""
        values: list[Any] = []
        for name in self.natural_fields:
            target: Any = self._meta.get_field(name).related_model
            value = getattr(self, name)
            if target is None:
                values.append(value)
            else:
                values += value.natural_key() if value else [None] * len(target.natural_lookups())
        return tuple(values)
