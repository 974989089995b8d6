"""The identifier of an activity leads to the version of a day or a moment, for people and for programs, for ever."""

import json
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from providers.models import Provider
from register.choices import ShieldingDeed, Status
from register.models import ProcessingActivity, Publication
from register.publications.shielding import record
from tests.data import edit
from tests.register.versions_help import DECEMBER, MARCH, NOVEMBER, Clock, put, put_three, rename

LINKED = {"Accept": "application/ld+json"}


@pytest.fixture
def three(demo, clock) -> Provider:
    """Versions of March and November, and one announced for December; it is the twentieth of November."""
    put_three(demo, clock)
    return demo


@pytest.fixture
def clock(monkeypatch):
    """The moment is the noon of that day."""
    made = Clock(monkeypatch)
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 20, 12, tzinfo=UTC))
    return made


def ends(number: str, on: date) -> None:
    edit(ProcessingActivity.objects.filter(number=number), status=Status.ENDED, ended_on=on)


@pytest.mark.parametrize(
    ("query", "leads_to"),
    [
        ("", "/demo/#DM-01"),
        ("?op=2026-11-20", "/demo/#DM-01"),
        ("?op=2026-10-31", "/demo/versies/1/#DM-01"),
        ("?op=2026-10-31T23:59:59%2B01:00", "/demo/versies/1/#DM-01"),
        ("?op=2026-10-31T23:59:59+01:00", "/demo/versies/1/#DM-01"),
        ("?op=2026-11-02T00:30:00Z", "/demo/#DM-01"),
    ],
)
def test_a_person_is_led_to_the_page_of_that_moment(three, client, query, leads_to):
    response = client.get(f"/id/demo/DM-01{query}")
    assert (response.status_code, response["Location"]) == (303, leads_to)
    assert response["Vary"] == "Accept"
    assert f'id="{leads_to.partition("#")[2]}"' in client.get(leads_to).text


def test_a_program_gets_the_facts_of_that_version(three, client):
    response = client.get("/id/demo/DM-01?op=2026-10-31", headers=LINKED)
    assert response["Location"] == "/demo/versies/1/verwerkingen/DM-01.jsonld"
    found = client.get(response["Location"])
    assert found["Content-Type"] == "application/ld+json"
    assert json.loads(found.content)["@graph"][0]["@id"] == "http://127.0.0.1:8000/id/demo/DM-01"
    again = client.get(response["Location"], headers={"If-None-Match": found["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("accept", ["*/*", "text/html", "text/html,application/ld+json;q=0.5", "image/png"])
def test_everybody_else_gets_the_page(three, client, accept):
    assert client.get("/id/demo/DM-01", headers={"Accept": accept})["Location"] == "/demo/#DM-01"


@pytest.mark.parametrize(
    "path", ["/id/demo/DM-99", "/id/weg/DM-01", "/id/demo/DM-01?op=2026-01-01", '/id/demo/DM-01","x']
)
def test_what_never_was_is_not_there(three, client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "asked", ["morgen", "2026-12-01", "2026-13-01", "T", "9999-12-31T23:59Z", "0001-01-01T00:00+14:00"]
)
def test_a_day_that_cannot_be_is_refused(three, client, asked):
    assert client.get(f"/id/demo/DM-01?op={asked}").status_code == 400


def test_an_activity_that_ended_stays_where_it_was_last(demo, client, clock):
    put(demo, MARCH)
    ends("DM-01", date(2026, 10, 1))
    put(demo, NOVEMBER)
    clock.day = date(2026, 11, 20)
    assert client.get("/id/demo/DM-01")["Location"] == "/demo/versies/1/#DM-01"
    assert client.get("/id/demo/DM-02")["Location"] == "/demo/#DM-02"


def test_an_activity_for_the_register_leads_to_the_register(demo, client, auditor, clock):
    edit(ProcessingActivity.objects.filter(number="DM-01"), internal=True)
    put(demo, MARCH)
    clock.day = date(2026, 11, 20)
    response = client.get("/id/demo/DM-01", headers=LINKED)
    assert response["Location"] == "/register/demo/verwerkingen/DM-01/?versie=1"
    assert client.get(response["Location"]).status_code == 302
    assert auditor.get(response["Location"]).status_code == 200
    assert client.get("/demo/versies/1/verwerkingen/DM-01.jsonld").status_code == 404


def test_what_is_not_published_or_announced_is_not_there(demo, client, clock):
    clock.day = date(2026, 11, 20)
    assert client.get("/id/demo/DM-01").status_code == 404
    put(demo, DECEMBER, on=clock.day)
    assert client.get("/id/demo/DM-01").status_code == 404


def test_a_shielded_version_gives_nothing_away(three, client, officer):
    for version in Publication.objects.filter(provider=three):
        record(version, ShieldingDeed.SHIELD, reason="Per ongeluk.", author="b", now=timezone.now())
    assert client.get("/demo/versies/1/verwerkingen/DM-01.jsonld").status_code == 410
    assert client.get("/id/demo/DM-01")["Location"].startswith("/register/demo/")


def test_it_asks_as_much_of_one_version_as_of_three(demo, client, clock):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/id/demo/DM-01").status_code == 303
        return len(queries)

    put(demo, MARCH)
    clock.day = date(2026, 11, 20)
    one = asked()
    for day in (date(2026, 4, 1), NOVEMBER):
        rename(f"Telefonie {day}")
        put(demo, day)
    assert asked() == one
