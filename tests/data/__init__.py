"""Fixtures for tests, loaded the way the project loads its own."""

from pathlib import Path
from typing import Any

from django.db import models

from providers.models import Provider
from register.loading import load

FOLDER = Path(__file__).parent
FIXTURES = FOLDER.parent.parent / "fixtures"
VOCABULARY = FIXTURES / "vocabulary.yaml"
FIVE = ("teamtelefoon", "telecom-service", "vcare", "voips", "vtel")
PROVIDER_FILES = sorted(FIXTURES.glob("provider-*.yaml"))


def load_demo() -> Provider:
    """The small provider of demo.yaml, in the database."""
    load([VOCABULARY, FOLDER / "demo.yaml"])
    return Provider.objects.get(slug="demo")


def load_all() -> None:
    """The vocabulary and every provider that comes with the project."""
    load([VOCABULARY, *PROVIDER_FILES])


def edit(rows: models.QuerySet, **values: Any) -> None:
    """Give all these rows the same values, each with a record in the history."""
    for row in rows:
        for name, value in values.items():
            setattr(row, name, value)
        row.save()
