"""What the database itself refuses, on both databases."""

import pytest
from django.core.exceptions import ValidationError
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
        {"kind": "bereik"},
        {"kind": "bereik", "amount": 1, "unit": "jaar", "minimum_amount": 0},
        {"kind": "termijn", "amount": 1, "unit": "jaar", "minimum_amount": 0, "minimum_unit": "dag"},
        {"kind": "criterium"},
        {"kind": "formule"},
        {"kind": "gebeurtenis", "criterion": "zolang u klant bent"},
        {"kind": "onbeperkt", "amount": 1, "unit": "jaar"},
        {"kind": "termijn", "amount": 1, "unit": "jaar", "start_event": "na opname", "start_not_applicable": True},
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
        {"kind": "opdrachtgever", "amount": 365, "unit": "dag", "is_maximum": True},
        {"kind": "criterium", "criterion": "zolang u klant bent"},
        {"kind": "formule", "criterion": "niet langer dan nodig"},
        {"kind": "onbeperkt"},
        {"kind": "bereik", "amount": 365, "unit": "dag", "minimum_amount": 0, "minimum_unit": "dag"},
        {"kind": "termijn", "amount": 90, "unit": "dag", "start_not_applicable": True},
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


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (
            {"kind": "termijn", "amount": 0, "unit": "dag"},
            (
                "Nul is geen termijn. Kies “Tussen twee termijnen, naar keuze” met nul als kortste; of leg bij een "
                "mededeling vast dat het niet wordt bewaard."
            ),
        ),
        (
            {"kind": "gebeurtenis", "end_event": "einde contract", "amount": 5, "unit": "jaar"},
            (
                "Een getal hoort bij een vaste termijn of een keuze; kies die soort. “Einde contract plus 5 jaar” is "
                "een vaste termijn van 5 jaar die begint “na het einde van het contract”."
            ),
        ),
        (
            {"kind": "criterium"},
            (
                "Vul bij een criterium of formule de woorden in het veld “criterium of formule” in; laat dat veld bij "
                "een andere soort leeg."
            ),
        ),
        (
            {"kind": "bereik", "amount": 1, "unit": "maand", "minimum_amount": 2, "minimum_unit": "maand"},
            "De kortste termijn is langer dan de langste; draai ze om.",
        ),
    ],
)
def test_a_refusal_says_what_to_do(provider, values, message):
    with pytest.raises(ValidationError) as refused:
        RetentionTerm(provider=provider, key="x", name="X", **values).full_clean()
    assert refused.value.messages == [message]
