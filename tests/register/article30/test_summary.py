"""What page 2 of the register says of the whole: figures, the largest gap, and how to check it."""

import msgspec
import pytest

from register.article30 import article30
from register.choices import LinkRole, Role
from register.dossier import Dossier
from register.dossier import types as t
from tests.register.filled import edition, filled_dossier

NAMED = t.DataRow(sequence=1, name="Naam", term="kort")
HELPER = t.Disclosure(sequence=1, recipient="hulp", role=LinkRole.PROCESSOR)


def register(*activities, **fields):
    provider = t.Provider(slug="demo", prefix="DM", name="Demo")
    return article30(edition(Dossier(provider=provider, activities=activities, **fields)))


def activity(number, **fields):
    return t.Activity(number=number, title=f"Titel {number}", role=Role.CONTROLLER, **fields)


def figures(view):
    return dict(view.figures)


def test_what_nobody_recorded_is_no_zero():
    assert figures(register(activity("DM-01"))) == {
        "Verwerkingen": 1,
        "Soorten (sub)verwerkers": None,
        "Bewaartermijnen": None,
    }


@pytest.mark.parametrize(
    ("activities", "count"),
    [
        ([activity("DM-01", no_processors=True)], 0),
        ([activity("DM-01", no_processors=True), activity("DM-02")], None),
        ([activity("DM-01", disclosures=(HELPER,)), activity("DM-02")], 1),
    ],
)
def test_processors_are_counted_or_said_to_be_none(activities, count):
    assert figures(register(*activities))["Soorten (sub)verwerkers"] == count


def test_everything_that_is_asked_is_counted_also_where_a_part_of_it_is_recorded():
    assert register(activity("DM-01", data=(NAMED,))).main_gaps == (
        "Bij alle: naam, contact, doelen, betrokkenen, gegevens, ontvangers, termijnen, beveiliging, grondslag.",
    )


def test_what_is_missing_most_often_comes_first():
    content = msgspec.to_builtins(filled_dossier(Role.CONTROLLER))
    whole = content["activities"][0]
    content["general_purposes"] = content["general_bases"] = []
    content["provider"] |= {"representative": "nee", "dpo_designated": "nee"}
    row = whole["disclosures"][0]
    whole["disclosures"] = [{**row, "role": role, "transfer": "nee"} for role in ("ontvanger", "verwerker")]
    content["activities"] = [
        whole,
        {**whole, "number": "DM-02", "purposes": []},
        {**whole, "number": "DM-03", "data": [], "role": None},
    ]
    view = article30(edition(msgspec.convert(content, Dossier)))
    assert view.main_gaps == ("Bij 1: doelen, grondslag, rol, betrokkenen, gegevens.",)
    assert [activity.whole.value for activity in view.activities] == ["ja", "deels", "deels"]


def test_a_published_register_says_where_to_check_it(settings):
    settings.SITE_URL = "https://register.example.nl"
    published = article30(edition(filled_dossier(), number=3, valid_from=edition(filled_dossier()).made_at.date()))
    check = next(field.text for field in published.about if field.label == "Echtheid controleren")
    assert check.endswith(
        f" Controleer documentnummer {published.document_number} en de vingerafdruk op "
        f"https://register.example.nl/controle/?nummer={published.document_number}."
    )
    draft = article30(edition(filled_dossier()))
    assert "controle/" not in next(field.text for field in draft.about if field.label == "Echtheid controleren")
