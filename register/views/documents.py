"""Files for everyone: the statement as JSON, and the schema of all our JSON."""

from datetime import datetime, time

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from providers.models import Provider
from register.dossier import Edition, fingerprint, live_dossier
from register.downloads import CONTENT_TYPES, make
from register.exports import schema_json


@require_safe
@cache_control(public=True, max_age=60)
def statement(request: HttpRequest, provider: str, form: str) -> HttpResponse:
    """The statement of one provider as a file."""
    found = Provider.objects.for_user(AnonymousUser()).filter(slug=provider).values_list("pk", flat=True).first()
    if found is None:
        raise Http404
    # One moment for the whole day: the same facts are then the same file, and a cache can keep it.
    midnight = timezone.make_aware(datetime.combine(timezone.localdate(), time.min))
    edition = Edition(dossier=live_dossier(found), made_at=midnight)
    tag = f'"{fingerprint([edition.register_fingerprint, form, midnight])[:32]}"'
    answer = get_conditional_response(request, etag=tag)
    if answer is None:
        made = make("statement", form, edition)
        answer = HttpResponse(made.content, content_type=made.content_type)
        answer.headers["Content-Disposition"] = f'inline; filename="{made.name}"'
    answer.headers["ETag"] = tag
    if edition.is_draft:
        answer.headers["X-Robots-Tag"] = "noindex"
    return answer


@require_safe
@cache_control(public=True, max_age=24 * 60 * 60)
def schema(request: HttpRequest) -> HttpResponse:
    """The JSON Schema of the Dossier."""
    return HttpResponse(schema_json(), content_type=CONTENT_TYPES["json"])
