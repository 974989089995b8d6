"""A new row knows its provider before its form is shown, so that the form offers nothing of another one."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse

from ..models import Provider
from ..row_numbers import row_number


def asked_provider(request: HttpRequest) -> Provider | None:
    """The provider that the address of a form names, if this person may see it; asked once for each request."""
    known = request.__dict__
    if "asked_provider" not in known:
        number = row_number(request.GET.get("provider", ""))
        found = Provider.objects.for_user(request.user).filter(pk=number) if number is not None else ()
        known["asked_provider"] = next(iter(found), None)
    return known["asked_provider"]


class ProviderFirst(admin.ModelAdmin):
    """For pages of rows that belong to a provider: the address says to which, or the page asks it first."""

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """The form, or the providers to choose from when there are several and the address names none."""
        is_open = request.method == "GET" and getattr(request, "returned", None) is None
        if is_open and self._has_provider() and self.has_add_permission(request) and not asked_provider(request):
            providers = list(Provider.objects.for_user(request.user).order_by("name", "slug"))
            filters = QueryDict(request.GET.get("_changelist_filters", ""))
            listed = row_number(filters.get("provider__id__exact", ""))
            chosen = [row for row in providers if len(providers) == 1 or row.pk == listed]
            if not chosen:
                return self._ask(request, providers)
            # What there is no choice in is not asked.
            request.GET = _with(request, chosen[0])  # type: ignore[assignment]
            del request.asked_provider  # type: ignore[attr-defined]
        return super().add_view(request, form_url, extra_context)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Without asking once more what the address says."""
        form = super().get_form(request, obj, change, **kwargs)
        if obj is None and self._has_provider() and "provider" in form.base_fields and asked_provider(request):
            form.base_fields["provider"].widget = forms.HiddenInput()
        return form

    def render_change_form(self, request: HttpRequest, context: dict, *args: Any, **kwargs: Any) -> HttpResponse:
        """With the name of the provider, which is no field of the form then."""
        if kwargs.get("add") and self._has_provider() and (provider := asked_provider(request)):
            context["subtitle"] = f"Van {provider.name}"
        return super().render_change_form(request, context, *args, **kwargs)

    def _has_provider(self) -> bool:
        return any(field.name == "provider" for field in self.model._meta.fields)

    def _ask(self, request: HttpRequest, providers: list[Provider]) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"{self.opts.verbose_name} toevoegen",
            "is_popup": "_popup" in request.GET,
            "choices": [(row, f"?{_with(request, row).urlencode()}") for row in providers],
        }
        return TemplateResponse(request, "admin/provider_first.html", context)


def _with(request: HttpRequest, provider: Provider) -> QueryDict:
    asked = request.GET.copy()
    asked["provider"] = str(provider.pk)
    return asked
