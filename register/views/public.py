"""Pages for everyone: no session, no cookies, no scripts (interface.md)."""

import hashlib
import re
from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path
from typing import Any

from csp.constants import NONE
from csp.decorators import csp_replace
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, F, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from providers.models import Provider
from register.choices import Status
from register.dossier import Edition, live_dossier
from register.statement import statement as make_statement
from register.statement.page import Link

View = Callable[..., HttpResponseBase]
MAX_AGE = 60


def public_page(view: View) -> View:
    """GET and HEAD only, kept for a minute, and nothing that runs."""

    @require_safe
    @csp_replace({"script-src": [NONE], "connect-src": [NONE], "form-action": [NONE]})
    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if "Cache-Control" not in response.headers:
            patch_cache_control(response, public=True, max_age=MAX_AGE)
        return response

    return page


@public_page
def index(request: HttpRequest) -> HttpResponseBase:
    """A card per provider, by name."""
    # Publications do not exist yet: every provider shows as a draft (decisions.md 26).
    active = Q(processingactivity__status=Status.ACTIVE)
    providers = (
        Provider.objects.for_user(AnonymousUser())
        .annotate(
            service_count=Count("service", distinct=True),
            purpose_count=Count("processingactivity__purposerow", filter=active, distinct=True),
            tagline=F("pagetext__tagline"),
        )
        .order_by("name", "slug")
    )
    return _answer(request, "public/index.html", {"providers": providers})


@public_page
def statement(request: HttpRequest, provider: str) -> HttpResponseBase:
    """The statement of one provider."""
    found = Provider.objects.for_user(AnonymousUser()).filter(slug=provider).values_list("pk", flat=True).first()
    if found is None:
        raise Http404
    edition = Edition(dossier=live_dossier(found), made_at=timezone.localtime())
    # The register's fingerprint too: kinds of purpose are in it, and they move the right to object.
    tag = _etag(edition.register_fingerprint, str(edition.made_at.date()), ",".join(_paths(provider)))
    answer = get_conditional_response(request, etag=tag) or HttpResponse(_statement_html(request, edition))
    answer.headers["ETag"] = tag
    if edition.is_draft:
        answer.headers["X-Robots-Tag"] = "noindex"
        # Who edits a fact wants to see it at once; the tag makes asking again cheap.
        patch_cache_control(answer, no_cache=True)
    return answer


def _statement_html(request: HttpRequest, edition: Edition) -> str:
    paths = zip(("Pdf", "Json"), _paths(edition.dossier.provider.slug), strict=True)
    context = {
        "page": make_statement(edition),
        "fingerprint": edition.statement_fingerprint,
        "downloads": [Link(text, path) for text, path in paths if path],
    }
    return render("public/statement.html", context, request)


@public_page
def about(request: HttpRequest) -> HttpResponseBase:
    """What this register is."""
    return _answer(request, "public/about.html", {})


@public_page
def accessibility(request: HttpRequest) -> HttpResponseBase:
    """What was done so that everyone can read these pages."""
    return _answer(request, "public/accessibility.html", {})


def _answer(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponseBase:
    """A page whose tag follows from its content."""
    html = render(template, context, request)
    tag = _etag(html)
    answer = get_conditional_response(request, etag=tag) or HttpResponse(html)
    answer.headers["ETag"] = tag
    return answer


def render(template: str, context: dict[str, Any], request: HttpRequest) -> str:
    """HTML without the indentation and empty lines of the templates."""
    return re.sub(r"\s*\n\s*", "\n", render_to_string(template, context, request))


def _paths(provider: str) -> tuple[str, ...]:
    """Addresses of the same statement in other forms, as far as they exist."""
    return tuple(_path(name, provider) for name in ("statement_pdf", "statement_json"))


def _path(name: str, provider: str) -> str:
    try:
        return reverse(name, kwargs={"provider": provider})
    except NoReverseMatch:
        return ""


def _etag(*parts: str) -> str:
    text = "\n".join((look(), *parts))
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'


@cache
def look() -> str:
    """Changes with everything but the facts that a page is made of: templates, sentences, style."""
    root = Path(settings.BASE_DIR)
    files = [
        root / "templates" / "base.html",
        *(root / "templates" / "public").rglob("*.html"),
        *(root / "register" / "statement").glob("*.py"),
        *(root / "register" / "templatetags").glob("*.py"),
        *(root / "register" / "locale").rglob("*.mo"),
        root / "register" / "static" / "register" / "site.css",
    ]
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(path.read_bytes())
    return digest.hexdigest()
