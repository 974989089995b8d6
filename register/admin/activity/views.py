"""Pages beside the form of an activity: copy it, add many kinds of data at once, and end several."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from providers.unsaved import is_only_shown, take_up

from ...activities import add_data, copy_activity
from ...models import ProcessingActivity
from .forms import CopyForm, PickForm

COPIED = "{copy} is gemaakt als kopie van {original}. Vindplaatsen en notities zijn niet gekopieerd."
# What the page that asks sends along, and the list itself does not.
CONFIRMED = "beeindigen"


@require_http_methods(["GET", "HEAD", "POST"])
def copy_page(request: HttpRequest, activity: int) -> HttpResponse:
    """Ask for a number and a title, and copy the rest."""
    original = _asked(request, activity, "add")
    form = CopyForm(_sent(request), original=original)
    if form.is_valid() and not is_only_shown(request):
        copy = copy_activity(original, form.instance)
        messages.success(request, COPIED.format(copy=copy, original=original.number))
        return redirect("admin:register_processingactivity_change", copy.pk)
    return _page(request, original, form, "admin/register/copy.html", f"Kopie van {original}")


@require_http_methods(["GET", "HEAD", "POST"])
def pick_page(request: HttpRequest, activity: int) -> HttpResponse:
    """Tick kinds of data, choose a group and a term once."""
    original = _asked(request, activity, "change")
    form = PickForm(_sent(request), activity=original)
    if form.is_valid() and not is_only_shown(request):
        typed = form.cleaned_data
        added = add_data(original, typed["categories"], group=typed["group"], term=typed["term"])
        messages.success(request, f"{added} soort{'' if added == 1 else 'en'} gegevens toegevoegd.")
        return redirect("admin:register_processingactivity_change", original.pk)
    return _page(request, original, form, "admin/register/pick.html", f"Gegevens bij {original}")


def ask_to_end(request: HttpRequest, activities: list[ProcessingActivity]) -> HttpResponse:
    """A page that names what will end; what is chosen goes along, so that the same action does it."""
    context = {
        **admin.site.each_context(request),
        "opts": ProcessingActivity._meta,
        "title": "Verwerkingen beëindigen",
        "activities": activities,
        "day": timezone.localdate(),
        "chosen": ACTION_CHECKBOX_NAME,
        "confirmed": CONFIRMED,
        "here": request.get_full_path(),
    }
    return TemplateResponse(request, "admin/register/end.html", context)


# Below the address of the list of activities.
URLS = [
    path("<int:activity>/kopie/", admin.site.admin_view(copy_page), name="register_copy"),
    path("<int:activity>/gegevens/", admin.site.admin_view(pick_page), name="register_pick"),
]


def _asked(request: HttpRequest, activity: int, deed: str) -> ProcessingActivity:
    if not request.user.has_perm(f"register.{deed}_processingactivity"):
        raise PermissionDenied
    return get_object_or_404(ProcessingActivity.objects.for_user(request.user), pk=activity)


def _sent(request: HttpRequest) -> Any:
    take_up(request)
    return request.POST if request.method == "POST" else None


def _page(request: HttpRequest, activity: Any, form: Any, template: str, title: str) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "opts": ProcessingActivity._meta,
        "title": title,
        "activity": activity,
        "form": form,
        "errors": [(f"#{field.id_for_label}", text) for field in form for text in field.errors]
        + [("#content", text) for text in form.non_field_errors()],
    }
    return TemplateResponse(request, template, context)
