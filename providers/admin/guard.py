"""Two officers, one page: the later save is refused, and shows what the earlier one did."""

from itertools import chain
from typing import Any

from django.contrib import admin
from django.db.models import Max, Q, QuerySet, Value
from django.forms.models import _get_foreign_key
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from ..facts.recording import history_of
from ..history.owners import parent_field
from ..models import Provider
from ..row_numbers import row_number
from .forms import owner_of
from .gone import without_gone
from .merge import Overtaken, merged

SEEN = "seen"


class Guarded(admin.ModelAdmin):
    """For pages: the form carries which records it was made from, and a save checks them.

    The check covers the rows of the inlines, also when they are edited on pages of their own.
    """

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """The row; a save first waits for whoever is saving something of the same provider."""
        # Django also reads "+1" and "1_0" as numbers; nothing below would guard such a row.
        if row_number(object_id) is None:
            return None
        if request.method == "POST":
            lock(self.model, object_id)
        # Before the row itself is read: a version that is too old refuses, one that is too new loses an edit.
        version = self.version_of(object_id)
        row = super().get_object(request, object_id, from_field)
        if row is not None:
            row.seen_version = version
            if request.method == "POST" and request.POST.get(SEEN, "") != version:
                row.overtaken = Overtaken(*self.newest(object_id, request.POST.get(SEEN, "")))
        return row

    def render_change_form(self, request: HttpRequest, context: dict, *args: Any, **kwargs: Any) -> HttpResponse:
        """Tell the form its version; after a refusal put both edits side by side."""
        row = kwargs.get("obj")
        context[SEEN] = getattr(row, "seen_version", "")
        if overtaken := getattr(row, "overtaken", None):
            own, *after = overtaken.seen
            # A person sees the inlines that their rights allow, so places are not enough.
            inside = dict(zip(filter(None, map(_nested, self.inlines)), after[len(self.inlines) :], strict=True))
            formsets = [
                (
                    inline.formset,
                    after[list(self.inlines).index(type(inline.opts))],
                    inside.get(_nested(inline.opts), 0),
                )
                for inline in context["inline_admin_formsets"]
            ]
            context["overtaken"] = overtaken
            context["merged"] = merged((context["adminform"].form, own), formsets)
            gone = (getattr(inline.opts, "gone", []) for inline in context["inline_admin_formsets"])
            context["merged"].rows.extend(chain.from_iterable(gone))
        return super().render_change_form(request, context, *args, **kwargs)

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: Any, prefix: str) -> dict[str, Any]:
        """What was sent, without rows that the other person deleted meanwhile."""
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if overtaken := getattr(obj, "overtaken", None):
            formset = inline.get_formset(request, obj)
            stored = set(kwargs["queryset"].filter(**{formset.fk.name: obj}).values_list("pk", flat=True))
            after = overtaken.seen[1 + list(self.inlines).index(type(inline))]
            inline.gone = without_gone(formset, kwargs["data"], prefix, stored, after)
        return kwargs

    def own_records(self, object_id: Any) -> QuerySet:
        """The records of the row itself."""
        return history_of(self.model)._base_manager.filter(**pk_filter(object_id))

    def versions(self, object_id: Any) -> list[QuerySet]:
        """The records of what can be edited here: the row, then the rows of each inline."""
        return [self.own_records(object_id), *(records for _, records in self.child_records(object_id))]

    def child_records(self, object_id: Any) -> list[tuple[Any, QuerySet]]:
        """Model and records of the rows of each inline, deleted ones included; after those the rows inside them."""
        found, inside = [], []
        for inline in self.inlines:
            key = _get_foreign_key(self.model, inline.model, fk_name=inline.fk_name)
            only = Q(**pk_filter(object_id, key.attname)) & Q(**getattr(inline, "narrowed", {}))
            records = history_of(inline.model)._base_manager.filter(only)
            found.append((inline.model, records))
            if nested := _nested(inline):
                below = {f"{parent_field(nested).attname}__in": records.order_by().values("id")}
                inside.append((nested, history_of(nested)._base_manager.filter(**below)))
        return [*found, *inside]

    def version_of(self, object_id: Any) -> str:
        """The newest record of the row and of each inline, in one query."""
        first, *others = (
            records.order_by()
            .annotate(part_of_page=Value(place))
            .values("part_of_page")
            .annotate(newest=Max("history_id"))
            for place, records in enumerate(self.versions(object_id))
        )
        newest = {row["part_of_page"]: row["newest"] for row in first.union(*others, all=True)}
        return "-".join(str(newest.get(place) or 0) for place in range(len(others) + 1))

    def newest(self, object_id: Any, seen: str) -> tuple[Any, list[int]]:
        """The last record that the form had not seen, and per part the last one it had; 0 is unknown."""
        versions = self.versions(object_id)
        known = [row_number(part) or 0 for part in seen.split("-")]
        if len(known) != len(versions):
            known = [0] * len(versions)
        last = [
            records.filter(history_id__gt=after).order_by("-history_id").first()
            for records, after in zip(versions, known, strict=True)
        ]
        found = [record for record in last if record is not None]
        return max(found, key=lambda record: record.history_date, default=None), known

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> HttpResponse:
        # Somebody deleted the row while another person was typing: what was typed is shown.
        if request.method != "POST" or SEEN not in request.POST:
            return super()._get_obj_does_not_exist_redirect(request, opts, object_id)  # type: ignore[misc]  # has no stub
        record, _ = self.newest(object_id, "")
        hidden = ("csrfmiddlewaretoken", SEEN)
        typed = [
            (name, ", ".join(values))
            for name, values in request.POST.lists()
            if name not in hidden and not name.startswith("_") and "_FORMS" not in name and any(values)
        ]
        context = {
            **self.admin_site.each_context(request),
            "title": "Niet opgeslagen: verwijderd",
            "opts": opts,
            "record": record,
            "typed": typed,
        }
        return TemplateResponse(request, "admin/history_gone.html", context, status=410)


def _nested(inline: Any) -> Any:
    return getattr(inline, "nested", None)


def pk_filter(object_id: Any, name: str = "id") -> dict[str, Any]:
    """A condition on a number that comes from an address; what is no number finds nothing."""
    number = row_number(object_id)
    return {"pk__in": []} if number is None else {name: number}


def lock(model: Any, object_id: str) -> None:
    """Let saves of one provider wait for each other; SQLite does so for all saves."""
    row = model._base_manager.filter(**pk_filter(object_id)).first()
    if row is None:
        return
    provider = owner_of(row)
    rows = Provider._base_manager.filter(pk=provider) if provider else model._base_manager.filter(pk=row.pk)
    list(rows.select_for_update().values_list("pk"))
