"""The page of an activity: filled in and sent back as an officer does."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from providers.admin.forms import TWICE
from providers.models import Provider, Recipient, Service
from register.choices import Role
from register.models import DataCategory, DataRow, Disclosure, ProcessingActivity, PurposeRow, SubjectGroup
from tests.data import edit
from tests.forms import add_row, filled, problems

ADD = "/admin/register/processingactivity/add/"


@pytest.fixture
def other(db):
    return Provider.objects.create(slug="ander", prefix="AN", name="Ander")


def change_page(row):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def activity_page():
    return change_page(ProcessingActivity.objects.get(number="DM-01"))


def test_officer_adds_an_activity_with_rows(officer, demo):
    data = filled(officer.get(ADD))
    data |= {"provider": demo.pk, "number": "DM-03", "title": "Facturen sturen"}
    add_row(data, "purposerow_set", key="innen", name="Geld innen", sequence=0, source="900 r7")
    group = SubjectGroup.objects.get(key="bellers")
    add_row(data, "datarow_set", group=group.pk, name="Adres", sequence=0)
    recipient = Recipient.objects.get(key="meldkamers")
    add_row(data, "disclosure_set", recipient=recipient.pk, role="ontvanger", sequence=0)

    response = officer.post(ADD, data)

    assert response.status_code == 302, problems(response)
    activity = ProcessingActivity.objects.get(number="DM-03")
    assert (activity.provider, activity.role) == (demo, "")
    assert [row.source for row in activity.purposerow_set.all()] == ["900 r7"]
    assert [(row.group, row.name) for row in activity.datarow_set.all()] == [(group, "Adres")]
    assert [row.provider for row in activity.disclosure_set.all()] == [demo]


def test_sending_back_an_untouched_page_changes_no_row(officer, demo):
    page = activity_page()
    before = list(DataRow.objects.values()) + list(Disclosure.objects.values())
    assert officer.post(page, filled(officer.get(page))).status_code == 302
    assert list(DataRow.objects.values()) + list(Disclosure.objects.values()) == before
    assert LogEntry.objects.get().get_change_message() == "Geen velden gewijzigd."


def test_auditor_and_visitor_reach_no_page(auditor, visitor, demo):
    for page in (ADD, activity_page(), "/admin/register/processingactivity/"):
        for person in (auditor, visitor):
            assert person.get(page).status_code in (302, 403)
            assert person.post(page, {"title": "Gekraakt"}).status_code in (302, 403)
    assert not ProcessingActivity.objects.filter(title="Gekraakt").exists()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Bel\x07len", "Bevat een teken dat niet gedrukt kan worden (U+0007). Haal het weg."),
        ("<b>Bellen</b>", "Bevat HTML-opmaak (<b>). Gebruik gewone tekst."),
        ("a" * 201, "Bevat een woord van meer dan 200 tekens. Zet er spaties in."),
    ],
)
def test_unprintable_text_is_refused_at_its_field_and_nothing_is_saved(officer, demo, text, message):
    page = activity_page()
    data = filled(officer.get(page)) | {"title": "Nieuwe titel"}
    add_row(data, "purposerow_set", key="x", name=text, sequence=0)

    response = officer.post(page, data)

    assert problems(response) == {"purposerow_set-1-name": [message]}
    assert ProcessingActivity.objects.get(number="DM-01").title == "Bellen"
    assert PurposeRow.objects.count() == 1


def test_row_of_another_provider_is_refused_in_a_new_activity(officer, demo, other):
    stranger = SubjectGroup.objects.create(provider=other, key="x", name="Vreemden")
    data = filled(officer.get(ADD, {"provider": demo.pk})) | {"number": "DM-03", "title": "Nieuw"}
    add_row(data, "datarow_set", group=stranger.pk, name="Naam", sequence=0)

    assert problems(officer.post(ADD, data)) == {"datarow_set-0-group": ["Hoort bij een andere aanbieder."]}
    assert not ProcessingActivity.objects.filter(number="DM-03").exists()


def test_row_of_another_provider_is_refused_in_a_stored_activity(officer, demo, other):
    stranger = Recipient.objects.create(provider=other, key="x", name="Vreemd bedrijf")
    page = activity_page()
    data = filled(officer.get(page))
    add_row(data, "disclosure_set", recipient=stranger.pk, role="ontvanger", sequence=0)

    assert problems(officer.post(page, data)) == {"disclosure_set-1-recipient": ["Hoort bij een andere aanbieder."]}
    assert not Disclosure.objects.filter(recipient=stranger).exists()


def test_set_with_a_row_of_another_provider_is_refused_at_the_field(officer, demo, other):
    stranger = Service.objects.create(provider=other, key="x", name="Vreemde dienst")
    page = activity_page()
    data = filled(officer.get(page)) | {"title": "Nieuwe titel"}
    data["services"] = [*data["services"], str(stranger.pk)]

    assert problems(officer.post(page, data)) == {"services": ["Bevat iets van een andere aanbieder."]}
    stored = ProcessingActivity.objects.get(number="DM-01")
    assert (stored.title, stored.services.count()) == ("Bellen", 2)


def test_data_cannot_serve_a_purpose_of_another_activity(officer, demo):
    second = ProcessingActivity.objects.get(number="DM-02")
    purpose = PurposeRow.objects.create(activity=second, key="x", name="Elders")
    page = activity_page()
    data = filled(officer.get(page)) | {"datarow_set-0-purposes": [str(purpose.pk)]}
    assert problems(officer.post(page, data)) == {
        "datarow_set-0-purposes": ["Bevat een doel van een andere verwerking."]
    }


def test_the_same_row_twice_is_a_message_and_no_crash(officer, demo):
    page = activity_page()
    data = filled(officer.get(page))
    category = DataCategory.objects.get(key="naam")
    for _ in range(2):
        add_row(data, "datarow_set", category=category.pk, name="Dubbel", sequence=0)
    assert problems(officer.post(page, data)) == {"datarow_set-3-name": [TWICE]}


def test_number_and_provider_of_a_stored_activity_stay(officer, demo, other):
    page = activity_page()
    data = filled(officer.get(page)) | {"number": "AN-01", "provider": other.pk}
    assert officer.post(page, data).status_code == 302
    assert ProcessingActivity.objects.filter(number="DM-01", provider=demo).exists()


def test_free_numbers_are_proposed_and_a_deleted_one_is_not_used_again(officer, demo):
    last = ProcessingActivity.objects.get(number="DM-02")
    assert "Vrij: DM-03 (Demo)." in officer.get(ADD).content.decode()
    delete = reverse("admin:register_processingactivity_delete", args=[last.pk])
    assert officer.post(delete, {"post": "yes"}).status_code == 302

    page = officer.get(ADD)

    assert "Vrij: DM-03 (Demo)." in page.content.decode()
    data = filled(page) | {"provider": demo.pk, "number": "DM-02", "title": "Weer"}
    assert problems(officer.post(ADD, data)) == {
        "number": ["Dit nummer was van een verwerking die verwijderd is. Kies een nieuw nummer."]
    }


def test_search_box_suggests_rows_of_the_provider_only(officer, demo, other):
    SubjectGroup.objects.create(provider=other, key="x", name="Bellers van een ander")
    ask = {"app_label": "register", "model_name": "datarow", "field_name": "group"}
    found = officer.get("/admin/autocomplete/", ask | {"term": "bellers", "provider": demo.pk})
    assert [row["text"] for row in found.json()["results"]] == ["Bellers"]
    assert f"/admin/autocomplete/?provider={demo.pk}" in officer.get(activity_page()).content.decode()


def test_page_shows_heading_and_line_of_a_source_with_a_link(officer, demo):
    html = officer.get(activity_page()).content.decode()
    assert "900, Bewaartermijnen, regels 4-5</a>" in html
    assert "900, regel 2</a>" in html


def test_empty_rows_without_script(officer, demo):
    data = filled(officer.get(f"{activity_page()}?leeg=2"))
    assert data["purposerow_set-TOTAL_FORMS"] == ["3"]
    assert officer.post(activity_page(), data).status_code == 302
    assert PurposeRow.objects.count() == 1


def test_number_of_queries_does_not_grow_with_rows(officer, demo, django_assert_max_num_queries):
    activity = ProcessingActivity.objects.get(number="DM-01")
    officer.get(activity_page())
    with django_assert_max_num_queries(104) as few:
        officer.get(activity_page())
    group = SubjectGroup.objects.get(key="bellers")
    for number in range(30):
        row = DataRow.objects.create(
            activity=activity, group=group, name=f"Rij {number}", source=f"900 r{number % 9 + 1}"
        )
        row.purposes.set(activity.purposerow_set.all())
    # What the rules find after an edit is made once, and kept.
    officer.get(activity_page())
    with django_assert_max_num_queries(104) as many:
        officer.get(activity_page())
    assert len(many) == len(few)


@pytest.mark.parametrize(
    ("role", "folded"),
    [
        ("", set()),
        (Role.CONTROLLER, {"on_behalf_of", "controller_list", "agreement", "agreement_reference"}),
        (Role.JOINT, {"on_behalf_of", "controller_list", "agreement", "agreement_reference"}),
        (Role.PROCESSOR, {"obligation", "obligation_consequence", "subject_is_party"}),
    ],
)
def test_what_does_not_apply_to_the_role_is_folded_and_still_there(officer, demo, role, folded):
    edit(ProcessingActivity.objects.filter(number="DM-01"), role=role)
    page = officer.get(activity_page())
    parts = [part for step in page.context["steps"] for part in step.folded]
    assert {field.field.name for part in parts for line in part for field in line} == folded
    assert [step.title[0] for step in page.context["steps"]] == list("1234567")
    # Two groups for a processor: one in step 2 and one in step 3.
    assert page.content.decode().count("Niet van toepassing bij deze rol") == len(parts)
    assert all(part.description for part in parts)
