"""Rows that somebody deleted while another person had them in a form: what was typed in them becomes a new row."""

from collections.abc import Iterator
from typing import Any

from django.http import QueryDict

from ..row_numbers import row_number
from .merge import base_of


def without_gone(formset: Any, sent: QueryDict, prefix: str, stored: set[int], after: int) -> list[str]:
    """Take rows that are stored no more out of what was sent, and tell of each.

    Django pairs the rows of a form with stored ones by place, so that one too many would shift the others
    and show none of its text. `after` is the last record that the form was made from.
    """
    initial = row_number(sent.get(f"{prefix}-INITIAL_FORMS", "")) or 0
    rows = [dict(_fields(sent, f"{prefix}-{place}-")) for place in range(_total(sent, prefix))]
    kept = [row for row in rows[:initial] if _number(row) in stored]
    gone = [row for row in rows[:initial] if _number(row) not in stored]
    typed = [row for row in gone if _is_changed(formset.form, row, after)]
    _replace(sent, prefix, kept, rows[initial:] + [row | {"id": [""]} for row in typed])
    name = formset.model._meta.verbose_name_plural
    told = [f"Een regel bij “{name}” is verwijderd."] * (len(gone) - len(typed))
    return told + [
        f"Een regel bij “{name}” is verwijderd. Wat u daarin typte staat nu onderaan als nieuwe regel." for _ in typed
    ]


def _total(sent: QueryDict, prefix: str) -> int:
    return row_number(sent.get(f"{prefix}-TOTAL_FORMS", "")) or 0


def _fields(sent: QueryDict, start: str) -> Iterator[tuple[str, list[str]]]:
    return ((name.removeprefix(start), values) for name, values in sent.lists() if name.startswith(start))


def _number(row: dict[str, list[str]]) -> int | None:
    return row_number("".join(row.get("id", [])))


def _is_changed(form_class: Any, row: dict[str, list[str]], after: int) -> bool:
    """Whether somebody typed in the row, and does not want it deleted as well."""
    if "DELETE" in row:
        return False
    data = QueryDict(mutable=True)
    for name, values in row.items():
        data.setlist(name, values)
    form = form_class(data)
    base = base_of(form_class._meta.model(pk=_number(row)), after)
    fields = ((form.fields[name], form[name].data, base[name]) for name in base.keys() & form.fields.keys() - {"id"})
    own = [field.has_changed(was, typed) for field, typed, was in fields if not _is_parent(field)]
    return any(own) or not base


def _is_parent(field: Any) -> bool:
    return hasattr(field, "parent_instance")


def _replace(sent: QueryDict, prefix: str, stored: list[dict], new: list[dict]) -> None:
    for place in range(_total(sent, prefix)):
        for name, _ in list(_fields(sent, f"{prefix}-{place}-")):
            del sent[f"{prefix}-{place}-{name}"]
    for place, row in enumerate(stored + new):
        for name, values in row.items():
            sent.setlist(f"{prefix}-{place}-{name}", values)
    sent[f"{prefix}-INITIAL_FORMS"] = str(len(stored))
    sent[f"{prefix}-TOTAL_FORMS"] = str(len(stored) + len(new))
