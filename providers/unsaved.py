"""A page that shows what somebody typed and saves nothing: it was sent before, or nobody was signed in."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

NOT_YET = "Nog niet opgeslagen. Controleer wat u typte en sla dan op."


def show_only(request: HttpRequest) -> None:
    """Let the page show what was sent and do nothing with it."""
    request.is_only_shown = True  # type: ignore[attr-defined]


def is_only_shown(request: HttpRequest) -> bool:
    """Whether nothing may be done with what was sent."""
    return getattr(request, "is_only_shown", False)


def take_up(request: HttpRequest) -> None:
    """For pages that obey `is_only_shown`: what was typed before (`returned`) counts as sent now."""
    typed = getattr(request, "returned", None)
    if typed is not None and request.method == "GET":
        # Read first: the first look at files makes what was sent anew.
        request._files = request.FILES  # type: ignore[attr-defined]
        request.method, request.POST = "POST", typed
        show_only(request)


def undone(answer: HttpResponse) -> HttpResponse:
    """An answer that leads elsewhere although nothing was done: the same may be sent again."""
    answer.is_undone = True  # type: ignore[attr-defined]
    return answer


class NotYet(forms.ModelForm):
    """A form that is not saved, whatever stands in it."""

    def clean(self) -> Any:
        """Always one thing wrong."""
        cleaned = super().clean()
        self.add_error(None, NOT_YET)
        return cleaned


class TypedAgain(admin.ModelAdmin):
    """For every page of a row: shows what was typed before, and says where a row was saved."""

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """The form as it was typed, or as it is stored."""
        take_up(request)
        return super().changeform_view(request, *args, **kwargs)

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """A form that can be saved, unless it is only shown."""
        form = super().get_form(request, *args, **kwargs)
        return type(form.__name__, (NotYet, form), {}) if is_only_shown(request) else form

    def response_add(self, request: HttpRequest, obj: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """Whoever sends the same form again is led to this row."""
        self._remember(request, obj)
        return super().response_add(request, obj, *args, **kwargs)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """The same."""
        self._remember(request, obj)
        return super().response_change(request, obj)

    def _remember(self, request: HttpRequest, row: Any) -> None:
        name = f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_change"
        request.saved_at = reverse(name, args=[row.pk])  # type: ignore[attr-defined]
