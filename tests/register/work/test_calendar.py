"""The calendar file: readable by RFC 5545 whatever people type, with names that stay, for its owner alone."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from providers.models import Provider
from register.drafts.reviews import record_review
from register.drafts.teamwork import assign
from register.models import ProcessingActivity
from register.work.calendar import calendar
from register.work.items import Item
from tests.data import edit
from tests.register.versions_help import put

FILE = "/admin/mijn-werk/agenda.ics"
NOW = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
LINES = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=200)


def today():
    return timezone.localdate()


def events(text):
    """What a calendar program reads: properties of each event, unfolded and with their signs back."""
    assert text.endswith("END:VCALENDAR\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")
    lines = text.replace("\r\n ", "").split("\r\n")[:-1]
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    found = []
    for line in lines[4:-1]:
        name, mark, value = line.partition(":")
        assert mark, line
        if line == "BEGIN:VEVENT":
            found.append({})
        elif line != "END:VEVENT":
            found[-1][name] = re.sub(r"\\(.)", r"\1", value)
    return found


def item(where, name="Demo", due=date(2026, 12, 31)):
    return Item(Provider(slug="demo", name=name), "abc", "Controle", where, "/admin/", due, 1)


@given(LINES, LINES)
def test_whatever_people_type_is_one_line_of_words(where, name):
    [event] = events(calendar([item(where, name)], NOW))
    assert event["SUMMARY"] == " ".join(f"Controle: {name}, {where}".split())
    assert set(event) == {"UID", "DTSTAMP", "DTSTART;VALUE=DATE", "DTEND;VALUE=DATE", "SUMMARY", "URL", "TRANSP"}


def test_an_event_is_a_whole_day_and_what_has_no_day_is_none(settings):
    settings.SITE_URL = "https://register.voorbeeld.nl"
    [event] = events(calendar([item("DM-01"), item("DM-02", due=None)], NOW))
    assert event == {
        "UID": "abc@register.voorbeeld.nl",
        "DTSTAMP": "20261201T093000Z",
        "DTSTART;VALUE=DATE": "20261231",
        "DTEND;VALUE=DATE": "20270101",
        "SUMMARY": "Controle: Demo, DM-01",
        "URL": "https://register.voorbeeld.nl/admin/",
        "TRANSP": "TRANSPARENT",
    }


@pytest.mark.parametrize("typed", ["x\r\nEND:VEVENT\r\nBEGIN:VEVENT", "a;b,c\\n", "é" * 200, "👩‍👩‍👧" * 40, "\\"])
def test_hostile_words_stay_words(typed):
    [event] = events(calendar([item(typed)], NOW))
    assert event["SUMMARY"] == f"Controle: Demo, {' '.join(typed.split())}"


@pytest.fixture
def given_work(demo, officer):
    put(demo, today(), explanation="Volgt.")
    now = timezone.now()
    assign(demo, "", "activities:DM-01", person=officer.user, due=today() + timedelta(days=9), author="x", now=now)
    return demo


def read(person):
    return {event["SUMMARY"]: event for event in events(person.get(FILE).content.decode())}


def test_file_holds_own_work_and_the_first_control_that_nobody_has(officer, given_work):
    found = read(officer)
    assert list(found) == ["Controle: Demo, DM-01 Bellen", "Controle: Demo, DM-02 Beheer"]
    day = found["Controle: Demo, DM-01 Bellen"]["DTSTART;VALUE=DATE"]
    assert day == f"{today() + timedelta(days=9):%Y%m%d}"
    page = reverse("admin:register_processingactivity_change", args=[ProcessingActivity.objects.get(number="DM-01").pk])
    assert found["Controle: Demo, DM-01 Bellen"]["URL"].endswith(f"{page}#controle")


def test_the_same_thing_keeps_its_name_when_its_day_or_words_change(officer, given_work):
    before = read(officer)["Controle: Demo, DM-01 Bellen"]
    edit(ProcessingActivity.objects.filter(number="DM-01"), title="Anders")
    record_review(given_work, "x", timezone.now(), activity="DM-01")
    after = read(officer)["Controle: Demo, DM-01 Anders"]
    assert after["UID"] == before["UID"]
    assert after["DTSTART;VALUE=DATE"] > before["DTSTART;VALUE=DATE"]


def test_work_of_others_is_in_nobody_elses_file(officer, administrator, given_work):
    assert "Controle: Demo, DM-01 Bellen" not in read(administrator)


def test_file_is_for_who_is_signed_in_and_kept_by_no_cache(officer, auditor, visitor, given_work):
    answer = officer.get(FILE)
    assert (answer["Content-Type"], "no-store" in answer["Cache-Control"]) == ("text/calendar; charset=utf-8", True)
    assert [reader.get(FILE).status_code for reader in (auditor, visitor)] == [302, 302]
    assert officer.post(FILE).status_code == 405
