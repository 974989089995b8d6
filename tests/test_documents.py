"""What comments and documents cite can be read here: the file exists, and so does the chapter."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("providers", "retention", "register", "templates", "fixtures", "script", "tests", "docs", "requirements")
KINDS = {"", ".py", ".yaml", ".html", ".css", ".js", ".sh", ".txt", ".po", ".md", ".toml"}
# After a double quote it is a part of a path that code puts together.
NAME = re.compile(r'(?<![\w./"-])[\w-][\w./-]*\.md\b')
# A chapter may stand on the next line of a comment; “6.8” after “and” is a chapter of the same document.
CHAPTERS = re.compile(r"docs/law\.md[\s#]+(\d+(?:\.\d+)?(?:(?:, | and )\d+\.\d+)*)")
HEADING = re.compile(r"^(?:## |\*\*)(\d+(?:\.\d+)?)[. ]", re.MULTILINE)


def files() -> Iterator[Path]:
    """Every text of the project that people write, this one apart: it cites what must not be found."""
    for folder in FOLDERS:
        yield from (path for path in sorted((ROOT / folder).rglob("*")) if path.is_file() and path.suffix in KINDS)
    yield from (path for path in sorted(ROOT.iterdir()) if path.suffix in {".md", ".toml"})


def texts() -> Iterator[tuple[Path, str]]:
    for path in files():
        if path != Path(__file__).resolve() and "__pycache__" not in path.parts:
            yield path, path.read_text(encoding="utf-8")


def outside(path: Path, text: str) -> set[str]:
    """The documents that a text names and that exist neither below the project nor beside the text."""
    return {name for name in NAME.findall(text) if not (ROOT / name).is_file() and not (path.parent / name).is_file()}


def cited(text: str) -> set[str]:
    """The chapters of docs/law.md that a text names."""
    return {chapter for found in CHAPTERS.findall(text) for chapter in re.split(r", | and ", found)}


def test_every_document_that_is_named_exists():
    found = {str(path.relative_to(ROOT)): names for path, text in texts() if (names := outside(path, text))}
    assert found == {}


def test_every_chapter_of_the_law_that_is_cited_exists():
    chapters = set(HEADING.findall((ROOT / "docs" / "law.md").read_text(encoding="utf-8")))
    found = {str(path.relative_to(ROOT)): cited(text) for path, text in texts()}
    assert len(chapters) > 30
    assert len({name for name, numbers in found.items() if numbers}) > 20
    assert {name: numbers - chapters for name, numbers in found.items() if numbers - chapters} == {}


@pytest.mark.parametrize("text", ["(design.md 5.3)", "see `house.md`", "docs/decisions.md", "law.md C4"])
def test_a_text_from_elsewhere_is_found(text):
    assert outside(ROOT / "register" / "choices.py", text)


@pytest.mark.parametrize(
    ("text", "chapters"),
    [
        ("(docs/law.md 4.3 and 6.8)", {"4.3", "6.8"}),
        ("# as in docs/law.md\n# 9.9: x", {"9.9"}),
        ("docs/law.md 6; those", {"6"}),
        ("docs/law.md", set()),
    ],
)
def test_chapters_are_read(text, chapters):
    assert cited(text) == chapters
