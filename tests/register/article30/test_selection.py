"""The auditor chooses which activities of the register to see."""

import msgspec
import pytest

from register.article30 import Selection, selected
from register.choices import Role, Severity
from register.dossier.edition import Decision
from register.dossier.types import Service
from tests.register.article30.test_points import finding
from tests.register.filled import MADE_AT, edition
from tests.register.statement_help import activity, make
from tests.register.versions_help import put

SERVICES = (Service(key="bellen", name="Bellen", sequence=1), Service(key="verwerker", name="Beheer", sequence=2))
DOSSIER = make(
    activity(1, role=Role.CONTROLLER, services=("bellen",)),
    activity(2, role=Role.PROCESSOR, services=("bellen", "verwerker")),
    activity(3),
    services=SERVICES,
)
SAID = Decision(reason="Bekeken.", by="officer", at=MADE_AT)
EDITION = msgspec.structs.replace(
    edition(DOSSIER), findings=(finding(number="PR-01"), finding("AVG35-3", Severity.WARNING, "PR-02", decision=SAID))
)


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ({}, ["PR-01", "PR-02", "PR-03"]),
        ({"rol": "verwerker"}, ["PR-02"]),
        ({"dienst": "bellen"}, ["PR-01", "PR-02"]),
        ({"dienst": "bellen", "rol": "onbekend"}, []),
        ({"bevinding": "fout"}, ["PR-01"]),
        ({"bevinding": "waarschuwing"}, []),
        ({"bevinding": "geen"}, ["PR-02", "PR-03"]),
    ],
)
def test_what_remains(query, numbers):
    view = selected(EDITION, Selection.asked(query, DOSSIER))
    assert [item.number for item in view.activities] == numbers


def test_the_summary_and_the_overview_are_of_what_remains():
    view = selected(EDITION, Selection.asked({"dienst": "bellen", "rol": "verantwoordelijke"}, DOSSIER))
    assert [activity.cells[0] for activity in view.activities] == ["Verwerkingsverantwoordelijke"]
    assert [gap.partition(":")[0] for gap in view.main_gaps] == ["Bij alle"]
    assert "rol" not in "".join(view.main_gaps)


@pytest.mark.parametrize("name", ["rol", "dienst", "bevinding"])
def test_a_choice_that_does_not_exist_says_what_does(name):
    with pytest.raises(ValueError, match="bestaat niet"):
        Selection.asked({name: "<b>weg</b>"}, DOSSIER)


@pytest.mark.django_db
def test_the_form_keeps_what_was_chosen_and_leads_back(auditor, demo):
    put(demo)
    page = auditor.get("/register/demo/", {"dienst": "bellen"}).content.decode()
    assert '<option value="bellen" selected>Bellen</option>' in page
    assert "U ziet 1 van de 2 verwerkingen." in page
    assert 'id="DM-02"' not in page
    assert "U ziet" not in auditor.get("/register/demo/").content.decode()
    none = auditor.get("/register/demo/", {"dienst": "bellen", "rol": "verwerker"}).content.decode()
    assert "Geen verwerking past bij deze keuze." in none


@pytest.mark.django_db
def test_a_wrong_choice_is_a_clear_answer(auditor, demo):
    put(demo)
    answer = auditor.get("/register/demo/", {"dienst": "<b>weg</b>"})
    assert answer.status_code == 400
    assert "Die dienst bestaat niet. Kies uit: bellen, internet." in answer.content.decode()
