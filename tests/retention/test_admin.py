"""Pages of terms, filled in as an officer does."""

import pytest
from django.urls import reverse

from retention.models import RetentionTerm
from tests.forms import filled, problems


@pytest.fixture
def page(demo):
    return reverse("admin:retention_retentionterm_change", args=[RetentionTerm.objects.get().pk])


def test_officer_changes_a_term(officer, page):
    data = filled(officer.get(page)) | {"amount": "6", "unit": "maand"}
    assert officer.post(page, data).status_code == 302
    assert str(RetentionTerm.objects.get().period) == "6 maanden"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"unit": ""}, "Vul getal (ten minste 1) en eenheid allebei in, of geen van beide."),
        (
            {"kind": "gebeurtenis"},
            (
                "Een getal hoort bij een vaste termijn of een keuze; kies die soort. “Einde contract plus 5 jaar” is "
                "een vaste termijn van 5 jaar die begint “na het einde van het contract”."
            ),
        ),
    ],
)
def test_half_a_period_is_refused_in_words(officer, page, changes, message):
    data = filled(officer.get(page)) | changes
    assert problems(officer.post(page, data)) == {"__all__": [message]}
    assert str(RetentionTerm.objects.get().period) == "31 dagen"


def test_auditor_and_visitor_reach_no_page(auditor, visitor, page):
    for person in (auditor, visitor):
        assert person.get(page).status_code in (302, 403)
