"""An order to publish the small provider, with files that cost no time."""

from datetime import UTC, date, datetime
from typing import Any

from providers.models import Provider
from register.choices import FileKind
from register.models import Publication
from register.publications.publishing import Order, Render, publish

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
TODAY = date(2026, 11, 21)
FILES = {FileKind.STATEMENT_PDF: b"verklaring", FileKind.REGISTER_PDF: b"register"}


def order(provider: Provider, **values: Any) -> Order:
    """An order for today, by an officer who explains what is still open."""
    known = {"valid_from": TODAY, "note": "Nieuw.", "author": "officer", "explanation": "Volgt."}
    return Order(**{"provider": provider, **known, **values})


def go(
    provider: Provider, *, render: Render = lambda edition: FILES, today: date = TODAY, **values: Any
) -> Publication:
    """Publish."""
    return publish(order(provider, **values), now=NOW, today=today, render=render)
