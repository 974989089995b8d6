"""manage.py export_evidence: the same zip as the address gives, or one clear sentence and no file."""

import pytest
from django.core.management import CommandError, call_command

from register.choices import FileKind
from register.documents.tasks import working
from tests.register.evidence.boxes import box_of, verify
from tests.register.published import FILES, go


def export(*args: str) -> None:
    call_command("export_evidence", *args)


def test_writes_what_the_address_gives(demo, tmp_path, capsys):
    go(demo)
    path = tmp_path / "dossier.zip"
    export("demo", "--output", str(path))
    assert path.read_bytes() == box_of(demo)
    status, text = verify(path)
    assert status == 0
    manifest = next(line for line in text.splitlines() if "manifest" in line and line.startswith("NB")).split()[-1]
    assert capsys.readouterr().out == f"{path}: SHA-256 van het manifest {manifest}\n"
    assert [item.name for item in tmp_path.iterdir()] == ["dossier.zip"]


def test_a_register_that_is_still_to_be_made_is_made_first(demo, tmp_path, monkeypatch):
    monkeypatch.setattr(working, "INTERVAL", 3600)
    monkeypatch.setattr("register.documents.files.register_pdf", lambda *args, **more: b"%PDF later")
    published = go(demo, render=lambda edition: {FileKind.STATEMENT_PDF: FILES[FileKind.STATEMENT_PDF]})
    export("demo", "--from", "2020-01-01", "--output", str(tmp_path / "dossier.zip"))
    assert bytes(published.files.get(kind=FileKind.REGISTER_PDF).content) == b"%PDF later"
    assert b"%PDF later" in (tmp_path / "dossier.zip").read_bytes()


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["weg"], r"Er is geen aanbieder weg\."),
        (["demo", "--from", "gisteren"], "“gisteren” is geen datum"),
        (["demo", "--from", "2026-02-02", "--until", "2026-02-01"], "ligt na"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(demo, tmp_path, args, message):
    with pytest.raises(CommandError, match=message):
        export(*args, "--output", str(tmp_path / "dossier.zip"))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_named(demo, tmp_path):
    with pytest.raises(CommandError, match="Niet geschreven"):
        export("demo", "--output", str(tmp_path / "weg" / "dossier.zip"))
