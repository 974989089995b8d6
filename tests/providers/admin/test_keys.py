"""Rows get a key by themselves: an officer who leaves it empty is not sent looking for it."""

import pytest
from django.urls import reverse

from providers.facts.keys import free_key
from providers.models import ContactPoint, Service
from register.models import ProcessingActivity, PurposeRow, Remark
from tests.forms import add_row, filled, problems

ADD = "/admin/register/processingactivity/add/"


def activity_page():
    return reverse("admin:register_processingactivity_change", args=[ProcessingActivity.objects.get(number="DM-01").pk])


def saved(person, page, data):
    response = person.post(page, data)
    assert response.status_code == 302, problems(response)


def keys(activity):
    return list(activity.purposerow_set.order_by("pk").values_list("key", flat=True))


def test_purpose_without_a_key_gets_one_from_its_name(officer, demo):
    data = filled(officer.get(activity_page()))
    add_row(data, "purposerow_set", key="", name="Storing én klacht verhelpen", sequence=0)
    saved(officer, activity_page(), data)
    assert keys(ProcessingActivity.objects.get(number="DM-01")) == ["leveren", "storing-en-klacht-verhelpen"]


def test_made_key_differs_from_stored_and_typed_ones(officer, demo):
    data = filled(officer.get(activity_page()))
    add_row(data, "purposerow_set", key="", name="Leveren", sequence=0)
    add_row(data, "purposerow_set", key="", name="Leveren!", sequence=0)
    add_row(data, "purposerow_set", key="leveren-2", name="Iets anders", sequence=0)
    saved(officer, activity_page(), data)
    assert keys(ProcessingActivity.objects.get(number="DM-01")) == ["leveren", "leveren-3", "leveren-4", "leveren-2"]


def test_purposes_of_a_new_activity_get_keys(officer, demo):
    data = filled(officer.get(ADD)) | {"provider": demo.pk, "number": "DM-03", "title": "Facturen sturen"}
    add_row(data, "purposerow_set", key="", name="Leveren", sequence=0)
    add_row(data, "purposerow_set", key="", name="Leveren", sequence=0)
    saved(officer, ADD, data)
    assert keys(ProcessingActivity.objects.get(number="DM-03")) == ["leveren", "leveren-2"]


def test_key_stays_when_the_name_changes(officer, demo):
    saved(officer, activity_page(), filled(officer.get(activity_page())) | {"purposerow_set-0-name": "Bezorgen"})
    assert list(PurposeRow.objects.values_list("key", "name")) == [("leveren", "Bezorgen")]


def test_emptied_key_of_a_stored_row_is_refused_in_a_part_that_stands_open(officer, demo):
    response = officer.post(activity_page(), filled(officer.get(activity_page())) | {"purposerow_set-0-key": ""})
    assert problems(response) == {"purposerow_set-0-key": ["Dit veld is verplicht."]}
    row = response.content.decode().partition('id="purposerow_set-0"')[2].partition('id="purposerow_set-empty"')[0]
    assert ("Meer velden" in row, row.count("<details"), row.count("<details open")) == (True, 1, 1)


def test_parts_without_an_error_stay_folded(officer, demo):
    shown = officer.get(activity_page())
    refused = officer.post(activity_page(), filled(shown) | {"title": ""}).content.decode()
    for tag in ("<details", "<details open"):
        assert refused.count(tag) == shown.content.decode().count(tag) > 0


def test_remark_of_a_statement_gets_a_key_from_its_text(officer, demo):
    page = reverse("admin:register_statementpage_change", args=[demo.pk])
    data = filled(officer.get(page))
    add_row(data, "remark_set", key="", section="delen", text="Wij verkopen niets.", sequence=0)
    saved(officer, page, data)
    assert Remark.objects.get().key == "wij-verkopen-niets"


def test_contact_point_gets_a_key_from_its_use_and_channel(officer, demo):
    page = reverse("admin:providers_provider_change", args=[demo.pk])
    data = filled(officer.get(page))
    add_row(data, "contactpoint_set", key="", use="klacht", channel="telefoon", value="085 888 4445")
    saved(officer, page, data)
    assert list(ContactPoint.objects.values_list("key", flat=True)) == ["klacht-telefoon", "privacy"]


def test_page_of_its_own_makes_a_key_too(officer, demo):
    page = "/admin/providers/service/add/"
    asked = officer.post(page, filled(officer.get(page)) | {"provider": demo.pk, "name": " bellen"})
    assert problems(asked) == {
        "__all__": ["Er is al een dienst “Bellen”. Bedoelt u een andere met dezelfde naam? Sla dan nogmaals op."]
    }
    saved(officer, page, filled(asked) | {"provider": demo.pk, "name": "Bellen"})
    assert list(Service.objects.order_by("pk").values_list("key", flat=True)) == ["bellen", "internet", "bellen-2"]


@pytest.mark.parametrize(
    ("called", "taken", "key"),
    [
        ("geld-innen", set(), "geld-innen"),
        ("geld-innen", {"geld-innen", "geld-innen-2"}, "geld-innen-3"),
        ("geld-innen-en-meer", set(), "geld-innen"),
        ("geld-innen-en-meer", {"geld-innen"}, "geld-innen-2"),
        ("geldinnenenmeer", {"geldinnenenm"}, "geldinnene-2"),
    ],
)
def test_key_is_free_and_fits_its_field(called, taken, key):
    assert free_key(called, taken, 12) == key


def test_name_without_letters_gives_the_kind_of_row_as_key(officer, demo):
    data = filled(officer.get(activity_page()))
    add_row(data, "purposerow_set", key="", name="???", sequence=0)
    saved(officer, activity_page(), data)
    assert keys(ProcessingActivity.objects.get(number="DM-01")) == ["leveren", "doel-van-de-verwerking"]
