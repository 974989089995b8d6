"""Fixtures into the database: adds what is missing, never overwrites what someone edited."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.serializers import base, python
from django.db import models, transaction
from django.db.utils import Error

from providers.facts.base import check_sets
from providers.facts.recording import is_tracked
from providers.models import SourceDocument
from providers.reading.reader import read
from providers.reading.tables import FormatError

MAX_BYTES = 5_000_000

_ENTRY = {"model", "fields"}
_WHOLE = re.compile("-?(0|[1-9][0-9]{0,17})")
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


class LoadError(Exception):
    """One or more rows cannot be loaded; `problems` names file, row and field in Dutch."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass
class Report:
    """What loading did: numbers of rows, and the rows that someone edited since."""

    added: int = 0
    same: int = 0
    replaced: int = 0
    edited: list[str] = field(default_factory=list)


def load(paths: Iterable[Path], *, replace: bool = False) -> Report:
    """Load YAML fixtures in this order, all or nothing.

    A row that is absent is added. A row that differs from the file is reported and
    left alone, or overwritten when `replace` is true. Raises LoadError.
    """
    report = Report()
    with transaction.atomic():
        for path in paths:
            _load_file(path, report, replace)
    return report


def _load_file(path: Path, report: Report, replace: bool) -> None:
    problems: list[str] = []
    for number, entry in enumerate(read_entries(path), start=1):
        try:
            with transaction.atomic():
                _load_row(entry, report, replace)
        except (ValidationError, ValueError, Error) as error:
            problems += [f"{path.name}, rij {number} ({_name(entry)}): {line}" for line in explain(error)]
    if problems:
        raise LoadError(problems)


def read_entries(path: Path) -> list[dict[str, Any]]:
    """The rows of a YAML fixture as plain dictionaries, in which dates are text. Raises LoadError."""
    if path.stat().st_size > MAX_BYTES:
        raise LoadError([f"{path.name} is groter dan {MAX_BYTES} bytes."])
    try:
        return read("yaml", path.read_bytes())
    except FormatError as error:
        raise LoadError([f"{path.name} {str(error).removeprefix('Dit bestand ')}"]) from error


def _load_row(entry: dict[str, Any], report: Report, replace: bool) -> None:
    incoming = _deserialize(entry)
    row: Any = incoming.object
    if isinstance(row, SourceDocument):
        # What a text tells of itself is no difference with a file that leaves it out.
        row.measure()
    # The deserializer looks the row up by its natural key and fills in the number when it is there.
    stored = type(row).objects.get(pk=row.pk) if row.pk else None
    if stored is None:
        _save(incoming)
        report.added += 1
    elif not (changed := _differences(stored, row, incoming.m2m_data or {})):
        report.same += 1
    elif replace:
        row._state.adding = False
        _save(incoming)
        report.replaced += 1
    else:
        report.edited.append(f"{_name(entry)}: {', '.join(changed)}")


def _save(incoming: base.DeserializedObject) -> None:
    row = incoming.object
    row.full_clean()
    row.save()
    for name, targets in (incoming.m2m_data or {}).items():
        getattr(row, name).set(targets)
    check_sets(row)


def _differences(stored: models.Model, row: models.Model, sets: Mapping[str, Sequence[Any]]) -> list[str]:
    """Dutch labels of the fields in which the stored row is not what the file says."""
    changed = [
        str(item.verbose_name)
        for item in row._meta.concrete_fields
        if not item.primary_key and getattr(stored, item.attname) != getattr(row, item.attname)
    ]
    for item in row._meta.many_to_many:
        wanted = {getattr(target, "pk", target) for target in sets.get(item.name, [])}
        if wanted != set(getattr(stored, item.name).values_list("pk", flat=True)):
            changed.append(str(item.verbose_name))
    return changed


def _deserialize(entry: dict[str, Any]) -> base.DeserializedObject:
    if unknown := sorted(str(name) for name in set(entry) - _ENTRY):
        raise ValueError(f"onbekend: {', '.join(unknown)}. Een rij heeft alleen “model” en “fields”.")
    model = _model(entry)
    _check_fields(model, entry.get("fields"))
    try:
        return next(iter(python.Deserializer([entry])))
    except base.DeserializationError as error:
        raise ValueError(_dutch(error, entry)) from error


def _model(entry: dict[str, Any]) -> type[models.Model]:
    name = entry.get("model")
    try:
        model = apps.get_model(str(name))
    except (LookupError, ValueError) as error:
        raise ValueError(f"onbekend model “{name}”.") from error
    # Accounts, sessions, publications and records of edits have ways of their own.
    if not is_tracked(model):
        raise ValueError(f"“{name}” is geen feit van het register en kan niet geladen worden.")
    return model


def _check_fields(model: type[models.Model], fields: Any) -> None:
    """Refuse misspelt fields, numbers of the database, and values that became another one than was typed."""
    if not isinstance(fields, dict):
        raise ValueError("“fields” ontbreekt.")
    # The number of a row in the database is another one in another database.
    known = {item.name: item for item in (*model._meta.fields, *model._meta.many_to_many) if not item.primary_key}
    if unknown := sorted(str(name) for name in set(fields) - set(known)):
        raise ValueError(f"onbekend veld: {', '.join(unknown)}.")
    for name, value in fields.items():
        if expected := _misfit(known[name], value):
            raise ValueError(f"{name}: moet {expected}.")


def _misfit(item: models.Field, value: Any) -> str | None:
    """What a field asks for that this value is not; Django itself makes 1 of true and a date of 20260525."""
    if value is None and item.null:
        return None
    if isinstance(item, models.CharField | models.TextField):
        return None if isinstance(value, str) else f"tekst zijn, zet “{value}” tussen aanhalingstekens"
    if isinstance(item, models.BooleanField):
        return None if isinstance(value, bool) else "true of false zijn"
    if isinstance(item, models.IntegerField):
        return None if _WHOLE.fullmatch(str(value)) else f"een heel getal zijn, en geen “{value}”"
    if isinstance(item, models.DateField):
        return None if _DAY.fullmatch(str(value)) else "een datum zijn zoals 2026-05-25"
    keys = value if isinstance(item, models.ManyToManyField) else [value]
    return None if _are_keys(keys) else "naar rijen verwijzen met een lijst van hun sleutel, zoals [naam]"


def _are_keys(keys: Any) -> bool:
    """A row is meant by its natural key, never by its number in the database."""
    return isinstance(keys, list) and all(
        isinstance(key, list) and all(part is None or type(part) in (str, int) for part in key) for key in keys
    )


def _dutch(error: base.DeserializationError, entry: dict[str, Any]) -> str:
    """Name the field that failed and the row it looked for."""
    for name, value in entry["fields"].items():
        try:
            next(iter(python.Deserializer([{"model": entry["model"], "fields": {name: value}}])))
        except base.DeserializationError:
            return f"{name}: {value} bestaat niet of heeft de verkeerde vorm."
    return str(error)


def explain(error: Exception) -> list[str]:
    """One Dutch line per problem, each naming the field."""
    if not isinstance(error, ValidationError):
        return [str(error)]
    if not hasattr(error, "error_dict"):
        return error.messages
    return [
        message if name == "__all__" else f"{name}: {message}"
        for name, messages in error.message_dict.items()
        for message in messages
    ]


def _name(entry: dict[str, Any]) -> str:
    """A short name of a row for people: its model and the values that tell it apart."""
    fields = entry.get("fields")
    shown = list(fields.values())[:3] if isinstance(fields, dict) else []
    return " ".join([str(entry.get("model")), *(str(value)[:60] for value in shown)])
