"""“Inlezen wat u al hebt”: bring a table, say what its columns and cells mean, see what comes, and read it in."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from providers.models import Provider
from providers.reading.tables import FormatError
from providers.unsaved import is_only_shown, take_up, undone

from ...bringing.brought import Brought, bring
from ...bringing.fields import LABELS
from ...bringing.reading import Found, corrected
from ...models import BroughtTable
from ..activity.numbers import next_numbers
from .forms import BringForm, CellsForm, ColumnsForm, ShapeForm

NEEDED = ("register.add_processingactivity", "register.change_processingactivity", "providers.change_provider")
READ_IN = "{file} is ingelezen: {counts}. Bekijk het als concept en los de bevindingen op."
CHANGED = "Niets ingelezen: de gegevens zijn intussen veranderd. Kijk opnieuw wat er komt."


@require_http_methods(["GET", "HEAD", "POST"])
def bring_page(request: HttpRequest) -> HttpResponse:
    """Give a file or paste a table; what was given and not read in yet stands below."""
    _check(request)
    take_up(request)
    form = BringForm(request.POST or None, request.FILES or None, user=request.user, initial=_asked_for(request))
    if request.method == "POST" and form.is_valid() and not is_only_shown(request):
        typed = form.cleaned_data
        name, kind, data = form.table()
        target = {"provider": typed["provider"], "name": typed.get("name", ""), "prefix": typed.get("start", "")}
        try:
            kept = bring(request.user, name[:200], kind, data, **target)
        except FormatError as error:
            form.add_error("file" if typed["file"] else "text", str(error))
        else:
            return redirect("brought", kept.pk)
    waiting = BroughtTable.objects.filter(owner=request.user.pk).defer("sheets").select_related("provider")
    return _page(request, "bring", "Inlezen wat u al hebt", form=form, waiting=waiting)


@require_http_methods(["GET", "HEAD", "POST"])
def brought_page(request: HttpRequest, pk: int) -> HttpResponse:
    """What the file is proposed to be; whatever is chosen is remembered for these headings."""
    brought = _brought(request, pk)
    take_up(request)
    sent = request.POST if request.method == "POST" else None
    if "_weg" in request.POST and not is_only_shown(request):
        brought.kept.delete()
        return redirect("bring")
    is_shape = "_vorm" in request.POST
    shape = ShapeForm(sent if is_shape else None, brought=brought)
    columns = ColumnsForm(None if is_shape else sent, brought=brought)
    chosen = shape if is_shape else columns
    if sent and chosen.is_valid() and not is_only_shown(request):
        if is_shape:
            for name, value in shape.cleaned_data.items():
                setattr(brought.kept, name, value)
            brought.kept.save()
            return redirect("brought", pk)
        brought.choose(columns.columns, columns.cleaned_data["kind"])
        return redirect("brought_result", pk)
    context = {"brought": brought, "shape": shape, "columns": columns, "form": chosen}
    return _page(request, "brought", str(brought.kept), **context)


@require_http_methods(["GET", "HEAD", "POST"])
def result_page(request: HttpRequest, pk: int) -> HttpResponse:
    """What comes of every line beside its cells, tried and taken back; then everything, or nothing."""
    brought = _brought(request, pk)
    keep = request.method == "POST" and not is_only_shown(request)
    try:
        report = brought.write(_first_number(brought), keep=keep)
    except (ValidationError, IntegrityError) as error:
        messages.error(request, " ".join(error.messages) if isinstance(error, ValidationError) else CHANGED)
        return undone(redirect("brought", pk))
    if keep and not report.is_wrong:
        counts = ", ".join(f"{number} {name}" for name, number in report.counts.items())
        messages.success(request, READ_IN.format(file=brought.kept.file, counts=counts))
        return redirect("desk", report.provider.slug)
    lines = [(place, outcome, cells_of(outcome.found)) for place, outcome in enumerate(report.outcomes)]
    title = f"Wat er komt uit {brought.kept}"
    return _page(request, "result", title, brought=brought, report=report, lines=lines, form=None)


@require_http_methods(["GET", "HEAD", "POST"])
def cells_page(request: HttpRequest, pk: int, place: int) -> HttpResponse:
    """Type the cells of one line anew; the same text below the same heading means that from now on."""
    brought = _brought(request, pk)
    take_up(request)
    if place >= len(brought.found):
        raise Http404
    found = brought.found[place]
    values = brought.memory.values
    shown = [(str(cell), heading, corrected(cell.text, heading, values)) for cell, heading in found.cells]
    form = CellsForm(request.POST if request.method == "POST" else None, cells=shown)
    if form.is_bound and form.is_valid() and not is_only_shown(request):
        for number, (cell, heading) in enumerate(found.cells):
            typed = form.cleaned_data[f"cel-{number}"].replace("\r\n", "\n")
            if typed != shown[number][2]:
                brought.correct(heading, cell.text, typed)
        return redirect("brought_result", pk)
    return _page(request, "cells", f"Cellen van {found.title or 'deze regel'}", brought=brought, form=form)


def cells_of(found: Found) -> list[tuple[str, str, str, dict[str, list[str]]]]:
    """Each cell with its address, heading and text, and beside it what was read there: the words of each field."""
    read: dict[Any, dict[str, list[str]]] = {}
    for part in found.parts:
        fields = read.setdefault((part.cell, part.heading), {})
        fields.setdefault(_label(part.said.kind, part.said.values), []).append(part.said.words)
    return [(str(cell), heading, cell.text, read.get((cell, heading), {})) for cell, heading in found.cells]


_KINDS = {
    "party": "Partij",
    "of_bases": "Bij de grondslag",
    "no_recipients": "Ontvangers",
    "no_processors": "Verwerkers",
}


def _label(kind: str, values: dict[str, Any]) -> str:
    name = next(iter(values), kind) if kind == "activity" else kind
    return _KINDS.get(name) or LABELS.get(name, name)


def _first_number(brought: Brought) -> str:
    provider = brought.kept.provider or Provider(prefix=brought.kept.prefix)
    return next_numbers(provider)[0]


def _check(request: HttpRequest) -> None:
    if not request.user.has_perms(NEEDED):
        raise PermissionDenied


def _brought(request: HttpRequest, pk: int) -> Brought:
    """A table that this person brought, for a provider that he may see."""
    _check(request)
    kept = get_object_or_404(BroughtTable.objects.select_related("provider"), pk=pk, owner=request.user.pk)
    if kept.provider and not Provider.objects.for_user(request.user).filter(pk=kept.provider.pk).exists():
        raise Http404
    if kept.provider is None and not request.user.has_perm("providers.add_provider"):
        raise PermissionDenied
    return Brought(kept)


def _asked_for(request: HttpRequest) -> dict[str, Any]:
    slug = request.GET.get("aanbieder", "")
    return {"provider": Provider.objects.for_user(request.user).filter(slug=slug).first()}


def _page(request: HttpRequest, template: str, title: str, *, form: Any, **context: Any) -> HttpResponse:
    errors = [(f"#{field.id_for_label}", text) for field in form for text in field.errors] if form else []
    errors += [("#content", text) for text in form.non_field_errors()] if form else []
    shown = {**admin.site.each_context(request), "title": title, "form": form, "errors": errors, **context}
    return TemplateResponse(request, f"admin/bringing/{template}.html", shown)
