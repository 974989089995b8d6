"""The seven steps from a name to a statement; at which one somebody is follows from what is recorded."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from django.utils import timezone

from providers.models import Address, ContactPoint, LegalEntity, Provider, Recipient, Service
from retention.models import RetentionTerm

from ...choices import FOR_OTHERS
from ...dossier import Dossier
from ...dossier.types import Activity
from ...models import (
    ActivitySecurity,
    DataRow,
    Disclosure,
    LegalBasis,
    ProcessingActivity,
    PurposeRow,
    RequestHandling,
    SubjectGroup,
)
from . import about, activities, keeping
from .lines import ActivityLines, RecipientLines, ServiceLines, TermLines
from .parts import Part, first

# More activities are worked on in their own forms.
MOST = 12


class Step(NamedTuple):
    """One page of the guide: what it asks, which kinds of rows it saves, and when nothing is left to ask."""

    slug: str
    title: str
    sentence: str
    saves: tuple[Any, ...]
    make: Callable[[Provider, Any], list[Part]]
    is_done: Callable[[Dossier], bool]


def _services(provider: Provider, typed: Any) -> list[Part]:
    rows = Service.objects.filter(provider=provider)
    lines = [about.ServiceLine(typed, instance=row, kind="dienst") for row in rows]
    return [_typed(ServiceLines, provider, typed), *([Part("Diensten", lines, "table")] if lines else [])]


def _activities(provider: Provider, typed: Any) -> list[Part]:
    rows = _rows(provider)
    tables = activities.roles_and_bases(first(rows, MOST, lambda row: row.role), typed)
    return [*tables, activities.chosen(provider, rows, typed), _typed(ActivityLines, provider, typed)]


def _data(provider: Provider, typed: Any) -> list[Part]:
    rows = first(_rows(provider), MOST, lambda row: row.datarow_set.all())
    return activities.data(rows, typed) if rows else []


def _terms(provider: Provider, typed: Any) -> list[Part]:
    return [_typed(TermLines, provider, typed), *keeping.terms(provider, _rows(provider), typed)]


def _recipients(provider: Provider, typed: Any) -> list[Part]:
    rows = first(_rows(provider), MOST, lambda row: row.no_recipients or row.no_processors or row.disclosure_set.all())
    parts = keeping.receiving(provider, rows, typed, timezone.localdate())
    return [_typed(RecipientLines, provider, typed), *parts]


def _rest(provider: Provider, typed: Any) -> list[Part]:
    security = about.SecurityForm(typed, provider=provider)
    requests = [form(typed, provider=provider) for form in (about.RequestMailForm, about.RequestsForm)]
    rows = first(_rows(provider), MOST, lambda row: row.decisions and row.profiling)
    return [
        Part("Verzoeken over rechten", requests, sentence="Wat de wet geeft, staat al op de pagina."),
        *([about.decisions(rows, typed)] if rows else []),
        Part("Beveiliging", [security], "ticks", security.told),
    ]


def _typed(form: Any, provider: Provider, typed: Any) -> Part:
    return Part("Toevoegen", [form(typed, provider=provider)])


def _rows(provider: Provider) -> list[ProcessingActivity]:
    rows = ProcessingActivity.objects.filter(provider=provider).active(timezone.localdate())
    below = ("datarow_set__category", "datarow_set__group", "disclosure_set")
    return list(rows.select_related("provider").prefetch_related(*below))


def _own(dossier: Dossier) -> list[Activity]:
    return [item for item in dossier.active if item.role not in FOR_OTHERS]


def _has_basis(activity: Activity) -> bool:
    return bool(activity.purposes) and all(purpose.bases for purpose in activity.purposes)


def _has_terms(activity: Activity) -> bool:
    return all(row.term for row in activity.data) or bool(activity.retention_reason)


def _each(rows: Sequence[Activity], holds: Callable[[Activity], Any]) -> bool:
    return bool(rows) and all(map(holds, rows))


STEPS = (
    Step(
        "wie", "Naam en contact", "Wie u bent en hoe mensen u bereiken.",
        (Provider, LegalEntity, Address, ContactPoint), about.who,
        lambda found: bool(found.entities and found.is_reachable),
    ),
    Step(
        "diensten", "Diensten", "Wat klanten bij u afnemen.",
        (Service,), _services, lambda found: bool(found.services),
    ),
    Step(
        "verwerkingen", "Verwerkingen", "Wat u met gegevens doet, in welke rol en waarom het mag.",
        (ProcessingActivity, PurposeRow, LegalBasis), _activities,
        lambda found: _each(found.active, lambda item: item.role) and all(map(_has_basis, _own(found))),
    ),
    Step(
        "gegevens", "Van wie en wat", "Welke gegevens u gebruikt, en van wie.",
        (ProcessingActivity, DataRow, SubjectGroup), _data,
        lambda found: _each(found.active, lambda item: item.data),
    ),
    Step(
        "termijnen", "Bewaartermijnen", "Hoe lang u gegevens bewaart.",
        (RetentionTerm, DataRow), _terms,
        lambda found: _each(found.active, lambda item: item.data) and all(map(_has_terms, _own(found))),
    ),
    Step(
        "ontvangers", "Ontvangers", "Wie de gegevens krijgt, waar die zit en wat u hebt afgesproken.",
        (Recipient, Disclosure, ProcessingActivity), _recipients,
        lambda found: _each(found.active, lambda item: item.disclosures or item.no_recipients or item.no_processors),
    ),
    Step(
        "verklaring", "Rechten en verklaring", "Waar mensen met een verzoek terechtkunnen, en uw beveiliging.",
        (ContactPoint, RequestHandling, ActivitySecurity, ProcessingActivity), _rest,
        lambda found: bool(found.security) or _each(found.active, lambda item: item.security),
    ),
)  # fmt: skip


def next_step(dossier: Dossier) -> Step | None:
    """The first step in which something is left to ask; None when there is none."""
    return next((step for step in STEPS if not step.is_done(dossier)), None)


def after(step: Step) -> Step | None:
    """The step that follows; None after the last."""
    return next(iter(STEPS[STEPS.index(step) + 1 :]), None)
