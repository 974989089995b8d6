"""The first start publishes what was taken over; every later start leaves it alone."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from providers.models import Provider, Service
from register import append_only, environment
from register.backups.writing import last_backup
from register.loading import Report
from register.management.commands import load_register, prepare_server
from register.models import ProcessingActivity, Publication, PublicationFile
from register.publications.verification import verify
from tests.data import PROVIDER_FILES, VOCABULARY, edit
from tests.register.published import FILES, go

ROOT = Path(__file__).resolve().parents[3]
FIVE = ["teamtelefoon", "telecom-service", "vcare", "voips", "vtel"]


@pytest.fixture(autouse=True)
def _quick(db, monkeypatch, settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    monkeypatch.setattr(prepare_server, "publication_files", lambda edition: FILES)


def versions() -> list:
    return list(Publication.objects.order_by("provider__slug", "number").values_list("provider__slug", "number"))


def test_an_empty_database_ends_with_version_one_of_all_five(capsys, monkeypatch, add_five):
    loaded = []

    def load(paths: list[Path], *, replace: bool) -> Report:
        # What these files hold is loaded once for all tests.
        loaded.extend(paths)
        add_five()
        return Report()

    monkeypatch.setattr(load_register, "load", load)
    call_command("prepare_server")
    assert loaded == [VOCABULARY, *PROVIDER_FILES]
    assert versions() == [(slug, 1) for slug in FIVE]
    assert {(made.note, made.explanation) for made in Publication.objects.all()} == {
        ("Overgenomen uit de bestaande verklaring.", "Overgenomen uit de bestaande verklaring; open punten staan erin.")
    }
    assert verify().difference == ""
    output = capsys.readouterr().out
    assert [line for line in output.splitlines() if line.startswith("Versie 1")] == [
        "Versie 1 van TeamTelefoon maken …",
        "Versie 1 van Telecom Service maken …",
        "Versie 1 van Vcare maken …",
        "Versie 1 van Voips maken …",
        "Versie 1 van Vtel telecom maken …",
    ]


def test_an_installation_from_before_is_upgraded_with_what_was_edited(five):
    edit(Service.objects.filter(provider__slug="voips"), name="Door iemand bewerkt")
    call_command("prepare_server")
    assert versions() == [(slug, 1) for slug in FIVE]
    assert "Door iemand bewerkt" in Publication.objects.get(provider__slug="voips").dossier


def test_starting_again_changes_nothing(capsys, demo):
    call_command("prepare_server")
    edit(Service.objects.all(), name="Een concept")
    before = list(Publication.objects.values()), list(PublicationFile.objects.values())
    capsys.readouterr()
    call_command("prepare_server")
    assert (list(Publication.objects.values()), list(PublicationFile.objects.values())) == before
    assert capsys.readouterr().out == f"{last_backup()}\n"


def test_a_provider_that_came_later_waits_for_its_officer(demo):
    go(demo)
    Provider.objects.create(slug="nieuw", name="Nieuw", prefix="NW")
    call_command("prepare_server")
    assert versions() == [("demo", 1)]


def test_stopped_halfway_nothing_is_stored_and_the_next_start_does_it_all(monkeypatch, demo):
    new = Provider.objects.create(slug="nieuw", name="Nieuw", prefix="NW")
    ProcessingActivity.objects.create(provider=new, number="NW-01", title="Bellen")
    with monkeypatch.context() as broken:
        made = iter([FILES])
        broken.setattr(prepare_server, "publication_files", lambda edition: next(made))
        with pytest.raises(StopIteration):
            call_command("prepare_server")
    assert versions() == []
    call_command("prepare_server")
    assert versions() == [("demo", 1), ("nieuw", 1)]


def test_a_provider_that_cannot_be_published_is_named_and_stops_nobody(monkeypatch, capsys, demo):
    monkeypatch.setattr(prepare_server, "NOTE", "")
    call_command("prepare_server")
    assert "Demo is niet gepubliceerd: Vertel klanten in één zin wat er verandert." in capsys.readouterr().err
    assert versions() == []


def test_the_triggers_are_there_after_the_first_start(demo):
    append_only.remove()
    call_command("prepare_server")
    assert append_only.missing_triggers() == []


def test_what_others_could_read_is_closed_at_the_start(settings, tmp_path, demo):
    made = [tmp_path / name for name in (".env", "db.sqlite3", "db.sqlite3-wal", "db.sqlite3-shm", "cache")]
    settings.BASE_DIR = tmp_path
    settings.DATABASE = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(tmp_path / "db.sqlite3")}
    settings.CACHES = {**settings.CACHES, "pdf": environment.cache(f"filecache://{tmp_path / 'cache'}")}
    for path in made[:-1]:
        path.touch(mode=0o644)
    made[-1].mkdir(mode=0o755)
    call_command("prepare_server")
    assert [oct(path.stat().st_mode & 0o777) for path in made] == ["0o600"] * 4 + ["0o700"]


def test_what_a_command_makes_is_for_its_owner_alone(tmp_path):
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3"}
    opened = "from django.db import connection; connection.ensure_connection()"
    subprocess.run([sys.executable, "manage.py", "shell", "-c", opened], cwd=ROOT, env=environment, check=True)
    assert [oct(path.stat().st_mode & 0o777) for path in tmp_path.glob("db.sqlite3")] == ["0o600"]
