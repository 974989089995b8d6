"""Forms of the admin: a row stays with one provider, and showing rows asks no query for each."""

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple, RelatedFieldWidgetWrapper
from django.db import models
from django.forms.models import BaseInlineFormSet
from django.utils.functional import cached_property

from ..facts.base import OTHER_PROVIDER, is_elsewhere, problem_of_set, provider_of
from ..models import Provider
from ..row_numbers import row_number
from .keys import WithKey

TWIN = "Er is al een {kind} “{twin}”. Bedoelt u een andere met dezelfde naam? Sla dan nogmaals op."
TWICE = "Deze regel staat er twee keer. Wijzig dit veld, of haal een van de twee weg."
# Between rows is room for others.
_STEP = 10
_MOST = 32_767
# No row has this number.
NO_PROVIDER = 0


class RelatedSelect(AutocompleteSelect):
    """One row, found by typing; a row that the form already holds is shown without asking the database for it."""

    known: dict[str, str] = {}
    limits: dict[str, Any] = {}

    def get_url(self) -> str:
        """The search address; `limits` keeps the suggestions within one provider."""
        address = super().get_url()
        return f"{address}?{urlencode(self.limits)}" if self.limits else address

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> list[Any]:
        """The options of the select; the database is asked only for rows that are not known."""
        # An address may propose anything (`add/?provider=abc`); the field refuses what is sent and no row.
        chosen = [str(item) for item in value if row_number(item) is not None]
        if not set(chosen) <= set(self.known):
            return super().optgroups(name, chosen, attr)
        blank = [] if self.is_required or self.allow_multiple_selected else [("", "", False)]
        options = blank + [(item, self.known[item], True) for item in chosen]
        made = [self.create_option(name, *option, index) for index, option in enumerate(options)]
        return [(None, made, 0)]


class RelatedSelectMultiple(RelatedSelect, AutocompleteSelectMultiple):
    """Some rows, found by typing."""


class AddBeside(RelatedFieldWidgetWrapper):
    """Beside a search box what adds a row, of the same provider; nothing as long as that is not stored itself."""

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """With the limits of the search box in the address of the form that adds."""
        context = super().get_context(name, value, attrs)
        limits = getattr(self.widget, "limits", {})
        if limits.get("provider") == NO_PROVIDER:
            context["can_add_related"] = False
        elif limits and "url_params" in context:
            context["url_params"] += f"&{urlencode(limits)}"
        return context


class RowsField(forms.ModelMultipleChoiceField):
    """Some rows; what cannot be the number of a row is refused before a database sees it."""

    def clean(self, value: Any) -> Any:
        """The rows. Raises ValidationError for what is none of those that may be chosen."""
        for key in value if isinstance(value, list | tuple) else ():
            if row_number(key) is None:
                text = self.error_messages["invalid_pk_value"]
                raise forms.ValidationError(text, code="invalid_pk_value", params={"pk": key})
        return super().clean(value)


class RowForm(WithKey):
    """A row that refuses references to rows of another provider, at the field itself."""

    parent: models.Model | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, widget in self._related():
            widget.known = {str(row.pk): str(row) for row in loaded_rows(self.instance, name)}

    def belongs_to(self, parent: models.Model) -> None:
        """Tell an inline row under which row it stands, also when that one is not saved yet."""
        self.parent = parent
        own_fields = {field.name for field in self.instance._meta.fields}
        if "provider" in own_fields and "provider" not in self.fields:
            self.instance.provider_id = owner_of(parent)
        self.limit_choices(NO_PROVIDER if _is_new(parent) else owner_of(parent), parent.pk)

    def limit_choices(self, provider: int | None, activity: int | None) -> None:
        """Suggest rows of this provider only, and purposes of this activity only."""
        for _, widget in self._related():
            target = {field.name for field in widget.field.remote_field.model._meta.fields}
            if "provider" in target and provider is not None:
                widget.limits = {"provider": provider}
            elif "activity" in target and activity:
                widget.limits = {"activity": activity}

    def _related(self) -> Iterable[tuple[str, RelatedSelect]]:
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if isinstance(widget, RelatedSelect):
                yield name, widget

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]  # has no stub
        for name, value in list(self.cleaned_data.items()):
            if name not in self.errors and (problem := self._stranger(value)):
                self.add_error(name, problem)

    def _stranger(self, value: Any) -> str | None:
        """What is wrong when the value is, or holds, a row from elsewhere."""
        if value is self.parent:
            return None
        if isinstance(value, models.Model):
            return OTHER_PROVIDER if is_elsewhere(value, self._own_provider()) else None
        if not isinstance(value, models.QuerySet):
            return None
        return problem_of_set(self.instance, value, self._own_provider())

    def _own_provider(self) -> int | None:
        return NO_PROVIDER if _is_new(self.parent) else owner_of(self.parent or self.instance)

    def _get_validation_exclusions(self) -> set[str]:
        # A read-only provider is part of the keys that have to stay unique.
        exclusions = super()._get_validation_exclusions()  # type: ignore[misc]  # has no stub
        return exclusions - {"provider"} if getattr(self.instance, "provider_id", None) else exclusions


class PageForm(RowForm):
    """A row with a page of its own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk and "provider" in self.fields and not self.is_bound:
            self.instance.provider_id = row_number(self.initial.get("provider", ""))
        self.limit_choices(owner_of(self.instance), self.instance.pk)

    def clean(self) -> Any:
        """Refuse what was typed into a form that somebody overtook (see `guard`)."""
        cleaned = super().clean()
        if twin := self.twin():
            kind = self.instance._meta.verbose_name
            self.add_error(None, TWIN.format(kind=kind, twin=twin))
        if overtaken := getattr(self.instance, "overtaken", None):
            self.add_error(None, str(overtaken))
        return cleaned


class RowFormSet(BaseInlineFormSet):
    """Rows under one parent; two rows with the same key are refused at the second."""

    @cached_property
    def empty_form(self) -> Any:
        """The row that the browser copies, made once: Django makes it anew for scripts, headings and the row itself."""
        return super().empty_form

    def add_fields(self, form: Any, index: int | None) -> None:
        """Called for every row, a RowForm, and for the empty one that the browser copies."""
        super().add_fields(form, index)
        form.belongs_to(self.instance)
        form.beside = self

    def validate_unique(self) -> None:
        """Compare the natural keys: Django skips constraints that have a condition.

        Raises ValidationError for a row that is deleted while something keeps it.
        """
        seen: set[tuple[Any, ...]] = set()
        for form in self.forms:
            # Also a form that is deleted is asked: only then Django looks at what keeps its row.
            if not form.is_valid() or form in self.deleted_forms or not is_used(form):
                continue
            key = form.instance.own_key()
            if key in seen:
                form.add_error(_called(form), TWICE)
            seen.add(key)

    def save_new(self, form: Any, commit: bool = True) -> Any:
        """A row whose order nobody typed comes after the others."""
        if "sequence" in form.fields and not form.instance.sequence:
            form.instance.sequence = self._last = min(self._last + _STEP, _MOST)
        return super().save_new(form, commit)

    @cached_property
    def _last(self) -> int:
        """The highest number of order among the stored rows, and those of this form."""
        model: Any = self.model
        stored = model._default_manager.filter(**{self.fk.name: self.instance})
        typed = (form.instance.sequence for form in self.forms if form not in self.deleted_forms)
        return max(stored.aggregate(last=models.Max("sequence"))["last"] or 0, *typed, 0)


def _called(form: Any) -> str | None:
    """The field by which people call the row of a form, as far as that tells it apart."""
    own = form.instance.identity_fields()
    return next((name for name in (*form.instance.called_by, *own) if name in form.fields and name in own), None)


def _is_new(parent: models.Model | None) -> bool:
    """Whether it is a provider that is being added: it has no number yet, so every row is somebody else's."""
    return isinstance(parent, Provider) and parent.pk is None


def is_used(form: forms.ModelForm) -> bool:
    """Whether the form holds a row, stored or new; an untouched empty form holds none."""
    return bool(form.instance.pk) or form.has_changed()


def owner_of(row: models.Model) -> int | None:
    """Primary key of the provider, for a provider itself its own."""
    return row.pk if isinstance(row, Provider) else provider_of(row)


def loaded_rows(instance: models.Model, name: str) -> list[models.Model]:
    """The rows a relation points to, when they were read along with the instance."""
    field = instance._meta.get_field(name)
    if isinstance(field, models.ForeignKey):
        row = field.get_cached_value(instance, default=None)
        return [row] if row else []
    return list(getattr(instance, "_prefetched_objects_cache", {}).get(name, ()))
