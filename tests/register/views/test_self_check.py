"""The page of the self-check: who may read it, what it costs, and where its links lead."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from register.article30 import article30
from register.choices import ShieldingDeed
from register.models import ProcessingActivity, Publication, PurposeRow
from register.publications.editions import choose
from register.publications.shielding import record
from tests.data import FIVE, edit
from tests.register.versions_help import put

DRAFT = "/register/demo/zelfcheck/?versie=concept"
PAGE = "/register/demo/zelfcheck/"


@pytest.fixture
def demo(demo):
    put(demo)
    return demo


@pytest.mark.parametrize("address", [PAGE, DRAFT])
def test_only_who_reads_registers_may(demo, visitor, signed_in_stranger, officer, auditor, address):
    found = [client.get(address).status_code for client in (visitor, signed_in_stranger, officer, auditor)]
    assert found == [302, 403, 200, 200]
    assert auditor.post(address).status_code == 405
    answer = auditor.get(address)
    assert "script-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/register/weg/zelfcheck/", 404),
        (f"{PAGE}?versie=1", 200),
        (f"{PAGE}?versie=2", 404),
        (f"{PAGE}?op=2999-01-01", 400),
        (f"{PAGE}?versie=concept&op={timezone.localdate()}", 200),
    ],
)
def test_addresses(demo, auditor, address, status):
    assert auditor.get(address).status_code == status


def test_a_shielded_version_stays_hidden(demo, auditor):
    version = Publication.objects.get()
    record(version, ShieldingDeed.SHIELD, reason="Een naam.", author="beheerder", now=timezone.now())
    assert auditor.get(f"{PAGE}?versie=1").status_code == 410


def test_the_register_leads_to_it_for_the_same_version(demo, auditor):
    for address in ("versie=1", "versie=concept", f"versie=concept&op={timezone.localdate()}"):
        text = auditor.get(f"/register/demo/?{address}").text
        (found,) = re.findall(r'href="(/register/demo/zelfcheck/[^"]*)"', text)
        assert found == f"{PAGE}?{address.replace('&', '&amp;')}"


def test_officers_get_the_field_and_auditors_the_words(demo, officer, auditor):
    found = re.findall(r'href="(/admin/[^"]+)"', officer.get(DRAFT).text)
    assert len(found) > 10
    for address in set(found):
        path, _, field = address.replace("&amp;", "&").partition("#")
        form = officer.get(path)
        assert form.status_code == 200, address
        assert not field or f'id="{field}"' in form.text, address
    assert "/admin/" not in auditor.get(DRAFT).text
    words = [re.sub(r"<[^>]+>", "", client.get(DRAFT).text).split() for client in (officer, auditor)]
    assert words[0] == words[1]


@pytest.mark.parametrize("slug", FIVE)
@pytest.mark.parametrize("version", ["1", "concept"])
def test_places_in_the_statement_are_on_its_page(published, auditor, slug, version):
    text = auditor.get(f"/register/{slug}/zelfcheck/?versie={version}").text
    links = set(re.findall(r'In de verklaring: <a href="([^"#]+)#([^"]+)">([^<]+)</a>', text))
    assert len(links) >= 4
    (address,) = {address for address, _, _ in links}
    page = auditor.get(address).text
    for _, anchor, heading in links:
        assert re.search(rf'<h2 id="{anchor}">{re.escape(heading)}</h2>', page), anchor


def test_people_read_the_version_of_the_check(demo, auditor):
    assert 'href="/demo/versies/1/#rechten"' in auditor.get(PAGE).text
    assert 'href="/register/demo/concept/#rechten"' in auditor.get(DRAFT).text
    day = timezone.localdate()
    assert f'href="/register/demo/concept/?op={day}#rechten"' in auditor.get(f"{DRAFT}&op={day}").text


def test_what_people_type_is_escaped(demo, officer):
    edit(ProcessingActivity.objects.filter(number="DM-01"), title="<b>Bellen</b>", transfer="ja")
    assert "<b>Bellen" not in officer.get(DRAFT).text


def test_more_activities_cost_no_more_queries(demo, officer):
    counts = []
    for until in (5, 40):
        for number in range(ProcessingActivity.objects.count() + 1, until + 1):
            activity = ProcessingActivity.objects.create(provider=demo, number=f"DM-{number:02d}", title="Meer")
            PurposeRow.objects.create(activity=activity, key="doel", name="Doel")
        officer.get(DRAFT)
        with CaptureQueriesContext(connection) as queries:
            assert officer.get(DRAFT).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_annex_of_the_register_says_the_same(demo, auditor):
    choice = choose(demo.pk, "1", day=timezone.localdate(), moment=timezone.now())
    annex = article30(choice.edition).annexes[-1]
    assert annex.title == "Zelfcheck van artikel 12 tot en met 14 AVG"
    text = auditor.get(f"{PAGE}?versie=1").text
    shown = re.findall(r"<dt>([^<]+)<small>([^<]+)</small></dt>", text)
    rows = [row for table in annex.tables for row in table.rows]
    assert [row.label for row in rows] == [title for title, _ in shown]
    states = re.findall(r"<(?:strong|span class=\"gap\")>(Vastgelegd|Open|Niet van toepassing)<", text)
    assert [re.match("Vastgelegd|Open|Niet van toepassing", row.text)[0] for row in rows] == states
