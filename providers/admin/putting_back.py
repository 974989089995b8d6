"""Putting back from history: first what is now and what would be, then a new edit with what was ticked."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth import get_permission_codename
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from ..facts.recording import note_change
from ..history.owners import parent_field
from ..history.plan import Parts, plan_of, refusal
from ..history.undo import Taken, UndoError, take_back
from ..models import Provider

# The edit that an address asks to look at.
ASKED = "wijziging"
# Whoever takes back more does so all at once.
MOST = 500
CHANGED_SINCE = "Er is intussen iets gewijzigd. Dit is hoe het nu staat; kijk het na en zet dan terug."


def asks_to_put_back(request: HttpRequest) -> bool:
    """Whether this is about one edit instead of the whole list."""
    return request.method == "POST" or ASKED in request.GET


def seen_parts(request: HttpRequest, parts: Parts) -> Parts:
    """Without kinds of rows that this person may not look at."""
    user: Any = request.user
    may_see = partial(_may, user)
    return [(model, records) for model, records in parts if may_see("view", model) or may_see("change", model)]


def _may(user: Any, deed: str, model: Any) -> bool:
    meta = model._meta
    return bool(user.has_perm(f"{meta.app_label}.{get_permission_codename(deed, meta)}"))


def putting_back(request: HttpRequest, parts: Parts, context: dict[str, Any]) -> HttpResponse:
    """Look at one edit, or put back what was ticked of it, as one edit; an edit that is not there leads back.

    `parts` holds what the page shows; `context` says on which page that is.
    """
    is_sent = request.method == "POST"
    try:
        change = UUID((request.POST.get("change") if is_sent else request.GET[ASKED]) or "")
    except ValueError:
        messages.error(request, "Deze wijziging is er niet.")
        return HttpResponseRedirect(request.path)
    problem = _put_back(request, parts, change) if is_sent else ""
    if is_sent and not problem:
        return HttpResponseRedirect(request.path)
    if ASKED not in request.GET:
        messages.error(request, problem)
        return HttpResponseRedirect(request.get_full_path())
    return _preview(request, parts, context, change, problem)


def _preview(request: HttpRequest, parts: Parts, context: dict[str, Any], change: UUID, problem: str) -> HttpResponse:
    plan = plan_of(parts, change, partial(_may, request.user))
    ticked = set(request.POST.getlist("onderdeel")) if problem else plan.at_first
    reason = "" if problem or not ticked else refusal(parts, change, ticked)
    context |= {
        "title": "Terugzetten",
        "change": change,
        "plan": plan,
        "may_choose": len(plan.parts) <= MOST,
        "shown": plan.parts[:MOST],
        "ticked": ticked,
        "problem": problem or (f"Zo kan het niet. {reason}" if reason else ""),
    }
    return TemplateResponse(request, "admin/history_back.html", context)


def _put_back(request: HttpRequest, parts: Parts, change: UUID) -> str:
    """Do it and say so, or why not; a row returns or changes only for who may add or change it."""
    chosen = set(request.POST.getlist("onderdeel")) if "stand" in request.POST else None
    try:
        with transaction.atomic():
            # Whoever is saving something of these providers goes first.
            owners = {pk for model, records in parts for pk in provider_numbers(model, records)}
            list(Provider._base_manager.filter(pk__in=owners).select_for_update().order_by("pk").values_list("pk"))
            note_change("teruggezet uit de geschiedenis")
            may = partial(_may, request.user)
            if chosen is not None and request.POST["stand"] != plan_of(parts, change, may).seen:
                return CHANGED_SINCE
            taken = take_back(parts, change, chosen)
            if not may_take_back(request.user, taken):
                raise PermissionDenied
    except (UndoError, IntegrityError) as error:
        reason = error if isinstance(error, UndoError) else "Iemand anders sloeg tegelijk iets op; probeer het opnieuw."
        return f"Niets teruggezet. {reason}"
    rows = [f"{row._meta.verbose_name} “{row}”" for row in (*taken.returned, *taken.changed)]
    more = f" en nog {len(rows) - 3}" if len(rows) > 3 else ""
    messages.success(request, f"Teruggezet: {', '.join(rows[:3])}{more}.")
    return ""


def may_take_back(user: Any, taken: Taken) -> bool:
    """Whether somebody may add what returned and change what changed."""
    needed = {("add", type(row)) for row in taken.returned} | {("change", type(row)) for row in taken.changed}
    return all(_may(user, deed, model) for deed, model in needed)


def provider_numbers(model: Any, records: Any) -> set[int]:
    """The providers that these records name."""
    name = provider_column(model)
    return set(records.order_by().values_list(name, flat=True).distinct()) - {None} if name else set()


def provider_column(model: Any) -> str | None:
    """The column that names the provider of a record; none for shared words and for rows below other rows."""
    parent = parent_field(model)
    return "id" if model is Provider else parent.attname if parent and parent.name == "provider" else None
