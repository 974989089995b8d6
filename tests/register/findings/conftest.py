"""The Dossiers of the five providers of the project."""

import pytest
from django.db import transaction

from providers.models import Provider
from register.dossier import Dossier, live_dossier
from tests import prepared
from tests.data import FIVE


@pytest.fixture(scope="session")
def dossiers(django_db_blocker, _vocabulary, _five) -> dict[str, Dossier]:
    """By slug; the database is put back at once."""
    with django_db_blocker.unblock(), transaction.atomic():
        prepared.put_back(_vocabulary, _five)
        found = {row.slug: live_dossier(row.pk) for row in Provider.objects.filter(slug__in=FIVE)}
        transaction.set_rollback(True)
    return found
