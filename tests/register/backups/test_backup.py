"""A backup holds everything, restores on either database, and refuses what is damaged, naming it."""

import errno
import hashlib
import io
import json
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from providers.models import Provider
from register.backups import file, writing
from register.backups.file import ABOUT, CHECKSUM_LENGTH, MANIFEST, NO_CHECKSUM, checksum, opened
from register.models import BackupMade, Publication
from tests.register import own_database

SERVICES = "providers_service"
Parts = dict[str, bytes]


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    own = own_database.filled(tmp_path_factory.mktemp("original"))
    own.run("tests.register.processes.publish_one", "Eerste")
    own.run("tests.register.processes.before_backup")
    return own


@pytest.fixture(scope="module")
def made(original, tmp_path_factory) -> Path:
    """A backup of the small provider, published, with a user."""
    path = tmp_path_factory.mktemp("made") / "back-up.zip"
    done = original.run("manage", "backup", str(path))
    assert "SECRET_KEY" in done.stdout
    return path


def manifest(path: Path) -> dict:
    return json.loads(parts_of(path)[MANIFEST])


def parts_of(path: Path) -> Parts:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def remade(path: Path, folder: Path, change: Callable[[Parts, dict], object]) -> Path:
    """The backup as somebody else would make it: changed, and with checksums that say so."""
    parts = parts_of(path)
    content = json.loads(parts.pop(MANIFEST))
    change(parts, content)
    for table, part in content["parts"].items():
        rows = parts.get(f"{table}.jsonl", b"")
        part |= {"rows": rows.count(b"\n"), "size": len(rows), "sha256": hashlib.sha256(rows).hexdigest()}
    return packed(folder / "remade.zip", {**parts, MANIFEST: json.dumps(content).encode()})


def packed(path: Path, parts: Parts) -> Path:
    with path.open("w+b") as stream:
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
            archive.comment = NO_CHECKSUM
        found = checksum(stream)
        stream.seek(-CHECKSUM_LENGTH, io.SEEK_END)
        stream.write(found.encode())
    return path


def refusal(path: Path) -> str:
    with pytest.raises(CommandError) as refused:
        call_command("restore", path)
    return str(refused.value)


def first_byte(whole: bytes, header: int) -> int:
    """Where the content of a part of a zip begins."""
    name, extra = struct.unpack("<HH", whole[header + 26 : header + 30])
    return header + 30 + name + extra


def state(own: own_database.OwnDatabase, backup: Path) -> dict:
    """What has to come back; afterwards also a backup of it."""
    return json.loads(own.run("tests.register.processes.after_restore", str(backup)).stdout)


def test_everything_comes_back_with_its_numbers_on_either_database(original, made, tmp_path):
    sessions = ["sessions", "0001_initial"]
    without_sessions = remade(made, tmp_path, lambda parts, content: content["migrations"].remove(sessions))
    files = [tmp_path / f"{number}.zip" for number in range(3)]
    expected = state(original, files[0])
    assert expected == expected | {"difference": "", "next": True, "signs in": True, "triggers": [], "refused": True}
    # To an empty SQLite, as if by an older version; from there, on PostgreSQL, to tables that are there already.
    ways = [(without_sessions, own_database.OwnDatabase(f"sqlite:///{tmp_path / 'empty.sqlite3'}"), files[1])]
    if own_database.ON_POSTGRESQL:
        ways.append((files[1], own_database.migrated_copy(tmp_path), files[2]))
    for source, own, again in ways:
        done = own.run("manage", "restore", str(source))
        assert "1 publicaties en 2 bestanden zijn wat ze waren." in done.stdout
        assert state(own, again) == expected
    first, *others = (manifest(path)["parts"] for path in (made, *(again for _, _, again in ways)))
    assert [table for other in others for table in first if numberless(first[table]) != numberless(other[table])] == []


def numberless(part: dict) -> dict:
    """PostgreSQL gives no number back, not even of a row that was taken back: the state above took one."""
    return {name: value for name, value in part.items() if name != "last_number"}


def test_a_backup_is_one_moment_while_somebody_saves(tmp_path):
    own = own_database.filled(tmp_path)
    path = tmp_path / "moment.zip"
    saves = own.run("tests.register.processes.backup_while_writing", str(path)).stdout
    with opened(path) as backup:
        tables = backup.manifest.parts
        found = [
            dict(zip(tables[table].columns, json.loads(line), strict=True))[column]
            for table, column in (("providers_provider", "group_name"), (SERVICES, "description"))
            for line in backup.lines(table)
        ]
    assert int(saves) > len(tables)
    assert len(found) > 2
    assert len(set(found)) == 1


def test_only_the_owner_reads_it(made):
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert [path.name for path in made.parent.iterdir()] == [made.name]


@pytest.mark.parametrize("problem", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()])
def test_nothing_is_left_when_it_stops_halfway(problem, monkeypatch, tmp_path, db):
    def stopped(stream: io.BufferedRandom, tell: object) -> None:
        stream.write(b"half")
        raise problem

    monkeypatch.setattr(writing, "_write", stopped)
    with pytest.raises((CommandError, KeyboardInterrupt), match=r"^Geen back-up gemaakt\. .* de schijf is vol\.$|^$"):
        call_command("backup", tmp_path / "x.zip")
    assert list(tmp_path.iterdir()) == []
    assert not BackupMade.objects.exists()


def test_what_reads_back_otherwise_is_no_backup(monkeypatch, tmp_path, made, db):
    def spoiled(stream: io.BufferedRandom, tell: object) -> object:
        content = bytearray(made.read_bytes())
        content[5_000] ^= 1
        stream.write(content)
        stream.flush()
        with opened(made) as backup:
            return backup.manifest

    monkeypatch.setattr(writing, "_write", spoiled)
    with pytest.raises(CommandError, match="Het geheel: SHA-256"):
        call_command("backup", tmp_path / "x.zip")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["there", "dangling", "."])
def test_nothing_is_overwritten(name, tmp_path, db):
    (tmp_path / "there").write_text("van iemand")
    (tmp_path / "dangling").symlink_to("nowhere")
    with pytest.raises(CommandError, match="bestaat al en wordt nooit overschreven"):
        call_command("backup", tmp_path / name)
    assert (tmp_path / "there").read_text() == "van iemand"


def test_a_database_with_rows_is_left_alone(made, demo):
    assert "De database is niet leeg: er staan " in refusal(made)
    assert not Publication.objects.exists()
    assert Provider.objects.count() == 1


def test_every_flipped_byte_is_found_and_its_part_is_named(made, tmp_path):
    whole = made.read_bytes()
    with zipfile.ZipFile(made) as archive:
        places = {info.filename: first_byte(whole, info.header_offset) for info in archive.infolist()}
    damaged = tmp_path / "damaged.zip"
    wrong = []
    for name, place in places.items():
        damaged.write_bytes(whole[:place] + bytes([whole[place] ^ 0x10]) + whole[place + 1 :])
        message = refusal(damaged)
        named = name in (ABOUT, MANIFEST) or f"Deel {name.removesuffix('.jsonl')}: SHA-256 " in message
        empty = name.endswith(".jsonl") and not parts_of(made)[name]
        if "Het geheel: SHA-256" not in message or not (named or empty):
            wrong.append((name, message))
    assert wrong == []


@pytest.mark.parametrize("place", [0, 1, 0.3, 0.9, -1, -65, -70, -100])
def test_a_flipped_byte_anywhere_is_found(place, made, tmp_path):
    content = bytearray(made.read_bytes())
    content[int(place * len(content)) if isinstance(place, float) else place] ^= 1
    (tmp_path / "damaged.zip").write_bytes(content)
    assert refusal(tmp_path / "damaged.zip").startswith("Niets teruggezet. De back-up is ")


@pytest.mark.parametrize("length", [100, 20_000, -1, -80, -5_000])
def test_a_cut_off_file_is_called_that(length, made, tmp_path):
    (tmp_path / "cut.zip").write_bytes(made.read_bytes()[:length])
    message = refusal(tmp_path / "cut.zip")
    assert message == f"Niets teruggezet. {file.CUT_OFF}"


@pytest.mark.parametrize("content", [b"", b"PK", b"x" * 10_000, "foreign", "own database"])
def test_another_file_is_no_backup(content, tmp_path):
    path = tmp_path / "other"
    if content == "foreign":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("xl/workbook.xml", "<x/>")
    else:
        path.write_bytes(b"SQLite format 3\0" if isinstance(content, str) else content)
    assert refusal(path) == f"Niets teruggezet. {file.NOT_A_BACKUP}"


def test_a_file_that_is_not_there_is_said_in_dutch(tmp_path):
    assert refusal(tmp_path / "weg.zip") == f"Niets teruggezet. {tmp_path}/weg.zip: bestand of map bestaat niet."


def test_a_part_too_few_or_too_many_is_named(made, tmp_path):
    parts = parts_of(made)
    rows = parts.pop(f"{SERVICES}.jsonl")
    assert f"Deel {SERVICES}.jsonl ontbreekt." in refusal(packed(tmp_path / "few.zip", parts))
    more = {**parts, f"{SERVICES}.jsonl": rows, "../../etc/cron.d/x": b"x"}
    assert "1 delen in die er niet horen" in refusal(packed(tmp_path / "many.zip", more))


def test_a_newer_version_is_named(made, tmp_path, db):
    newer = remade(made, tmp_path, lambda parts, content: content["migrations"].append(["register", "9999_later"]))
    assert "nieuwere versie van het register (migratie register.9999_later is hier onbekend)" in refusal(newer)
    other = remade(made, tmp_path, lambda parts, content: content.update(format=2))
    assert "De back-up heeft vorm 2" in refusal(other)


def bomb(parts: Parts, content: dict) -> None:
    parts[f"{SERVICES}.jsonl"] = b"[" * 60_000_000


def wrong_row(parts: Parts, content: dict) -> None:
    parts[f"{SERVICES}.jsonl"] += b'[{"a":"cos\\nsystem"}]\n'


def text_for_a_number(parts: Parts, content: dict) -> None:
    parts[f"{SERVICES}.jsonl"] = parts[f"{SERVICES}.jsonl"].replace(b"[", b'["x",', 1).replace(b',""]', b"]", 1)


def lost_provider(parts: Parts, content: dict) -> None:
    parts["providers_provider.jsonl"] = b""


def other_columns(parts: Parts, content: dict) -> None:
    content["parts"][SERVICES]["columns"][0] = 'id") VALUES (1); --'


def no_table(parts: Parts, content: dict) -> None:
    del parts[f"{SERVICES}.jsonl"], content["parts"][SERVICES]


@pytest.mark.parametrize(
    ("harm", "message"),
    [
        (bomb, "zo klein pakt geen back-up die in"),
        (wrong_row, f"Deel {SERVICES}: een rij past niet in de tabel"),
        (text_for_a_number, f"Deel {SERVICES}: een rij past niet in de tabel"),
        (lost_provider, "De database weigerde de rijen, en is weer leeg"),
        (other_columns, f"Deel {SERVICES}: de kolommen zijn niet die van de tabel"),
        (no_table, f"{SERVICES} ontbreekt of is te veel"),
    ],
)
def test_a_file_that_means_harm_leaves_the_database_empty(harm, message, made, tmp_path, db):
    assert message in refusal(remade(made, tmp_path, harm))
    assert not Provider.objects.exists()
    assert not BackupMade.objects.exists()


def test_the_server_says_when_the_last_backup_was(original, made, tmp_path, db):
    assert writing.last_backup() == "Er is nog geen back-up gemaakt: manage.py backup BESTAND."
    call_command("restore", made)
    moment = manifest(made)["made_at"]
    assert BackupMade.objects.get().made_at.isoformat() == moment.replace("Z", "+00:00")
    assert writing.last_backup().startswith("Laatste back-up: ")


def test_a_folder_that_is_not_there_is_named(tmp_path, db):
    with pytest.raises(CommandError, match="bestand of map bestaat niet"):
        call_command("backup", tmp_path / "geen" / "x.zip")
