"""The five real providers and what the rules find there, computed once for all tests of findings."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.db import transaction

from providers.models import Provider
from register.dossier import Dossier, live_dossier
from register.dossier.edition import Finding
from register.findings import Case, check
from tests import prepared
from tests.data import FIVE

DAY = date(2026, 11, 22)


@dataclass(frozen=True)
class Checked:
    """A provider as the fixtures have it, and all its findings on `DAY`."""

    slug: str
    dossier: Dossier
    findings: tuple[Finding, ...]


@pytest.fixture(scope="session")
def _checked(django_db_blocker, _vocabulary, _five) -> dict[str, Checked]:
    """By slug; the database is put back at once."""
    with django_db_blocker.unblock(), transaction.atomic():
        prepared.put_back(_vocabulary, _five)
        dossiers = {row.slug: live_dossier(row.pk) for row in Provider.objects.filter(slug__in=FIVE)}
        transaction.set_rollback(True)
    return {slug: Checked(slug, dossier, check(Case(dossier=dossier, today=DAY))) for slug, dossier in dossiers.items()}


@pytest.fixture(params=FIVE)
def checked(request, _checked, db) -> Checked:
    """Each of the five in turn; `db` has them loaded before a test empties the database."""
    return _checked[request.param]
