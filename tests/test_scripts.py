"""The two commands: plain POSIX shell, and what they write is private and complete."""

import os
import pwd
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = sorted([*filter(Path.is_file, (ROOT / "script").rglob("*")), ROOT / ".ci" / "run"])
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


def shell(code: str, tmp_path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run code after script/lib.sh, with only the programs in tmp_path/bin."""
    (tmp_path / "bin").mkdir(exist_ok=True)
    return subprocess.run(
        ["/bin/sh", "-euc", f". {ROOT}/script/lib.sh\n{code}"],
        cwd=tmp_path,
        env={"PATH": str(tmp_path / "bin"), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_script_is_plain_shell(script):
    parser = shutil.which("dash") or "/bin/sh"
    done = subprocess.run([parser, "-n", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    if script.name != "lib.sh":
        assert script.read_text().startswith("#!/bin/sh\n")
        assert os.access(script, os.X_OK)


def test_without_rights_the_exact_line_is_printed(tmp_path):
    done = shell("want python3 python3-venv; want chromium; install_wanted", tmp_path)
    assert done.returncode == 1
    assert (
        "  sudo apt-get update && sudo apt-get install -y --no-install-recommends "
        "python3 python3-venv chromium\n" in done.stderr
    )


def test_with_nothing_missing_nothing_is_installed(tmp_path):
    done = shell("install_wanted; echo done", tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "done\n", "")


def test_an_old_python_is_not_taken(tmp_path):
    (tmp_path / "bin").mkdir()
    old = tmp_path / "bin" / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    done = shell("want_system; echo $WANTED", tmp_path)
    assert done.stdout == "python3 python3-venv libpango-1.0-0 libpangoft2-1.0-0\n"


def test_as_root_without_a_way_to_drop_the_exact_line_is_printed(tmp_path):
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "id").write_text("#!/bin/sh\necho 0\n")
    (tmp_path / "bin" / "id").chmod(0o755)
    done = shell("drop_root; echo served", tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert (
        f"  useradd --system verwerkingsregister && chown -R verwerkingsregister: '{tmp_path}' && "
        "su -s /bin/sh verwerkingsregister -c script/server\n" in done.stderr
    )


def test_root_serves_as_somebody_else_who_owns_the_data_and_not_the_program(tmp_path):
    """Run by anybody else, the same lines change nothing."""
    for name in ("fixtures", "locale", "providers", "register", "retention", "templates", ".venv/bin", "pdf-cache"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / ".venv/bin/python").symlink_to(sys.executable)
    for name in ("manage.py", "pyproject.toml", "db.sqlite3", "db.sqlite3-wal", ".env"):
        (tmp_path / name).touch(mode=0o600)
    # A user that every Debian has; the folders of a test are closed, and stay so.
    code = "SERVICE=daemon; let_through() { :; }; drop_root; $AS id -u; $AS cat manage.py; $AS touch made"
    done = shell(code, tmp_path, PATH=os.environ["PATH"])
    server = pwd.getpwnam("daemon").pw_uid if os.geteuid() == 0 else os.geteuid()
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{server}\n", "")
    owners = {name: (tmp_path / name).stat().st_uid for name in (".env", "db.sqlite3", "db.sqlite3-wal", "pdf-cache")}
    assert set(owners.values()) == {server}
    assert {(tmp_path / name).stat().st_uid for name in ("manage.py", "register", ".venv")} == {os.geteuid()}


def test_the_server_starts_nothing_as_root_that_it_could_have_written():
    text = (ROOT / "script" / "server").read_text()
    started = [line for line in text.splitlines() if '"$PYTHON"' in line]
    assert len(started) == 6
    assert [line for line in started if '$AS "$PYTHON"' not in line] == []
    library = (ROOT / "script" / "lib.sh").read_text()
    shared = re.findall(r'^ *(?:if !? ?)?("\$(?:PYTHON|python|name|loader)" [^>\n]*)', library, re.M)
    assert len(shared) == 6
    assert [line for line in shared if not re.match(r'"\$\w+" -I ', line)] == []
    assert text.index("umask 077") < text.index("make_venv")


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_lock_has_a_hash_for_everything_and_names_no_server(lock):
    text = lock.read_text()
    packages = re.split(r"\n(?=[a-z])", text)[1:]
    assert len(packages) > 20
    assert [package for package in packages if "--hash=sha256:" not in package] == []
    assert "://" not in text


def test_locks_agree_and_hold_what_pyproject_asks():
    base, dev = (dict(re.findall(r"^([a-z0-9-]+)\S*==(\S+)", p.read_text(), re.M)) for p in LOCKS)
    assert base.items() <= dev.items()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    names = {re.match(r"[a-z0-9-]+", line)[0] for line in project["dependencies"]}
    wanted = {re.match(r"[a-z0-9-]+", line)[0] for line in project["optional-dependencies"]["dev"]}
    assert names <= set(base)
    assert names | wanted <= set(dev)
