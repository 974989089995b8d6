"""What a step of the guide is made of: small forms under one heading, each of which saves itself."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

from django import forms
from django.db import models

from providers.facts.keys import made_key
from providers.models import Provider

M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True)
class Part:
    """Forms that are shown alike; `look` is their template. A form that is not bound is left as it is."""

    title: str
    forms: list[Any]
    look: str = "fields"
    sentence: str = ""

    def is_valid(self) -> bool:
        """Whether all that was sent can be saved; every form is asked, so that all errors show at once."""
        found = [form.is_valid() for form in self.forms if form.is_bound]
        return all(found)

    def save(self) -> None:
        """Save what was changed."""
        for form in self.forms:
            if form.is_bound and form.has_changed():
                form.save()

    @property
    def errors(self) -> Iterable[tuple[str, str]]:
        """Address on the page and text of everything that is wrong."""
        for form in self.forms:
            yield from ((f"#deel-{form.prefix}", text) for text in form.non_field_errors() if form.is_bound)
            for field in form if form.is_bound else ():
                name = f"{row}, {field.label}" if (row := getattr(form, "named", "")) else field.label
                yield from ((f"#{field.id_for_label or field.auto_id}", f"{name}: {text}") for text in field.errors)


class StoredLine(forms.ModelForm):
    """A stored row as a line of a table; bound when the page that was sent showed that row."""

    def __init__(self, typed: Any, *, instance: models.Model, kind: str) -> None:
        prefix = f"{kind}-{instance.pk}"
        shown = typed if typed is not None and f"{prefix}-rij" in typed else None
        super().__init__(shown, instance=instance, prefix=prefix, label_suffix="", use_required_attribute=False)

    @property
    def named(self) -> str:
        """What the line is about."""
        return str(self.instance)


class BelowProvider(forms.ModelForm):
    """One row below a provider, the first that is stored or a new one; left empty it makes none."""

    always: ClassVar[dict[str, Any]] = {}

    def __init__(self, typed: Any, *, provider: Provider) -> None:
        model: Any = self._meta.model
        stored = model.objects.filter(provider=provider, **self.always).first() if provider.pk else None
        self.provider = provider
        super().__init__(
            typed,
            instance=stored or model(**self.always),
            prefix="-".join((model._meta.model_name, *self.always.values())),
            label_suffix="",
            empty_permitted=stored is None,
            use_required_attribute=False,
        )

    def save(self, commit: bool = True) -> Any:
        """The row, with its provider, which may have been saved a moment ago."""
        self.instance.provider = self.provider
        give_key(self.instance)
        return super().save(commit)


class RowChoice(forms.ChoiceField):
    """One of rows that were read already, so that a hundred of these ask no query."""

    def __init__(self, rows: Iterable[models.Model], *, empty: str = "niet vastgelegd", **kwargs: Any) -> None:
        self.rows = {str(row.pk): row for row in rows}
        choices = [("", empty), *((key, str(row)) for key, row in self.rows.items())]
        super().__init__(choices=choices, required=False, **kwargs)

    def clean(self, value: Any) -> Any:
        """The row, or None. Raises ValidationError for what is none of them."""
        return self.rows.get(super().clean(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another row was chosen."""
        return str(initial or "") != str(data or "")


class Ticks(forms.MultipleChoiceField):
    """Words to tick, none of which is ticked before somebody does."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, words: Iterable[tuple[Any, str]], label: str, **kwargs: Any) -> None:
        super().__init__(choices=[(str(key), name) for key, name in words], label=label, required=False, **kwargs)


def first(rows: Iterable[M], most: int, is_done: Callable[[M], Any]) -> list[M]:
    """All rows in their order; of more than a page carries those on which something is left to do come first."""
    found = list(rows)
    return found if len(found) <= most else sorted(found, key=lambda row: bool(is_done(row)))[:most]


def give_key(row: Any) -> None:
    """A key for a new row that has none, from what it is called."""
    if hasattr(row, "key") and not row.key:
        owners = {name: getattr(row, name) for name in row.natural_fields if name != "key"}
        taken = set(type(row)._default_manager.filter(**owners).values_list("key", flat=True))
        values = {name: getattr(row, name) for name in row.key_from or row.called_by}
        row.key = made_key(type(row), values, taken)


def stored(row: Any) -> Any:
    """The row, with a key, checked as a form would and saved. Raises ValidationError."""
    give_key(row)
    row.full_clean()
    row.save()
    return row
