"""Tokens with which programs read the register of a provider: shown once, then only revoked."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from providers.admin.pages import group
from providers.models import Provider

from ..accounts import log, tokens
from ..addresses import whole
from ..models import ApiToken
from ..permissions import name_of

_TOLD = "Een programma leest hiermee het register van één aanbieder, zoals het van kracht is of was."


@admin.register(ApiToken)
class ApiTokenAdmin(admin.ModelAdmin):
    """Made for one provider; nobody sees it a second time."""

    show_facets = admin.ShowFacets.NEVER
    list_display = ("name", "provider", "start", "made_at", "last_used_at", "revoked")
    list_filter = ("provider", "revoked")
    list_select_related = ("provider",)
    autocomplete_fields = ("provider",)
    _made = ("provider", "name", "start", "author", "made_at", "last_used_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Of the providers that this person may see."""
        return super().get_queryset(request).filter(provider__in=Provider.objects.for_user(request.user))

    fieldsets = (group(None, _TOLD, *_made, "revoked"),)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """What it is for; afterwards what became of it, and whether it still opens anything."""
        return [group(None, _TOLD, "provider", "name")] if obj is None else self.fieldsets

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never: that it was there stays to be read."""
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """All but the revocation, which cannot be taken back."""
        return () if obj is None else (*self._made, "revoked") if obj.revoked else self._made

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:
        """Make the token, or revoke it."""
        if change:
            super().save_model(request, obj, form, change)
            if "revoked" in form.changed_data:
                log.note_token("token-revoked", obj.start, obj.provider.slug)
        else:
            obj.secret = tokens.make(obj, author=name_of(request.user), now=timezone.now())

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        """The one page that shows the token."""
        context = {
            **self.admin_site.each_context(request),
            "title": "Bewaar dit token nu",
            "opts": self.opts,
            "token": obj,
            "address": whole("api_openapi"),
        }
        return TemplateResponse(request, "admin/register/token.html", context)
