"""A text line by line beside the register: what it seems to say, to take as fact or to put aside with a reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from providers.facts.source_text import lines_of
from providers.models import SourceDocument
from providers.unsaved import is_only_shown, take_up

from ..dossier import live_dossier
from ..dossier.provenance import facts_by_line
from ..models import ProcessingActivity, PurposeRow
from ..proposals import Kind, Known, Proposal, propose
from ..proposals.recorded import MODELS, known_words, recorded
from ..proposals.taking import NO_REASON, OWN_WORDS, RefusedError, Wanted, put_aside, take

PER_PAGE = 50
CHANGED = "De tekst of het register is gewijzigd sinds u deze bladzijde opende; dit voorstel is er niet meer."
# Which lines a page shows.
ONLY_OPEN = "open"


@dataclass(frozen=True)
class Offer:
    """A proposal as the page shows it, with what was typed about it."""

    proposal: Proposal
    words: str
    is_taken: bool
    is_aside: bool
    elsewhere: str

    @property
    def own_words(self) -> bool:
        """Whether it has words that may be typed anew."""
        return self.proposal.kind in OWN_WORDS


@dataclass(frozen=True)
class Line:
    """A line of the text with what is recorded, what is proposed, and why there is no fact."""

    number: int
    text: str
    heading: str
    facts: tuple[str, ...]
    offers: tuple[Offer, ...]
    reason: str
    chosen: dict[str, str]

    def has(self, kind: Kind) -> bool:
        """Whether something of this kind is proposed."""
        return any(offer.proposal.kind == kind for offer in self.offers)

    @property
    def has_data(self) -> bool:
        """Whether an activity has to be chosen."""
        return self.has(Kind.DATA)

    @property
    def has_basis(self) -> bool:
        """Whether a purpose may be chosen."""
        return self.has(Kind.BASIS)


class Reading:
    """A document with everything the page asks of it; a query per kind of row, whatever the number of lines."""

    def __init__(self, document: SourceDocument) -> None:
        self.document = document
        self.texts = lines_of(document.text)
        self.headings = {row.line: row.title for row in document.headings.all()}
        self.reasons = {(row.line, row.words): row.reason for row in document.reasons.all()}
        self.recorded = recorded(document)
        self.everything = set().union(*self.recorded.values())
        self.known: Known = known_words(document.provider)
        self.facts = facts_by_line(live_dossier(document.provider_id), document.code)

    @property
    def lines(self) -> list[int]:
        """Lines that are not blank."""
        return [number for number, text in enumerate(self.texts, start=1) if text.strip()]

    @property
    def open_lines(self) -> list[int]:
        """Lines with words that have neither fact nor reason, and are no heading."""
        return [
            number
            for number in self.lines
            if number not in self.headings and number not in self.facts and not self._reason(number)
        ]

    def proposals(self, number: int) -> list[Proposal]:
        """What a line seems to say and is not recorded from it, nor put aside.

        From a line that has facts nothing is proposed that is recorded from any other line.
        """
        above = max((line for line in self.headings if line <= number), default=0)
        found = propose(number, self.texts[number - 1], self.headings.get(above, ""), self.known)
        said = self.everything if number in self.facts else self.recorded.get(number, set())
        return [
            row for row in found if (row.kind, row.signature) not in said and (number, row.words) not in self.reasons
        ]

    def line(self, number: int, sent: QueryDict | None) -> Line:
        """A line, with what was typed about it when a form was sent."""
        return Line(
            number,
            self.texts[number - 1],
            self.headings.get(number, ""),
            tuple(dict.fromkeys(self.facts.get(number, ()))),
            tuple(self._offer(row, sent) for row in self.proposals(number)) if not self._reason(number) else (),
            sent.get(f"reden-{number}", "") if sent is not None else self._reason(number),
            {name: sent.get(f"{name}-{number}", "") for name in ("verwerking", "doel")} if sent is not None else {},
        )

    def _offer(self, row: Proposal, sent: QueryDict | None) -> Offer:
        words = row.values.get(OWN_WORDS.get(row.kind, ""), "")
        if sent is None:
            return Offer(row, words, False, False, self._elsewhere(row))
        taken, aside = (row.token in sent.getlist(name) for name in ("neem", "terzijde"))
        return Offer(row, sent.get(f"woord-{row.token}", words), taken, aside, self._elsewhere(row))

    def _elsewhere(self, row: Proposal) -> str:
        """Where the same fact is recorded with more fields, for who wants to say more than the line gives away."""
        model = MODELS[row.kind][0]
        if not admin.site.is_registered(model):
            return ""
        values = {name: str(value) for name, value in row.values.items() if name != "category"}
        values |= {"provider": str(self.document.provider_id), "source": f"{self.document.code} r{row.line}"}
        values["terug"] = reverse("read_source", args=[self.document.pk])
        return f"{reverse(f'admin:{model._meta.app_label}_{model._meta.model_name}_add')}?{urlencode(values)}"

    def _reason(self, number: int) -> str:
        return self.reasons.get((number, ""), "")


@require_http_methods(["GET", "HEAD", "POST"])
def read_page(request: HttpRequest, document: int) -> HttpResponse:
    """The lines of a document; posting takes proposals and records reasons, all or nothing."""
    take_up(request)
    if not request.user.has_perm("providers.view_sourcedocument"):
        raise PermissionDenied
    rows = SourceDocument.objects.for_user(request.user).select_related("provider")
    row = get_object_or_404(rows.prefetch_related("headings", "reasons"), pk=document)
    reading = Reading(row)
    errors: list[tuple[str, str]] = []
    if request.method == "POST" and not is_only_shown(request):
        errors = _post(request, reading)
        if not errors:
            return redirect(request.get_full_path())
    return _page(request, reading, errors)


def _post(request: HttpRequest, reading: Reading) -> list[tuple[str, str]]:
    """Do what was asked; else what is wrong, each with its place on the page."""
    sent, document = request.POST, reading.document
    wanted = [_wanted(token, reading, sent) for token in sent.getlist("neem")]
    aside = [_proposal(token, reading) for token in sent.getlist("terzijde")]
    if not all(wanted) or not all(aside):
        return [("#content", CHANGED)]
    _check(request, {item.proposal.kind for item in wanted if item})
    reasons = {line: sent.get(f"reden-{line}", "").strip() for line in _numbers(sent, reading)}
    errors = [(f"#r{row.line}", f"Regel {row.line}: {NO_REASON}") for row in aside if row and not reasons.get(row.line)]
    if errors:
        return errors
    try:
        with transaction.atomic():
            count = take(document, filter(None, wanted))
            for row in filter(None, aside):
                put_aside(document, row.line, row.words, reasons.pop(row.line))
            for line, reason in reasons.items():
                put_aside(document, line, "", reason)
    except RefusedError as error:
        return [
            (f"#{token}", f"Regel {token.split('-')[0]}: {text}")
            for token, texts in error.problems.items()
            for text in texts
        ]
    except ValidationError as error:
        return [("#content", text) for text in error.messages]
    messages.success(request, f"{count} {'feit' if count == 1 else 'feiten'} overgenomen uit {document}.")
    return []


def _check(request: HttpRequest, kinds: set[Kind]) -> None:
    needed = ["providers.change_sourcedocument"]
    for kind in kinds:
        needed += [f"{model._meta.app_label}.add_{model._meta.model_name}" for model in MODELS[kind]]
    if not request.user.has_perms(needed):
        raise PermissionDenied


def _proposal(token: str, reading: Reading) -> Proposal | None:
    number = token.split("-")[0]
    if not number.isdecimal() or not 0 < int(number) <= len(reading.texts):
        return None
    return next((row for row in reading.proposals(int(number)) if row.token == token), None)


def _wanted(token: str, reading: Reading, sent: QueryDict) -> Wanted | None:
    row = _proposal(token, reading)
    if row is None:
        return None
    provider = reading.document.provider
    activity = _chosen(ProcessingActivity.objects.filter(provider=provider), sent.get(f"verwerking-{row.line}", ""))
    purpose = _chosen(_purposes(reading), sent.get(f"doel-{row.line}", ""))
    return Wanted(row, sent.get(f"woord-{token}", "").strip(), activity, purpose)


def _purposes(reading: Reading) -> Any:
    rows: Any = PurposeRow.objects
    return rows.filter(activity__provider=reading.document.provider).select_related("activity")


def _chosen(rows: Any, text: str) -> Any:
    return rows.filter(pk=text).first() if text.isdecimal() else None


def _numbers(sent: QueryDict, reading: Reading) -> Iterator[int]:
    for name in sent:
        head, _, number = name.partition("-")
        if head == "reden" and number.isdecimal() and 0 < int(number) <= len(reading.texts):
            yield int(number)


def _page(request: HttpRequest, reading: Reading, errors: list[tuple[str, str]]) -> HttpResponse:
    is_open = request.GET.get("regels") == ONLY_OPEN
    open_lines = reading.open_lines
    page = Paginator(open_lines if is_open else reading.lines, PER_PAGE).get_page(request.GET.get("p"))
    sent = request.POST if request.method == "POST" else None
    provider = reading.document.provider
    context = {
        **admin.site.each_context(request),
        "title": f"Lezen: {reading.document}",
        "document": reading.document,
        "page": page,
        "lines": [reading.line(number, sent) for number in page.object_list],
        "open_count": len(open_lines),
        "line_count": len(reading.lines),
        "is_open": is_open,
        "activities": ProcessingActivity.objects.filter(provider=provider),
        "purposes": _purposes(reading),
        "may_take": request.user.has_perm("providers.change_sourcedocument"),
        "errors": errors,
    }
    return TemplateResponse(request, "admin/register/reading.html", context)
