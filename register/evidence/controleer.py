"""Rekent een dossier na: is elk bestand wat het was, en vormen de zegels van de versies één keten?

    python3 controleer.py                   in de uitgepakte map (onder Windows: py controleer.py)
    python3 controleer.py dossier.zip       of met de naam van een map

Nodig is alleen Python 3.9 of nieuwer. Er wordt niets geschreven, uitgepakt of opgehaald. Afsluitcode 0: alles klopt.
"""

from __future__ import annotations

import sys

if __name__ == "__main__" and not sys.flags.isolated:
    # Otherwise a file beside this one, named as a module of Python, would run in its place.
    del sys.path[0]

import hashlib
import json
import re
import zipfile
import zlib
from pathlib import Path

MANIFEST, SEALS = "manifest-sha256.txt", "zegels.json"
LINE = re.compile(r"([0-9a-f]{64})  ([!-~]+)")
BROKEN = (OSError, EOFError, RuntimeError, zlib.error, zipfile.BadZipFile)
WRONG_SHAPE = (ValueError, LookupError, TypeError, AttributeError)


class Folder:
    def __init__(self, path):
        self.path = path
        found = (item for item in path.rglob("*") if item.is_symlink() or not item.is_dir())
        self.names = sorted(item.relative_to(path).as_posix() for item in found)

    def open(self, name):
        return (self.path / name).open("rb")


class Zip:
    def __init__(self, path):
        self.archive = zipfile.ZipFile(path)
        self.names = [item.filename for item in self.archive.infolist() if not item.is_dir()]
        self.open = self.archive.open


def read(box, name):
    with box.open(name) as stream:
        return stream.read()


def sha256_of(box, name):
    digest = hashlib.sha256()
    try:
        with box.open(name) as stream:
            for block in iter(lambda: stream.read(1 << 20), b""):
                digest.update(block)
    except BROKEN:
        return "onleesbaar"
    return digest.hexdigest()


def manifest_faults(box, found):
    """Every file is in the manifest with its SHA-256, and nothing else is there."""
    text = read(box, MANIFEST).decode("ascii", "replace") if MANIFEST in found else ""
    lines = [LINE.fullmatch(line) for line in text.split("\n")]
    sums = {line[2]: line[1] for line in lines if line}
    if text != "".join(f"{sums[name]}  {name}\n" for name in sorted(sums)):
        yield f"{MANIFEST} is veranderd: een regel heeft niet de vorm die hij hoort te hebben"
    yield from (f"bestand staat er twee keer in: {name!a}" for name in found if box.names.count(name) > 1)
    yield from (f"bestand ontbreekt: {name!a}" for name in sorted({*sums, MANIFEST, SEALS} - {*found}))
    yield from (f"bestand hoort er niet in: {name!a}" for name in sorted({*found} - {*sums, MANIFEST}) if sums)
    yield from (f"bestand is veranderd: {name!a}" for name in sums if found.get(name, sums[name]) != sums[name])


def deed_faults(box, found, version):
    """What was done about a version; of a shielded one nothing else is here."""
    before, last = "", ""
    for place, seal in enumerate(version["deeds"], start=1):
        name = f"{version['folder']}/afscherming-{place}.json"
        deed = json.loads(read(box, name))
        if found[name] != seal or (deed["previous_seal"], deed["publication"]) != (before, version["seal"]):
            yield f"het zegel van afscherming {place} klopt niet"
        before, last = seal, deed["deed"] if deed["deed"] != "ingezien" else last
    if (last == "afgeschermd") != bool(version["shielded"]):
        yield f"{SEALS} zegt iets anders over de afscherming dan verzegeld is"


def version_faults(box, found, version, before):
    """The seal is the SHA-256 of verzegeld.json, which names the other hashes and the seal before it."""
    folder, left_out = version["folder"], version["left_out"]
    sealed = json.loads(read(box, f"{folder}/verzegeld.json"))
    if found[f"{folder}/verzegeld.json"] != version["seal"]:
        yield "het zegel klopt niet: wat verzegeld is, is veranderd"
    if (sealed["number"], sealed["previous_seal"]) != (version["number"], before):
        yield "sluit niet aan op het zegel van de versie ervoor: de volgorde of een versie is veranderd"
    if any(sealed.get(name) != value for name, value in version["sealed"].items()):
        yield f"{SEALS} zegt iets anders dan verzegeld is"
    files = {**version["made_later"], **json.loads(sealed["file_hashes"])}
    hashes = {
        **{name: sha for name, sha in files.items() if name not in left_out},
        "register.json": sealed["register_fingerprint"],
        "verklaring.json": sealed["statement_fingerprint"],
        "bevindingen.json": hashlib.sha256(sealed["findings"].encode()).hexdigest(),
    }
    for name in sorted(hashes):
        if found.get(f"{folder}/{name}") != hashes[name]:
            yield f"{name} is niet het bestand dat verzegeld of vastgelegd is"


def check(path, say):
    """Say in Dutch what is right and what is not; True when everything is."""
    box = Zip(path) if path.is_file() else Folder(path)
    found = {name: sha256_of(box, name) for name in box.names}
    wrong = [say("FOUT", fault) for fault in manifest_faults(box, found)]
    wrong or say("GOED", f"alle {len(found)} bestanden staan met hun SHA-256 in het manifest en zijn wat ze waren")
    overview, before = json.loads(read(box, SEALS)), ""
    for number, version in enumerate(overview["versions"], start=1):
        name, what = f"versie {number}", "zegel, vingerafdrukken en bestanden kloppen"
        if version["shielded"]:
            what = "afgeschermd; haar zegel is dat van de afscherming, en de versie erna sluit erop aan"
        try:
            faults = list(deed_faults(box, found, version))
            faults += version_faults(box, found, version, before) if not version["shielded"] else ()
        except (*WRONG_SHAPE, *BROKEN):
            faults = [
                f"is niet na te rekenen: een bestand ontbreekt, of {SEALS} of verzegeld.json heeft een andere vorm"
            ]
        if (version["number"], version["folder"]) != (number, f"versies/{number:04}"):
            faults.append(f"de volgorde is veranderd: hier staat versie {version['number']!a}")
        wrong += [say("FOUT", f"{name}: {fault}") for fault in faults]
        faults or say("GOED", f"{name}: {what}")
        for file, why in version["left_out"].items():
            say("NB", f"{name}: {file!a} zit er niet in. {why!a}")
        for file in version["made_later"]:
            say("NB", f"{name}: {file!a} is na het publiceren gemaakt en staat dus niet in haar zegel")
        before = version["seal"]
    say("NB", f"laatste zegel {before or '(nog geen)'}; vergelijk dat met {overview['check']!a}")
    say("NB", f"SHA-256 van het manifest {found.get(MANIFEST)}")
    return not wrong


def main():
    def say(sign, text):
        sys.stdout.write(f"{sign:5}{text}\n")

    path = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent
    try:
        is_right = check(path, say)
    except (*WRONG_SHAPE, *BROKEN):
        say("FOUT", f"geen leesbaar dossier: de zip, {MANIFEST} of {SEALS} ontbreekt of heeft een andere vorm")
        is_right = False
    say("", "ALLES KLOPT." if is_right else "DIT DOSSIER KLOPT NIET.")
    return 0 if is_right else 1


if __name__ == "__main__":
    sys.exit(main())
