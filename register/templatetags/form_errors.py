"""What a refused form of the admin has to show: where its errors are."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms, template
from django.utils.text import capfirst

register = template.Library()


@register.simple_tag
def error_links(adminform: Any, formsets: Iterable[Any]) -> list[tuple[str, str]]:
    """Address on the page and text of everything that is wrong: fields of the page first, then its rows.

    What is about the form as a whole has no address.
    """
    links = list(_links(adminform.form, "", ""))
    for formset in formsets:
        links += _links_of_rows(formset.formset, capfirst(str(formset.opts.verbose_name)))
    return links


def _links_of_rows(formset: forms.BaseFormSet, kind: str) -> Iterator[tuple[str, str]]:
    yield from ((f"#{formset.prefix}-group", f"{kind}: {text}") for text in formset.non_form_errors())
    for number, form in enumerate(getattr(formset, "in_order", formset.forms), start=1):
        if form not in getattr(formset, "deleted_forms", ()):
            yield from _links(form, f"#{form.prefix}", f"{kind} {_named(form) or number}")


def _named(form: Any) -> str:
    """A stored row as its heading on the page; new ones are numbered there."""
    name = str(form.instance) if form.instance.pk else ""
    return f"“{name}”" if name else ""


def _links(form: forms.BaseForm, own: str, row: str) -> Iterator[tuple[str, str]]:
    yield from ((own, f"{row}: {text}" if row else str(text)) for text in form.non_field_errors())
    for field in form:
        where = f"{row}, {field.label}" if row else field.label
        yield from ((f"#{field.id_for_label or field.auto_id}", f"{where}: {text}") for text in field.errors)
