"""Published versions on chosen days, and a clock for the pages that show them."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from django.utils import timezone

from providers.models import Provider, Service
from register.choices import FileKind
from register.dossier import Edition
from register.models import Publication
from register.publications.publishing import Order, publish
from tests import prepared
from tests.data import edit

LONG_AGO = date(2020, 1, 1)
MARCH, NOVEMBER, DECEMBER = date(2026, 3, 12), date(2026, 11, 1), date(2026, 12, 1)


def files(edition: Edition) -> dict[FileKind, bytes]:
    """Files that cost no time and tell which version they belong to."""
    return {kind: f"{kind} {edition.document_number}".encode() for kind in FileKind}


def put(provider: Provider, day: date = LONG_AGO, *, on: date | None = None, **values: Any) -> Publication:
    """Publish for a day, and do it on that day or on an earlier one."""
    made = on or day
    known = {"valid_from": day, "note": "Nieuw.", "author": "officer", "explanation": "Volgt."}
    order = Order(**{"provider": provider, **known, **values})
    return publish(order, now=datetime.combine(made, time(12), UTC), today=made, render=files)


def rename(name: str) -> None:
    """Change one word of the draft: the name of the first service."""
    first = Service.objects.order_by("pk").values("pk")[:1]
    edit(Service.objects.filter(pk__in=list(first.values_list("pk", flat=True))), name=name)


def put_all() -> None:
    """Publish every provider that is there."""
    for provider in Provider.objects.all():
        put(provider, explanation="Overgenomen uit de bestaande verklaring.")


class Clock:
    """The day on which pages are asked for."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.day = LONG_AGO
        patch.setattr(timezone, "localdate", lambda value=None, zone=None: value.date() if value else self.day)


def put_three(provider: Provider, clock: Clock) -> None:
    """Version 1 of March, 2 of November, and 3 announced for December; it becomes the twentieth of November."""
    prepared.again("three", lambda: _put_three(provider, clock))
    clock.day = date(2026, 11, 20)


def _put_three(provider: Provider, clock: Clock) -> None:
    put(provider, MARCH, note="De eerste.")
    rename("Telefonie")
    put(provider, NOVEMBER, note="Bellen heet nu telefonie.")
    rename("Telefonie en meer")
    clock.day = date(2026, 11, 20)
    put(provider, DECEMBER, on=clock.day, note="Er komt iets bij.")
