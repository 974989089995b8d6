"""“Wie krijgt mijn gegevens en hoe lang?”: the answer to a customer as a mail, and beside it what nobody recorded."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone

from providers.models import Provider

from ...addresses import whole
from ...dossier import Edition, live_dossier
from ...drafts.findings import draft_fingerprints
from ...permissions import READ_REGISTER
from ...publications.editions import history_of, readable_dossier
from ...publications.publishing import edition_of
from ...statement import Letter, askers, letter_to
from ...wording import date_words

# What art. 15 AVG names: the section of the letter, its name here and its place in the article.
_POINTS = (
    ("waarom", "Doelen", "lid 1, onder a"),
    ("wat", "Soorten gegevens", "lid 1, onder b"),
    ("metwie", "Ontvangers", "lid 1, onder c"),
    ("hoelang", "Bewaartermijn", "lid 1, onder d"),
    ("rechten", "Rechten", "lid 1, onder e"),
    ("klacht", "Klacht bij de toezichthouder", "lid 1, onder f"),
    ("herkomst", "Herkomst", "lid 1, onder g"),
    ("besluiten", "Besluiten door computers en profielen", "lid 1, onder h"),
    ("buiten", "Doorgifte buiten Europa en waarborgen", "lid 2"),
    ("kopie", "Kopie", "lid 3"),
)
# A processor is told these by who it works for (art. 28 lid 3 AVG).
_OF_THE_CONTROLLER = frozenset(("waarom", "hoelang", "herkomst"))


class Question(forms.Form):
    """Who asks, and about which service."""

    wie = forms.ChoiceField(label="Wie vraagt het?")
    dienst = forms.ChoiceField(label="Over welke dienst?", required=False)

    def __init__(self, edition: Edition, asked: QueryDict | None) -> None:
        super().__init__(asked)
        people, services = askers(edition.dossier)
        fields: dict[str, Any] = self.fields
        fields["wie"].choices = [("", "Kies een groep"), *((row.slug, row.heading) for row in people)]
        fields["dienst"].choices = [("", "Alle diensten"), *((row.key, row.name) for row in services)]


@dataclass(frozen=True)
class Facts:
    """The facts that answer, and in words where they come from."""

    edition: Edition
    said: str


def customer_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The question and its answer; nothing is kept. Who may not read registers is refused."""
    if not request.user.has_perm(READ_REGISTER) or not request.user.has_perm("providers.view_provider"):
        raise PermissionDenied
    provider = get_object_or_404(Provider.objects.for_user(request.user), slug=slug)
    facts = _facts(provider, timezone.localdate())
    form = Question(facts.edition, request.GET if "wie" in request.GET else None)
    letter = _letter(form, facts.edition) if form.is_valid() else None
    context = {
        **admin.site.each_context(request),
        "title": f"Klantvraag aan {provider.name}",
        "provider": provider,
        "form": form,
        "said": facts.said,
        "letter": letter,
        "points": _points(letter) if letter else (),
    }
    return TemplateResponse(request, "admin/customer.html", context)


def _facts(provider: Provider, today: date) -> Facts:
    """The version in force, else the draft."""
    history = history_of(provider.pk, today)
    publication = history.in_force if history.is_active else None
    if publication and (dossier := readable_dossier(publication)):
        said = f"Uit versie {publication.number}, geldig vanaf {date_words(publication.valid_from)}."
        if draft_fingerprints([provider.pk]).get(provider.pk) != publication.register_fingerprint:
            said += " Wat daarna is gewijzigd staat er nog niet in."
        return Facts(edition_of(publication, dossier), said)
    none = f"Versie {publication.number} is niet te lezen" if publication else "Er is geen versie van kracht"
    draft = Edition(dossier=live_dossier(provider.pk, today), made_at=timezone.localtime())
    return Facts(draft, f"{none}: dit komt uit het concept zoals het nu is.")


def _letter(form: Question, edition: Edition) -> Letter | None:
    people, slug = form.cleaned_data["wie"], edition.dossier.provider.slug
    address = "" if edition.is_draft else whole("version_situation", slug, edition.number, people)
    return letter_to(edition, people, form.cleaned_data["dienst"], address)


def _points(letter: Letter) -> list[tuple[str, str, str]]:
    """Per point its name, its place, and why it is not in the letter; empty when it is."""
    return [(name, place, "" if key in letter.found else _why_not(key, letter)) for key, name, place in _POINTS]


def _why_not(key: str, letter: Letter) -> str:
    is_theirs = letter.is_for_others and key in _OF_THE_CONTROLLER
    return "weet de verantwoordelijke" if is_theirs else "niet vastgelegd"
