"""What all admin pages share: autocomplete everywhere, sources, one provider at a time."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.utils import flatten, flatten_fieldsets
from django.contrib.admin.widgets import AdminTextareaWidget, RelatedFieldWidgetWrapper
from django.db import models
from django.forms.models import _get_foreign_key
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString

from ..access import visible
from ..choices import NOT_RECORDED
from ..facts.fields import PlainTextField
from ..facts.several import ChoicesField
from ..form_parts import InParts
from ..row_numbers import row_number
from ..unsaved import TypedAgain
from .deleting import SaysWhatGoes
from .forms import AddBeside, PageForm, RelatedSelect, RelatedSelectMultiple, RowForm, RowFormSet, RowsField
from .history import Remembered
from .provider_first import ProviderFirst
from .returning import returned
from .saving import Weighed, page_saved, page_saving
from .sources import headings_of
from .used import can_be_used, uses_of
from .voices import explain_source, fields_for, is_own, note_for

MAX_EMPTY_ROWS = 5
# So many of its first fields a closed row shows.
_IN_LINE = 5
# What a file calls a row and where it stands say nothing to who reads the line.
_ONLY_HERE = ("key", "sequence")
# The admin would give this column, which holds text, a box for text.
SEVERAL = {ChoicesField: {"widget": forms.CheckboxSelectMultiple}}


# A title and its options; what Django lets options be has a name in the stubs only.
Fieldset = tuple[str | None, Any]


def group(title: str | None, sentence: str, *lines: Any) -> Fieldset:
    """Fields of a page, with a sentence that says what belongs in them."""
    return title, {"fields": lines, "description": sentence}


def sourced(*lines: Any, more: tuple[Any, ...] = ()) -> tuple[Fieldset, ...]:
    """Fieldsets of an inline row: its fields, the rarer ones folded away, source and note last."""
    origin = (None, {"fields": (("source", "source_shown", "reading", "note"),)})
    return (*unsourced(*lines, more=more), origin)


def unsourced(*lines: Any, more: tuple[Any, ...] = ()) -> tuple[Fieldset, ...]:
    """The same for rows that are no fact and so have no source."""
    return ((None, {"fields": lines}), *([folded("Meer velden", more)] if more else []))


def folded(title: str, lines: tuple[Any, ...], **options: Any) -> Fieldset:
    """A group of fields that is folded away until one of them has an error."""
    # One field a line: Django does not see an error in fields that share one.
    return title, {**options, "fields": flatten(lines), "classes": ("collapse",)}


ORIGIN = group(
    "Vindplaats en notitie",
    "Waar dit uit blijkt, en wat collega's moeten weten. De notitie blijft intern.",
    ("source", "source_shown"),
    ("reading", "note"),
)


class Counted:
    """A column of a list: how many rows of a relation there are; the query of the list counts them."""

    def __init__(self, relation: str, heading: str, name: str = "used") -> None:
        self.relation, self.short_description = relation, heading
        self.__name__ = self.admin_order_field = name

    def __call__(self, row: Any) -> Any:
        """The number of one row."""
        return getattr(row, self.admin_order_field)


class Related(BaseModelAdmin):
    """For pages and inlines: every relation is found by typing, every source is shown."""

    def get_autocomplete_fields(self, request: HttpRequest) -> list[str]:
        """All relations to rows that have a page."""
        relations = (*self.model._meta.fields, *self.model._meta.many_to_many)
        return [
            field.name
            for field in relations
            if field.is_relation and self.admin_site.is_registered(field.related_model)
        ]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A relation to one row: search box, limited to what the person may see."""
        return super().formfield_for_foreignkey(
            db_field, request, **self._choice(RelatedSelect, db_field, request, kwargs)
        )

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A relation to several rows: the same."""
        kwargs.setdefault("form_class", RowsField)
        return super().formfield_for_manytomany(
            db_field, request, **self._choice(RelatedSelectMultiple, db_field, request, kwargs)
        )

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Beside a search box only what adds a row; the list of rows has the rest."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and isinstance(around := field.widget, RelatedFieldWidgetWrapper):
            field.widget = AddBeside(around.widget, around.rel, self.admin_site, around.can_add_related)
        return field

    def _choice(self, widget: Any, field: Any, request: HttpRequest, kwargs: dict) -> dict:
        if field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", widget(field, self.admin_site))
        kwargs.setdefault("queryset", visible(field.remote_field.model._default_manager.all(), request.user))
        return kwargs

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        """Only rows this person may see."""
        return visible(super().get_queryset(request), request.user)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Without what cannot be asked in a register of the provider's own."""
        return fields_for(request, self.model, obj, super().get_fieldsets(request, obj))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """The rendering of the source is shown wherever the source itself is."""
        fields = flatten_fieldsets(self.fieldsets or ())
        shown = ("source_shown",) if "source_shown" in fields else ()
        return (*super().get_readonly_fields(request, obj), *shown)


class Page(Weighed, SaysWhatGoes, ProviderFirst, TypedAgain, Remembered, InParts, Related, admin.ModelAdmin):
    """A model with pages of its own."""

    # Counts beside filters take "not recorded" for NULL; here it is empty text.
    show_facets = admin.ShowFacets.NEVER
    form = PageForm
    formfield_overrides: ClassVar[dict] = {
        **SEVERAL,
        PlainTextField: {"widget": AdminTextareaWidget(attrs={"rows": 2})},
    }
    list_per_page = 50
    fixed_fields: tuple[str, ...] = ("provider",)
    is_hidden = False

    @admin.display(description="na te lezen in")
    def source_shown(self, obj: Any) -> SafeString | str:
        """Heading and lines of the source, linked to where they can be read."""
        headings = getattr(obj, "source_headings", None)
        return headings.describe(obj) if headings else "-"

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """The row, with the headings that its source is shown with."""
        obj = super().get_object(request, *args, **kwargs)
        if obj is not None:
            obj.source_headings = headings_of(request)
        return obj

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        """With what the list counts."""
        columns = [column for column in self.list_display if isinstance(column, Counted)]
        counts = {column.admin_order_field: models.Count(column.relation, distinct=True) for column in columns}
        return super().get_queryset(request).annotate(**counts)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """The form, in the words that fit the register of the row."""
        form = super().get_form(request, obj, change, **kwargs)
        explain_source(request, form, obj)
        return form

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        """In a register of the provider's own without lists that only a text has, as long as those are empty."""
        inlines = super().get_inlines(request, obj)
        if not any(getattr(inline, "for_texts", False) for inline in inlines) or not is_own(request, obj):
            return inlines
        return [inline for inline in inlines if not (getattr(inline, "for_texts", False) and is_empty(inline, obj))]

    def render_change_form(self, request: HttpRequest, context: dict, *args: Any, **kwargs: Any) -> HttpResponse:
        """With a note above a form in which a text is taken over, and who is affected by a change of the row."""
        row = kwargs.get("obj")
        context["voice_note"] = note_for(request, row)
        if row is not None and can_be_used(row, self.admin_site):
            context["uses"] = uses_of(row, request.user, self.admin_site)
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        """Let others look before anything changes."""
        page_saving.send(type(self), request=request, row=obj)
        super().save_model(request, obj, form, change)

    def response_add(self, request: HttpRequest, obj: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """Let others add to what is said when all is saved."""
        answer = returned(request, super().response_add(request, obj, *args, **kwargs))
        page_saved.send(type(self), request=request, row=obj)
        return answer

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """The same."""
        answer = returned(request, super().response_change(request, obj))
        page_saved.send(type(self), request=request, row=obj)
        return answer

    def get_ordering(self, request: HttpRequest) -> Any:
        """The order of the model; Django forgets it where a list also counts."""
        return super().get_ordering(request) or self.opts.ordering

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """A stored row keeps its provider: other rows of that provider point to it."""
        names = {field.name for field in self.model._meta.fields}
        fixed = [name for name in self.fixed_fields if obj and name in names]
        return (*super().get_readonly_fields(request, obj), *fixed)

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet, term: str
    ) -> tuple[models.QuerySet, bool]:
        """For a search box inside a form: only rows of the provider or activity it names."""
        names = {field.name for field in self.model._meta.fields}
        for name in ("provider", "activity"):
            number = row_number(request.GET.get(name, ""))
            if name in names and number is not None:
                queryset = queryset.filter(**{f"{name}_id": number})
        return super().get_search_results(request, queryset, term)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Rows that are edited inside another page stay out of the menu."""
        return not self.is_hidden and super().has_module_permission(request)


class Inline(Related, admin.StackedInline):
    """Rows on the page of another row."""

    form = RowForm
    template = "admin/row_lines.html"
    formset = RowFormSet
    # Rows that are edited inside each of these, by the forms in `nested` of its form.
    nested: Any = None
    extra = 0
    formfield_overrides: ClassVar[dict] = {
        **SEVERAL,
        PlainTextField: {"widget": AdminTextareaWidget(attrs={"rows": 2})},
    }

    def line(self, fields: Any) -> list[str]:
        """The fields that a closed row shows: those that stand first in it and say something, and its source."""
        first = [name for _, options in self.fieldsets or () for name in flatten(options["fields"])][:_IN_LINE]
        return [name for name in (*first, "source") if name in fields and name not in _ONLY_HERE]

    @admin.display(description="na te lezen in")
    def source_shown(self, obj: Any) -> SafeString | str:
        """Heading and lines of the source, linked to where they can be read."""
        # Django makes the inlines anew for each request, so this request is the row's own.
        return self.headings.describe(obj) if obj.pk else "-"

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        """The rows with what they point to, so that no row asks a query of its own."""
        self.headings = headings_of(request)
        relations = [field.name for field in self.model._meta.fields if field.is_relation]
        sets = [field.name for field in self.model._meta.many_to_many]
        rows = super().get_queryset(request)
        return rows.select_related(*relations).prefetch_related(*sets)

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """The rows, in the words that fit their register."""
        formset = super().get_formset(request, obj, **kwargs)
        explain_source(request, formset.form, obj)
        return formset

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """Empty rows; without script, `?leeg=2` gives two under each heading."""
        asked = request.GET.get("leeg", "")
        if asked.isdecimal():
            # int() refuses thousands of digits; two are enough to know that it is too many.
            return min(int(asked[:2]), MAX_EMPTY_ROWS)
        return super().get_extra(request, obj, **kwargs)


def is_empty(inline: Any, parent: models.Model) -> bool:
    """Whether no row stands below a parent."""
    key = _get_foreign_key(type(parent), inline.model, fk_name=inline.fk_name)
    return not inline.model._base_manager.filter(**{key.name: parent.pk}).exists()


def inline(
    model: type[models.Model], *lines: Any, more: tuple[Any, ...] = (), base: type[Inline] = Inline, **options: Any
) -> type[Inline]:
    """An inline for this model with these lines of fields."""
    has_source = any(field.name == "source" for field in model._meta.fields)
    fieldsets = (sourced if has_source else unsourced)(*lines, more=more)
    return type(f"{model.__name__}Inline", (base,), {"model": model, "fieldsets": fieldsets, **options})


def once(model: type[models.Model], *lines: Any, **options: Any) -> type[Inline]:
    """The same for facts of which there is one row at most; the empty form is always there."""
    return inline(model, *lines, extra=1, max_num=1, **options)


class RecordedFilter(admin.ChoicesFieldListFilter):
    """A closed list in which empty text means that nothing is recorded."""

    def choices(self, changelist: Any) -> Any:
        """The choices of the field, with the empty one asked for as empty text."""
        for choice in super().choices(changelist):
            if f"{self.lookup_kwarg_isnull}=True" in choice["query_string"]:
                selected = self.lookup_val == [""]
                query = changelist.get_query_string({self.lookup_kwarg: ""}, [self.lookup_kwarg_isnull])
                choice = {"selected": selected, "query_string": query, "display": NOT_RECORDED}
            yield choice


def recorded(value: Any) -> Any:
    """A value for a list; what nobody recorded is said in words."""
    return value or NOT_RECORDED
