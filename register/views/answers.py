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
from register.marking import own
from register.models import Publication, PublicationFile
from register.publications.editions import History, Published, history_of
from register.publications.shielding import ShieldedError
from register.statement.address_form import Say
from register.statement.versions import period
from register.views.page_cache import kept
from register.wording import date_words

View = Callable[..., Any]
MAX_AGE = 60
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
        try:
            response = view(request, *args, **kwargs)
        except ShieldedError as error:
            response = _shielded(error.publication)
        if "Cache-Control" not in response.headers:
            patch_cache_control(response, public=True, max_age=MAX_AGE)
        return response

    return page


def html_answer(template: str, place: tuple[Any, ...], **context: Any) -> HttpResponse:
    """A page; `place` is its address: a name, and what is in it."""
    return HttpResponse(public_html(template, {**context, "place": place}))


def asked_again(response: HttpResponse) -> HttpResponse:
    """What stands at a numbered address never changes but may be shielded: whoever keeps it asks each time."""
    patch_cache_control(response, public=True, no_cache=True)
    return response


def _shielded(publication: Publication) -> HttpResponse:
    """What stays to be read of a version whose content is not: that it is there, of when, and why it is shielded."""
    history = history_of(publication.provider_id, timezone.localdate())
    shown, shielding = history.shown, publication.shielding
    response = html_answer(
        "public/shielded.html",
        (),
        name=history.name,
        slug=publication.provider.slug,
        reason=own(shielding.reason) if shielding else "",
        shielded_on=date_words(timezone.localdate(shielding.made_at)) if shielding else "",
        has_current=bool(shown and not shown.shielding),
        is_current=shown == publication,
        **checked(history, publication),
    )
    response.status_code = 410
    response.headers["X-Robots-Tag"] = "noindex"
    patch_cache_control(response, public=True, no_cache=True)
    return response


def checked(history: History, publication: Publication) -> dict[str, Any]:
    """What anybody may hold against a document: when the version counts, its hashes, and whether it is shielded."""
    say = Say()
    files = PublicationFile.objects.filter(publication=publication).order_by("kind").values_list("kind", "sha256")
    return {
        "publication": publication,
        "period": period(history.issue(publication)),
        "hashes": [
            (say("Inhoud van het register"), publication.register_fingerprint),
            (say("Inhoud van de verklaring"), publication.statement_fingerprint),
            *((say("Bestand {name}", name=kind), sha256) for kind, sha256 in files),
            (say("Zegel"), publication.seal),
        ],
    }


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
