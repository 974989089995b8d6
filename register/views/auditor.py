"""The Article 30 register for officers and auditors: signed in, with permission, never cached."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required, permission_required
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from providers.models import Provider
from register.access import READ_REGISTER
from register.article30 import ROLES, article30
from register.dossier import Edition, live_dossier
from register.downloads import NotAvailableError, make, register_page

View = Callable[..., HttpResponse]
DRAFT = ("", "concept")

log = logging.getLogger(__name__)


class _WrongChoiceError(Exception):
    """An address asks for something that cannot be; the text says what can."""


def register_view(view: View) -> View:
    """GET and HEAD for who may read registers; nothing stays in a cache on the way."""

    @require_safe
    @cache_control(no_store=True, private=True)
    @login_required
    @permission_required(READ_REGISTER, raise_exception=True)
    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except (_WrongChoiceError, NotAvailableError) as error:
            return render(request, "register/problem.html", {"message": str(error)}, status=400)

    return page


@register_view
def index(request: HttpRequest) -> HttpResponse:
    """The registers this person may see."""
    providers = (
        Provider.objects.for_user(request.user)
        .annotate(activity_count=Count("processingactivity", distinct=True))
        .order_by("name", "slug")
    )
    return render(request, "register/index.html", {"providers": providers, "today": timezone.localdate()})


@register_view
def register(request: HttpRequest, provider: str) -> HttpResponse:
    """The whole register, or the part of one role."""
    return HttpResponse(register_page(_edition(request, provider), _role(request)))


@register_view
def activity(request: HttpRequest, provider: str, number: str) -> HttpResponse:
    """One processing activity."""
    view = article30(_edition(request, provider))
    numbers = [item.number for item in view.activities]
    if number not in numbers:
        raise Http404
    place = numbers.index(number)
    context = {
        "view": view,
        "part": next(part for part in view.parts if view.activities[place] in part.activities),
        "activity": view.activities[place],
        "previous": numbers[place - 1] if place else "",
        "next": numbers[place + 1] if place + 1 < len(numbers) else "",
    }
    return render(request, "register/activity.html", context)


@register_view
def concept(request: HttpRequest, provider: str) -> HttpResponse:
    """The draft of statement and register, with what is still open."""
    return render(request, "register/concept.html", {"view": article30(_edition(request, provider))})


@register_view
def download(request: HttpRequest, provider: str, form: str) -> HttpResponse:
    """The register as a file. Who took what is logged, without its content."""
    made = make("register", form, _edition(request, provider), _role(request))
    log.info("%s downloaded %s", request.user.get_username(), made.name)
    headers = {"Content-Disposition": f'attachment; filename="{made.name}"'}
    return HttpResponse(made.content, content_type=made.content_type, headers=headers)


def _edition(request: HttpRequest, slug: str) -> Edition:
    """The issue that the address asks for; until something is published that is the draft."""
    if request.GET.get("versie", "") not in DRAFT:
        raise Http404
    found = Provider.objects.for_user(request.user).filter(slug=slug).values_list("pk", flat=True).first()
    if found is None:
        raise Http404
    return Edition(dossier=live_dossier(found), made_at=timezone.now())


def _role(request: HttpRequest) -> str | None:
    role = request.GET.get("rol") or None
    if role is not None and role not in ROLES:
        raise _WrongChoiceError(f"Die rol bestaat niet. Kies uit: {', '.join(ROLES)}.")
    return role
