"""What somebody typed beside what somebody else saved meanwhile."""

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format

from ..choices import NOT_RECORDED
from ..facts.recording import history_of, links_of, recorded_fields
from ..row_numbers import row_number


@dataclass(frozen=True)
class Overtaken:
    """Who saved in between, and which records the refused form was made from (0: it did not say)."""

    record: Any
    seen: list[int]

    def __str__(self) -> str:
        return f"Niet opgeslagen: {self.who} heeft dit gewijzigd nadat u het opende. Kijk bovenaan wat er verschilt."

    @property
    def who(self) -> str:
        """“officer op 21 november 2026 om 12:04”, as far as it is known."""
        if self.record is None:
            return "iemand"
        at = timezone.localtime(self.record.history_date)
        return f"{self.record.history_user_id or 'iemand'} op {date_format(at, 'j F Y')} om {at:%H:%M}"


@dataclass(frozen=True)
class Difference:
    """One field in which the database and the form differ."""

    where: str
    label: str
    stored: str
    typed: str


@dataclass
class Merged:
    """The fields that both changed, and those that only the other one did; these are taken over."""

    both: list[Difference] = field(default_factory=list)
    taken_over: list[Difference] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)


def merged(form: tuple[Any, int], formsets: list[tuple[Any, int, int]]) -> Merged:
    """Put what only the other person changed into the form; list what both changed.

    Form and formsets come with the last record they were made from, formsets also with that of rows inside theirs.
    """
    result = Merged()
    _merge_form(form[0], "", form[1], result)
    for formset, after, inside in formsets:
        _merge_rows(formset, after, inside, result)
    return result


def _merge_rows(formset: Any, after: int, inside: int, result: Merged) -> None:
    kind = str(formset.model._meta.verbose_name)
    in_form = {row.instance.pk for row in formset.initial_forms}
    for row in formset.get_queryset():
        if row.pk not in in_form:
            result.rows.append(f"{kind} “{row}” is toegevoegd.")
    for row in formset.initial_forms:
        _merge_form(row, f"{kind}: {row.instance}", after, result)
        for form in getattr(row, "nested", ()):
            _merge_form(form, f"{kind}: {row.instance}, {form.instance}", inside, result)


def _merge_form(form: Any, where: str, after: int, result: Merged) -> None:
    changed = [name for name in form.changed_data if name in form.fields and name != "DELETE"]
    base = base_of(form.instance, after) | getattr(form, "shown_first", {}) if changed else {}
    for name in changed:
        if isinstance(form.fields[name], forms.models.InlineForeignKeyField):
            continue
        bound, widget = form[name], form.fields[name]
        stored = bound.initial
        typed_is_old = name in base and not widget.has_changed(base[name], bound.data)
        stored_is_old = name in base and not widget.has_changed(base[name], raw(widget, stored))
        if stored_is_old:
            continue
        found = Difference(where, str(bound.label), shown(widget, stored), shown(widget, bound.data))
        if typed_is_old:
            _take_over(form, name, stored)
            result.taken_over.append(found)
        else:
            result.both.append(found)


def base_of(row: Any, after: int) -> dict[str, Any]:
    """The row by field as the form first showed it; empty when that is not known."""
    records = history_of(type(row))._base_manager.filter(id=row.pk, history_id__lte=after)
    record = records.order_by("-history_id").first()
    if record is None:
        return {}
    base = {item.name: getattr(record, item.attname) for item in recorded_fields(row)}
    for item in row._meta.many_to_many:
        members = links_of(item)._base_manager.filter(history=record)
        base[item.name] = list(members.values_list(f"{item.m2m_reverse_field_name()}_id", flat=True))
    return base


def raw(widget: forms.Field, value: Any) -> Any:
    """A stored value as a browser would send it."""
    if isinstance(widget, forms.ModelMultipleChoiceField):
        return [str(getattr(item, "pk", item)) for item in value or ()]
    if isinstance(widget, forms.MultipleChoiceField):
        return list(widget.prepare_value(value) or ())
    if isinstance(widget, forms.BooleanField):
        return bool(value)
    prepared = widget.prepare_value(value)
    chosen = isinstance(widget, forms.ChoiceField)
    # An empty line is nothing at all to its widget.
    sent = prepared if chosen or prepared is None else widget.widget.format_value(prepared)
    return "" if sent is None else str(sent)


def _take_over(form: Any, name: str, stored: Any) -> None:
    """Show the stored value in the form, as if it had been typed."""
    data, key, value = form.data.copy(), form.add_prefix(name), raw(form.fields[name], stored)
    if isinstance(value, list):
        data.setlist(key, value)
    elif value is False:
        data.pop(key, None)
    else:
        data[key] = "on" if value is True else value
    form.data = data


def shown(widget: forms.Field, value: Any) -> str:
    """A value of a form field in words."""
    if isinstance(widget, forms.BooleanField):
        return "ja" if value else "nee"
    if isinstance(widget, forms.ModelChoiceField) and widget.queryset is not None:
        many = isinstance(widget, forms.ModelMultipleChoiceField)
        keys = [
            str(getattr(item, "pk", item)) for item in ((value or []) if many else [value]) if item not in (None, "")
        ]
        rows = widget.queryset.filter(pk__in=[key for key in keys if row_number(key) is not None])
        return ", ".join(sorted(str(row) for row in rows)) or NOT_RECORDED
    if isinstance(widget, forms.ChoiceField):
        words: dict[Any, Any] = dict(widget.choices)  # type: ignore[arg-type]  # may be a callable, and never is
        several = isinstance(widget, forms.MultipleChoiceField)
        chosen = (widget.prepare_value(value) or ()) if several else (value,)
        value = ", ".join(str(words.get(one, one)) for one in chosen if one is not None)
    return str(value) if value not in (None, "") else NOT_RECORDED
