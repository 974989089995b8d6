"""What the admin shows around its forms: the way to publishing, the last control, and where errors are."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django import forms, template
from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator, capfirst

from providers.models import Provider
from register.choices import FOR_OTHERS
from register.drafts.reviews import Control, controls
from register.models import ProcessingActivity, Publication
from register.permissions import PUBLISH, REVIEW
from register.submissions.keys import DEED_FIELD, FIELD, Kind, make_key
from retention.models import RetentionTerm

register = template.Library()


class PublishLink(NamedTuple):
    """Where a provider is published, and the number of its last version if there is one."""

    address: str
    number: int | None


@register.simple_tag
def publish_link(row: Any, user: Any) -> PublishLink | None:
    """The page that publishes a provider, for the provider itself or for one of its activities."""
    if not isinstance(row, Provider | ProcessingActivity) or not row.pk or not user.has_perm(PUBLISH):
        return None
    last = Publication.objects.filter(provider=OuterRef("pk")).order_by("-number")
    providers = Provider.objects.for_user(user).annotate(number=Subquery(last.values("number")[:1]))
    key = row.pk if isinstance(row, Provider) else row.provider_id
    found = providers.filter(pk=key).values_list("slug", "number").first()
    return PublishLink(reverse("admin:register_publish", args=[found[0]]), found[1]) if found else None


@register.simple_tag
def term_control(term: Any, user: Any) -> Control | None:
    """The last control of a term, for who may do the next one; None while its provider is not published."""
    if not isinstance(term, RetentionTerm) or not term.pk or not user.has_perm(REVIEW):
        return None
    own = controls([term.provider_id], timezone.localdate()).get(term.provider_id)
    return own.terms.get(term.key) if own else None


@register.simple_tag(takes_context=True)
def form_key(context: Any, kind: str) -> SafeString:
    """The hidden field by which a form is known when it is sent again, or by nobody; `kind` is a Kind."""
    request = context["request"]
    key = make_key(request.user, Kind(kind), request.get_full_path())
    name = DEED_FIELD if kind == Kind.DEED else FIELD
    return format_html('<input type="hidden" name="{}" value="{}">', name, key)


@register.simple_tag(takes_context=True)
def repair_link(context: Any, repair: str) -> str:
    """Where a finding is repaired; on the same page only the place, because asking again would lose what was typed."""
    path, _, place = repair.partition("#")
    return f"#{place}" if place and path.partition("?")[0] == context["request"].path else repair


class RowLine(NamedTuple):
    """A row of a form while it is closed: what else it says than its name, and which relations it lacks."""

    parts: list[str]
    holes: list[str]
    is_open: bool
    is_pattern: bool


@register.simple_tag
def row_line(row: Any, formset: forms.BaseFormSet) -> RowLine:
    """What a row says in a line; open when it is new, or when something in it has to be looked at."""
    form, is_pattern = row.form, "__prefix__" in row.form.prefix
    if row.original is None:
        is_typed = form.is_bound and (form.has_changed() or form.errors)
        return RowLine([], [], bool(is_typed) or formset.max_num != 1, is_pattern)
    shown = [(form.fields[name], _value(row.original, name)) for name in row.model_admin.line(form.fields)]
    named = str(row.original)
    parts = [text for _, text in shown if text and not re.search(rf"(?<!\w){re.escape(text)}(?!\w)", named)]
    holes = [str(field.label) for field, text in shown if not text and isinstance(field, forms.ModelChoiceField)]
    nested = [inner for inner in getattr(form, "nested", ()) if inner.instance.pk]
    parts += [str(inner.instance) for inner in nested]
    if hasattr(form, "nested") and not nested and form.parent.role not in FOR_OTHERS:
        holes.append("Grondslag")
    return RowLine(parts, holes, bool(form.is_bound and form.errors), is_pattern)


@register.simple_tag
def rows_in_order(formset: Any) -> list[Any]:
    """The rows of a table in the order of its list, as the admin shows them; new ones for who may add them."""
    shown = {row.form: row for row in formset if row.original or formset.has_add_permission}
    return [shown[form] for form in formset.formset.in_order if form in shown]


def _value(row: Any, name: str) -> str:
    """A field in words: a choice by its label, a relation by its name, a tick by what it says; a long text is cut."""
    said = getattr(row, f"get_{name}_display", None)
    value = said() if said else getattr(row, name)
    value = row._meta.get_field(name).verbose_name if value is True else value
    return Truncator(str(value)).chars(80) if value and not hasattr(value, "all") else ""


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
    for inner in getattr(form, "nested", ()):
        yield from _links(inner, f"#id_{form.prefix}-bases", f"{row}, {inner.instance}")
