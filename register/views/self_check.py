"""The self-check of art. 12 to 14 AVG on screen, for officers with the way to what closes a gap."""

from collections import Counter
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from providers.models import Provider
from register.documents.files import address_context
from register.drafts.repairs import RepairPlaces
from register.publications.editions import Choice, Published
from register.transparency import State, self_check
from register.transparency.gaps import Gap, Repair

from .auditor import chosen, register_view

# Who may change this may record what is open.
_REPAIR = "register.change_statementpage"

Links = list[tuple[str, str]]


@register_view
def page(request: HttpRequest, provider: str) -> HttpResponse:
    """Every point in the order of the law."""
    choice = chosen(request, provider)
    parts, address = self_check(choice.edition), _addresses(request, provider)
    states = Counter(point.state for part in parts for point in part.points)
    context = {
        **address_context(choice.edition, choice),
        "provider": choice.edition.dossier.provider,
        "is_checked": choice.edition.findings is not None,
        "counts": [(state.value, states[state]) for state in State],
        "parts": [
            (part, [(point, [_shown(gap, address) for gap in point.gaps]) for point in part.points]) for part in parts
        ],
        "statement": _statement(choice),
    }
    return render(request, "register/self_check.html", context)


def _addresses(request: HttpRequest, provider: str) -> Callable[[Repair], str]:
    """Where a gap is closed; nowhere for who may not."""
    if not request.user.has_perm(_REPAIR):
        return lambda repair: ""
    number = Provider.objects.for_user(request.user).values_list("pk", flat=True).get(slug=provider)
    places = RepairPlaces([number])
    return lambda repair: places.path(number, repair)


def _shown(gap: Gap, address: Callable[[Repair], str]) -> tuple[Gap, str, Links]:
    """A gap with the address of its one field, or of each row that is named."""
    named = [(repair.label, address(repair)) for repair in gap.named]
    return gap, "" if named or not gap.repairs else address(gap.repairs[0]), named


def _statement(choice: Choice) -> str:
    """The page on which people read this issue."""
    slug = choice.edition.dossier.provider.slug
    if isinstance(choice, Published):
        return reverse("version_statement", args=[slug, choice.publication.number])
    day = f"?op={choice.on.isoformat()}" if choice.on else ""
    return f"{reverse('register_concept', args=[slug])}{day}"
