"""A Dossier whose rows are found by what other rows call them; every face and every rule reads it so."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from .types import Activity, DataCategory, DataRow, Disclosure, Dossier, Keyed, Word

K = TypeVar("K", bound=Keyed | Word)


def _by_key(rows: Callable[[Dossier], tuple[K, ...]]) -> cached_property[dict[str, K]]:
    return cached_property(lambda index: {row.key: row for row in rows(index.dossier)})


@dataclass(frozen=True)
class Index:
    """The facts of one provider, ready to be asked. Each list with keys is a dict under its own name."""

    dossier: Dossier

    entities = _by_key(lambda dossier: dossier.entities)
    addresses = _by_key(lambda dossier: dossier.addresses)
    contact_points = _by_key(lambda dossier: dossier.contact_points)
    services = _by_key(lambda dossier: dossier.services)
    systems = _by_key(lambda dossier: dossier.systems)
    recipients = _by_key(lambda dossier: dossier.recipients)
    subject_groups = _by_key(lambda dossier: dossier.subject_groups)
    terms = _by_key(lambda dossier: dossier.terms)
    data_categories = _by_key(lambda dossier: dossier.data_categories)
    data_subject_categories = _by_key(lambda dossier: dossier.data_subject_categories)
    purposes = _by_key(lambda dossier: dossier.purposes)
    measures = _by_key(lambda dossier: dossier.measures)
    processing_operations = _by_key(lambda dossier: dossier.processing_operations)
    grounds = _by_key(lambda dossier: dossier.grounds)

    @cached_property
    def activities(self) -> tuple[Activity, ...]:
        """What still happens; ended activities are only for the register."""
        return self.dossier.active

    def wide(self, activity: Activity) -> tuple[Disclosure, ...]:
        """Who receives data of everything the provider does, or of the services of this activity."""
        services = set(activity.services)
        return tuple(row for row in self.dossier.disclosures if not row.services or services & set(row.services))

    def links(self, activity: Activity) -> tuple[Disclosure, ...]:
        """What says who receives data of this activity: its own links, and those of the provider that hold for it."""
        return (*activity.disclosures, *self.wide(activity))

    def find(self, table: str, key: str | None) -> Any:
        """The row of a list with this key, or nothing."""
        return getattr(self, table).get(key)

    def name(self, table: str, key: str | None) -> str:
        """The name of that row. An unknown key stands for itself, so that nothing gets lost."""
        row = self.find(table, key)
        return str(row.name) if row else (key or "")

    def category(self, row: DataRow) -> DataCategory | None:
        """The shared word for these data; None when nobody chose one."""
        return self.data_categories.get(row.category or "")

    def data_name(self, row: DataRow) -> str:
        """What these data are called: as the provider says it, else the shared word; empty when neither is recorded."""
        return row.name or self.name("data_categories", row.category)
