"""Publishing and withdrawing: one page and one button each, without script."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods

from providers.unsaved import is_only_shown, take_up

from ...choices import PublicationKind
from ...documents.files import is_long, publication_files
from ...documents.tasks import ask_missing, wake
from ...dossier import Edition
from ...models import Publication
from ...permissions import name_of
from ...publications.publishing import PUBLISHED_MEANWHILE, Files, Order, Refusal, RefusedError, publish
from .before_publishing import Situation, situation
from .forms import CancelForm, PublishForm, WithdrawForm

MADE_LATER = (
    "Het register is groot: de pdf ervan wordt nu gemaakt en komt bij deze versie. "
    '<a href="{}">Bekijk hoe ver het is</a>.'
)
ALREADY = "{} Dat was al gedaan en is geen tweede keer gebeurd."
CANCEL_TITLE = "{provider}: trek in wat is aangekondigd"
PAGES = {
    PublicationKind.VERSION: ("admin/register/publish.html", "Publiceer {provider}, versie {number}", PublishForm),
    PublicationKind.WITHDRAWAL: ("admin/register/publish_withdraw.html", "Trek {provider} in", WithdrawForm),
    PublicationKind.CANCELLATION: ("admin/register/publish_cancel.html", CANCEL_TITLE, CancelForm),
}


@require_http_methods(["GET", "HEAD", "POST"])
def publish_page(request: HttpRequest, slug: str, kind: PublicationKind) -> HttpResponse:
    """Show what a new version would say, and publish it; or ask once more, and withdraw the provider."""
    now = situation(request, slug)
    take_up(request)
    form = PAGES[kind][2](request.POST if request.method == "POST" else None, now=now)
    if form.is_bound and not is_only_shown(request):
        return _post(request, form, now, kind)
    return _page(request, form, now, kind)


def _post(request: HttpRequest, form: Any, now: Situation, kind: PublicationKind) -> HttpResponse:
    is_readable = form.is_valid()
    typed = form.cleaned_data
    order = Order(
        provider=now.provider,
        # Without a day that can be read the field says so; and a cancellation counts at once.
        valid_from=typed.get("valid_from") or (now.first_day if "valid_from" in form.fields else now.today),
        note=typed.get("note", ""),
        author=name_of(request.user),
        explanation=typed.get("explanation", ""),
        is_major=typed.get("is_major", False),
        far_ahead=typed.get("far_ahead", False),
        clock_corrected=typed["clock_corrected"],
        # An empty one would accept anything, and this page always showed a draft.
        seen=request.POST.get("seen") or "-",
        kind=kind,
    )
    try:
        publication = _publish(order, now, is_readable, request.POST.get("number", ""))
    except RefusedError as error:
        # Read again: the page has to show what is there now, or the next try would fail too.
        now = situation(request, now.provider.slug)
        if now.last and _is_done(order, now.last, request.POST.get("number", "")):
            messages.info(request, ALREADY.format(_done(now.last)))
            return redirect("admin:register_publication_change", now.last.pk)
        _say(form, error.refusals)
        return _page(request, form, now, kind)
    messages.success(request, _done(publication))
    if task := ask_missing(publication, by=request.user.get_username(), moment=timezone.now()):
        wake()
        messages.info(request, format_html(MADE_LATER, task.get_absolute_url()))
    return redirect("admin:register_publication_change", publication.pk)


def _is_done(order: Order, last: Publication, shown: str) -> bool:
    """Whether the version that was shown is there already as this very order: somebody clicked twice."""
    names = ("kind", "author", "valid_from", "is_major")
    return (
        str(last.number) == shown
        and all(getattr(last, name) == getattr(order, name) for name in names)
        and (last.note, last.explanation) == (order.note.strip(), order.explanation.strip())
    )


def _say(form: Any, refusals: Iterable[Refusal]) -> None:
    """Each refusal at the field that repairs it, or above the form."""
    # A field that could not be read has said so; to publishing it looks empty.
    unread = set(form.errors)
    for refusal in refusals:
        if refusal.field not in unread:
            name = refusal.field if refusal.field in form.fields else None
            form.add_error(name, _as_on_the_page(refusal.text, name or "", form))


def _done(publication: Publication) -> str:
    """What happened: a version is published, but it is the provider or what was announced that is withdrawn."""
    if publication.is_cancellation:
        return f"Wat bij {publication.provider} was aangekondigd, is ingetrokken (versie {publication.number})."
    if publication.is_withdrawal:
        return f"{publication.provider} is ingetrokken (versie {publication.number})."
    return f"{publication} is gepubliceerd."


def _as_on_the_page(reason: str, name: str, form: forms.Form) -> str:
    """A refusal may begin with the name of a column; the page calls that field otherwise."""
    columns = {field.name: str(field.verbose_name) for field in Publication._meta.fields}
    told = reason.removeprefix(f"{columns.get(name, '')}: ")
    return reason if told == reason else f"{form.fields[name].label}: {told}"


def _publish(order: Order, now: Situation, is_readable: bool, shown: str) -> Publication:
    """Publish what was shown as version `shown`; raises RefusedError with all reasons at once."""
    if shown != str(now.number):
        raise RefusedError(PUBLISHED_MEANWHILE, *now.refusals(order))
    if not is_readable:
        raise RefusedError(*now.refusals(order))
    return publish(order, now=timezone.now(), today=now.today, render=lambda edition: _files(edition, now.number))


def _files(edition: Edition, number: int) -> Files:
    # Whoever agreed to version 4 did not see what a version 4 of somebody else says.
    if edition.number != number:
        raise RefusedError(PUBLISHED_MEANWHILE)
    return publication_files(edition)


def _page(request: HttpRequest, form: Any, now: Situation, kind: PublicationKind) -> HttpResponse:
    template, title, _ = PAGES[kind]
    context = {
        **admin.site.each_context(request),
        "opts": Publication._meta,
        "title": title.format(provider=now.provider.name, number=now.number),
        "form": form,
        "errors": list(_errors(form)),
        "now": now,
        "provider": now.provider,
        "last": now.last,
        "number": now.number,
        "seen": now.seen,
        "difference": now.difference,
        "problems": now.problems,
        "register_comes_later": is_long("register", "pdf", now.draft),
        "here": request.path,
        "changelist": reverse("admin:register_publication_changelist"),
    }
    return TemplateResponse(request, template, context)


def _errors(form: forms.Form) -> Iterable[tuple[str, str]]:
    """Address on the page and text of everything that is wrong, in the order of the page."""
    for text in form.non_field_errors():
        yield "#wijzigingen", str(text)
    for field in form:
        for text in field.errors:
            yield f"#{field.id_for_label}", str(text)
