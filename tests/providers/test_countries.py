"""Countries have one code each, that of ISO 3166, whatever somebody wrote and through whichever door."""

import re
from datetime import date
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from providers.countries import NAMES
from providers.facts.searching import fold
from providers.models import Recipient
from register.dossier import live_dossier
from register.drafts.findings import findings_to_publish
from register.findings.tables import adequacy, eea, is_outside_eea
from register.loading import LoadError, load
from tests.forms import filled, problems
from tests.spreadsheets import complaints, confirm, sheet, upload

DAY = date(2026, 11, 30)
STORED = [
    ("NL", "NL"),
    ("nl", "NL"),
    (" de ", "DE"),
    ("EU", "EU"),
    ("EL", "GR"),
    ("el", "GR"),
    ("UK", "GB"),
    ("uk", "GB"),
    ("Nederland", "NL"),
    ("duitsland", "DE"),
    ("het Verenigd Koninkrijk", "GB"),
    ("IE, US", "IE, US"),
    ("ie;us; ie", "IE, US"),
    ("Ierland en de Verenigde Staten", "IE, US"),
    ("België, Bosnië en Herzegovina en de VS", "BE, BA, US"),
    ("Trinidad en Tobago", "TT"),
    ("Sint-Helena, Ascension en Tristan da Cunha, NL", "SH, NL"),
]
NO_CODES = ["Atlantis", "XX", "ZZ", "AA", "QM", "AN", "N1", "ß"]


def row(key, country):
    return sheet(Recipient, {"provider": "demo", "key": key, "name": key.title(), "country": country}).encode()


def refusal(code):
    return (
        f"“{code}” is geen landcode van ISO 3166. Gebruik twee letters of de naam, bijvoorbeeld NL of "
        "Nederland; "
        "EU als alleen de Europese Unie vastligt; of laat het land leeg."
    )


def test_the_list_has_every_country_once_and_the_union():
    assert len(NAMES) == 250
    assert {item.code: NAMES[item.code] for item in (*eea().countries, *adequacy().countries)} == {
        item.code: item.name for item in (*eea().countries, *adequacy().countries)
    }


@pytest.mark.parametrize(("typed", "code"), STORED)
def test_a_code_is_stored_as_iso_has_it_through_every_door(demo, officer, tmp_path, typed, code):
    page = "/admin/providers/recipient/add/"
    data = filled(officer.get(page)) | {"provider": demo.pk, "key": "een", "name": "Een", "country": typed}
    assert officer.post(page, data).status_code == 302
    path = tmp_path / "twee.yaml"
    path.write_text(
        f'- {{model: providers.recipient, fields: {{provider: [demo], key: twee, name: Twee, country: "{typed}"}}}}',
        encoding="utf-8",
    )
    load([path])
    confirm(officer, Recipient, upload(officer, Recipient, "csv", row("drie", typed)))
    Recipient.objects.create(provider=demo, key="vier", name="Vier", country=typed)
    found = dict(Recipient.objects.exclude(key="meldkamers").values_list("key", "country"))
    assert found == dict.fromkeys(("een", "twee", "drie", "vier"), code)


@pytest.mark.parametrize("code", NO_CODES)
def test_what_is_no_country_is_refused_with_what_would_be_one(demo, officer, tmp_path, code):
    page = "/admin/providers/recipient/add/"
    data = filled(officer.get(page)) | {"provider": demo.pk, "key": "een", "name": "Een", "country": code}
    assert problems(officer.post(page, data))["country"][-1] == refusal(code)
    path = tmp_path / "twee.yaml"
    path.write_text(
        f"- {{model: providers.recipient, fields: {{provider: [demo], key: twee, name: Twee, country: {code}}}}}",
        encoding="utf-8",
    )
    with pytest.raises(LoadError, match="geen landcode"):
        load([path])
    answer = upload(officer, Recipient, "csv", row("drie", code))
    assert any(refusal(code) in text for text in complaints(answer))
    assert Recipient.objects.filter(provider=demo).count() == 1


@pytest.mark.parametrize("code", ["NL", "GR", "EU", "IS", "RE", "AX"])
def test_within_the_union_and_the_eea_nothing_is_transferred(code):
    assert not is_outside_eea(code, DAY)


@pytest.mark.parametrize("code", ["GB", "US", "CH", "SJ", "GL", "CW"])
def test_elsewhere_it_is(code):
    assert is_outside_eea(code, DAY)


def test_britain_is_adequate():
    assert adequacy().find("GB", DAY) is not None


@pytest.mark.parametrize(("typed", "findings"), [("UK", 0), ("EL", 0), ("EU", 0), ("US", 1)])
def test_what_was_written_for_a_country_does_not_change_what_the_rules_find(demo, typed, findings):

    recipient = Recipient.objects.get(key="meldkamers")
    recipient.country = typed
    recipient.full_clean()
    recipient.save()
    found = findings_to_publish(demo.pk, live_dossier(demo.pk), DAY)
    assert min(1, len([item for item in found if item.code == "AVG44"])) == findings


def test_a_country_that_nobody_recorded_stays_empty(demo):
    row = Recipient(provider=demo, key="leeg", name="Leeg", country=" ")
    row.full_clean()
    assert row.country == ""


def test_of_several_the_one_that_is_no_country_is_named(demo):
    with pytest.raises(ValidationError) as refused:
        Recipient(provider=demo, key="naam", name="Naam", country="Ierland en Atlantis; us").full_clean()
    assert refused.value.message_dict == {"country": [refusal("Atlantis")]}


def test_a_form_asks_from_a_list_of_names(demo, officer):
    page = officer.get(reverse("admin:providers_recipient_add"))
    names = re.findall(r'<option value="([A-Z]{2})">([^<]*)</option>', page.content.decode())
    assert names[:2] == [("NL", "Nederland"), ("EU", "Europese Unie")]
    assert {code: unescape(name) for code, name in names} == NAMES
    assert [fold(unescape(name)) for _, name in names[2:]] == sorted(fold(unescape(name)) for _, name in names[2:])


@pytest.mark.parametrize(("chosen", "stored"), [([], ""), (["US"], "US"), (["US", "IE"], "US, IE")])
def test_what_is_chosen_is_stored_as_codes(demo, officer, chosen, stored):
    address = reverse("admin:providers_recipient_add")
    data = filled(officer.get(address)) | {"provider": str(demo.pk), "name": "Cloud Inc", "country": chosen}
    response = officer.post(address, data)
    assert response.status_code == 302, problems(response)
    assert Recipient.objects.get(name="Cloud Inc").country == stored


def test_what_the_list_does_not_know_stays_when_an_old_row_is_edited(demo, officer):
    old = Recipient.objects.create(provider=demo, key="oud", name="Oud", country="XX, NL")
    address = reverse("admin:providers_recipient_change", args=[old.pk])
    data = filled(officer.get(address))
    assert sorted(data["country"]) == ["NL", "XX"]
    response = officer.post(address, data | {"name": "Anders"})
    assert response.status_code == 302, problems(response)
    old.refresh_from_db()
    assert (old.name, set(old.country.split(", "))) == ("Anders", {"XX", "NL"})
    refused = officer.post(address, filled(officer.get(address)) | {"country": ["XX", "ZZ"]})
    assert problems(refused) == {"country": [refusal("ZZ")]}
