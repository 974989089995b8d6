"""The page as it would read with what stands in a form; nothing is kept."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from providers.admin.forms import owner_of
from providers.admin.guard import pk_filter
from providers.admin.pages import Page

from ..documents.files import preview_page
from ..publications.editions import draft, history_of

PREVIEW = "_preview"


class Previewed(Page):
    """For pages: the button “Voorbeeld” saves, makes the page and takes everything back."""

    def changeform_view(self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any) -> Any:
        """A form with mistakes comes back as after saving."""
        if request.method != "POST" or PREVIEW not in request.POST or object_id is None:
            return super().changeform_view(request, object_id, *args, **kwargs)
        with transaction.atomic():
            answer = super().changeform_view(request, object_id, *args, **kwargs)
            if answer.status_code == 302:
                answer = self._previewed(object_id) or answer
            elif hasattr(answer, "render"):
                answer.render()
            transaction.set_rollback(True)
        return answer

    def message_user(
        self, request: HttpRequest, message: Any, level: Any = messages.INFO, *args: Any, **kwargs: Any
    ) -> None:
        """Nothing was saved, so that is not said."""
        if PREVIEW not in request.POST or level != messages.SUCCESS:
            super().message_user(request, message, level, *args, **kwargs)

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
