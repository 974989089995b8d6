"""The page as it would read with what stands in a form; nothing is kept."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from providers.admin_forms import owner_of

from ..downloads import preview_page
from ..editions import draft, history_of

PREVIEW = "_preview"


class Previewed:
    """For pages: the button “Voorbeeld” saves, makes the page and takes everything back."""

    def changeform_view(self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any) -> Any:
        """A form with mistakes comes back as after saving."""
        if request.method != "POST" or PREVIEW not in request.POST or object_id is None:
            return super().changeform_view(request, object_id, *args, **kwargs)
        with transaction.atomic():
            answer = super().changeform_view(request, object_id, *args, **kwargs)
            if answer.status_code == 302:
                answer = self._previewed(object_id)
            elif hasattr(answer, "render"):
                answer.render()
            transaction.set_rollback(True)
        return answer

    def message_user(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Nothing was saved, so nothing is said."""
        if PREVIEW not in request.POST:
            super().message_user(request, *args, **kwargs)

    def _previewed(self, object_id: str) -> HttpResponse:
        provider = owner_of(self.model._base_manager.get(pk=object_id))
        history = history_of(provider, timezone.localdate())
        live = history.in_force.number if history.in_force and history.is_active else None
        page = preview_page(draft(provider, timezone.now()).edition, live)
        return HttpResponse(page, headers={"Cache-Control": "no-store"})
