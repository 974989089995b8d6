"""Shielding a version, opening it again, and reading what is shielded: for administrators, each with a reason."""

import logging
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from providers.unsaved import is_only_shown, take_up

from ...choices import ShieldingDeed
from ...documents.files import Download, NotAvailableError, document
from ...models import Publication, Shielding
from ...permissions import SHIELD, name_of
from ...publications.editions import Published, history_of
from ...publications.shielding import record

log = logging.getLogger(__name__)

DONE = {
    ShieldingDeed.SHIELD: "{} is afgeschermd. Haal wat niet openbaar mag zijn ook uit het concept; publiceer dan.",
    ShieldingDeed.OPEN: "{} is weer openbaar.",
}
CONTENTS = {
    "statement-html": "Pagina",
    "statement-pdf": "Verklaring als pdf",
    "statement-json": "Verklaring als json",
    "register-pdf": "Register als pdf",
    "register-json": "Register als json",
}


class ShieldForm(forms.Form):
    """Why, and for a version that is shielded: what to read of it, or that it may be read by all again."""

    reason = forms.CharField(
        label="Reden",
        error_messages={"required": "Vul bij “Reden” in waarom u dit doet."},
        max_length=Shielding._meta.get_field("reason").max_length,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Verplicht. Bij afschermen leest iedereen deze zin: noem dus niet wat er stond.",
    )
    content = forms.ChoiceField(label="Wat wilt u lezen?", choices=CONTENTS.items(), required=False)

    def __init__(self, typed: Any = None) -> None:
        super().__init__(typed, label_suffix="")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def shield_page(request: HttpRequest, number: int) -> HttpResponse:
    """Ask for a reason, then do it; `number` is that of the row. Raises PermissionDenied for who may not."""
    if not request.user.has_perm(SHIELD):
        raise PermissionDenied
    versions = Publication.objects.for_user(request.user).select_related("provider")
    publication = get_object_or_404(versions, pk=number)
    take_up(request)
    form = ShieldForm(request.POST if request.method == "POST" else None)
    if is_only_shown(request):
        return _page(request, publication, form)
    deed = _deed(request, publication)
    if form.is_valid() and deed is None:
        form.add_error(None, "Deze versie is ondertussen afgeschermd of weer geopend. Bekijk haar opnieuw.")
    if form.is_valid() and deed is not None:
        try:
            return _done(request, publication, deed, form.cleaned_data)
        except (ValidationError, NotAvailableError) as error:
            form.add_error("reason", error.messages if isinstance(error, ValidationError) else str(error))
    return _page(request, publication, form)


def _deed(request: HttpRequest, publication: Publication) -> ShieldingDeed | None:
    """What was asked, when that can be done as things are."""
    possible = (ShieldingDeed.READ, ShieldingDeed.OPEN) if publication.shielding else (ShieldingDeed.SHIELD,)
    return next((deed for deed in possible if f"_{deed.value}" in request.POST), None)


def _done(request: HttpRequest, publication: Publication, deed: ShieldingDeed, typed: dict[str, str]) -> HttpResponse:
    made = _read(publication, typed["content"]) if deed == ShieldingDeed.READ else None
    record(publication, deed, reason=typed["reason"], author=name_of(request.user), now=timezone.now())
    log.info("%s: %s %s", request.user.get_username(), publication, deed)
    if made is None:
        messages.success(request, DONE[deed].format(publication))
        return redirect("admin:register_publication_change", publication.pk)
    headers = {"Content-Disposition": f'attachment; filename="{made.name}"'}
    return HttpResponse(made.content, content_type=made.content_type, headers=headers)


def _read(publication: Publication, content: str) -> Download:
    kind, _, form = (content or "statement-html").partition("-")
    history = history_of(publication.provider_id, timezone.localdate())
    return document(kind, form, Published(history, publication, is_opened=True))


def _page(request: HttpRequest, publication: Publication, form: Any) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "opts": Publication._meta,
        "title": f"{publication}: afschermen",
        "publication": publication,
        "form": form,
        "errors": [(f"#{field.id_for_label}", text) for field in form for text in field.errors]
        + [("#wijzigingen", text) for text in form.non_field_errors()],
    }
    return TemplateResponse(request, "admin/register/shield.html", context)
