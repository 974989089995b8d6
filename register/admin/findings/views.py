"""All findings in one filtered list, one with the form to accept or explain it, and “Gecontroleerd”, one click."""

from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from providers.admin.returning import back_of
from providers.models import Provider
from providers.unsaved import is_only_shown, take_up, undone
from retention.models import RetentionTerm

from ...drafts.decisions import DecisionRefusedError, decide, take_back
from ...drafts.reviews import record_review
from ...models import ProcessingActivity
from ...permissions import DECIDE, READ_REGISTER, REVIEW, name_of
from ..teamwork.about import comments_context
from .filter import FindingFilter
from .shown import Noted, noted, shown

PER_PAGE = 50
# Equal findings that get the same explanation.
ALSO = "ook"
GONE = "Deze bevinding is er niet meer: de feiten zijn ondertussen gewijzigd. Er is niets vastgelegd."
CHANGED = (
    "De feiten achter deze bevinding zijn gewijzigd sinds u haar las. Er is niets vastgelegd. "
    "Lees haar opnieuw en beslis dan."
)


@require_safe
@permission_required(READ_REGISTER, raise_exception=True)
def findings_page(request: HttpRequest) -> HttpResponse:
    """Findings of every provider this person may see; filters stand in the address."""
    providers = list(Provider.objects.for_user(request.user).order_by("name", "slug"))
    today = timezone.localdate()
    chosen = FindingFilter.read(request.GET, request.user.pk, today)
    found = noted([row for row in providers if chosen.provider in ("", row.slug)], today)
    page = Paginator(chosen.select(found), PER_PAGE).get_page(request.GET.get("p"))
    context = {
        **admin.site.each_context(request),
        "title": "Bevindingen",
        "page": page,
        "shown": shown(page.object_list, request.get_full_path(), in_place=True),
        "filter": chosen,
        "choices": chosen.choices(providers, found),
        "may_decide": request.user.has_perm(DECIDE),
        "today": today,
        "here": request.get_full_path(),
    }
    return TemplateResponse(request, "admin/register/findings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(READ_REGISTER, raise_exception=True)
def finding_page(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """One finding; posting accepts it, explains it or takes that back."""
    take_up(request)
    provider = get_object_or_404(Provider.objects.for_user(request.user), slug=slug)
    subject = request.POST.get("onderwerp") or request.GET.get("onderwerp", "")
    found = noted([provider], timezone.localdate())
    equal = [row for row in found if row.finding.code == code]
    row = next((row for row in equal if row.finding.object == subject), None)
    equal = [other for other in equal if other is not row and other.finding.is_open]
    if request.method == "POST":
        return _post(request, row, equal)
    if row is None:
        raise Http404(GONE)
    return _page(request, row, equal)


def _post(request: HttpRequest, row: Noted | None, equal: list[Noted]) -> HttpResponse:
    if not request.user.has_perm(DECIDE):
        raise PermissionDenied
    after = _after(request)
    if row is None:
        messages.error(request, GONE)
        return undone(redirect(after))
    reason = request.POST.get("reden", "")
    if is_only_shown(request):
        return _page(request, row, equal, reason)
    # With the facts that were read: what changed meanwhile is none of the boxes any more.
    also = [other for other in equal if other.box in request.POST.getlist(ALSO)]
    if request.POST.get("feiten") != row.finding.state or len(also) != len(set(request.POST.getlist(ALSO))):
        return _page(request, row, equal, reason, CHANGED)
    author, now = name_of(request.user), timezone.now()
    try:
        if "intrekken" in request.POST:
            take_back(row.finding, row.provider, author, now)
            done = "Het besluit is teruggenomen; de bevinding staat weer open."
        else:
            with transaction.atomic():
                for one in (row, *also):
                    decide(one.finding, one.provider, reason, author, now)
            done = _done(row, len(also))
    except DecisionRefusedError as error:
        return _page(request, row, equal, reason, str(error))
    messages.success(request, done)
    return redirect(f"{after}#{row.anchor}")


def _done(row: Noted, others: int) -> str:
    if others:
        return f"Vastgelegd bij {others + 1} bevindingen: {'uitgelegd' if row.is_mistake else 'geaccepteerd'}."
    return "De uitleg is vastgelegd." if row.is_mistake else "De bevinding is geaccepteerd."


def _page(request: HttpRequest, row: Noted, equal: list[Noted], reason: str = "", problem: str = "") -> HttpResponse:
    """The finding, with what somebody sent about it and what is wrong with that, and others that may share a reason."""
    context = {
        **admin.site.each_context(request),
        "title": row.finding.message,
        "shown": shown([row], _after(request)),
        "answer": {"reason": reason, "problem": problem},
        "may_decide": request.user.has_perm(DECIDE),
        "today": timezone.localdate(),
        "here": _after(request),
        "equal": equal,
        **comments_context(row.provider, row.finding.code, row.finding.object),
        "also": ALSO,
        "ticked": [row.box for row in equal] if "samen" in request.GET else request.POST.getlist(ALSO),
    }
    return TemplateResponse(request, "admin/register/finding.html", context)


def _after(request: HttpRequest) -> str:
    """Where the person came from, without the place on that page."""
    return back_of(request, reverse("findings")).partition("#")[0]


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
    activity = ProcessingActivity.objects.active(timezone.localdate()).filter(provider=provider, number=number).first()
    if activity is None:
        raise Http404("Deze verwerking is er niet of is beëindigd.")
    return reverse("admin:register_processingactivity_change", args=[activity.pk]), str(activity)
