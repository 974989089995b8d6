"""A file that somebody brings, as rows to load: which kind it is, and what it has all of."""

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from providers.models import Provider

from ..loading.entries import Entry
from . import dossier_file


@dataclass(frozen=True)
class Brought:
    """The rows of a file, the kinds of which it has all rows, and what to know about it."""

    entries: list[Entry]
    kinds: Collection[Any]
    notes: list[str] = field(default_factory=list)

    @property
    def providers(self) -> list[str]:
        """The keys of the providers in it."""
        own = Provider._meta.label_lower
        return [str(item.fields.get("slug")) for item in self.entries if item.content.get("model") == own]


def read_file(path: Path, *, of_any_size: bool = False) -> Brought:
    """The rows of a file. Raises LoadError."""
    dossier, notes = dossier_file.read_dossier(path)
    return Brought(dossier_file.entries_of(dossier, path.name), dossier_file.KINDS, notes)
