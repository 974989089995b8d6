"""What a deletion takes along, in words: rows by kind and name, and none that are only links between two rows."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst

from .used import can_be_used, uses_of


class SaysWhatGoes(admin.ModelAdmin):
    """For pages: a deletion is asked with all that goes along, and with who uses what goes."""

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """The rows, how many of each kind, which of them may not be deleted, and what stands in the way."""
        rows, counts, forbidden, protected = super().get_deleted_objects(objs, request)
        links = {link._meta.verbose_name: link._meta.verbose_name_plural for link in _links()}
        plurals = set(links.values())
        counts = {name: count for name, count in counts.items() if name not in plurals}
        return list(_without(rows, tuple(f"{capfirst(name)}: " for name in links))), counts, forbidden, protected

    def render_delete_form(self, request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
        """The question, above it who is affected."""
        row = context["object"]
        if can_be_used(row, self.admin_site):
            context["uses"] = uses_of(row, request.user, self.admin_site)
        counted = dict(context["model_count"])
        context["lost"] = [name for name in map(_lost, apps.get_models()) if name in counted]
        return super().render_delete_form(request, context)


def _lost(model: Any) -> str:
    """What rows of a kind are called of which history keeps no text; empty for all others."""
    return str(model._meta.verbose_name_plural) if getattr(model, "unrecorded", ()) else ""


def _links() -> Iterator[Any]:
    """The models that Django made for sets; their rows have no words of their own."""
    return (model for model in apps.get_models(include_auto_created=True) if model._meta.auto_created)


def _without(rows: list[Any], starts: tuple[str, ...]) -> Iterator[Any]:
    """A nested list of lines without those that start so; a list that becomes empty goes as well."""
    for row in rows:
        if isinstance(row, list):
            if kept := list(_without(row, starts)):
                yield kept
        elif not str(row).startswith(starts):
            yield row
