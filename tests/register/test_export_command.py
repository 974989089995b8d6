"""manage.py export: the same bytes as the address, or one clear sentence and no file."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from register.management.commands.export import write_whole
from tests.data import load_demo

from .versions_help import put, rename

AT = "2026-11-01T09:14"


@pytest.fixture
def demo(db):
    provider = load_demo()
    put(provider)
    rename("Anders")
    return provider


def export(*args: str, at: str = AT) -> None:
    call_command("export", *args, "--at", at)


@pytest.mark.parametrize("version", ["", "1", "concept"])
@pytest.mark.parametrize("form", ["pdf", "html", "json"])
def test_writes_what_the_address_gives(demo, auditor, tmp_path, form, version, monkeypatch):
    moment = timezone.make_aware(parse_datetime(AT))
    monkeypatch.setattr("register.views.auditor.timezone.now", lambda: moment)
    chosen = ["--version", version] if version else []
    export("register", "demo", "--format", form, *chosen, "--output", str(tmp_path / "uit"))
    path = "/register/demo/" if form == "html" else f"/register/demo/register.{form}"
    assert (tmp_path / "uit").read_bytes() == auditor.get(f"{path}?versie={version}").content
    assert [file.name for file in tmp_path.iterdir()] == ["uit"]


@pytest.mark.parametrize(
    ("form", "version", "path"),
    [
        ("html", "", "/demo/"),
        ("html", "1", "/demo/versies/1/"),
        ("html", "2", "/demo/versies/2/"),
        ("html", "concept", "/register/demo/concept/"),
        ("pdf", "1", "/demo/versies/1/verklaring.pdf"),
        ("json", "1", "/demo/versies/1/verklaring.json"),
        ("json", "", "/demo/verklaring.json"),
    ],
)
def test_statement_is_that_of_the_address(demo, auditor, tmp_path, form, version, path):
    put(demo)
    now = timezone.localtime().isoformat()
    export("statement", "demo", "--format", form, "--version", version, "--output", str(tmp_path / "uit"), at=now)
    assert (tmp_path / "uit").read_bytes() == auditor.get(path).content


def test_never_published_names_the_draft(db, tmp_path):
    load_demo()
    with pytest.raises(CommandError, match="kies --version concept"):
        export("register", "demo", "--format", "json", "--output", str(tmp_path / "uit"))


def test_dash_is_the_output_itself(demo, capfdbinary):
    export("statement", "demo", "--format", "json", "--output", "-")
    assert json.loads(capfdbinary.readouterr().out)["kind"] == "statement"


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["register", "demo", "--format", "xlsx"], "register bestaat nog niet als xlsx; wel als html, json, pdf."),
        (["register", "weg", "--format", "json"], "Er is geen aanbieder weg."),
        (["register", "demo", "--format", "json", "--version", "2"], "Versie 2 van demo bestaat niet"),
        (["register", "demo", "--format", "pdf", "--role", "verwerker"], "De pdf is altijd het hele register"),
        (
            ["statement", "demo", "--format", "json", "--role", "verwerker"],
            "Een rol kiezen kan alleen bij het register",
        ),
    ],
)
def test_refusals_name_the_reason_and_leave_no_file(demo, tmp_path, args, message):
    with pytest.raises(CommandError, match=message) as error:
        export(*args, "--output", str(tmp_path / "uit"))
    assert error.value.returncode == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("at", ["gisteren", "2026-13-45T99:99"])
def test_a_moment_has_to_be_one(demo, tmp_path, at):
    with pytest.raises(CommandError, match="is geen moment"):
        export("register", "demo", "--format", "json", "--output", str(tmp_path / "uit"), at=at)


def test_a_folder_that_is_not_there(demo, tmp_path):
    with pytest.raises(CommandError, match="Niet geschreven"):
        export("register", "demo", "--format", "json", "--output", str(tmp_path / "weg" / "uit"))


def test_a_failure_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "uit"
    path.write_bytes(b"oud")
    monkeypatch.setattr("pathlib.Path.replace", lambda self, target: (_ for _ in ()).throw(OSError("vol")))
    with pytest.raises(OSError, match="vol"):
        write_whole(path, b"nieuw")
    assert path.read_bytes() == b"oud"
    assert [file.name for file in tmp_path.iterdir()] == ["uit"]
