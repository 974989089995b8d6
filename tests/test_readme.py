"""What the README names exists and answers."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

from providers.models import Provider
from tests.register.published import go

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()


def test_every_command_exists():
    named = set(re.findall(r"manage\.py (\w+)", README))
    assert named
    assert named - set(get_commands()) == set()


def test_every_file_and_folder_exists():
    named = set(re.findall(r"\]\((\w+\.md)\)", README)) | set(re.findall(r"`((?:\w+/)+)`", README))
    assert {"ARCHITECTURE.md", "fixtures/"} <= named
    # Folders below tests/ are named without it, beside it.
    assert [name for name in named if not (ROOT / name).exists() and not (ROOT / "tests" / name).exists()] == []


def test_scripts_can_be_run():
    for script in re.findall(r"^(script/\w+)", README, re.M):
        assert (ROOT / script).stat().st_mode & 0o100


def test_every_benchmark_that_runs_is_explained():
    folder = ROOT / "tests" / "benchmarks"
    named = re.findall(r"^\| `python -m tests\.benchmarks\.(\w+)", (folder / "README.md").read_text(), re.M)
    runnable = [path.stem for path in folder.glob("*.py") if 'if __name__ == "__main__":' in path.read_text()]
    assert sorted(named) == sorted(runnable)


@pytest.mark.django_db
def test_every_address_answers(officer, auditor, visitor, five):
    go(Provider.objects.get(slug="teamtelefoon"))
    named = re.findall(r"`(/[\w./-]*)`", README)
    answers = {
        address: (officer if address.startswith("/admin") else auditor if address.startswith("/register") else visitor)
        .get(address)
        .status_code
        for address in named
    }
    assert set(answers.values()) == {200}, answers
