"""manage.py export: the same bytes as the address, or one clear sentence and no file."""

import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command, load_command_class
from django.utils import timezone

from providers.models import Provider
from register.documents import files
from register.dossier import fingerprint, live_dossier
from register.drafts.decisions import decide, take_back
from register.drafts.findings import draft_findings
from register.drafts.reviews import record_review
from register.management.commands.export import write_whole
from tests.data import load_demo
from tests.register.versions_help import put, rename

AT = "2026-11-01T09:14"
NEXT = timezone.localdate().year + 1


@pytest.fixture
def demo(demo):
    put(demo)
    rename("Anders")
    return demo


def export(*args: str, at: str = AT) -> None:
    call_command("export", *args, "--at", at)


@pytest.mark.parametrize("version", ["", "1", "concept"])
@pytest.mark.parametrize("form", ["pdf", "html", "json"])
def test_writes_what_the_address_gives(demo, auditor, tmp_path, form, version, monkeypatch):
    moment = timezone.now()
    monkeypatch.setattr("register.views.auditor.timezone.now", lambda: moment)
    chosen = ["--version", version] if version else []
    export("register", "demo", "--format", form, *chosen, "--output", str(tmp_path / "uit"), at=moment.isoformat())
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


def concept(tmp_path, kind: str, form: str, *more: str) -> bytes:
    call_command(
        "export", kind, "demo", "--format", form, "--version", "concept", *more, "--output", str(tmp_path / "uit")
    )
    return (tmp_path / "uit").read_bytes()


def change_everything(provider: Provider) -> None:
    """A fact, what is said about it, when somebody looked, and what customers read."""
    tomorrow = timezone.now() + timedelta(days=1)
    rename("Later")
    first, second, *_ = draft_findings(provider.pk, timezone.localdate())
    take_back(first, provider, "officer", tomorrow)
    decide(second, provider, "Later gezegd.", "officer", tomorrow)
    record_review(provider, "officer", tomorrow)
    put(provider, tomorrow.date())


@pytest.mark.parametrize(
    ("kind", "form"),
    [("register", "json"), ("register", "html"), ("register", "pdf"), ("statement", "json"), ("statement", "html")],
)
def test_concept_of_a_past_moment_is_the_one_exported_then(demo, tmp_path, kind, form, monkeypatch):
    first, *_ = draft_findings(demo.pk, timezone.localdate())
    decide(first, demo, "Toen gezegd.", "officer", timezone.now())
    then = timezone.now()
    with monkeypatch.context() as patch:
        patch.setattr(timezone, "now", lambda: then)
        exported = concept(tmp_path, kind, form)
    change_everything(demo)
    assert concept(tmp_path, kind, form, "--at", then.isoformat()) == exported
    assert concept(tmp_path, kind, form) != exported


def test_facts_and_fingerprint_of_a_concept_are_those_of_its_moment(demo, tmp_path):
    then, before = timezone.now(), fingerprint(live_dossier(demo.pk))
    rename("Later")
    old = json.loads(concept(tmp_path, "register", "json", "--at", then.isoformat()))
    new = json.loads(concept(tmp_path, "register", "json"))
    names = [{service["name"] for service in made["dossier"]["services"]} for made in (old, new)]
    assert [{"Anders", "Later"} & found for found in names] == [{"Anders"}, {"Later"}]
    assert [made["fingerprint"] for made in (old, new)] == [before, fingerprint(live_dossier(demo.pk))]


@pytest.mark.parametrize(
    ("at", "message"),
    [
        ("2020-01-01T10:00", "--at 01-01-2020 10:00: demo stond toen nog niet in het register."),
        (f"{NEXT}-01-01T10:00", f"--at 01-01-{NEXT} 10:00 ligt in de toekomst; het concept van dan bestaat nog niet."),
        *(
            (
                f"{year}-01-01T10:00",
                f"--at: kies een dag van 1 januari 1900 tot en met 31 december {NEXT}, niet 1 januari {year}.",
            )
            for year in ("0001", "0026", "1800", "9999")
        ),
    ],
)
def test_a_concept_of_a_moment_without_facts_is_refused(demo, tmp_path, at, message):
    with pytest.raises(CommandError) as refused:
        export("register", "demo", "--format", "json", "--version", "concept", "--output", str(tmp_path / "x"), at=at)
    assert (str(refused.value), list(tmp_path.iterdir())) == (message, [])


def test_never_published_names_the_draft(tmp_path, vocabulary):
    load_demo()
    with pytest.raises(CommandError, match="kies --version concept"):
        export("register", "demo", "--format", "json", "--output", str(tmp_path / "uit"))


def test_dash_is_the_output_itself(demo, capfdbinary):
    export("statement", "demo", "--format", "json", "--output", "-")
    assert json.loads(capfdbinary.readouterr().out)["kind"] == "statement"


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (
            ["register", "demo", "--format", "doc"],
            "register bestaat nog niet als doc; wel als csv, html, json, jsonld, ods, pdf, xlsx.",
        ),
        (["statement", "demo", "--format", "x"], "verklaring bestaat nog niet als x; wel als html, json, jsonld, pdf."),
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


def test_help_offers_what_can_be_made():
    text = load_command_class("register", "export").create_parser("manage.py", "export").format_help()
    assert "pdf, json, html" in text
    assert set().union(*files._MAKERS.values()) == set(files.CONTENT_TYPES)


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
