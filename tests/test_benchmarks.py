"""Each benchmark still runs: on small sizes, and in the database of the tests where that can be."""

import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from tests.benchmarks import (
    findings,
    long_documents,
    pages,
    pdf_texts,
    register_pdf,
    setup,
    statement_figures,
    statement_proposals,
    uploads,
)
from tests.data import PROVIDER_FILES
from tests.register import own_database


@pytest.fixture
def small(monkeypatch, db):
    """`small(module, NAME=value)`: its main with other sizes, everything in this process; what it returned."""

    def run(module: ModuleType, **sizes: object) -> int | None:
        def in_this_process(command: list[str], **kwargs: object) -> SimpleNamespace:
            return SimpleNamespace(stdout=json.dumps(module.measure(command[-2], int(command[-1])), default=asdict))

        monkeypatch.setattr(setup, "use_temporary_database", lambda database=None: None)
        monkeypatch.setattr(subprocess, "run", in_this_process)
        monkeypatch.setattr(sys, "argv", [module.__name__])
        for name, value in sizes.items():
            monkeypatch.setattr(module, name, value)
        return module.main()

    return run


def test_every_benchmark_is_started_here():
    files = (path for path in Path(setup.__file__).parent.glob("*.py") if "\ndef main(" in path.read_text())
    started = {name for name in globals() if name.startswith("test_")}
    assert [path.stem for path in files if not any(name.startswith(f"test_{path.stem}") for name in started)] == []


def test_findings(small):
    assert small(findings, SIZES=(1, 3), PROVIDERS=2, RUNS=1) == 0


def test_pages_cost_as_many_queries_for_more_activities(small):
    assert small(pages, SIZES=(2, 4), RUNS=1) == 0


def test_pdf_texts(small):
    assert small(pdf_texts, TEXTS={"gewone tekst": "woord " * 20}, RUNS=1, LIMIT=60.0) == 0


def test_statement_figures(db, monkeypatch, capsys):
    monkeypatch.setattr(setup, "use_temporary_database", lambda: None)
    monkeypatch.setattr("tests.data.PROVIDER_FILES", PROVIDER_FILES[:1])
    assert statement_figures.main() == 0
    (row,) = capsys.readouterr().out.splitlines()[1:-1]
    slug, *numbers = row.split()
    assert slug in statement_figures.SOURCES
    assert len(numbers) == 9
    assert all(float(number) > 0 for number in numbers)


def test_statement_proposals(db, monkeypatch, capsys, tmp_path):
    for number in range(5):
        (tmp_path / f"00{number}_tekst.txt").write_text("\n" * 52 + "Bewaartermijnen: 1 maand (na opzegging)\n")
    monkeypatch.setattr(setup, "use_temporary_database", lambda: None)
    monkeypatch.setattr(statement_proposals, "FOLDER", str(tmp_path))
    assert statement_proposals.main() == 0
    _, first, *others = (line.split() for line in capsys.readouterr().out.splitlines())
    assert (first[0], first[2:]) == ("teamtelefoon", ["1", "2%", "1", "0"])
    assert len(others) == 4


def test_what_is_closed_is_not_seen():
    page = '<main><p>een twee</p><details class="more"><summary>drie</summary><p>vier</p></details> vijf</main> zes'
    assert (statement_figures.words(statement_figures.seen(page)), statement_figures.words(page)) == (4, 5)


def test_uploads(monkeypatch):
    small = {"a small csv": uploads.WHOLE["a small csv"], "far row": ("xlsx", uploads.BOMBS["far row"][1])}
    monkeypatch.setattr(uploads, "FILES", small)
    monkeypatch.setattr(uploads, "RUNS", 1)
    monkeypatch.setattr(uploads, "MOST_SECONDS", 60.0)
    # The tests themselves take more memory than a reader may.
    monkeypatch.setattr(uploads, "MOST_MEGABYTES", 10_000)
    assert uploads.main() == 0


def test_long_documents(small, capsys, monkeypatch):
    monkeypatch.setattr(setup, "add_provider", once(setup.add_provider))
    small(long_documents, SIZES=(1,), RUNS=1)
    assert [line.split()[:2] for line in capsys.readouterr().out.splitlines()[1:]] == [
        ["register", "1"],
        ["statement", "1"],
    ]


def test_register_pdf(small, capsys, monkeypatch):
    monkeypatch.setattr(setup, "add_provider", once(setup.add_provider))
    small(register_pdf, SIZES=(1,), RUNS={})
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()[2:]] == [
        *("naive", "cold", "edited", "warm")
    ]


def once(make):
    """The first time only: measurements in fresh processes each make their own provider."""
    made = []

    def maybe(*args: object) -> None:
        if not made:
            made.append(make(*args))

    return maybe


def test_public_page(tmp_path):
    wrk = tmp_path / "wrk"
    wrk.write_text("#!/bin/sh\necho 'Requests/sec: 100.0'\n")
    wrk.chmod(0o755)
    own = own_database.migrated_copy(tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.public_page", "--database", own.url],
        cwd=own_database.ROOT,
        env={**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[1:] == [
        *("bestand       100   1.00", "pagina        100   1.00  doel 0.8", "304           100   1.00  doel 1.0")
    ]


def test_imports(tmp_path):
    own = own_database.migrated_copy(tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.imports", "--database", own.url, "--sizes", "3", "3", "3"],
        cwd=own_database.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["gewoon", "werkmap", "bestand"], done.stderr
