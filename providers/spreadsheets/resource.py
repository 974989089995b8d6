"""What all imports share: natural keys, Dutch messages with row and field, all or nothing."""

from collections import defaultdict
from functools import cached_property
from typing import Any

import tablib
from django.core.exceptions import ValidationError
from django.db import models
from import_export.fields import Field
from import_export.instance_loaders import ModelInstanceLoader
from import_export.resources import ModelResource, modelresource_factory
from import_export.results import Result, RowResult
from import_export.widgets import Widget

from ..access import visible
from ..facts.keys import made_key
from ..facts.natural import NaturalModel
from ..facts.searching import fold
from ..facts.text import tidy_key
from ..facts.typed import read_choice, read_flag, read_number, short
from .formats import Numbered

# Who has so many wrong rows has made one mistake many times.
MOST_WRONG = 100


class TextCell(Widget):
    """Plain text, as it was typed or shown."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        """The text. Raises ValueError on a value that was never text."""
        if value is None:
            return ""
        if isinstance(value, bool):
            raise ValueError("Moet tekst zijn. Zet de waarde tussen aanhalingstekens.")
        # Spreadsheets and Windows write other line ends than the database holds.
        return str(value).replace("\r\n", "\n").replace("\r", "\n")


class NumberCell(Widget):
    """A whole number or nothing."""

    def __init__(self, column: models.Field) -> None:
        super().__init__()
        self.column = column

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        """The number. Raises ValueError."""
        return read_number(self.column, value.strip() if isinstance(value, str) else value)


class ChoiceCell(TextCell):
    """One of a closed list, as its value or in its words."""

    def __init__(self, column: models.Field) -> None:
        super().__init__()
        self.column = column

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        """The value. Raises ValueError with what may be chosen."""
        return read_choice(self.column, super().clean(value))


class YesNoCell(Widget):
    """Yes or no; anything else is refused rather than read as no, and an empty cell is not ticked."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> bool:
        """The answer. Raises ValueError."""
        return read_flag(value)

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        """In Dutch."""
        return "ja" if value else "nee"


class KeyCell(TextCell):
    """A row of another table, named by its natural key or, where only one is called so, by what people call it."""

    def __init__(self, model: type[NaturalModel], user: Any = None) -> None:
        super().__init__()
        self.model = model
        self.user = user
        self.name = model.natural_fields[0]
        self.column: Any = model._meta.get_field(self.name)

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        """The row. Raises ValueError naming a value that does not exist."""
        key = self.column.to_python(super().clean(value).strip())
        if not key:
            return None
        if key not in self._by_key and len(called := self._by_words[fold(key)]) == 1:
            return called[0]
        if key not in self._by_key:
            raise ValueError(f"Onbekende {self.model._meta.verbose_name}: “{short(key)}”.")
        return self._by_key[key]

    @cached_property
    def _by_key(self) -> dict[str, models.Model]:
        rows = visible(self.model.objects.all(), self.user)
        return {str(getattr(row, self.name)): row for row in rows}

    @cached_property
    def _by_words(self) -> dict[str, list[models.Model]]:
        """The rows by what people call them."""
        found: dict[str, list[models.Model]] = defaultdict(list)
        for row in self._by_key.values():
            found[fold(str(row))].append(row)
        return found

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        """The natural key."""
        return str(getattr(value, self.name)) if value else ""


class ColumnField(Field):
    """A cell that becomes what its column would keep, so that the same text finds, and equals, what is stored."""

    def __init__(self, *args: Any, column: models.Field, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.column = column

    def clean(self, row: Any, **kwargs: Any) -> Any:
        """The value. Raises ValueError."""
        value = super().clean(row, **kwargs)
        return self.column.to_python(value) if isinstance(value, str) else value


class KeyLoader(ModelInstanceLoader):
    """Finds stored rows by natural key in one query for the whole file."""

    def __init__(self, resource: "SafeResource", dataset: tablib.Dataset | None = None) -> None:
        super().__init__(resource, dataset)
        self._fields = [resource.fields[name] for name in resource.get_import_id_fields()]
        self._stored = {tuple(field.get_value(row) for field in self._fields): row for row in self.get_queryset()}

    def get_instance(self, row: dict[str, Any]) -> models.Model | None:
        """The stored row, or nothing; a key that cannot be read is reported with its field."""
        try:
            return self._stored.get(tuple(field.clean(row) for field in self._fields))
        except ValueError:
            return None


class Change:
    """What an import would do to one row, field by field."""

    def __init__(self, resource: "SafeResource", instance: models.Model, new: bool) -> None:
        self._before = [""] * len(resource.fields) if new else self._values(resource, instance)
        self._after: list[str] = []
        self._labels = resource.get_diff_headers()

    def compare_with(self, resource: "SafeResource", instance: models.Model) -> None:
        """Remember how the row would become."""
        self._after = self._values(resource, instance)

    def as_html(self) -> list[dict[str, str]]:
        """Only the fields that change; the template escapes and marks them."""
        rows = zip(self._labels, self._before, self._after, strict=True)
        return [{"label": label, "old": old, "new": new} for label, old, new in rows if old != new]

    @staticmethod
    def _values(resource: "SafeResource", instance: models.Model) -> list[str]:
        return [field.export(instance) for field in resource.get_import_fields()]


class OwnedResult(RowResult):
    """What an import does to a row, which is called with the provider it belongs to."""

    def add_instance_info(self, instance: Any) -> None:
        """The row's number, and its name with that of its provider."""
        super().add_instance_info(instance)
        if provider := getattr(instance, "provider", None):
            self.object_repr = f"{provider}: {instance}"


class SafeResource(ModelResource):
    """A table of one model. Subclasses give the model, the fields and the natural key."""

    class Meta:
        instance_loader_class = KeyLoader
        clean_model_instances = True
        skip_unchanged = True
        report_skipped = True
        use_transactions = True

    def __init__(self, user: Any = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.user = user
        self._seen: dict[tuple[str, ...], int] = {}
        self._keys: dict[tuple[str, ...], set[str]] = defaultdict(set)
        self._numbers: list[int] = []
        self._wrong = 0
        for field in self.fields.values():
            if isinstance(field.widget, KeyCell):
                field.widget.user = user

    @classmethod
    def get_diff_class(cls) -> type[Change]:
        """Fields that change, instead of marked letters."""
        return Change

    @classmethod
    def get_row_result_class(cls) -> type[RowResult]:
        """Rows that say whose they are."""
        return OwnedResult

    @classmethod
    def get_display_name(cls) -> str:
        """What the page calls this table."""
        return str(cls._meta.model._meta.verbose_name_plural)

    def get_queryset(self) -> models.QuerySet:
        """Only rows the person may see can be changed."""
        relations = [field.name for field in self._meta.model._meta.fields if field.is_relation]
        return visible(super().get_queryset(), self.user).select_related(*relations)

    def before_import(self, dataset: Numbered, **kwargs: Any) -> None:
        """Every column has to be there, once, and nothing else. Raises ValueError."""
        self._seen, self._numbers, self._wrong = {}, dataset.numbers, 0
        self._keys = defaultdict(set)
        wanted = [field.column_name for field in self.get_import_fields()]
        found = dataset.headers or []
        problems = [f"Onbekende kolom: “{name}”." for name in found if name not in wanted]
        problems += [f"Ontbrekende kolom: “{name}”." for name in wanted if name not in found]
        problems += [f"Dubbele kolom: “{name}”." for name in wanted if found.count(name) > 1]
        if problems:
            # Without rows there is nothing left to say about each of them.
            dataset.wipe()
            raise ValueError(" ".join(problems))
        if "key" in self.fields:
            for row in dataset.dict:
                self._keys[self._owner(row)].add(self._key(row))

    def import_row(self, row: dict[str, Any], instance_loader: Any, **kwargs: Any) -> RowResult:
        """Import one row, unless so many before it are wrong that one more tells nobody anything."""
        if self._wrong >= MOST_WRONG:
            skipped = self.get_row_result_class()()
            skipped.import_type = RowResult.IMPORT_TYPE_SKIP
            return skipped
        result = super().import_row(row, instance_loader, **kwargs)
        self._wrong += bool(result.errors or result.validation_error)
        return result

    def after_import(self, dataset: Numbered, result: Result, **kwargs: Any) -> None:
        """People count as their spreadsheet does."""
        for row in (*result.error_rows, *result.invalid_rows):
            row.number = self._numbers[row.number - 1]
        if self._wrong >= MOST_WRONG:
            message = f"{MOST_WRONG} rijen zijn niet goed. Wat daarna komt is niet bekeken; verbeter eerst deze."
            result.append_base_error(self.get_error_result_class()(message))

    def before_import_row(self, row: dict[str, Any], row_number: int = 0, **kwargs: Any) -> None:
        """Two rows with one key cannot both be right; one without a key gets it. Raises ValidationError."""
        if "key" in self.fields and not self._key(row):
            self._make_key(row)
        fields = [self.fields[name] for name in self.get_import_id_fields()]
        key = tuple(str(_read(field, row)) for field in fields)
        first = self._seen.setdefault(key, row_number)
        if first != row_number:
            shown = ", ".join(str(row[field.column_name] or "").strip() for field in fields)
            where = f"rij {self._numbers[first - 1]}"
            raise ValidationError({fields[-1].column_name: f"“{shown}” staat ook in {where}."})

    def _make_key(self, row: dict[str, Any]) -> None:
        """From what the row is called: the same file gives the same keys, whatever was imported before."""
        model, taken = self._meta.model, self._keys[self._owner(row)]
        values = {name: _read(self.fields[name], row) for name in model.key_from or model.called_by}
        made = made_key(model, values, taken)
        taken.add(made)
        row[self.fields["key"].column_name] = made

    def _key(self, row: dict[str, Any]) -> str:
        return tidy_key(str(row[self.fields["key"].column_name] or ""))

    def _owner(self, row: dict[str, Any]) -> tuple[str, ...]:
        """Among whose rows a key is told apart."""
        return tuple(str(_read(self.fields[name], row)) for name in self._meta.model.natural_fields if name != "key")

    def validate_instance(self, instance: models.Model, import_validation_errors: Any = None, **kwargs: Any) -> None:
        """The rules of the model, with fields called as the columns are."""
        try:
            super().validate_instance(instance, import_validation_errors, **kwargs)
        except ValidationError as error:
            raise ValidationError(self._in_words(error)) from error

    def _in_words(self, error: ValidationError) -> dict[str, list[ValidationError]]:
        names = {name: field.column_name for name, field in self.fields.items()}
        return {names.get(name, name): found for name, found in error.error_dict.items()}


def _read(field: Field, row: dict[str, Any]) -> Any:
    """What a cell says; a cell that cannot be read has a message of its own, and is told apart as it stands."""
    try:
        value = field.clean(row)
    except ValueError:
        return row[field.column_name]
    return value.pk if isinstance(value, models.Model) else value


def resource_for(model: type[NaturalModel], *names: str) -> type[SafeResource]:
    """The import and export of one model: these fields, called by their labels, in this order."""
    fields = {field.name: field for field in model._meta.fields}
    columns = {
        name: ColumnField(
            attribute=name, column_name=str(fields[name].verbose_name), widget=_cell(fields[name]), column=fields[name]
        )
        for name in names
    }
    order = {"fields": names, "import_order": names, "export_order": names, "import_id_fields": model.natural_fields}
    return modelresource_factory(model, SafeResource, meta_options=order, custom_fields=columns)


def _cell(field: models.Field) -> Widget:
    if isinstance(field, models.ForeignKey) and issubclass(field.related_model, NaturalModel):
        return KeyCell(field.related_model)
    if isinstance(field, models.BooleanField):
        return YesNoCell()
    if isinstance(field, models.IntegerField):
        return NumberCell(field)
    return ChoiceCell(field) if field.choices else TextCell()
