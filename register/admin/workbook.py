"""“Werkmap”: everything of a provider as a spreadsheet, and back in: looked at first, then all or nothing."""

import hashlib
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from providers.admin.uploads import UploadStorage
from providers.facts.recording import IMPORT, one_change
from providers.models import Provider
from providers.reading.tables import MAX_ROWS
from providers.unsaved import undone

from ..documents.files import CONTENT_TYPES
from ..exchange.bringing import Wish, bring
from ..exchange.files import BOOKS, MOST_BYTES, read_book
from ..exchange.words import lines_of, totals_of
from ..exchange.workbook import empty, of_providers
from ..loading.report import GONE, LoadError, Report
from ..permissions import READ_REGISTER

FORMS = {"xlsx": "Excel (xlsx)", "ods": "LibreOffice (ods)", "csv": "csv per blad, in één zip"}
# A page that tells more says nothing to anybody.
MOST_LINES = 500
CHANGED = "Niets geïmporteerd: het register is intussen gewijzigd. Dit is wat er nu zou veranderen."
AGAIN = "Niets geïmporteerd. Kies het bestand opnieuw."


class Upload(forms.Form):
    """Which workbook."""

    file = forms.FileField(label="Werkmap")

    def clean_file(self) -> UploadedFile:
        """Refuse a file that is too large to read at once."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(f"Dit bestand is groter dan {MOST_BYTES // 1_000_000} MB.")
        return file


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("providers.change_provider", raise_exception=True)
def workbook_page(request: HttpRequest) -> HttpResponse:
    """Take a workbook along, or bring one: what would change is shown before anything does."""
    if "gezien" in request.POST:
        return _confirmed(request)
    form = Upload(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, form=form)
    file = form.cleaned_data["file"]
    storage = UploadStorage()
    try:
        report = _bring(request, file.name, data := file.read(), Wish(dry_run=True))
    except LoadError as error:
        return _page(request, form=form, problems=error.problems)
    storage.save(data)
    return _preview(request, report, file.name, storage.name)


@require_safe
@permission_required((READ_REGISTER, "providers.change_provider"), raise_exception=True)
def workbook_file(request: HttpRequest) -> HttpResponse:
    """The workbook of the providers that are asked for, with internal notes; of none an empty one."""
    form, asked = request.GET.get("vorm", "xlsx"), request.GET.getlist("aanbieder")
    found = Provider.objects.for_user(request.user).filter(slug__in=asked)
    if form not in FORMS or len(found) < len(set(asked)):
        raise Http404
    name = "-".join(["werkmap", *sorted(row.slug for row in found), timezone.localdate().isoformat()])
    content = of_providers([row.pk for row in found], form) if found else empty(form)
    ending = "zip" if form == "csv" else form
    headers = {"Content-Disposition": f'attachment; filename="{name[:150]}.{ending}"'}
    return HttpResponse(content, content_type=CONTENT_TYPES[form], headers=headers)


def _bring(request: HttpRequest, name: str, data: bytes, wish: Wish) -> Report:
    book = read_book(name, data)
    if not book.entries:
        raise LoadError(["In dit bestand staan geen rijen."])
    with one_change(request.user.get_username(), IMPORT):
        return bring(book.entries, wish, book.kinds, request.user)


def _page(request: HttpRequest, **context: Any) -> HttpResponse:
    everywhere = {
        **admin.site.each_context(request),
        "title": "Werkmap",
        "providers": Provider.objects.for_user(request.user).order_by("name", "slug"),
        "chosen": request.GET.getlist("aanbieder"),
        "forms": FORMS,
        "endings": ", ".join(BOOKS),
        "most_rows": MAX_ROWS,
    }
    return TemplateResponse(request, "admin/register/workbook.html", everywhere | context)


def _preview(request: HttpRequest, report: Report, name: str, file: str | None, *problems: str) -> HttpResponse:
    seen = {"file": file, "name": name, "user": request.user.pk, "digest": _digest(report)}
    context = {
        "seen": signing.dumps(seen, salt=__name__),
        "outcomes": report.outcomes[:MOST_LINES],
        "left": len(report.outcomes) - MOST_LINES,
        "totals": totals_of(report),
        "gone": any(item.deed == GONE for item in report.outcomes),
        "problems": problems,
    }
    return _page(request, **context)


def _digest(report: Report) -> str:
    """Of what would happen: nobody agrees with what he did not see."""
    return hashlib.sha256("\n".join(lines_of(report, Wish())).encode()).hexdigest()


def _confirmed(request: HttpRequest) -> HttpResponse:
    try:
        seen = signing.loads(request.POST["gezien"], salt=__name__)
        storage = UploadStorage(name=seen["file"], read_mode="rb")
        if "annuleren" in request.POST:
            storage.remove()
            messages.info(request, "Niets geïmporteerd.")
            return redirect("workbook")
        data = storage.read()
    except (signing.BadSignature, FileNotFoundError):
        messages.error(request, AGAIN)
        return undone(redirect("workbook"))
    if seen["user"] != request.user.pk:
        raise PermissionDenied
    wish = Wish(remove=request.POST.get("verdwijnen") == "ja")
    try:
        with transaction.atomic():
            report = _bring(request, seen["name"], data, wish)
            if is_other := _digest(report) != seen["digest"]:
                transaction.set_rollback(True)
    except LoadError as error:
        return undone(_page(request, form=Upload(), problems=error.problems))
    if is_other:
        return undone(_preview(request, report, seen["name"], seen["file"], CHANGED))
    storage.remove()
    messages.success(request, f"Geïmporteerd: {totals_of(report)}")
    return redirect("workbook")
