"""A spreadsheet in the words that officers see, as they would make one themselves."""

import pytest
from django.apps import apps

from providers.facts.several import SeveralField
from providers.models import Recipient
from register.models import DataCategory
from retention.models import RetentionTerm, StatutoryGround
from tests.spreadsheets import complaints, confirm, sheet, totals, upload

pytestmark = pytest.mark.usefixtures("demo")


def imported(officer, model, *rows):
    """Bring rows in; once more changes nothing."""
    text = sheet(model, *rows).encode()
    preview = upload(officer, model, "csv", text)
    assert complaints(preview) == []
    confirm(officer, model, preview)
    assert totals(upload(officer, model, "csv", text)) == (0, 0, len(rows))


def refusals(officer, model, *rows):
    before = model.objects.count()
    found = complaints(upload(officer, model, "csv", sheet(model, *rows).encode()))
    assert model.objects.count() == before
    return found


def test_recipients_in_words(officer):
    row = {"provider": "Demo", "name": "Acme", "kind": "Bedrijf met naam", "agreement": "JA"}
    imported(officer, Recipient, row | {"country": "Ierland en de Verenigde Staten", "address": "Straat 1, Dublin"})
    stored = Recipient.objects.get(name="Acme")
    assert (stored.key, stored.kind, stored.agreement) == ("acme", "bedrijf", "ja")
    assert (stored.country, stored.address) == ("IE, US", "Straat 1, Dublin")


def test_terms_in_words(officer):
    ground = StatutoryGround.objects.first()
    period = {"provider": "demo", "name": "Zeven jaar", "kind": "vaste termijn", "amount": "7", "unit": "Jaar"}
    choice = {"provider": "demo", "name": "Opnamen", "kind": "Tussen twee termijnen, naar keuze", "amount": " 365 "}
    choice |= {"unit": "dagen", "minimum_amount": "0", "minimum_unit": "dag", "chosen_by": "de klant"}
    words = {"provider": "demo", "name": "Account", "kind": "Criterium in eigen woorden", "criterion": "zolang u belt"}
    imported(officer, RetentionTerm, period | {"ground": ground.name, "is_maximum": "Ja"}, choice, words)
    stored = {row.key: row for row in RetentionTerm.objects.all()}
    assert (stored["zeven-jaar"].ground, stored["zeven-jaar"].is_maximum) == (ground, True)
    assert (stored["opnamen"].kind, stored["opnamen"].minimum_amount, stored["opnamen"].amount) == ("bereik", 0, 365)
    assert (stored["account"].kind, stored["account"].is_maximum) == ("criterium", False)


def test_words_without_a_key(officer):
    imported(officer, DataCategory, {"name": "Kenteken", "name_en": "Licence plate", "kind": "Gevoelig"})
    assert DataCategory.objects.values_list("name_en", "kind").get(key="kenteken") == ("Licence plate", "gevoelig")


def test_rows_called_the_same_get_keys_of_their_own(officer):
    row = {"provider": "demo", "name": "Acme"}
    imported(officer, Recipient, row, row | {"description": "de tweede"}, row | {"key": "acme-2"})
    assert list(Recipient.objects.order_by("key").values_list("key", flat=True)) == [
        *("acme", "acme-2", "acme-3", "meldkamers")
    ]


def test_a_row_without_a_key_is_the_stored_one_of_that_name(officer):
    row = {"provider": "demo", "name": "Meldkamers", "kind": "soort", "description": "Voor 112"}
    preview = upload(officer, Recipient, "csv", sheet(Recipient, row).encode())
    assert totals(preview) == (0, 1, 0)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"kind": "raar"}, "soort termijn: “raar” kan hier niet. Kies uit: Vaste termijn, "),
        ({"amount": "1,5"}, "getal: “1,5” is geen heel getal. Neem een kleinere eenheid: anderhalf jaar is 18"),
        ({"amount": "0"}, "getal: Nul is geen termijn. Kies “Tussen twee termijnen, naar keuze” met nul als kortste"),
        ({"amount": "99999"}, "getal: Zorg ervoor dat deze waarde hoogstens 32767 is."),
        ({"is_maximum": "soms"}, "uiterlijk: “soms” is geen ja of nee."),
        ({"ground": "onbekend"}, "wettelijke grond: Onbekende wettelijke grond: “onbekend”."),
    ],
)
def test_what_cannot_be_is_refused_with_what_can(officer, changed, message):
    row = {"provider": "demo", "name": "X", "kind": "termijn", "amount": "7", "unit": "jaar"}
    (line,) = refusals(officer, RetentionTerm, row | changed)
    assert line.startswith(f"Rij 2, {message}")


def test_of_several_countries_the_wrong_one_is_named(officer):
    (line,) = refusals(officer, Recipient, {"provider": "demo", "name": "X", "country": "Ierland en Atlantis"})
    assert line.startswith("Rij 2, land: “Atlantis” is geen landcode")


def test_two_rows_that_people_call_the_same_are_not_guessed(officer):
    for key in ("een", "twee"):
        StatutoryGround.objects.create(key=key, name="Dezelfde", law="X", status="gelezen")
    row = {"provider": "demo", "name": "X", "kind": "termijn", "amount": "7", "unit": "jaar", "ground": "dezelfde"}
    (line,) = refusals(officer, RetentionTerm, row)
    assert "Onbekende wettelijke grond: “dezelfde”" in line


@pytest.mark.parametrize("name", ["Recipient", "RetentionTerm", "Provider", "Service", "DataCategory", "Purpose"])
def test_every_stored_row_comes_back_in_words_unchanged(officer, five, name):
    (model,) = [item for item in apps.get_models() if item.__name__ == name]
    rows = [in_words(row) for row in model.objects.all()]
    assert totals(upload(officer, model, "csv", sheet(model, *rows).encode())) == (0, 0, len(rows))


def in_words(row):
    """What an officer reads in each field of a row; references and keys as they are."""
    found = {}
    for field in row._meta.concrete_fields:
        value = getattr(row, field.name)
        if field.is_relation:
            found[field.name] = str(value) if value else ""
        elif isinstance(field, SeveralField):
            found[field.name] = field.in_words(value)
        elif field.choices:
            found[field.name] = str(dict(field.flatchoices).get(value, ""))
        elif isinstance(value, bool):
            found[field.name] = "Ja" if value else ""
        else:
            found[field.name] = "" if value is None else str(value)
    return found
