"""Who processes data for a provider, what was announced about that, and feeds that keep their identifiers."""

import re
import xml.etree.ElementTree as ET
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import escape

from providers.choices import Answer, RecipientKind
from providers.models import Provider, Recipient
from register.choices import LinkRole, ShieldingDeed, TransferMechanism
from register.models import Disclosure, ProcessingActivity, Publication
from register.publications.shielding import record
from register.views import page_cache
from register.views.feeds import calendar
from tests.data import edit
from tests.register.versions_help import DECEMBER, MARCH, NOVEMBER, Clock, put, put_three, rename

ATOM = "{http://www.w3.org/2005/Atom}"
PAGE, FEED, ICS, VERSIONS = (
    "/demo/subverwerkers/",
    "/demo/subverwerkers.atom",
    "/demo/subverwerkers.ics",
    "/demo/versies.atom",
)
HOSTILE = "A & B, C; D\\E"


@pytest.fixture
def clock(monkeypatch) -> Clock:
    return Clock(monkeypatch)


def add(demo: Provider, name: str, **values: object) -> Recipient:
    """A company that processes data of the first activity."""
    row = Recipient.objects.create(
        provider=demo, key=name.lower()[:1], name=name, kind=RecipientKind.COMPANY, country="US"
    )
    activity = ProcessingActivity.objects.get(provider=demo, number="DM-01")
    known = {"role": LinkRole.SUBPROCESSOR, "transfer": Answer.YES, "mechanism": TransferMechanism.SCC}
    Disclosure.objects.create(provider=demo, activity=activity, recipient=row, **{**known, **values})
    return row


@pytest.fixture
def announced(demo, clock) -> Provider:
    """Since March with Wolk; Stroom comes in December; it is the twentieth of November."""
    add(demo, "Wolk")
    put(demo, MARCH)
    rename("Telefonie")
    put(demo, NOVEMBER)
    clock.day = date(2026, 11, 20)
    add(demo, HOSTILE)
    put(demo, DECEMBER, on=clock.day)
    return demo


def read(response) -> ET.Element:
    """A feed of ours."""
    return ET.fromstring(response.content)  # noqa: S314


def shield(number: int, reason: str) -> None:
    """Nobody reads this version any more."""
    row = Publication.objects.get(number=number)
    record(row, ShieldingDeed.SHIELD, reason=reason, author="b", now=timezone.now())


def entries(response) -> list[tuple[str, str]]:
    """Identifier and title of each entry of a feed."""
    found = read(response).findall(f"{ATOM}entry")
    return [(entry.findtext(f"{ATOM}id", ""), entry.findtext(f"{ATOM}title", "")) for entry in found]


def test_page_says_who_where_by_what_and_since_when(announced, client):
    text = client.get(PAGE).text
    assert re.findall(r"<h3>([^<]*)</h3>", text) == ["Vanaf 1 december 2026", "Wolk"]
    told = dict(re.findall(r"<dt>([^<]*)</dt><dd>([^<]*)</dd>", text))
    assert told["Rol"] == "Subverwerker"
    assert told["Waar"] == "Verenigde Staten"
    assert told["Doorgifte buiten Europa"] == "Standaardbepalingen van de Commissie (SCC)"
    assert told["Sinds"] == "versie 1, 12 maart 2026"
    assert told["Gegevens"]


def test_an_announced_change_says_day_and_where_to_object(announced, client):
    text = client.get(PAGE).text
    assert '<span class="tag">Toegevoegd</span> A &amp; B, C; D\\E</li>' in text
    assert "artikel 28 lid 2 AVG" in text


def test_an_announced_change_is_no_change_any_more_on_its_day(announced, client, clock):
    clock.day = DECEMBER
    page_cache.clear()
    text = client.get(PAGE).text
    assert re.findall(r"<h3>([^<]*)</h3>", text) == ["A &amp; B, C; D\\E", "Wolk"]
    assert b"VEVENT" not in client.get(ICS).content


def test_what_is_not_recorded_is_said_so(demo, client, clock):
    add(demo, "Wolk", transfer="", mechanism="")
    edit(Recipient.objects.filter(name="Wolk"), country="", kind=RecipientKind.CATEGORY)
    put(demo, MARCH)
    told = dict(re.findall(r"<dt>([^<]*)</dt><dd>([^<]*)</dd>", client.get(PAGE).text))
    assert told["Waar"] == told["Doorgifte buiten Europa"] == "niet vastgelegd"
    assert "Soort" not in told


def test_a_provider_without_any_says_so(demo, client, clock):
    Disclosure.objects.all().delete()
    put(demo, MARCH)
    assert "noemt geen bedrijven" in client.get(PAGE).text


def test_names_are_on_request_where_the_source_says_so(published, client):
    assert "De lijst met leveranciers vraagt u op via" in client.get("/teamtelefoon/subverwerkers/").text
    assert "vraagt u op" not in client.get("/telecom-service/subverwerkers/").text


def test_statement_leads_there_from_a_closed_part_only(announced, client):
    closed = re.findall(r"<details.*?</details>", client.get("/demo/").text, re.DOTALL)
    assert sum(f'href="{PAGE}"' in part for part in closed) == 1
    assert client.get("/demo/").text.count(f'href="{PAGE}"') == 1


def test_page_is_there_in_english(announced, client):
    text = client.get("/en/demo/subverwerkers/").text
    assert "Companies that process data for" in text
    assert "United States" in text


def test_feed_of_changes_keeps_its_identifiers(announced, client, clock):
    before = entries(client.get(FEED))
    assert [title for _, title in before] == [
        "Versie 3, geldig vanaf 1 december 2026",
        # What the company is used for got another name.
        "Versie 2, geldig vanaf 1 november 2026",
    ]
    summary = read(client.get(FEED)).find(f"{ATOM}entry/{ATOM}summary")
    assert summary.get("type") == "html"
    assert escape(HOSTILE) in summary.text
    clock.day = DECEMBER
    page_cache.clear()
    assert entries(client.get(FEED)) == before


def test_calendar_has_the_day_and_escapes_what_people_type(announced, client):
    response = client.get(ICS)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    lines = response.content.decode().replace("\r\n ", "").split("\r\n")
    assert "DTSTART;VALUE=DATE:20261201" in lines
    assert r"A & B\, C\; D\\E" in next(line for line in lines if line.startswith("DESCRIPTION:"))
    assert max(map(len, response.content.split(b"\r\n"))) <= 75


def test_no_text_makes_a_line_of_its_own():
    content = calendar([{"SUMMARY": "een\r\nATTENDEE:x\u2028BEGIN:y " + "é" * 90}])
    unfolded = content.decode().replace("\r\n ", "")
    assert unfolded.count("\r\n") == 7
    assert "ATTENDEE" not in {line.partition(":")[0] for line in unfolded.split("\r\n")}
    assert max(map(len, content.split(b"\r\n"))) <= 75


def test_feed_of_versions_is_newest_first_with_stable_identifiers(demo, client, clock):
    put_three(demo, clock)
    found = entries(client.get(VERSIONS))
    assert [title.partition(":")[0] for _, title in found] == ["Versie 3", "Versie 2", "Versie 1"]
    assert found[-1][0] == "tag:127.0.0.1,2026-03-12:demo/versies/1"
    clock.day = DECEMBER
    page_cache.clear()
    assert [name for name, _ in entries(client.get(VERSIONS))] == [name for name, _ in found]


@pytest.mark.parametrize("path", [PAGE, FEED, ICS, VERSIONS])
def test_each_is_for_everybody_kept_and_only_read(announced, client, path):
    response = client.get(path)
    assert response["Cache-Control"] == "public, max-age=60"
    assert not response.cookies
    assert client.get(path, headers={"If-None-Match": response["ETag"]}).status_code == 304
    assert client.post(path).status_code == 405
    page_cache.clear()
    assert client.get(path).content == response.content


@pytest.mark.parametrize("path", [PAGE, FEED, ICS, VERSIONS])
def test_without_a_version_in_force_there_is_nothing(demo, client, path, clock):
    clock.day = date(2026, 11, 20)
    put(demo, DECEMBER, on=clock.day)
    assert client.get(path).status_code == 404


def test_a_shielded_version_is_not_told_of(announced, client, clock):
    record(
        Publication.objects.get(number=3), ShieldingDeed.SHIELD, reason="Per ongeluk.", author="b", now=timezone.now()
    )
    page_cache.clear()
    assert "Toegevoegd" not in client.get(PAGE).text
    assert "VEVENT" not in client.get(ICS).text
    assert read(client.get(VERSIONS)).findtext(f"{ATOM}entry/{ATOM}summary") == "Per ongeluk."
    shield(2, "Ook.")
    page_cache.clear()
    assert client.get(PAGE).status_code == 410


@pytest.mark.parametrize("path", [PAGE, FEED, ICS, VERSIONS])
def test_it_asks_as_much_of_one_version_as_of_many(demo, client, clock, path):
    def asked() -> int:
        page_cache.clear()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    put(demo, MARCH)
    one = asked()
    for day in (date(2026, 4, 1), date(2026, 5, 1)):
        rename(f"Telefonie {day}")
        put(demo, day)
    clock.day = NOVEMBER
    assert asked() == one
