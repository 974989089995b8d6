"""What all public pages share: read only, nothing that runs, made once, kept until the next event."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.constants import NONE
from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from register.documents.files import public_html
from register.publications.editions import History, Published, history_of
from register.views.page_cache import kept

View = Callable[..., Any]
MAX_AGE = 60
FOR_EVER = 365 * 24 * 60 * 60
NO_SCRIPTS = {"script-src": [NONE], "connect-src": [NONE], "form-action": [NONE]}


def public_page(view: View) -> View:
    """A public answer that depends on its address alone (and on page_cache.QUERIES), and is kept."""
    return public_answer(kept(view))


def public_answer(view: View) -> View:
    """GET and HEAD only; the answer may be given to everybody. It looks at no session."""

    @require_safe
    @csp_replace(NO_SCRIPTS)
    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if "Cache-Control" not in response.headers:
            patch_cache_control(response, public=True, max_age=MAX_AGE)
        return response

    return page


def html_answer(template: str, place: tuple[Any, ...], **context: Any) -> HttpResponse:
    """A page; `place` is its address: a name, and what is in it."""
    return HttpResponse(public_html(template, {**context, "place": place}))


def for_ever(response: HttpResponse) -> HttpResponse:
    """What stands at a numbered address never changes."""
    patch_cache_control(response, public=True, max_age=FOR_EVER, immutable=True)
    return response


def public_history(provider: str) -> History:
    """The versions of a provider today. Raises Http404 as long as none of them counts."""
    history = history_of(provider, timezone.localdate())
    if history.shown is None:
        raise Http404
    return history


def public_version(provider: str, number: int | None = None) -> Published:
    """One version, or the one that the provider's own address shows. Raises Http404."""
    history = public_history(provider)
    found = history.shown if number is None else history.get(number)
    if found is None:
        raise Http404
    return Published(history, found)
