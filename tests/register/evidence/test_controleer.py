"""Each kind of tampering is found and named, by a program that needs Python alone."""

import ast
import json
import subprocess
import sys
import zipfile
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from register.choices import ShieldingDeed
from register.dossier import canonical_json
from register.evidence import controleer
from register.evidence.archive import MANIFEST
from register.evidence.box import CHECKER
from register.models import Publication
from register.publications.shielding import record
from tests.register.evidence.boxes import files_of, pack, unpack, verify, with_manifest
from tests.register.published import NOW, go
from tests.register.versions_help import rename

SEALS = "zegels.json"


@pytest.fixture
def files(demo):
    """A box of three versions, of which the second is shielded."""
    for name in ("Een", "Twee", "Drie"):
        rename(name)
        go(demo)
    record(Publication.objects.get(number=2), ShieldingDeed.SHIELD, reason="Een naam.", author="beheerder", now=NOW)
    return files_of(demo)


def wrong(files, tmp_path) -> str:
    """What the verifier says of files that are not right; of a folder and of a zip the same."""
    results = verify(unpack(files, tmp_path / "uit")), verify(pack(files, tmp_path / "dossier.zip"))
    assert results[0] == results[1]
    assert results[0][0] == 1
    assert results[0][1].endswith("     DIT DOSSIER KLOPT NIET.\n")
    return results[0][1]


def changed_json(files, name, change):
    """The files with other values in one of them, and a manifest that fits."""
    value = json.loads(files[name])
    change(value)
    return with_manifest({**files, name: canonical_json(value)})


def test_it_is_small_and_needs_an_old_python_alone():
    source = CHECKER.read_text()
    tree = ast.parse(source, feature_version=(3, 9))
    imported = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    assert imported == {"hashlib", "json", "re", "sys", "zipfile", "zlib"}
    assert len(source.splitlines()) < 160


def test_a_changed_byte_is_found_in_every_file(files, tmp_path):
    for name in files:
        content = files[name]
        changed = {**files, name: content[:-2] + bytes([content[-2] ^ 1]) + content[-1:]}
        text = wrong(changed, tmp_path)
        found = MANIFEST if name == MANIFEST else f"bestand is veranderd: '{name}'"
        assert found in text or (name == MANIFEST and "FOUT bestand" in text), name


@pytest.mark.parametrize("change", [b"\n", b" ", b"#\n"])
def test_a_manifest_that_is_written_in_another_way_is_found(files, tmp_path, change):
    assert f"FOUT {MANIFEST} is veranderd" in wrong({**files, MANIFEST: files[MANIFEST] + change}, tmp_path)


@pytest.fixture
def all_files(files, monkeypatch):
    """The same, looked at without starting a program."""

    class Box:
        def __init__(self, files):
            self.files, self.names = files, list(files)

    monkeypatch.setattr(controleer, "read", lambda box, name: box.files[name])
    monkeypatch.setattr(controleer, "sha256_of", lambda box, name: sha256(box.files[name]).hexdigest())
    return files, Box


def test_any_changed_bit_is_found(all_files):
    files, box = all_files

    @given(st.sampled_from(sorted(files)), st.integers(0, 10**6), st.integers(0, 7))
    def changes(name, place, bit):
        content = bytearray(files[name])
        content[place % len(content)] ^= 1 << bit
        made = box({**files, name: bytes(content)})
        found = {name: controleer.sha256_of(made, name) for name in made.names}
        assert list(controleer.manifest_faults(made, found))

    changes()


def test_a_missing_file_is_found(files, tmp_path):
    for name in ("versies/0001/verklaring.pdf", "geschiedenis/wijzigingen.csv", "controleer.py", SEALS, MANIFEST):
        (tmp_path / name[-5:]).mkdir()
        less = {other: content for other, content in files.items() if other != name}
        assert f"FOUT bestand ontbreekt: '{name}'" in wrong(less, tmp_path / name[-5:])


def test_an_added_file_is_found(files, tmp_path):
    name = "versies/0001/nog een\x1b[2J.pdf"
    assert f"FOUT bestand hoort er niet in: {name!a}" in wrong({**files, name: b""}, tmp_path)


def test_a_program_that_was_added_is_not_run(files, tmp_path):
    for name in ("json", "hashlib", "zipfile", "re", "pathlib", "zlib"):
        files[f"{name}.py"] = b"raise SystemExit(0)"
    folder = unpack(with_manifest(files), tmp_path)
    changed = folder / "versies" / "0001" / "register.pdf"
    changed.write_bytes(b"anders")
    done = subprocess.run([sys.executable, folder / "controleer.py"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "")
    assert "FOUT bestand is veranderd: 'versies/0001/register.pdf'" in done.stdout
    assert not (folder / "__pycache__").exists()


def test_a_file_that_is_in_the_zip_twice_is_found(files, tmp_path):
    path = pack(files, tmp_path / "dossier.zip")
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(path, "a") as archive:
        archive.writestr("LEESMIJ.txt", files["LEESMIJ.txt"])
    assert verify(path)[1].startswith("FOUT bestand staat er twee keer in: 'LEESMIJ.txt'")


def test_a_damaged_zip_is_named(files, tmp_path):
    path = pack(files, tmp_path / "dossier.zip")
    with zipfile.ZipFile(path) as archive:
        place = archive.getinfo("versies/0001/register.json").header_offset + 200
    content = bytearray(path.read_bytes())
    content[place] ^= 255
    path.write_bytes(content)
    status, text = verify(path)
    assert status == 1
    assert "FOUT bestand is veranderd: 'versies/0001/register.json'" in text
    path.write_bytes(content[:-100])
    assert verify(path)[0] == 1


@pytest.mark.parametrize("content", [b"", b"geen zip", b"PK\x03\x04"])
def test_what_is_no_box_is_refused(tmp_path, content):
    (tmp_path / "iets").write_bytes(content)
    (tmp_path / "leeg").mkdir()
    for name in ("iets", "leeg", "weg"):
        status, text = verify(tmp_path / name)
        assert (status, text.splitlines()[-1]) == (1, "     DIT DOSSIER KLOPT NIET.")


# By somebody who also makes a manifest that fits


def test_files_that_changed_are_found_by_the_seal(files, tmp_path):
    for name in ("verklaring.pdf", "register.json", "verklaring.json", "bevindingen.json"):
        changed = with_manifest({**files, f"versies/0001/{name}": b"anders"})
        assert f"FOUT versie 1: {name} is niet het bestand dat verzegeld of vastgelegd is" in wrong(changed, tmp_path)


@pytest.mark.parametrize("name", ["register.json", "verklaring.json", "bevindingen.json", "verklaring.pdf"])
def test_a_file_that_is_called_made_later_is_still_held_against_the_seal(files, tmp_path, name):
    forged = {**files, f"versies/0001/{name}": b"anders"}
    later = {name: sha256(b"anders").hexdigest()}
    changed = changed_json(forged, SEALS, lambda seals: seals["versions"][0].update(made_later=later))
    assert f"FOUT versie 1: {name} is niet het bestand" in wrong(changed, tmp_path)


@pytest.mark.parametrize("name", ["register.json", "verklaring.json", "bevindingen.json", "verzegeld.json"])
def test_facts_cannot_be_called_left_out(files, tmp_path, name):
    less = {path: content for path, content in files.items() if path != f"versies/0001/{name}"}
    changed = changed_json(less, SEALS, lambda seals: seals["versions"][0]["left_out"].update({name: "Zomaar."}))
    assert "FOUT versie 1: " in wrong(changed, tmp_path)


def test_a_sealed_file_that_is_gone_is_found(files, tmp_path):
    less = with_manifest({name: content for name, content in files.items() if name != "versies/0001/register.pdf"})
    assert "FOUT versie 1: register.pdf is niet het bestand" in wrong(less, tmp_path)


def test_a_broken_seal_is_found(files, tmp_path):
    changed = changed_json(files, "versies/0003/verzegeld.json", lambda sealed: sealed.update(note="Mooier."))
    text = wrong(changed, tmp_path)
    assert "FOUT versie 3: het zegel klopt niet: wat verzegeld is, is veranderd" in text
    assert "GOED versie 1" in text


def test_a_seal_that_was_made_anew_breaks_the_chain(demo, tmp_path):
    for name in ("Een", "Twee"):
        rename(name)
        go(demo)
    files = files_of(demo)
    sealed = {**json.loads(files["versies/0001/verzegeld.json"]), "author": "iemand anders"}
    files["versies/0001/verzegeld.json"] = canonical_json(sealed)
    seals = json.loads(files[SEALS])
    seals["versions"][0]["seal"] = sha256(files["versies/0001/verzegeld.json"]).hexdigest()
    seals["versions"][0]["sealed"]["author"] = "iemand anders"
    text = wrong(with_manifest({**files, SEALS: canonical_json(seals)}), tmp_path)
    assert [line for line in text.splitlines() if line.startswith("FOUT")] == [
        "FOUT versie 2: sluit niet aan op het zegel van de versie ervoor: de volgorde of een versie is veranderd"
    ]


def test_another_order_of_versions_is_found(files, tmp_path):
    text = wrong(changed_json(files, SEALS, lambda seals: seals["versions"].reverse()), tmp_path)
    assert "FOUT versie 1: de volgorde is veranderd: hier staat versie 3" in text
    assert "FOUT versie 3: de volgorde is veranderd: hier staat versie 1" in text


def test_versions_that_changed_places_are_found(demo, tmp_path):
    for name in ("Een", "Twee"):
        rename(name)
        go(demo)
    other = {"versies/0001/": "versies/0002/", "versies/0002/": "versies/0001/"}
    files = files_of(demo)
    swapped = {other.get(name[:13], name[:13]) + name[13:]: content for name, content in files.items()}
    text = wrong(with_manifest(swapped), tmp_path)
    assert "FOUT versie 1: het zegel klopt niet" in text
    assert "FOUT versie 1: sluit niet aan op het zegel van de versie ervoor" in text


def test_a_version_that_was_taken_out_is_found(files, tmp_path):
    text = wrong(changed_json(files, SEALS, lambda seals: seals["versions"].pop(1)), tmp_path)
    assert "FOUT versie 2: de volgorde is veranderd: hier staat versie 3" in text


@pytest.mark.parametrize("value", [{}, {"versions": 3}, {"versions": [3]}, {"versions": [{}]}, [], None])
def test_a_list_of_seals_in_another_shape_is_named(files, tmp_path, value):
    assert "zegels.json" in wrong(with_manifest({**files, SEALS: canonical_json(value)}), tmp_path)


def test_the_list_of_seals_says_what_was_sealed(files, tmp_path):
    changed = changed_json(files, SEALS, lambda seals: seals["versions"][0]["sealed"].update(note="Mooier."))
    assert "FOUT versie 1: zegels.json zegt iets anders dan verzegeld is" in wrong(changed, tmp_path)


def test_a_shielding_that_changed_is_found(files, tmp_path):
    changed = changed_json(files, "versies/0002/afscherming-1.json", lambda deed: deed.update(reason="Zomaar."))
    assert "FOUT versie 2: het zegel van afscherming 1 klopt niet" in wrong(changed, tmp_path)


@pytest.mark.parametrize("values", [{"shielded": ""}, {"deeds": []}])
def test_a_shielding_that_is_told_otherwise_is_found(files, tmp_path, values):
    changed = changed_json(files, SEALS, lambda seals: seals["versions"][1].update(values))
    assert "FOUT versie 2: " in wrong(changed, tmp_path)


def test_the_seal_of_a_shielded_version_is_held_by_what_follows(files, tmp_path):
    text = wrong(changed_json(files, SEALS, lambda seals: seals["versions"][1].update(seal="0" * 64)), tmp_path)
    assert "FOUT versie 2: het zegel van afscherming 1 klopt niet" in text
    assert "FOUT versie 3: sluit niet aan op het zegel van de versie ervoor" in text
