"""One entry of a fixture as a row: every field read, every reference found, or all that is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from providers.facts.recording import is_tracked

from ..models import DataRow
from .values import Rows, read_set, read_target, read_value

_PARTS = {"model", "fields"}
# Where people expect a field that is a row of its own, or has another name.
_ELSEWHERE = {
    "providers.legalentity": {
        "address": "Een adres is een rij providers.address met “entity”.",
        "contact": "Een contact is een rij providers.contactpoint met “entity”.",
    },
    "providers.recipient": {"role": "De rol staat bij de verstrekking: register.disclosure."},
    "register.processingactivity": {"dpo": "De functionaris staat bij de aanbieder: providers.provider."},
}


@dataclass
class Entry:
    """A row as a file has it, and where.

    `cells` says in words where each of its fields stands, for files in which that has a name of its own; `kept` are the
    fields that this file says nothing of.
    """

    place: str
    content: dict[str, Any]
    cells: Mapping[str, str] = field(default_factory=dict)
    kept: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """A short name of the row for people: its model and the values that tell it apart."""
        if self.cells:
            # Its place says what kind of row it is.
            named = (self.fields.get(name) for name in self.model.natural_fields)
            return " ".join(str(part)[:60] for value in named if value for part in _parts(value))
        shown = list(self.fields.values())[:3]
        return " ".join([str(self.content.get("model")), *(str(value)[:60] for value in shown)])

    @property
    def fields(self) -> dict[str, Any]:
        """What was typed; nothing when that is no list of fields."""
        fields = self.content.get("fields")
        return fields if isinstance(fields, dict) else {}

    @property
    def model(self) -> Any:
        """The model of the row. Raises ValueError."""
        name = self.content.get("model")
        try:
            model = apps.get_model(str(name))
        except (LookupError, ValueError) as error:
            raise ValueError(f"onbekend model “{name}”.") from error
        # Accounts, sessions, publications and records of edits have ways of their own.
        if not is_tracked(model):
            raise ValueError(f"“{name}” is geen feit van het register en kan niet geladen worden.")
        return model

    @property
    def identity(self) -> tuple[Any, ...]:
        """What would tell the row apart, as it was typed: a row that refers to it says the same."""
        try:
            model = self.model
        except ValueError:
            return ()
        parts: list[Any] = [model]
        for name in model.natural_fields:
            parts += _parts(self.fields.get(name))
        return (parts[0], *(str(part).lower() for part in parts[1:]))


def _parts(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


@dataclass
class Incoming:
    """A row that is not saved yet, with the members of its sets."""

    entry: Entry
    row: Any
    sets: dict[str, list[Any]]

    def members(self, name: str) -> set[int]:
        """The numbers of who is in a set."""
        return {target.pk for target in self.sets.get(name, ())}


def read_row(entry: Entry, rows: Rows) -> Incoming:
    """The row that an entry means. Raises ValueError, or ValidationError with every field that is wrong."""
    if unknown := sorted(str(name) for name in set(entry.content) - _PARTS):
        raise ValueError(f"onbekend: {', '.join(unknown)}. Een rij heeft alleen “model” en “fields”.")
    model = entry.model
    if not isinstance(entry.content.get("fields"), dict):
        raise ValueError("“fields” ontbreekt.")
    return _read(entry, model, _spread_groups(model, entry.fields), rows)


def _read(entry: Entry, model: Any, fields: Mapping[str, Any], rows: Rows) -> Incoming:
    # The number of a row in the database is another one in another database.
    known = {item.name: item for item in (*model._meta.fields, *model._meta.many_to_many) if not item.primary_key}
    errors: dict[str, Any] = {}
    if unknown := sorted(str(name) for name in set(fields) - set(known)):
        errors[NON_FIELD_ERRORS] = f"onbekend veld: {', '.join(unknown)}.{_hints(model, unknown)}"
    found: dict[str, Any] = {}
    for name in filter(known.__contains__, fields):
        try:
            found[name] = _read_field(known[name], fields[name], rows)
        except (ValueError, ValidationError) as error:
            errors[name] = error if isinstance(error, ValidationError) else str(error)
    sets = {item.name: found.pop(item.name) for item in model._meta.many_to_many if item.name in found}
    row = model(**found)
    _check(row, errors)
    return Incoming(entry, row, sets)


def _read_field(column: Any, typed: Any, rows: Rows) -> Any:
    if column.many_to_many:
        return read_set(column, typed, rows)
    return read_target(column, typed, rows) if column.is_relation else read_value(column, typed)


def _check(row: Any, errors: dict[str, Any]) -> None:
    """Raise ValidationError when something is wrong, with what is wrong in the other fields too."""
    for name in row.natural_fields:
        column = row._meta.get_field(name)
        if column.is_relation and not column.null and getattr(row, column.attname) is None:
            errors.setdefault(name, "ontbreekt.")
    if not errors:
        return
    try:
        row.clean_fields(exclude=set(errors))
    except ValidationError as more:
        errors = errors | more.error_dict
    raise ValidationError(errors)


def _spread_groups(model: Any, fields: dict[str, Any]) -> dict[str, Any]:
    """Data of several groups: the first is the group, the others follow."""
    groups = fields.get("group")
    if model is not DataRow or not isinstance(groups, list) or not groups or not isinstance(groups[0], list):
        return fields
    others = fields.get("other_groups") or []
    others = [others] if others and not isinstance(others[0], list) else others
    return {**fields, "group": groups[0], "other_groups": [*groups[1:], *others]}


def _hints(model: Any, unknown: list[str]) -> str:
    hints = _ELSEWHERE.get(model._meta.label_lower, {})
    return "".join(f" {hints[name]}" for name in unknown if name in hints)
