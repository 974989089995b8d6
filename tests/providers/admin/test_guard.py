"""Two officers on one page: the first save counts, the second is refused and loses nothing."""

import pytest
from django.urls import reverse

from providers.facts.recording import one_change
from providers.models import ContactPoint, Service
from register.models import DataCategory, ProcessingActivity, RoleClaim
from register.permissions import OFFICER_GROUP
from tests.conftest import person
from tests.data import edit
from tests.forms import add_row, filled, problems


@pytest.fixture
def colleague(db):
    return person("collega", OFFICER_GROUP, is_staff=True)


def page(row):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def statement(provider):
    return reverse("admin:register_statementpage_change", args=[provider.pk])


def both_open(officer, colleague, address):
    return filled(officer.get(address)), filled(colleague.get(address))


def accepted(client, address, data):
    response = client.post(address, data)
    assert response.status_code == 302, problems(response)


def refused(client, address, data):
    """The page that comes back, which says that nothing was saved."""
    response = client.post(address, data)
    assert response.status_code == 200
    assert "Niet opgeslagen: officer op " in response.content.decode()
    return response


def differences(response, part):
    return [(item.where, item.label, item.stored, item.typed) for item in getattr(response.context["merged"], part)]


def test_the_second_save_is_refused_and_shows_both_values(officer, colleague, demo):
    service = Service.objects.get(key="bellen")
    first, second = both_open(officer, colleague, page(service))
    accepted(officer, page(service), first | {"name": "Van de eerste"})

    response = refused(colleague, page(service), second | {"name": "Van de tweede"})

    assert differences(response, "both") == [("", "Naam", "Van de eerste", "Van de tweede")]
    assert Service.objects.get(key="bellen").name == "Van de eerste"
    assert filled(response)["name"] == ["Van de tweede"]


def test_who_looked_at_the_difference_can_save_after_all(officer, colleague, demo):
    service = Service.objects.get(key="bellen")
    first, second = both_open(officer, colleague, page(service))
    accepted(officer, page(service), first | {"name": "Van de eerste", "description": "Ook van de eerste"})
    response = refused(colleague, page(service), second | {"name": "Van de tweede", "condition": "soms"})
    accepted(colleague, page(service), filled(response))
    stored = Service.objects.get(key="bellen")
    assert (stored.name, stored.description, stored.condition) == ("Van de tweede", "Ook van de eerste", "soms")


def test_what_only_the_first_changed_is_taken_over(officer, colleague, demo):
    activity = ProcessingActivity.objects.get(number="DM-01")
    bellen = str(Service.objects.get(key="bellen").pk)
    first, second = both_open(officer, colleague, page(activity))
    changed = {"services": [bellen], "no_recipients": "on", "dpia_date": "2026-11-01", "role": "processor"}
    changed |= {"dpia_criteria": ["nieuw", "koppelen"]}
    accepted(officer, page(activity), first | changed)

    response = refused(colleague, page(activity), second | {"title": "Van de tweede"})

    assert differences(response, "both") == []
    assert {label: (stored, typed) for _, label, stored, typed in differences(response, "taken_over")} == {
        "Diensten": ("Bellen", "Bellen, Internet"),
        "Uitdrukkelijk geen ontvangers": ("ja", "nee"),
        "Datum DPIA": ("2026-11-01", "Nog niet vastgelegd"),
        "Rol": ("Verwerker", "Verwerkingsverantwoordelijke"),
        "Criteria DPIA": ("Gegevensverzamelingen koppelen, Nieuwe techniek", "Nog niet vastgelegd"),
    }
    accepted(colleague, page(activity), filled(response))
    stored = ProcessingActivity.objects.get(number="DM-01")
    assert (stored.title, stored.role, stored.no_recipients) == ("Van de tweede", "processor", True)
    assert stored.dpia_criteria == "koppelen, nieuw"
    assert [str(service.pk) for service in stored.services.all()] == [bellen]


def test_only_a_row_of_an_inline_changed(officer, colleague, demo):
    first, second = both_open(officer, colleague, page(demo))
    accepted(officer, page(demo), first | {"contactpoint_set-0-value": "eerste@demo.example"})
    response = refused(colleague, page(demo), second | {"contactpoint_set-0-value": "tweede@demo.example"})
    ((where, _, stored, typed),) = differences(response, "both")
    assert where.startswith("contactpunt: ")
    assert (stored, typed) == ("eerste@demo.example", "tweede@demo.example")
    assert ContactPoint.objects.get().value == "eerste@demo.example"


def test_both_ticked_other_boxes(officer, colleague, demo):
    activity = ProcessingActivity.objects.get(number="DM-01")
    first, second = both_open(officer, colleague, page(activity))
    accepted(officer, page(activity), first | {"datarow_set-0-origin": ["klant"]})

    response = refused(colleague, page(activity), second | {"datarow_set-0-origin": ["systeem", "betrokkene"]})

    assert differences(response, "both") == [
        ("gegevens: Naam", "Herkomst", "Van de klant", "Ontstaat bij het gebruik, Van de betrokkene zelf")
    ]
    accepted(colleague, page(activity), filled(response))
    assert activity.datarow_set.get(name="Naam").origin == "betrokkene, systeem"


def test_only_a_set_changed(officer, colleague, demo):
    activity = ProcessingActivity.objects.get(number="DM-01")
    first, second = both_open(officer, colleague, page(activity))
    accepted(officer, page(activity), first | {"services": []})
    refused(colleague, page(activity), second | {"title": "Van de tweede"})
    assert ProcessingActivity.objects.get(number="DM-01").title == "Bellen"


def test_a_row_that_the_first_added_stays(officer, colleague, demo):
    first, second = both_open(officer, colleague, statement(demo))
    add_row(first, "roleclaim_set", key="nieuw", role="controller")
    accepted(officer, statement(demo), first)
    add_row(second, "roleclaim_set", key="ander", role="processor")
    response = refused(colleague, statement(demo), second)
    assert response.context["merged"].rows == ["algemene rol “Verwerkingsverantwoordelijke” is toegevoegd."]
    accepted(colleague, statement(demo), filled(response))
    assert set(RoleClaim.objects.values_list("key", flat=True)) >= {"nieuw", "ander"}


def test_text_typed_in_a_row_that_the_first_deleted_becomes_a_new_row(officer, colleague, demo):
    activity = ProcessingActivity.objects.get(number="DM-01")
    first, second = both_open(officer, colleague, page(activity))
    accepted(officer, page(activity), first | {"datarow_set-0-DELETE": "on"})
    response = refused(colleague, page(activity), second | {"datarow_set-0-name": "Van de tweede"})
    assert response.context["merged"].rows == [
        "Een regel bij “gegevens” is verwijderd. Wat u daarin typte staat nu onderaan als nieuwe regel."
    ]
    accepted(colleague, page(activity), filled(response))
    assert set(activity.datarow_set.values_list("name", flat=True)) == {"Nummer", "Van de tweede"}


def test_a_row_that_the_first_deleted_and_the_second_left_alone_stays_deleted(officer, colleague, demo):
    activity = ProcessingActivity.objects.get(number="DM-01")
    first, second = both_open(officer, colleague, page(activity))
    accepted(officer, page(activity), first | {"datarow_set-0-DELETE": "on"})
    response = refused(colleague, page(activity), second | {"datarow_set-1-name": "Van de tweede"})
    assert response.context["merged"].rows == ["Een regel bij “gegevens” is verwijderd."]
    accepted(colleague, page(activity), filled(response))
    assert list(activity.datarow_set.values_list("name", flat=True)) == ["Van de tweede"]


def test_a_text_that_the_first_emptied_is_empty_in_the_form_of_the_second(officer, colleague, demo):
    activity = ProcessingActivity.objects.get(number="DM-01")
    accepted(officer, page(activity), filled(officer.get(page(activity))) | {"description": "Oud", "condition": "Oud"})
    first, second = both_open(officer, colleague, page(activity))
    accepted(officer, page(activity), first | {"description": "", "condition": ""})
    response = refused(colleague, page(activity), second | {"title": "Van de tweede"})
    assert (filled(response)["description"], filled(response)["condition"]) == ([""], [""])


def test_a_row_edited_on_its_own_page_is_not_overwritten_from_another(officer, colleague, demo):
    point = ContactPoint.objects.filter(provider=demo).first()
    data = filled(colleague.get(page(demo)))
    accepted(officer, page(point), filled(officer.get(page(point))) | {"person": "Van de eerste"})
    refused(colleague, page(demo), data | {"kvk_place": "Leek"})
    assert ContactPoint.objects.get(pk=point.pk).person == "Van de eerste"


def test_provider_and_statement_are_two_pages(officer, colleague, demo):
    data = filled(colleague.get(statement(demo)))
    accepted(officer, page(demo), filled(officer.get(page(demo))) | {"kvk_place": "Leek"})
    add_row(data, "roleclaim_set", key="nieuw", role="controller")
    accepted(colleague, statement(demo), data)


def test_a_word_of_all_providers(officer, colleague, demo):
    word = DataCategory.objects.get(key="naam")
    first, second = both_open(officer, colleague, page(word))
    accepted(officer, page(word), first | {"name": "Een"})
    refused(colleague, page(word), second | {"name": "Twee"})


def test_saving_without_changes_stops_nobody(officer, colleague, demo):
    first, second = both_open(officer, colleague, page(demo))
    accepted(officer, page(demo), first)
    accepted(colleague, page(demo), second)


def test_the_same_person_in_two_windows(officer, demo):
    service = Service.objects.get(key="bellen")
    old = filled(officer.get(page(service)))
    accepted(officer, page(service), filled(officer.get(page(service))) | {"name": "Eerst"})
    refused(officer, page(service), old | {"name": "Later"})


@pytest.mark.parametrize("seen", ["", "x", "0-0", "9999999", "-1", "1-2-3", "٣", "9" * 30])
def test_a_form_that_does_not_say_what_it_saw_is_refused(officer, demo, seen):
    service = Service.objects.get(key="bellen")
    with one_change("officer"):
        edit(Service.objects.filter(pk=service.pk), condition="soms")
    data = filled(officer.get(page(service))) | {"name": "Blind", "seen": seen}
    response = officer.post(page(service), data)
    assert "Niet opgeslagen" in response.content.decode()
    assert Service.objects.get(key="bellen").name == "Bellen"


def test_what_was_typed_on_a_row_that_somebody_deleted_is_shown(officer, colleague, demo):
    service = Service.objects.create(provider=demo, key="weg", name="Gaat weg")
    data = filled(colleague.get(page(service))) | {"name": "Mijn <b>werk</b>"}
    delete = reverse("admin:providers_service_delete", args=[service.pk])
    assert officer.post(delete, {"post": "yes"}).status_code == 302
    response = colleague.post(page(service), data)
    html = " ".join(response.content.decode().split())
    assert response.status_code == 410
    assert "officer heeft dit verwijderd op" in html
    assert "Mijn &lt;b&gt;werk&lt;/b&gt;" in html


def test_an_import_in_between_counts_as_a_save(officer, colleague, demo):
    service = Service.objects.get(key="bellen")
    data = filled(colleague.get(page(service)))
    with one_change("officer"):
        service.name = "Ingelezen"
        service.save()
    refused(colleague, page(service), data | {"name": "Getypt"})
