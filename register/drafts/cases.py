"""What the rules look at for a provider: its draft beside what is in force, or the version it is about to become."""

from collections.abc import Collection, Iterator
from contextlib import suppress
from datetime import date, datetime

from django.db.models import Max, OuterRef, Subquery
from django.utils import timezone

from ..choices import PublicationKind
from ..dossier import Dossier, StoredDossierError, live_dossiers, load_stored
from ..findings import Case, next_change
from ..models import Publication
from .reviews import controls, months_as_of, reviewed_as_of


def draft_cases(providers: Collection[int], today: date) -> dict[int, Case]:
    """The drafts of these providers, each in a constant number of queries for all of them together."""
    in_force, reviewed = _in_force(providers, today), controls(providers, today)
    return {
        provider: Case(
            dossier=dossier,
            today=today,
            in_force=in_force.get(provider),
            reviewed_on=reviewed[provider].statement.on if provider in reviewed else None,
            review_months=reviewed[provider].statement.months if provider in reviewed else None,
        )
        for provider, dossier in live_dossiers(providers, today).items()
    }


def case_as_of(provider: int, dossier: Dossier, moment: datetime) -> Case:
    """The draft of a past moment, beside what was in force by what was known then."""
    today = timezone.localdate(moment)
    in_force = _in_force([provider], today, made_at__lte=moment).get(provider)
    return Case(
        dossier=dossier,
        today=today,
        in_force=in_force,
        reviewed_on=reviewed_as_of(provider, moment),
        review_months=months_as_of(provider, moment),
    )


def case_to_publish(provider: int, dossier: Dossier, today: date) -> Case:
    """A draft as the version that it becomes: customers will read just this, and somebody looked today."""
    replaced = _in_force([provider], today).get(provider)
    return Case(dossier=dossier, today=today, in_force=dossier, reviewed_on=today, replaced=replaced)


def good_until(cases: dict[int, Case], today: date) -> dict[int, date | None]:
    """Per draft the first day on which the same facts may give other findings; None when never."""
    announced = Publication.objects.filter(provider__in=cases, valid_from__gt=today).order_by("-valid_from")
    starts = dict(announced.values_list("provider", "valid_from"))
    return {
        provider: min(filter(None, (next_change(case), starts.get(provider), *_ends(case))), default=None)
        for provider, case in cases.items()
    }


def _ends(case: Case) -> Iterator[date]:
    """The days that come on which an activity ends."""
    return (item.ended_on for item in case.activities if item.ended_on)


def _in_force(providers: Collection[int], today: date, **known: datetime) -> dict[int, Dossier]:
    """What customers read that day; without a version that is shielded or cannot be read any more."""
    started = Publication.objects.started(today).filter(provider__in=providers, **known)
    newest = started.filter(provider=OuterRef("provider")).values("provider").annotate(last=Max("number"))
    current = started.filter(number=Subquery(newest.values("last"))).exclude(kind=PublicationKind.WITHDRAWAL)
    found = {}
    for row in current.with_shielding():
        with suppress(StoredDossierError):
            if not row.shielding:
                found[row.provider_id] = load_stored(row.dossier, row.schema_version)
    return found
