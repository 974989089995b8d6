"""Signals around a save on a page, for apps above this one that tell what it changed.

Both bring `request` and `row`: the first before anything of the form is stored, the second when all of it is.
"""

from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.dispatch import Signal
from django.http import HttpRequest, HttpResponse

from ..unsaved import show_only

page_saving = Signal()
page_saved = Signal()

# Buttons that save and take all of it back: the page as it would read, and what a save would change.
PREVIEW, EFFECT = "_preview", "_effect"


def is_taken_back(request: HttpRequest) -> bool:
    """Whether nothing of this save is kept."""
    return not {PREVIEW, EFFECT}.isdisjoint(request.POST)


class Weighed(admin.ModelAdmin):
    """For pages: the button “Bekijk wat dit verandert” saves, looks and takes everything back.

    Whoever looks leaves in `request.effect` what the form then shows, with what was typed still in it.
    """

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        """A form with mistakes comes back as after saving."""
        if request.method != "POST" or EFFECT not in request.POST or object_id is None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        answer = taken_back(lambda: super(Weighed, self).changeform_view(request, object_id, form_url, extra_context))
        if answer.status_code != 302:
            return answer
        show_only(request)
        shown = {**(extra_context or {}), "effect": getattr(request, "effect", None)}
        return super().changeform_view(request, object_id, form_url, shown)

    def message_user(
        self, request: HttpRequest, message: Any, level: Any = messages.INFO, *args: Any, **kwargs: Any
    ) -> None:
        """Nothing was saved, so that is not said."""
        if not is_taken_back(request) or level != messages.SUCCESS:
            super().message_user(request, message, level, *args, **kwargs)


def taken_back(save: Any, made: Any = None) -> HttpResponse:
    """The answer to a save of which nothing is kept; `made` makes another one from what is stored for a moment."""
    with transaction.atomic():
        answer = save()
        if answer.status_code == 302:
            answer = (made() if made else None) or answer
        elif hasattr(answer, "render"):
            answer.render()
        transaction.set_rollback(True)
    return answer
