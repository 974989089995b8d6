"""The five providers of the project, published."""

import pytest
from django.db import transaction

from register.loading import load
from register.management.commands.load_register import project_fixtures

from .versions_help import put_all


@pytest.fixture(scope="module")
def _loaded(django_db_setup, django_db_blocker):
    """The five providers, once for this file: every test is a savepoint inside this transaction."""
    whole = transaction.atomic()
    # As Django's own TestCase says it: publishing refuses to be part of another transaction.
    whole._from_testcase = True
    with django_db_blocker.unblock(), whole:
        load(project_fixtures())
        put_all()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def provider_rows(_loaded, db):
    """The five providers."""
