"""Boxes that tests make, take apart, put together again and verify as an auditor does."""

import subprocess
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

from providers.models import Provider
from register.evidence.archive import MANIFEST
from register.evidence.box import CHECKER, make_box, work_out
from register.evidence.edits import Period
from tests.register.published import TODAY

Files = dict[str, bytes]


def box_of(provider: Provider, period: Period = Period()) -> bytes:  # noqa: B008  # frozen
    """The bytes of the zip."""
    with make_box(provider, period, work_out(provider, period, TODAY)).file as file:
        return file.read()


def files_of(provider: Provider, period: Period = Period()) -> Files:  # noqa: B008  # frozen
    """What is in it, by path."""
    with make_box(provider, period, work_out(provider, period, TODAY)).file as file, zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_manifest(files: Files) -> Files:
    """The same files with a manifest that fits, as somebody makes who knows how."""
    others = sorted(set(files) - {MANIFEST})
    lines = "".join(f"{sha256(files[name]).hexdigest()}  {name}\n" for name in others)
    return {**files, MANIFEST: lines.encode()}


def unpack(files: Files, folder: Path) -> Path:
    """The files in a folder."""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def pack(files: Files, path: Path) -> Path:
    """The files in a zip."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def verify(target: Path, checker: Path = CHECKER) -> tuple[int, str]:
    """Exit status and output of the verifier, run by a Python without anything installed."""
    command = [sys.executable, "-I", "-S", str(checker), str(target)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.returncode, done.stdout
