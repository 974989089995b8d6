"""Files for everyone: the statement as PDF and JSON, the schema of all our JSON, and where to report a leak."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from register.documents.as_json import schema_json
from register.documents.files import CONTENT_TYPES, Download, NotAvailableError, document, file_name
from register.linked import shapes
from register.publications.editions import Published

from .answers import asked_again, public_page, public_version


@public_page
def statement_pdf(request: HttpRequest, provider: str, number: int | None = None) -> HttpResponse:
    """The PDF as it was made at publication; at a numbered address it never changes."""
    version = public_version(provider, number)
    try:
        made = document("statement", "pdf", version)
    except NotAvailableError as error:
        raise Http404 from error
    return _file(made, version, "pdf", number)


@public_page
def statement_json(request: HttpRequest, provider: str, number: int | None = None) -> HttpResponse:
    """The public part of the facts."""
    version = public_version(provider, number)
    return _file(document("statement", "json", version), version, "json", number)


@public_page
def statement_jsonld(request: HttpRequest, provider: str, number: int | None = None) -> HttpResponse:
    """The same as linked data."""
    version = public_version(provider, number)
    return _file(document("statement", "jsonld", version), version, "jsonld", number)


def _file(made: Download, version: Published, form: str, number: int | None) -> HttpResponse:
    response = HttpResponse(made.content, content_type=made.content_type)
    response.headers["Content-Disposition"] = f'inline; filename="{file_name("statement", form, version)}"'
    return response if number is None else asked_again(response)


@require_safe
@cache_control(public=True, max_age=24 * 60 * 60)
def schema(request: HttpRequest) -> HttpResponse:
    """The JSON Schema of the Dossier."""
    return HttpResponse(schema_json(), content_type=CONTENT_TYPES["json"])


@require_safe
@cache_control(public=True, max_age=24 * 60 * 60)
def shacl(request: HttpRequest) -> HttpResponse:
    """The SHACL shapes of our linked data."""
    return HttpResponse(shapes(), content_type="text/turtle; charset=utf-8")


SECURITY_TXT_VALID = timedelta(days=180)


@require_safe
@cache_control(public=True, max_age=24 * 60 * 60)
def security_txt(request: HttpRequest) -> HttpResponse:
    """Where to report a leak (RFC 9116). Raises Http404 when the installation names nobody.

    It expires half a year from today: who asks gets a fresh one, and a forgotten copy goes stale.
    """
    if not settings.SECURITY_CONTACT:
        raise Http404
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {timezone.localdate() + SECURITY_TXT_VALID}T00:00:00Z",
        f"Preferred-Languages: {', '.join(dict(settings.LANGUAGES))}",
        f"Canonical: {settings.SITE_URL}{reverse('security_txt')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
