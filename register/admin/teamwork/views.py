"""Give a finding or a control to somebody, say something about it, and see what is yours: list, mail and calendar."""

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods, require_safe

from providers.admin.returning import BACK, back_of
from providers.models import Provider
from providers.row_numbers import row_number
from providers.unsaved import is_only_shown, take_up

from ...drafts.teamwork import assign
from ...models import Assignment, Comment, DigestWish
from ...permissions import ASSIGN, COMMENT, READ_REGISTER, name_of
from ...work.calendar import calendar
from ...work.items import of_person, work_of
from .about import Subject, comments_context, subject_of
from .forms import AssignForm, CommentForm

GONE = "Dit is er niet meer."


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required([READ_REGISTER, ASSIGN], raise_exception=True)
def assign_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Who does it and by when; the old assignment stands in the form."""
    take_up(request)
    provider, code, name, subject = _asked(request, slug)
    row = Assignment.objects.filter(provider=provider, code=code, object=name).first()
    form = AssignForm(request.POST if request.method == "POST" else None, instance=row)
    if form.is_valid() and not is_only_shown(request):
        person, due = form.cleaned_data["person"], form.cleaned_data["due"]
        author, now = name_of(request.user), timezone.now()
        assign(provider, code, name, person=person, due=due, author=author, now=now)
        messages.success(request, f"Toegewezen aan {name_of(person)}." if person else "Aan niemand toegewezen.")
        return redirect(back_of(request, subject.page))
    errors = [(f"#{field.id_for_label}", f"{field.label}: {text}") for field in form for text in field.errors]
    context = {"form": form, "errors": errors, "provider": provider, "subject": subject, "is_control": not code}
    return _page(request, "assign.html", "Toewijzen", subject, context)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(READ_REGISTER, raise_exception=True)
def comments_page(request: HttpRequest, slug: str) -> HttpResponse:
    """All comments on one thing; posting adds one, or takes one's own away."""
    take_up(request)
    provider, code, name, subject = _asked(request, slug)
    form = CommentForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and not is_only_shown(request):
        if not request.user.has_perm(COMMENT):
            raise PermissionDenied
        back = f"{back_of(request, subject.page).partition('#')[0]}#opmerkingen"
        if "weg" in request.POST:
            own = Comment.objects.filter(provider=provider, code=code, object=name, account=request.user.pk)
            get_object_or_404(own, pk=row_number(request.POST["weg"])).delete()
            messages.success(request, "De opmerking is verwijderd.")
            return redirect(back)
        if form.is_valid():
            form.instance.provider, form.instance.code, form.instance.object = provider, code, name
            form.instance.author, form.instance.account = name_of(request.user), request.user
            form.instance.made_at = timezone.now()
            form.save()
            return redirect(back)
    context = {**comments_context(provider, code, name), "comment_form": form, "subject": subject}
    return _page(request, "comments_page.html", "Opmerkingen", subject, context)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(READ_REGISTER, raise_exception=True)
def my_work(request: HttpRequest) -> HttpResponse:
    """What the person who asks has to do; posting switches mail about it on or off."""
    wish: Any = {"person": request.user}
    if request.method == "POST":
        if "aan" in request.POST:
            DigestWish.objects.get_or_create(**wish)
        else:
            DigestWish.objects.filter(**wish).delete()
        messages.success(request, f"Het overzicht per mail staat {'aan' if 'aan' in request.POST else 'uit'}.")
        return redirect("my_work")
    today = timezone.localdate()
    own = of_person(work_of(list(Provider.objects.for_user(request.user)), today), request.user)
    context = {
        **admin.site.each_context(request),
        "title": "Mijn werk",
        "items": [(item, item.is_late(today)) for item in own],
        "mails": bool(settings.MAIL_FROM),
        "wants_mail": DigestWish.objects.filter(**wish).exists(),
    }
    return TemplateResponse(request, "admin/register/my_work.html", context)


@require_safe
@permission_required(READ_REGISTER, raise_exception=True)
def calendar_file(request: HttpRequest) -> HttpResponse:
    """Own work with a day, and of each provider the first control that nobody has; behind the sign-in page."""
    items = work_of(list(Provider.objects.for_user(request.user)), timezone.localdate())
    own = [item for item in items if item.person == request.user.pk or (item.person is None and item.is_control)]
    answer = HttpResponse(
        calendar(own, timezone.now()),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="verwerkingsregister.ics"'},
    )
    add_never_cache_headers(answer)
    return answer


def _asked(request: HttpRequest, slug: str) -> tuple[Provider, str, str, Subject]:
    provider = get_object_or_404(Provider.objects.for_user(request.user), slug=slug)
    sent = request.POST if "onderwerp" in request.POST else request.GET
    code, name = sent.get("regel", ""), sent.get("onderwerp", "")
    subject = subject_of(provider, code, name, timezone.localdate())
    if subject is None:
        raise Http404(GONE)
    return provider, code, name, subject


def _page(request: HttpRequest, template: str, title: str, subject: Subject, context: dict[str, Any]) -> HttpResponse:
    shared = {
        **admin.site.each_context(request),
        "title": title,
        "back_name": BACK,
        "here": back_of(request, subject.page),
    }
    return TemplateResponse(request, f"admin/register/{template}", shared | context)
