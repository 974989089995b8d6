"""What the database itself refuses, on both databases."""

import pytest
from django.db import IntegrityError, transaction

from providers.models import Provider
from retention.models import RetentionTerm


@pytest.fixture
def provider(db):
    return Provider.objects.create(slug="demo", prefix="DM", name="Demo")


@pytest.mark.parametrize(
    "values",
    [
        {"kind": "termijn"},
        {"kind": "termijn", "amount": 3},
        {"kind": "termijn", "amount": 0, "unit": "dag"},
        {"kind": "gebeurtenis", "amount": 3, "unit": "dag"},
        {"kind": "", "amount": 3, "unit": "dag"},
        {"kind": "gebeurtenis", "unit": "dag"},
        {"kind": "gebeurtenis", "anonymised_amount": 2},
    ],
)
def test_impossible_terms_are_refused(provider, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        RetentionTerm.objects.create(provider=provider, key="x", name="X", **values)


@pytest.mark.parametrize(
    "values",
    [
        {"kind": ""},
        {"kind": "gebeurtenis", "end_event": "verwijdering van het team"},
        {"kind": "opdrachtgever"},
        {"kind": "termijn", "amount": 400, "unit": "dag", "anonymised_amount": 20, "anonymised_unit": "jaar"},
    ],
)
def test_what_statements_say_can_be_recorded(provider, values):
    term = RetentionTerm(provider=provider, key="x", name="X", **values)
    term.full_clean()
    term.save()


def test_a_key_is_used_once_per_provider(provider):
    RetentionTerm.objects.create(provider=provider, key="x", name="X")
    with pytest.raises(IntegrityError), transaction.atomic():
        RetentionTerm.objects.create(provider=provider, key="x", name="Y")
