"""“Gecontroleerd, niets gewijzigd”: one click, kept for ever."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from providers.models import Provider
from retention.models import RetentionTerm

from ...access import REVIEW, name_of
from ...drafts.reviews import record_review
from ...models import ProcessingActivity


@require_POST
@permission_required(REVIEW, raise_exception=True)
def review(request: HttpRequest, slug: str) -> HttpResponse:
    """Log a control of the activity or the term that is named, else of the whole statement."""
    provider = get_object_or_404(Provider.objects.for_user(request.user), slug=slug)
    number, key = request.POST.get("verwerking", ""), request.POST.get("termijn", "")
    if number:
        page, what = _activity(provider, number)
    elif key:
        term = get_object_or_404(RetentionTerm, provider=provider, key=key)
        page, what = reverse("admin:retention_retentionterm_change", args=[term.pk]), f"bewaartermijn {term.name}"
    else:
        page, what = reverse("admin:register_statementpage_change", args=[provider.pk]), f"verklaring van {provider}"
    record_review(provider, name_of(request.user), timezone.now(), activity=number, term="" if number else key)
    messages.success(request, f"Vastgelegd: {what} is gecontroleerd en niet gewijzigd.")
    return redirect(page)


def _activity(provider: Provider, number: str) -> tuple[str, str]:
    activity = ProcessingActivity.objects.active().filter(provider=provider, number=number).first()
    if activity is None:
        raise Http404("Deze verwerking is er niet of is beëindigd.")
    return reverse("admin:register_processingactivity_change", args=[activity.pk]), str(activity)
