"""Pages for everyone: no session, no cookies, no scripts."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from register.choices import PublicationKind
from register.documents.files import situation_html, statement_page
from register.dossier import for_customers
from register.filling import filled
from register.marking import own
from register.models import Publication
from register.publications.editions import Published, history_of, shown_everywhere, stored_dossier

from .answers import html_answer, public_page, public_version


@dataclass(frozen=True)
class Card:
    """A provider on the index, as its version says it is."""

    slug: str
    name: str
    number: int
    valid_from: date
    tagline: str = ""
    service_count: int = 0
    purpose_count: int = 0
    is_shielded: bool = False


@public_page
def index(request: HttpRequest) -> HttpResponse:
    """A card per provider with a version in force, by name; those that stopped below them."""
    kinds = {item.pk: item.latest_kind for item in shown_everywhere(timezone.localdate())}
    publications = Publication.objects.filter(pk__in=kinds).select_related("provider").with_shielding()
    found = sorted(((_card(item), kinds[item.pk]) for item in publications), key=lambda pair: _order(pair[0]))
    return html_answer(
        "public/index.html",
        ("index",),
        cards=[card for card, kind in found if kind != PublicationKind.WITHDRAWAL],
        stopped=[card for card, kind in found if kind == PublicationKind.WITHDRAWAL],
    )


def _order(card: Card) -> tuple[str, str]:
    return card.name.casefold(), card.slug


def _card(publication: Publication) -> Card:
    if publication.shielding:
        return Card(
            slug=publication.provider.slug,
            name=history_of(publication.provider_id, timezone.localdate()).name,
            number=publication.number,
            valid_from=publication.valid_from,
            is_shielded=True,
        )
    dossier = filled(stored_dossier(publication))
    shown = for_customers(dossier)
    return Card(
        slug=publication.provider.slug,
        name=dossier.provider.name,
        tagline=own(dossier.page_text.tagline or "") if dossier.page_text else "",
        service_count=len(shown.services),
        purpose_count=sum(len(item.purposes) for item in shown.activities),
        number=publication.number,
        valid_from=publication.valid_from,
    )


@public_page
def statement(request: HttpRequest, provider: str) -> HttpResponse:
    """The statement of one provider, in force or the last before it stopped."""
    return _statement(public_version(provider))


@public_page
def version(request: HttpRequest, provider: str, number: int) -> HttpResponse:
    """One version for ever; what its note says about the others may change."""
    return _statement(public_version(provider, number))


@public_page
def situation(request: HttpRequest, provider: str, situation: str, number: int | None = None) -> HttpResponse:
    """What concerns the people of one situation. Raises Http404 when the version has no such situation."""
    version = public_version(provider, number)
    page = situation_html(version.edition, situation, version.around)
    if page is None:
        raise Http404
    return _of(version, page)


def _statement(version: Published) -> HttpResponse:
    return _of(version, statement_page(version.edition, version.around))


def _of(version: Published, page: str) -> HttpResponse:
    """A page of a version; only the one in force is to be found by searching."""
    response = HttpResponse(page)
    if not version.around.is_current:
        response.headers["X-Robots-Tag"] = "noindex"
    return response


@public_page
def about(request: HttpRequest) -> HttpResponse:
    """What this register is."""
    return html_answer("public/about.html", ("about",))


@public_page
def accessibility(request: HttpRequest) -> HttpResponse:
    """What was done so that everyone can read these pages."""
    return html_answer("public/accessibility.html", ("accessibility",))
