"""The page as it would read with what stands in a form; nothing is kept."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from providers.admin.forms import owner_of
from providers.admin.guard import pk_filter
from providers.admin.pages import Page
from providers.admin.saving import PREVIEW, taken_back

from ..documents.files import preview_page
from ..publications.editions import draft, history_of


class Previewed(Page):
    """For pages: the button “Voorbeeld” saves, makes the page and takes everything back."""

    def changeform_view(self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any) -> Any:
        """A form with mistakes comes back as after saving."""
        if request.method != "POST" or PREVIEW not in request.POST or object_id is None:
            return super().changeform_view(request, object_id, *args, **kwargs)
        return taken_back(
            lambda: super(Previewed, self).changeform_view(request, object_id, *args, **kwargs),
            lambda: self._previewed(object_id),
        )

    def _previewed(self, object_id: str) -> HttpResponse | None:
        """The page; None for a row that does not exist, which is answered with a way back as well."""
        row = self.model._base_manager.filter(**pk_filter(object_id)).first()
        provider = owner_of(row) if row else None
        if provider is None:
            return None
        history = history_of(provider, timezone.localdate())
        live = history.in_force.number if history.in_force and history.is_active else None
        page = preview_page(draft(provider, timezone.now()).edition, live)
        return HttpResponse(page, headers={"Cache-Control": "no-store"})
