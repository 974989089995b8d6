"""The file of a backup: a zip with a part for each table, what each part should be, and a checksum over all of it.

A part has a JSON list on each line, a row in the order of its columns, so either database reads it. Nothing in
the file is a program or a path: parts are read by name, row by row, and never beyond what was announced.
"""

import errno
import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

ABOUT, MANIFEST = "lees-mij.txt", "manifest.json"
FORMAT = 1
# The last 64 bytes of the file are the checksum of everything before them.
COMMENT = re.compile(rb"verwerkingsregister sha256:([0-9a-f]{64})")
NO_CHECKSUM = b"verwerkingsregister sha256:" + b"0" * 64
CHECKSUM_LENGTH = 64
BLOCK = 2**20
MOST_OF_MANIFEST = 4 * BLOCK
# A publication's largest file is some tens of megabytes; text of rows packs to a tenth, never to a hundredth.
MOST_OF_ROW = 512 * BLOCK
MOST_UNPACKED = 200
NOT_A_BACKUP = "Dit is geen back-up van het register."
CUT_OFF = "De back-up is afgekapt of aan het einde beschadigd: het slot ontbreekt."
SYSTEM_SAYS = {
    errno.ENOENT: "bestand of map bestaat niet",
    errno.EEXIST: "bestaat al en wordt nooit overschreven; kies een andere naam",
    errno.EACCES: "u mag hier niet lezen of schrijven",
    errno.EISDIR: "dit is een map",
    errno.ENOTDIR: "dit is geen map",
    errno.ENOSPC: "de schijf is vol",
}
UNREADABLE = (zipfile.BadZipFile, zlib.error, msgspec.MsgspecError, EOFError, ValueError, RuntimeError, LookupError)


class BackupError(Exception):
    """Why a backup cannot be made or put back, in Dutch."""


def sentence(error: Exception) -> str:
    """What went wrong, in Dutch where the system would say it in English."""
    if isinstance(error, OSError) and error.errno in SYSTEM_SAYS:
        return f"{error.filename or 'Het bestand'}: {SYSTEM_SAYS[error.errno]}."
    return str(error)


class Part(msgspec.Struct, frozen=True):
    """What the rows of one table should be; `last_number` is the highest number that was ever given to a row."""

    columns: tuple[str, ...]
    rows: int
    size: int
    sha256: str
    last_number: int | None


class Manifest(msgspec.Struct, frozen=True):
    """What a backup holds, by table, and the migrations that made those tables."""

    format: int
    made_at: datetime
    migrations: tuple[tuple[str, str], ...]
    parts: dict[str, Part]


_DECODER = msgspec.json.Decoder(Manifest)


class Backup:
    """A backup that was found whole; use `opened`."""

    def __init__(self, archive: zipfile.ZipFile, manifest: Manifest) -> None:
        self._archive, self.manifest = archive, manifest

    def lines(self, table: str) -> Iterator[bytes]:
        """The rows of a table as they come. Raises BackupError when they are not what the manifest says."""
        part = self.manifest.parts[table]
        digest, rows, size = hashlib.sha256(), 0, 0
        try:
            packed: Any = self._archive.open(path_of(table))
            with packed, io.BufferedReader(packed, BLOCK) as stream:
                while line := stream.readline(min(MOST_OF_ROW, part.size - size + 1)):
                    digest.update(line)
                    rows, size = rows + 1, size + len(line)
                    if size > part.size:
                        break
                    yield line
        except UNREADABLE as error:
            raise BackupError(
                f"Deel {table}: SHA-256 {part.sha256} verwacht, maar het is niet uit te pakken."
            ) from error
        if (rows, size, digest.hexdigest()) != (part.rows, part.size, part.sha256):
            raise BackupError(
                f"Deel {table}: SHA-256 {part.sha256} verwacht en {digest.hexdigest()} gevonden; "
                f"{part.rows} rijen verwacht en {rows} gevonden."
            )


def path_of(table: str) -> str:
    """Where the rows of a table stand in the zip."""
    return f"{table}.jsonl"


def checksum(file: BinaryIO) -> str:
    """SHA-256 of all but the last bytes, which are there for this checksum itself."""
    left = file.seek(0, io.SEEK_END) - CHECKSUM_LENGTH
    file.seek(0)
    digest = hashlib.sha256()
    while left > 0 and (block := file.read(min(BLOCK, left))):
        digest.update(block)
        left -= len(block)
    return digest.hexdigest()


@contextmanager
def opened(path: Path) -> Iterator[Backup]:
    """The backup in this file, read from begin to end. Raises BackupError that names what is damaged, or OSError."""
    with path.open("rb") as file:
        archive, expected = _archive(file)
        problems = []
        if (found := checksum(file)) != expected:
            problems.append(f"Het geheel: SHA-256 {expected} verwacht en {found} gevonden.")
        with archive:
            try:
                backup = Backup(archive, _manifest(archive, file))
                problems += _problems(backup, archive) or (["De delen met rijen zijn heel."] if problems else [])
            except BackupError as error:
                problems.append(str(error))
            if problems:
                raise BackupError(" ".join(["De back-up is beschadigd of niet te lezen.", *problems]))
            yield backup


def _archive(file: BinaryIO) -> tuple[zipfile.ZipFile, str]:
    try:
        archive = zipfile.ZipFile(file)
        if comment := COMMENT.fullmatch(archive.comment):
            return archive, comment[1].decode()
    except UNREADABLE:
        pass
    file.seek(0)
    raise BackupError(CUT_OFF if ABOUT.encode() in file.read(100) else NOT_A_BACKUP)


def _manifest(archive: zipfile.ZipFile, file: BinaryIO) -> Manifest:
    try:
        with archive.open(MANIFEST) as stream:
            content = stream.read(MOST_OF_MANIFEST)
        manifest = _DECODER.decode(content)
    except UNREADABLE as error:
        raise BackupError(f"Deel {MANIFEST} ontbreekt of is onleesbaar.") from error
    if manifest.format != FORMAT:
        raise BackupError(f"De back-up heeft vorm {manifest.format}; deze versie leest alleen vorm {FORMAT}.")
    unpacked = sum(part.size for part in manifest.parts.values())
    if unpacked > MOST_UNPACKED * file.seek(0, io.SEEK_END):
        raise BackupError(f"De delen worden uitgepakt {unpacked} bytes; zo klein pakt geen back-up die in.")
    return manifest


def _problems(backup: Backup, archive: zipfile.ZipFile) -> list[str]:
    expected = {ABOUT, MANIFEST, *map(path_of, backup.manifest.parts)}
    names = archive.namelist()
    missing, strange = sorted(expected - set(names)), len(names) - len(expected & set(names))
    problems = [f"Deel {name} ontbreekt." for name in missing]
    if strange:
        problems.append(f"Er zitten {strange} delen in die er niet horen.")
    for table in backup.manifest.parts:
        try:
            for _ in backup.lines(table) if path_of(table) not in missing else ():
                pass
        except BackupError as error:
            problems.append(str(error))
    return problems
