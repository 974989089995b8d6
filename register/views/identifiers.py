"""The identifier of an activity, which logs may point to for ever: it leads to the version of a day or a moment.

Nothing is served here: a person is led to the page of that version, a program that asks for JSON-LD to its file.
"""

from datetime import datetime

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from register.documents.files import CONTENT_TYPES
from register.dossier import for_customers
from register.linked import activity_linked
from register.models import Publication
from register.publications.editions import History, history_of, readable_dossier
from register.publications.on_a_day import NotThatDayError, moment_of

from .answers import asked_again, public_answer, public_page, public_version

_LINKED = (CONTENT_TYPES["jsonld"], CONTENT_TYPES["json"])


@public_answer
def activity(request: HttpRequest, provider: str, number: str) -> HttpResponse:
    """Lead to the activity in the version in force, or in that of `op`. Raises Http404 when it never was in one.

    Of an activity that ended to the last version that has it, of one that customers do not read to the register.
    """
    try:
        known = moment_of(request.GET.get("op", ""), timezone.now())
    except NotThatDayError as error:
        raise BadRequest(str(error)) from error
    address = _address(request, provider, number, known)
    response = HttpResponseRedirect(address, status=303)
    patch_vary_headers(response, ["Accept"])
    return response


def _address(request: HttpRequest, provider: str, number: str, known: datetime) -> str:
    history = history_of(provider, timezone.localdate(known), known=known)
    holding = _holding(history, number)
    if history.shown is None or not holding:
        raise Http404
    version = next((item for item in holding if _is_public(item, number)), None)
    if version is None:
        return f"{reverse('activity', args=[provider, number])}?versie={holding[0].number}"
    if _wants_linked(request):
        return reverse("activity_jsonld", args=[provider, version.number, number])
    if version == history_of(provider, timezone.localdate()).shown:
        return f"{reverse('statement', args=[provider])}#{number}"
    return f"{reverse('version_statement', args=[provider, version.number])}#{number}"


def _holding(history: History, number: str) -> list[Publication]:
    """The versions that were in force by then and name the activity, newest first: asked of the stored text."""
    if not history.publications:
        return []
    named = Publication.objects.filter(
        provider=history.publications[0].provider, dossier__contains=f'"number":"{number}"'
    )
    numbers = set(named.values_list("number", flat=True))
    known = (item for item in history.publications if item.number in numbers and item.valid_from <= history.day)
    return [item for item in known if item.number not in history.skipped and not item.is_withdrawal]


def _is_public(version: Publication, number: str) -> bool:
    dossier = readable_dossier(version)
    return dossier is not None and number in {item.number for item in for_customers(dossier).activities}


def _wants_linked(request: HttpRequest) -> bool:
    return request.get_preferred_type(["text/html", *_LINKED]) in _LINKED


@public_page
def activity_jsonld(request: HttpRequest, provider: str, number: int, activity: str) -> HttpResponse:
    """One activity of one version as linked data; it never changes."""
    edition = public_version(provider, number).edition
    if activity not in {item.number for item in for_customers(edition.dossier).activities}:
        raise Http404
    return asked_again(HttpResponse(activity_linked(edition, activity), content_type=CONTENT_TYPES["jsonld"]))
