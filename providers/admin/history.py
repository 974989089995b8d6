"""History in the admin: of one row with its inlines, and of everything of one provider."""

from contextlib import nullcontext
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Max
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import capfirst

from ..facts.recording import DELETED, history_of
from ..history.entries import entries, names_of
from ..history.owners import owned_parts
from ..history.plan import Parts
from ..models import Provider
from ..row_numbers import row_number
from .guard import Guarded
from .putting_back import asks_to_put_back, provider_column, provider_numbers, putting_back, seen_parts

PER_PAGE = 25


class Remembered(Guarded):
    """For pages: the link “Geschiedenis” shows edits with what was and what is now, and takes them back."""

    def get_urls(self) -> list[Any]:
        """With the list of deleted rows."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_deleted"
        return [path("verwijderd/", self.admin_site.admin_view(self.deleted_view), name=name), *super().get_urls()]

    def deleted_view(self, request: HttpRequest) -> HttpResponse:
        """The deleted rows of this kind, the last one first, each with the way to put it back."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        page = Paginator(deleted_records(self.model, request), PER_PAGE).get_page(request.GET.get("p"))
        names = names_of(self.model._meta.concrete_model, list(page.object_list))
        context = {"title": f"Verwijderd: {self.opts.verbose_name_plural}", "page": page}
        return history_page(self, request, {**context, "deleted": list(zip(names, page.object_list, strict=True))})

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Edits of one row and the rows on its page, also after it was deleted; a form takes one of them back."""
        with transaction.atomic() if request.method == "POST" else nullcontext():
            return self._history(request, object_id)

    def _history(self, request: HttpRequest, object_id: str) -> HttpResponse:
        row = self.get_object(request, object_id)
        own = self.own_records(object_id)
        if not (self.has_view_or_change_permission(request, row) and may_see(request, own)):
            raise PermissionDenied
        if row is None and not own.exists():
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        parts = seen_parts(request, [(self.model._meta.concrete_model, own), *self.child_records(object_id)])
        if asks_to_put_back(request):
            return self.putting_back(request, parts, row)
        title = f"Geschiedenis: {row or capfirst(str(self.opts.verbose_name)) + ', verwijderd'}"
        page = Paginator(entries(parts), PER_PAGE).get_page(request.GET.get("p"))
        context = {"object": row, "title": title, "page": page, "all_changes": all_changes_address(own)}
        return history_page(self, request, context)

    def putting_back(self, request: HttpRequest, parts: Parts, row: Any) -> HttpResponse:
        """One edit of what this page shows; only who may change the row looks at what would be."""
        if request.method != "POST" and not self.has_change_permission(request):
            raise PermissionDenied
        return putting_back(request, parts, {**self.admin_site.each_context(request), "opts": self.opts, "object": row})


def history_page(admin_page: admin.ModelAdmin, request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Edits, a page at a time."""
    may_undo = admin_page.has_change_permission(request)
    context = {**admin_page.admin_site.each_context(request), "opts": admin_page.opts, "may_undo": may_undo, **context}
    return TemplateResponse(request, "admin/history.html", context)


def deleted_records(model: Any, request: HttpRequest) -> Any:
    """The last record of each row of a model that is no more, by column, if this person may see its provider."""
    records = history_of(model)._base_manager
    newest = records.filter(history_type=DELETED).values("id").annotate(newest=Max("history_id")).values("newest")
    gone = records.filter(pk__in=newest).exclude(id__in=model._base_manager.values("pk"))
    if name := provider_column(model._meta.concrete_model):
        hidden = Provider.objects.exclude(pk__in=Provider.objects.for_user(request.user))
        gone = gone.exclude(**{f"{name}__in": hidden.values("pk")})
    return gone.order_by("-history_id").values()


def may_see(request: HttpRequest, records: Any) -> bool:
    """Whether the rows belong to providers that this person may see; a deleted provider is nobody's."""
    name = provider_column(records.model.instance_type)
    if name is None:
        return True
    providers = provider_numbers(records.model.instance_type, records)
    hidden = Provider.objects.filter(pk__in=providers).exclude(pk__in=Provider.objects.for_user(request.user))
    return not hidden.exists()


def all_changes_address(records: Any) -> str | None:
    """Where all edits of the provider of these records stand; none for shared words."""
    name = provider_column(records.model.instance_type)
    last = records.order_by("-history_id").first()
    return reverse("admin:providers_provider_changes", args=[getattr(last, name)]) if last and name else None


class ProviderHistory(Remembered):
    """For the page of a provider: everything that happened to its rows, deleted ones included."""

    def get_urls(self) -> list[Any]:
        """With the address of all edits."""
        own = path(
            "<path:object_id>/wijzigingen/",
            self.admin_site.admin_view(self.changes_view),
            name="providers_provider_changes",
        )
        return [own, *super().get_urls()]

    def changes_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """All edits of one provider, a page at a time."""
        records = history_of(Provider)._base_manager.filter(id=row_number(object_id))
        last = records.order_by("-history_id").first()
        if not (self.has_view_permission(request) and may_see(request, records)):
            raise PermissionDenied
        if last is None:
            messages.warning(request, "Deze aanbieder is er niet en was er niet.")
            return HttpResponseRedirect(reverse("admin:providers_provider_changelist"))
        row = self.get_object(request, object_id)
        parts = seen_parts(request, owned_parts(last.id))
        if asks_to_put_back(request):
            return self.putting_back(request, parts, row)
        page = Paginator(all_changes(last.id), PER_PAGE).get_page(request.GET.get("p"))
        found = entries(parts, {change for change, _ in page.object_list})
        context = {"title": f"Alle wijzigingen: {last.name}", "object": row, "page": page, "found": found}
        return history_page(self, request, context)


def all_changes(provider_id: int) -> list[tuple[Any, Any]]:
    """Id and moment of every edit of a provider, the last one first."""
    first, *others = (
        records.order_by().values_list("change_id", "history_date") for _, records in owned_parts(provider_id)
    )
    return sorted(set(first.union(*others)), key=lambda change: change[1], reverse=True)
