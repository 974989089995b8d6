"""What CONTRIBUTING.md and ARCHITECTURE.md name exists: paths, commands, tests and settings of the loop."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parent.parent
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
DOCUMENTS = {"CONTRIBUTING.md": CONTRIBUTING, "ARCHITECTURE.md": (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")}
# A path is a word in code with a slash; those of the environment are made by script/server.
PATH = re.compile(r"(?<![\w./-])((?:[\w.-]+/)+[\w.-]*)")
COUNTED = re.compile(r"^\| [^|]+ \| (.+) \| (\d+) \|$", re.MULTILINE)


def paths(text: str) -> set[str]:
    """Every path that stands between backticks."""
    named = {path for code in re.findall(r"`([^`\n]+)`", text) for path in PATH.findall(code)}
    return {path for path in named if not path.startswith((".venv/", "http"))}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_path_exists(name):
    named = paths(DOCUMENTS[name])
    assert len(named) > 10
    assert {path for path in named if not (ROOT / path).exists()} == set()


def test_every_command_exists():
    named = set(re.findall(r"manage\.py (\w+)", CONTRIBUTING))
    assert named
    assert named - set(get_commands()) == set()


def test_every_script_and_the_hook_can_be_run():
    scripts = {path for path in paths(CONTRIBUTING) if path.startswith("script/")}
    assert {"script/lint", "script/test", "script/hooks"} <= scripts
    files = [ROOT / path if (ROOT / path).is_file() else ROOT / path / "pre-commit" for path in scripts]
    assert [path for path in files if not path.stat().st_mode & 0o100] == []


def test_the_one_test_and_the_measurement_exist():
    file, test = re.search(r'pytest "([^":]+)::(\w+)"', CONTRIBUTING).groups()
    assert f"def {test}(" in (ROOT / file).read_text(encoding="utf-8")
    for module in re.findall(r"-m (tests\.[\w.]+)", CONTRIBUTING):
        assert (ROOT / module.replace(".", "/")).with_suffix(".py").is_file()


def test_the_table_of_ten_changes_counts_as_it_says():
    rows = [(cell, int(number)) for cell, number in COUNTED.findall(CONTRIBUTING)]
    assert len(rows) == 10
    # What stands between commas is a file; “and its line in” one more.
    found = {cell: len(re.split(r", | and its line in ", cell)) for cell, _ in rows}
    assert found == dict(rows)
