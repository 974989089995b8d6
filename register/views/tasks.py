"""How far a long document is, for who may read the register: without script, never cached."""

from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from register.choices import TaskState
from register.documents import tasks
from register.evidence.edits import Period
from register.models import DocumentTask
from register.models.task import EVIDENCE
from register.permissions import READ_REGISTER

from .auditor import file_answer, register_view

# Seconds; a screen reader starts the page again each time, so it can also be switched off there.
REFRESH = 5


@register_view
def progress(request: HttpRequest, number: int) -> HttpResponse:
    """How far it is, what went wrong, or the way to the file."""
    task = _task(request, number)
    by_itself = request.GET.get("verversen") != "nee"
    response = render(request, "register/task.html", {"task": task, "by_itself": by_itself})
    if task.is_open:
        # The process that was making it may be gone, and nobody else may ask for anything.
        tasks.wake()
        if by_itself:
            response.headers["Refresh"] = str(REFRESH)
    return response


@register_view
def file(request: HttpRequest, number: int) -> HttpResponse:
    """The document; while there is none, the page that tells why."""
    task = _task(request, number)
    if task.state != TaskState.DONE:
        return HttpResponseRedirect(task.get_absolute_url(), status=303)
    if task.kind == EVIDENCE:
        query = urlencode(Period.of_key(task.role).query)
        return HttpResponseRedirect(f"{reverse('evidence', args=[task.provider.slug])}?{query}", status=303)
    if task.publication:
        address = reverse("register_pdf", args=[task.provider.slug])
        return HttpResponseRedirect(f"{address}?versie={task.publication.number}", status=303)
    return file_answer(request, tasks.made(task))


@require_POST
@cache_control(no_store=True, private=True)
@login_required
@permission_required(READ_REGISTER, raise_exception=True)
def again(request: HttpRequest, number: int) -> HttpResponse:
    """Start a document anew that failed."""
    task = _task(request, number)
    tasks.again(task)
    return redirect(task)


def _task(request: HttpRequest, number: int) -> DocumentTask:
    seen = DocumentTask.objects.for_user(request.user).without_content().with_version()
    found: DocumentTask = get_object_or_404(seen.select_related("provider"), pk=number)
    return found
