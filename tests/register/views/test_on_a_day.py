"""The register "as it was on" a day: the version in force then, or the draft as it stood when that day ended."""

import json
import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from providers.models import Provider, Service
from register.choices import PublicationKind, ShieldingDeed
from register.documents import files
from register.models import DocumentTask, Publication
from register.publications.on_a_day import choose_on
from register.publications.shielding import record
from register.wording import date_words
from tests import prepared
from tests.data import edit, load_demo
from tests.register.versions_help import put, rename

FACES = ("", "register.pdf", "register.json", "verwerkingen/DM-01/")
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def noon(days: int) -> datetime:
    return datetime.combine(ago(days), time(12), AMSTERDAM)


def edit_at(moment: datetime, make: Callable[[], object]) -> None:
    """Do something as if it were this moment."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", lambda: moment)
        make()


def _make() -> None:
    edit_at(noon(25), load_demo)
    edit_at(noon(25), lambda: rename("Een"))
    demo = Provider.objects.get()
    put(demo, ago(20))
    edit_at(noon(10), lambda: rename("Twee"))
    put(demo, ago(5))
    rename("Drie")


@pytest.fixture
def demo(db):
    """Named Een, ten days ago Twee and today Drie; two versions, of twenty and of five days ago."""
    prepared.again("days", _make)
    return Provider.objects.get()


def name_in(client, address: str) -> str:
    return client.get(f"/register/demo/register.json{address}").json()["dossier"]["services"][0]["name"]


def test_the_version_is_the_one_that_was_in_force_then(demo, auditor):
    days = (20, 6, 5, 1, 0)
    found = [auditor.get(f"/register/demo/register.json?op={ago(day)}").json()["version"] for day in days]
    assert found == [1, 1, 2, 2, 2]


def test_the_draft_is_the_one_at_the_end_of_that_day(demo, auditor):
    days = (25, 11, 10, 9, 1, 0)
    found = [name_in(auditor, f"?versie=concept&op={ago(day)}") for day in days]
    assert found == ["Een", "Een", "Twee", "Twee", "Twee", "Drie"]


def test_a_day_ends_at_midnight_in_amsterdam(demo, auditor):
    midnight = datetime.combine(ago(1), time(), AMSTERDAM)
    for seconds, name in ((1, "Net daarna"), (-1, "Net daarvoor")):
        edit_at(midnight + timedelta(seconds=seconds), partial(rename, name))
    # The later record of the two is of the earlier day.
    assert name_in(auditor, f"?versie=concept&op={ago(2)}") == "Net daarvoor"
    edit_at(midnight + timedelta(seconds=1), partial(rename, "Erna"))
    assert name_in(auditor, f"?versie=concept&op={ago(2)}") == "Net daarvoor"


def test_each_face_says_what_it_shows(demo, auditor):
    day, words = ago(12), date_words(ago(12))
    for place in ("", "verwerkingen/DM-01/"):
        version = auditor.get(f"/register/demo/{place}?op={day}").text
        draft = auditor.get(f"/register/demo/{place}?versie=concept&op={day}").text
        assert f"Versie 1, van kracht op {words}." in version
        assert f"Concept zoals het op {words} was." in draft
    content = auditor.get(f"/register/demo/register.json?versie=concept&op={day}").json()
    assert (content["version"], content["as_of"]) == ("concept", day.isoformat())
    answer = auditor.get(f"/register/demo/register.pdf?versie=concept&op={day}")
    assert f"register-demo-concept-{day}.pdf" in answer.headers["Content-Disposition"]
    from tests.register.pdf_reader import Reader

    assert f"Concept zoals het op {words} was" in Reader(answer.content).text(0)


def test_nothing_is_said_without_a_day(demo, auditor):
    for address in ("", "?versie=1", "?versie=concept", "?op=", "?versie=&op="):
        text = auditor.get(f"/register/demo/{address}").text
        assert "van kracht op" not in text
        assert "zoals het op" not in re.sub(r"<dd>.*?</dd>", "", text)


def test_the_file_of_a_version_is_the_one_that_was_sealed(demo, auditor):
    assert auditor.get(f"/register/demo/register.pdf?op={ago(12)}").content == b"register.pdf REG-DM-1"


@pytest.mark.parametrize("version", ["", "concept"])
def test_links_of_a_day_stay_on_that_day(demo, auditor, version):
    asked = f"versie={version}&amp;op={ago(12)}" if version else f"op={ago(12)}"
    text = auditor.get(f"/register/demo/?versie={version}&op={ago(12)}").text
    hrefs = re.findall(r'href="(/register/demo/(?:register\.pdf|register\.json|verwerkingen/[^?]*)\?[^"#]*)"', text)
    kinds = {href for href in hrefs if "versie=" not in href or "concept" in href}
    assert {href.partition("?")[2] for href in kinds} == {asked}
    activity = auditor.get(f"/register/demo/verwerkingen/DM-01/?versie={version}&op={ago(12)}").text
    assert f"/register/demo/verwerkingen/DM-02/?{asked}" in activity


def test_the_form_keeps_what_was_asked(demo, auditor):
    text = auditor.get(f"/register/demo/?versie=concept&op={ago(12)}").text
    assert f'<input type="date" name="op" value="{ago(12)}"' in text
    assert '<option value="concept" selected>' in text
    narrowed = auditor.get(f"/register/demo/?versie=concept&op={ago(12)}&rol=onbekend").text
    assert f"Concept zoals het op {date_words(ago(12))} was." in narrowed
    assert 'id="DM-01"' not in narrowed


NO_VERSION = (
    "Op 1 januari 2001 was nog geen versie van kracht. De eerste geldt vanaf {version}. "
    "Kies een andere dag, of het concept zoals het toen was."
)
NO_DRAFT = "Op 1 januari 2001 stond deze aanbieder nog niet in het register. De eerste dag die u kunt kiezen is {fact}."


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("op=31-12-2026", "Dag: “31-12-2026” is geen datum; schrijf bijvoorbeeld 2026-12-01."),
        ("op=2026-02-31", "Dag: “2026-02-31” is geen datum; schrijf bijvoorbeeld 2026-12-01."),
        ("op=%3Cb%3E", "Dag: “&lt;b&gt;” is geen datum; schrijf bijvoorbeeld 2026-12-01."),
        ("op=2999-01-01", "Dag: 1 januari 2999 ligt in de toekomst; kies een dag tot en met vandaag, {today}."),
        ("op=1899-12-31", "Dag: kies een dag van 1 januari 1900 tot en met 31 december {year}, niet 31 december 1899."),
        ("op=0001-01-01", "Dag: kies een dag van 1 januari 1900 tot en met 31 december {year}, niet 1 januari 0001."),
        ("op=2001-01-01", NO_VERSION),
        ("versie=concept&op=2001-01-01", NO_DRAFT),
        ("versie=1&op=2026-01-01", "Kies een dag of het nummer van een versie, niet allebei."),
    ],
)
@pytest.mark.parametrize("face", FACES)
def test_what_cannot_be_is_said_and_kept(demo, auditor, face, address, message):
    answer = auditor.get(f"/register/demo/{face}?{address}")
    known = {"today": ago(0), "version": ago(20), "fact": ago(25)}
    words = {name: date_words(day) for name, day in known.items()}
    assert answer.status_code == 400
    assert message.format(**words, year=ago(0).year + 1) in answer.text
    typed = address.partition("op=")[2].replace("%3Cb%3E", "&lt;b&gt;")
    assert f'<input type="text" name="op" value="{typed}"' in answer.text
    assert ('<option value="concept" selected>' in answer.text) == ("concept" in address)


def test_without_a_version_the_draft_is_offered(auditor, vocabulary):
    load_demo()
    answer = auditor.get(f"/register/demo/?op={ago(0)}")
    assert "Er is er nog geen gepubliceerd. Kies een andere dag, of het concept" in answer.text
    assert auditor.get(f"/register/demo/?versie=concept&op={ago(0)}").status_code == 200


def test_a_day_of_a_withdrawal_says_so(demo, auditor):
    put(demo, ago(3), kind=PublicationKind.WITHDRAWAL, note="Gestopt.")
    words = date_words(ago(2))
    told = f"Op {words} was dit register ingetrokken, met versie 3. Dit is versie 2, van daarvoor."
    assert told in auditor.get(f"/register/demo/?op={ago(2)}").text


@pytest.mark.parametrize("face", FACES)
def test_a_shielded_version_stays_hidden(demo, auditor, face):
    version = Publication.objects.get(number=1)
    record(version, ShieldingDeed.SHIELD, reason="Een naam.", author="beheerder", now=timezone.now())
    answer = auditor.get(f"/register/demo/{face}?op={ago(12)}")
    assert answer.status_code == 410
    assert "Een naam." in answer.text


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("version", ["", "concept"])
def test_only_who_reads_registers_may(demo, visitor, signed_in_stranger, officer, auditor, face, version):
    address = f"/register/demo/{face}?versie={version}&op={ago(12)}"
    found = [client.get(address).status_code for client in (visitor, signed_in_stranger, officer, auditor)]
    assert found == [302, 403, 200, 200]
    assert auditor.post(address).status_code == 405


@pytest.mark.parametrize("version", ["", "concept"])
def test_one_change_costs_as_many_queries_as_many(demo, auditor, version):
    address = f"/register/demo/?versie={version}&op={ago(12)}"

    def queries() -> int:
        auditor.get(address)
        with CaptureQueriesContext(connection) as found:
            assert auditor.get(address).status_code == 200
        return len(found)

    few = queries()
    for number in range(20):
        edit(Service.objects.all(), description=f"Uitleg {number}")
        edit_at(noon(8), partial(edit, Service.objects.all(), description=f"Toen {number}"))
    assert queries() == few


@pytest.mark.parametrize("version", ["", "concept"])
@pytest.mark.parametrize("form", ["html", "pdf", "json"])
def test_export_gives_the_same_bytes(demo, auditor, tmp_path, version, form):
    day, path = ago(12).isoformat(), tmp_path / "uit"
    options = ["--format", form, "--version", version, "--at", day, "--output", str(path)]
    call_command("export", "register", "demo", *options)
    face = "" if form == "html" else f"register.{form}"
    assert path.read_bytes() == auditor.get(f"/register/demo/{face}?versie={version}&op={day}").content


def test_export_refuses_in_the_same_words(demo, tmp_path):
    options = ["--format", "json", "--version", "concept", "--at", "2001-01-01", "--output", str(tmp_path / "uit")]
    with pytest.raises(CommandError, match="--at: Op 1 januari 2001 stond deze aanbieder nog niet in het register"):
        call_command("export", "register", "demo", *options)


def test_a_long_draft_of_a_day_waits_in_the_queue_under_its_own_day(demo, auditor, monkeypatch):
    monkeypatch.setitem(files.LONG_FROM, ("register", "pdf"), 1)
    # The same facts on both days.
    for day in (8, 7, 8):
        answer = auditor.get(f"/register/demo/register.pdf?versie=concept&op={ago(day)}")
        assert (answer.status_code, answer.headers["Location"][:16]) == (303, "/register/taken/")
    made = [json.loads(bytes(task.edition))["made_at"][:10] for task in DocumentTask.objects.order_by("pk")]
    assert made == [ago(8).isoformat(), ago(7).isoformat()]


def test_today_is_the_draft_of_now(demo, auditor):
    now, day = timezone.now(), ago(0).isoformat()
    assert choose_on(demo.pk, "concept", day, now).edition.made_at == timezone.localtime(now)
