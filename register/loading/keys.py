"""Keys of rows that a file gives none: made from what they are called, the same ones each time."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError

from providers.facts.keys import made_key
from providers.facts.text import tidy_key

from .entries import Entry
from .values import read_value


def make_keys(entries: Iterable[Entry]) -> None:
    """Give a key to each row of one file that has none; numbered where another row of the file has that key."""
    keyed = [entry for entry in entries if _has_keys(entry)]
    taken: dict[Any, set[str]] = defaultdict(set)
    for entry in keyed:
        taken[_owner(entry)].add(_key(entry))
    for entry in keyed:
        if not _key(entry):
            own = taken[_owner(entry)]
            entry.fields["key"] = made_key(entry.model, _called(entry), own)
            own.add(entry.fields["key"])


def _has_keys(entry: Entry) -> bool:
    try:
        return "key" in entry.model.natural_fields and bool(entry.fields)
    except ValueError:
        return False


def _key(entry: Entry) -> str:
    key = entry.fields.get("key")
    # What is no text is refused where the row is read.
    return "" if key is None else tidy_key(str(key))


def _owner(entry: Entry) -> Any:
    owners = (name for name in entry.model.natural_fields if name != "key")
    return (entry.model, *(str(entry.fields.get(name)).lower() for name in owners))


def _called(entry: Entry) -> dict[str, Any]:
    """What the row is called; a value that cannot be read is refused where the row is."""
    found = {}
    for name in entry.model.key_from or entry.model.called_by:
        try:
            found[name] = read_value(entry.model._meta.get_field(name), entry.fields.get(name))
        except (ValueError, ValidationError):
            continue
    return found
