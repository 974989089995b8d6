"""Proof in a box: complete, the same for the same facts, and nothing in it that nobody may read."""

import csv
import io
import json
import tracemalloc
import zipfile
from datetime import date, timedelta
from hashlib import sha256

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from providers.facts.recording import one_change
from providers.models import Service
from register.choices import FileKind, ShieldingDeed
from register.documents.as_json import register_json
from register.documents.files import document
from register.drafts.decisions import decide
from register.drafts.findings import draft_findings
from register.evidence import box
from register.evidence.archive import MANIFEST
from register.evidence.box import make_box, packed, unpacked, work_out
from register.evidence.edits import WITHHELD, Period
from register.models import Publication
from register.publications.editions import choose
from register.publications.publishing import add_file, publish
from register.publications.shielding import record
from tests.data import edit
from tests.register.evidence.boxes import box_of, files_of, pack, unpack, verify
from tests.register.published import NOW, TODAY, go, order
from tests.register.versions_help import files, rename

SECRET = "Jan Jansen uit Urk"
EVERYTHING = Period()
OF_A_VERSION = [
    *("bevindingen.csv", "bevindingen.json", "register.json", "register.pdf"),
    *("verklaring.json", "verklaring.pdf", "verzegeld.json"),
]
ALWAYS = [
    *("LEESMIJ.txt", "concept/bevindingen.csv", "concept/bevindingen.json", "controleer.py"),
    *("geschiedenis/wijzigingen.csv", "geschiedenis/wijzigingen.json", "manifest-sha256.txt"),
]


@pytest.fixture
def two(demo):
    """The small provider in two versions."""
    go(demo)
    rename("Anders")
    go(demo)
    return demo


@pytest.fixture
def shielded(demo):
    """Three versions; what the second says nobody may read, and it was taken out again."""

    def put(**values):
        today = timezone.localdate()
        publish(order(demo, valid_from=today, **values), now=timezone.now(), today=today, render=files)

    put()
    with one_change("officer"):
        rename(SECRET)
    put(note=f"Nieuw: {SECRET}.", explanation=SECRET)
    record(Publication.objects.get(number=2), ShieldingDeed.SHIELD, reason="Een naam.", author="beheerder", now=NOW)
    with one_change("officer"):
        rename("Bellen")
    put(note="Hersteld.")
    with one_change("officer"):
        rename("Bellen en meer")
    return demo


def test_it_verifies_unpacked_and_as_it_is(two, tmp_path):
    files = files_of(two)
    folder = unpack(files, tmp_path / "uit")
    (tmp_path / "dossier.zip").write_bytes(box_of(two))
    results = [verify(target, folder / "controleer.py") for target in (folder, tmp_path / "dossier.zip")]
    assert results[0] == results[1]
    status, text = results[0]
    assert status == 0
    last = Publication.objects.get(number=2)
    assert text.splitlines() == [
        f"GOED alle {len(files)} bestanden staan met hun SHA-256 in het manifest en zijn wat ze waren",
        "GOED versie 1: zegel, vingerafdrukken en bestanden kloppen",
        "GOED versie 2: zegel, vingerafdrukken en bestanden kloppen",
        f"NB   laatste zegel {last.seal}; vergelijk dat met 'http://127.0.0.1:8000/controle/?nummer=REG-DM-2'",
        f"NB   SHA-256 van het manifest {sha256(files[MANIFEST]).hexdigest()}",
        "     ALLES KLOPT.",
    ]


def test_everything_is_in_it_and_nothing_else(two):
    versions = [f"versies/{number:04}/{name}" for number in (1, 2) for name in OF_A_VERSION]
    assert sorted(files_of(two)) == sorted([*ALWAYS, *versions, "schema/dossier-1.json", "zegels.json"])


def test_what_was_sealed_is_in_it_byte_for_byte(two):
    files = files_of(two)
    for publication in Publication.objects.all():
        of = {name: files[f"versies/{publication.number:04}/{name}"] for name in OF_A_VERSION}
        assert of["register.json"] == publication.dossier.encode()
        assert of["bevindingen.json"] == publication.findings.encode()
        hashes = {name: sha256(content).hexdigest() for name, content in of.items()}
        assert hashes["verzegeld.json"] == publication.seal
        assert hashes["verklaring.json"] == publication.statement_fingerprint
        assert {file.kind: hashes[file.kind] for file in publication.files.all()} == json.loads(publication.file_hashes)


def test_the_facts_are_those_of_the_download(two):
    made = json.loads(register_json(choose(two.pk, "1", day=TODAY, moment=NOW).edition))
    assert json.loads(files_of(two)["versies/0001/register.json"]) == made["dossier"]


def test_the_same_facts_give_the_same_bytes(two, monkeypatch):
    first = make_box(two, EVERYTHING, work_out(two, EVERYTHING, TODAY))
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(days=3, hours=5))
    second = make_box(two, EVERYTHING, unpacked(packed(work_out(two, EVERYTHING, TODAY + timedelta(days=3)))))
    assert (first.name, first.manifest) == (second.name, second.manifest)
    assert first.file.read() == second.file.read()


def test_a_new_version_changes_no_file_of_the_one_before(two):
    before = files_of(two)
    rename("Nog iets anders")
    go(two)
    after = files_of(two)
    assert {name for name in before if before[name] != after[name]} == {
        *("LEESMIJ.txt", "zegels.json", "manifest-sha256.txt"),
        *("geschiedenis/wijzigingen.csv", "geschiedenis/wijzigingen.json"),
    }


def test_dates_in_the_zip_are_those_of_what_happened(two):
    with make_box(two, EVERYTHING, work_out(two, EVERYTHING, TODAY)).file as file:
        infos = zipfile.ZipFile(file).infolist()
    made = timezone.localtime(NOW).timetuple()[:6]
    assert {info.date_time for info in infos if info.filename.startswith("versies/")} == {tuple(made)}


def test_a_provider_without_versions(demo, tmp_path):
    files = files_of(demo)
    assert sorted(files) == sorted([*ALWAYS, "zegels.json"])
    assert "Er is nog niets gepubliceerd" in files["LEESMIJ.txt"].decode()
    status, text = verify(unpack(files, tmp_path))
    assert (status, text.splitlines()[-1]) == (0, "     ALLES KLOPT.")


def test_the_readme_begins_with_the_answer(two, monkeypatch):
    lines = files_of(two)["LEESMIJ.txt"].decode().splitlines()
    assert lines[0] == "DOSSIER ALS BEWIJS: DEMO"
    assert lines[3].startswith("JA. Toen dit dossier werd gemaakt, heeft de installatie 2 versies")
    assert max(map(len, lines)) <= 80


def test_the_readme_begins_with_what_is_wrong(two, monkeypatch):
    found = box.verify(only=two)
    found.difference = "demo, versie 2: het zegel klopt niet."
    monkeypatch.setattr(box, "verify", lambda only: found)
    lines = files_of(two)["LEESMIJ.txt"].decode().splitlines()
    assert lines[3].startswith("NEE. ")
    assert "demo, versie 2: het zegel klopt niet." in " ".join(lines[3:6])


def test_findings_of_now_and_of_then_with_their_decisions(demo):
    finding = next(item for item in draft_findings(demo.pk, TODAY) if item.severity != "fout")
    decide(finding, demo, "=1+1 mag zo blijven.", "officer", NOW)
    go(demo)
    files = files_of(demo)
    for name in ("concept/bevindingen", "versies/0001/bevindingen"):
        found = json.loads(files[f"{name}.json"])["findings"]
        decided = [item["decision"] for item in found if item["decision"]]
        assert [(item["reason"], item["by"]) for item in decided] == [("=1+1 mag zo blijven.", "officer")]
        rows = list(csv.DictReader(io.StringIO(files[f"{name}.csv"].decode("utf-8-sig")), delimiter=";"))
        assert len(rows) == len(found)
        # A spreadsheet does not run it.
        assert [row["besluit"] for row in rows if row["door"]] == ["'=1+1 mag zo blijven."]
    assert json.loads(files["versies/0001/verzegeld.json"])["explanation"] == "Volgt."


# History


def edits_in(files):
    return json.loads(files["geschiedenis/wijzigingen.json"])


def test_who_changed_which_field_of_which_row_when(demo):
    with one_change("officer"):
        edit(Service.objects.filter(name="Bellen"), name="=HYPERLINK(1)")
    files = files_of(demo)
    last = edits_in(files)[-1]
    assert (last["author"], last["rows"]) == (
        "officer",
        [
            {
                "kind": "dienst",
                "name": "=HYPERLINK(1)",
                "deed": "gewijzigd",
                "fields": [{"label": "naam", "was": "Bellen", "now": "=HYPERLINK(1)"}],
            }
        ],
    )
    rows = list(csv.reader(io.StringIO(files["geschiedenis/wijzigingen.csv"].decode("utf-8-sig")), delimiter=";"))
    assert rows[-1][1:8] == ["officer", "dienst", "'=HYPERLINK(1)", "gewijzigd", "naam", "Bellen", "'=HYPERLINK(1)"]
    assert sum(max(len(row["fields"]), 1) for item in edits_in(files) for row in item["rows"]) == len(rows) - 1


def test_deleted_rows_stay_in_the_history(demo):
    with one_change("officer"):
        Service.objects.order_by("pk").last().delete()
    assert "verwijderd" in [row["deed"] for row in edits_in(files_of(demo))[-1]["rows"]]


def test_history_of_a_period(demo):
    rename("Anders")
    today = timezone.localdate()
    day = timedelta(days=1)
    every = edits_in(files_of(demo))
    assert edits_in(files_of(demo, Period(today, today))) == every
    assert edits_in(files_of(demo, Period(today + day, None))) == []
    assert edits_in(files_of(demo, Period(None, today - day))) == []


@pytest.mark.parametrize(
    ("period", "key", "words"),
    [
        (Period(), "", "alles wat is vastgelegd"),
        (Period(date(2026, 1, 2), None), "20260102-heden", "vanaf 2 januari 2026"),
        (Period(None, date(2026, 1, 2)), "begin-20260102", "tot en met 2 januari 2026"),
        (
            Period(date(2026, 1, 2), date(2026, 3, 4)),
            "20260102-20260304",
            "vanaf 2 januari 2026 tot en met 4 maart 2026",
        ),
    ],
)
def test_a_period_has_a_key_and_words(period, key, words):
    assert (period.key, str(period)) == (key, words)
    assert Period.of_key(key) == Period.asked(period.query) == period


# What nobody may read


def test_nothing_of_a_shielded_version_is_in_it(shielded, tmp_path):
    files = files_of(shielded)
    assert {name for name, content in files.items() if SECRET.encode() in content} == set()
    assert sorted(name for name in files if name.startswith("versies/0002/")) == ["versies/0002/afscherming-1.json"]
    # The register of the version after it tells what was in it.
    assert "versies/0003/register.pdf" not in files
    status, text = verify(unpack(files, tmp_path))
    assert status == 0
    assert "GOED versie 2: afgeschermd; haar zegel is dat van de afscherming" in text
    assert "NB   versie 3: 'register.pdf' zit er niet in." in text


def test_the_readme_says_what_stays_out_and_why(shielded):
    text = " ".join(files_of(shielded)["LEESMIJ.txt"].decode().split())
    assert "Reden: Een naam. Haar inhoud zit niet in dit dossier; haar zegel wel." in text
    assert "Zonder register.pdf. Noemt wat er veranderde sinds een versie die is afgeschermd." in text


def test_history_around_a_shielded_version_says_who_and_when_only(shielded):
    names = [
        [(row["name"], field["was"], field["now"]) for row in item["rows"] for field in row["fields"]]
        for item in edits_in(files_of(shielded))[-3:]
    ]
    hidden = [(WITHHELD, WITHHELD, WITHHELD)]
    assert names == [hidden, hidden, [("Bellen en meer", "Bellen", "Bellen en meer")]]


def test_a_version_that_was_opened_again_is_whole(shielded, tmp_path):
    record(Publication.objects.get(number=2), ShieldingDeed.READ, reason="Kijken.", author="beheerder", now=NOW)
    record(Publication.objects.get(number=2), ShieldingDeed.OPEN, reason="Mag toch.", author="beheerder", now=NOW)
    files = files_of(shielded)
    assert "versies/0002/register.json" in files
    assert "versies/0003/register.pdf" in files
    assert verify(unpack(files, tmp_path))[0] == 0


# Size


def test_as_many_queries_for_one_version_as_for_five(demo):
    go(demo)
    files_of(demo)
    worked = work_out(demo, EVERYTHING, TODAY)

    def asked():
        with CaptureQueriesContext(connection) as found:
            make_box(demo, EVERYTHING, worked).file.close()
        return len(found)

    with_one = asked()
    for name in "abcd":
        rename(name)
        go(demo)
    assert asked() == with_one


def test_one_file_is_in_memory_at_a_time(demo):
    size = 4 * 2**20
    for number in range(5):
        rename(f"Naam {number}")
        content = {kind: bytes([number]) * size for kind in FileKind}
        go(demo, render=lambda edition, content=content: content)
    worked = work_out(demo, EVERYTHING, TODAY)
    tracemalloc.start()
    try:
        with make_box(demo, EVERYTHING, worked).file as file:
            length = file.seek(0, 2)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert length > 10 * size
    assert peak < 4 * size


# Names


def test_names_that_people_typed_are_in_no_path(demo, tmp_path):
    edit(Service.objects.all(), name="../../etc/passwd")
    edit(type(demo).objects.filter(pk=demo.pk), name="..\\..\\C:")
    demo.refresh_from_db()
    go(demo)
    made = make_box(demo, EVERYTHING, work_out(demo, EVERYTHING, TODAY))
    assert made.name.startswith("dossier-demo-")
    with made.file as file:
        names = zipfile.ZipFile(file).namelist()
    assert [name for name in names if ".." in name or name.startswith("/") or "\\" in name] == []
    assert verify(pack(files_of(demo), tmp_path / "d.zip"))[0] == 0


def test_a_register_that_was_made_later_is_in_it_without_a_seal(demo, tmp_path):
    published = go(demo, render=lambda edition: {FileKind.STATEMENT_PDF: b"verklaring"})
    assert "versies/0001/register.pdf" not in files_of(demo)
    assert "Zonder register.pdf. Is nog niet gemaakt." in files_of(demo)["LEESMIJ.txt"].decode()
    add_file(published, FileKind.REGISTER_PDF, b"register", NOW)
    files = files_of(demo)
    assert files["versies/0001/register.pdf"] == b"register"
    status, text = verify(unpack(files, tmp_path))
    assert status == 0
    assert "NB   versie 1: 'register.pdf' is na het publiceren gemaakt" in text
    assert document("register", "pdf", choose(demo.pk, "1", day=TODAY, moment=NOW)).content == b"register"
