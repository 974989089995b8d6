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

from providers.models import Provider
from providers.unsaved import is_only_shown, take_up

from ...activities import add_data, copy_activity
from ...models import DataRow, ProcessingActivity
from ...wording import listed
from .forms import CopyForm, PasteForm, PickForm
from .pasting import KINDS
from .together import TogetherForm

COPIED = "{copy} is gemaakt als kopie van {original}. Vindplaatsen en notities zijn niet gekopieerd."
ELSEWHERE = (
    " Ook niet wat van {provider} zelf is: aanspreekpunten, overeenkomsten, DPIA en bewijs."
    " Wat {other} niet heeft is open gelaten: {left}."
)
# What the page that asks sends along, and the list itself does not.
CONFIRMED = "beeindigen"


@require_http_methods(["GET", "HEAD", "POST"])
def copy_page(request: HttpRequest, activity: int) -> HttpResponse:
    """Ask for a provider, a number and a title, and copy the rest."""
    original = _asked(request, activity, "add")
    form = CopyForm(_sent(request), original=original, providers=Provider.objects.for_user(request.user))
    if form.is_valid() and not is_only_shown(request):
        copy = form.instance
        left = copy_activity(original, copy)
        said = COPIED.format(copy=copy, original=original.number)
        if copy.provider_id != original.provider_id:
            names = {"provider": original.provider.name, "other": copy.provider.name}
            said += ELSEWHERE.format(**names, left=listed(left) or "niets")
        messages.success(request, said)
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


@require_http_methods(["GET", "HEAD", "POST"])
def paste_page(request: HttpRequest, activity: int) -> HttpResponse:
    """Read lines and show what is read; saving is all or nothing, of what was shown."""
    original = _asked(request, activity, "change")
    kinds = [kind for kind, (model, _) in KINDS.items() if _may(request, "add", model)]
    if not kinds:
        raise PermissionDenied
    form = PasteForm(_sent(request), activity=original, kinds=kinds)
    pasting = form.pasting if form.is_valid() else None
    is_seen = pasting is not None and request.POST.get("gelezen") == pasting.state
    if pasting and is_seen and pasting.may_save and "opslaan" in request.POST and not is_only_shown(request):
        added = pasting.save()
        messages.success(request, f"{added} {'regel' if added == 1 else 'regels'} toegevoegd aan {original.number}.")
        return redirect("admin:register_processingactivity_change", original.pk)
    return _page(request, original, form, "admin/register/paste.html", f"Regels plakken bij {original}")


@require_http_methods(["GET", "HEAD", "POST"])
def together_page(request: HttpRequest, activity: int) -> HttpResponse:
    """Give many rows of data one term, group or origin, or take them away."""
    original = _asked(request, activity, "change")
    removes = "verwijder" in request.POST
    if not _may(request, "delete" if removes else "change", DataRow):
        raise PermissionDenied
    form = TogetherForm(_sent(request), activity=original, removes=removes)
    if form.is_valid() and not is_only_shown(request):
        count = form.save()
        done = "verwijderd; terugzetten kan bij Geschiedenis" if removes else "gewijzigd"
        messages.success(request, f"{count} {'regel' if count == 1 else 'regels'} {done}.")
        return redirect("admin:register_processingactivity_change", original.pk)
    return _page(
        request, original, form, "admin/register/rows_together.html", f"Gegevens tegelijk wijzigen bij {original}"
    )


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
    path("<int:activity>/plakken/", admin.site.admin_view(paste_page), name="register_paste"),
    path("<int:activity>/regels/", admin.site.admin_view(together_page), name="register_rows"),
    path("<int:activity>/gegevens/", admin.site.admin_view(pick_page), name="register_pick"),
]


def _asked(request: HttpRequest, activity: int, deed: str) -> ProcessingActivity:
    if not request.user.has_perm(f"register.{deed}_processingactivity"):
        raise PermissionDenied
    return get_object_or_404(ProcessingActivity.objects.for_user(request.user), pk=activity)


def _may(request: HttpRequest, deed: str, model: Any) -> bool:
    return request.user.has_perm(f"register.{deed}_{model._meta.model_name}")


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
