"""What the public pages say, in which language: every sentence of the interface, and the text of a page."""

import ast
import re
import typing
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import msgspec
from django.conf import settings
from django.db import models

from providers.countries import NAMES
from register.choices import Section
from register.comparison import Kind
from register.comparison.changes import NOT_RECORDED
from register.comparison.flattening import _NO_FACT, _label
from register.dossier import TABLES, Dossier
from register.dossier.canonical import public_fields
from register.role_names import ONE_PROCESSOR, SEVERAL_PROCESSORS

from .filled import _bare, _struct_of

ROOT = Path(settings.BASE_DIR)
FOLDERS = ("register/statement", "register/comparison", "register/views")
MODULES = [
    *(path for folder in FOLDERS for path in (ROOT / folder).glob("*.py")),
    *(ROOT / name for name in ("register/documents/files.py", "register/wording.py", "retention/words.py")),
]
_VOID = {"meta", "link", "input", "br", "path", "rect", "use", "circle"}
_SAID = re.compile(r'{% say "([^"]*)"')
_BLOCK = re.compile(r"{% blocktranslate [^%]*%}(.*?)(?:{% plural %}(.*?))?{% endblocktranslate %}", re.DOTALL)
# A fingerprint comes whole or in groups.
_NO_WORDS = re.compile(r"https?://\S+|\bwww\.\S+|\S+@\S+|\w+\.pdf|\b[0-9a-f]{8}(?:[0-9a-f]{56})?\b")
_READ_ALOUD = ("aria-label", "data-l", "title", "alt")

WORDS = (ONE_PROCESSOR, SEVERAL_PROCESSORS)

Plural = tuple[str, str]


def sentences() -> set[str]:
    """Every sentence and label that a public page may say, in Dutch."""
    return {*_in_code(), *_in_templates(), *_labels(), *NAMES.values(), *Section.labels, *Kind, NOT_RECORDED, *WORDS}


def plurals() -> set[Plural]:
    """The sentences that have a form for one and a form for several."""
    found = {tuple(re.sub(r"{{ (\w+) }}", r"%(\1)s", form) for form in pair) for pair in _blocks() if pair[1]}
    calls = _calls(ROOT / "retention/periods.py", "ngettext")
    return found | {(call.args[0].value, call.args[1].value) for call in calls}


def _calls(path: Path, *names: str) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in names:
            yield node


def _in_code() -> Iterator[str]:
    for path in MODULES:
        for call in _calls(path, "say", "label"):
            if isinstance(call.args[0], ast.Constant):
                yield call.args[0].value


def _templates() -> Iterator[str]:
    for path in (ROOT / "templates").rglob("*.html"):
        yield path.read_text()


def _blocks() -> Iterator[tuple[str, str]]:
    for text in _templates():
        yield from _BLOCK.findall(text)


def _in_templates() -> Iterator[str]:
    for text in _templates():
        yield from _SAID.findall(text)
    yield from (one for one, several in _blocks() if not several)


def _labels() -> Iterator[str]:
    """Names of tables and fields that customers read, and of what can be chosen in them."""
    tables = {table.node: table.model for table in TABLES.values()}
    for node in set(_public_nodes(Dossier)):
        model = tables[node]
        columns = {column.name: column for column in (*model._meta.concrete_fields, *model._meta.many_to_many)}
        yield str(model._meta.verbose_name)
        for name in set(public_fields(node)) & set(columns) - _NO_FACT:
            yield _label(columns[name])
            yield from _choices(columns[name])


def _public_nodes(kind: type[msgspec.Struct]) -> Iterator[type[msgspec.Struct]]:
    hints = typing.get_type_hints(kind)
    for name in public_fields(kind):
        if child := _struct_of(_bare(hints[name])):
            yield child
            yield from _public_nodes(child)


def _choices(column: models.Field) -> Iterator[str]:
    options = getattr(column, "options", None)
    yield from (str(text) for value, text in column.choices or (options.choices if options else ()) if value)


class _Reader(HTMLParser):
    """Collects text by the language it stands in."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: dict[str, list[str]] = {}
        self._languages: list[str] = [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        language = found.get("lang", self._languages[-1])
        for name in _READ_ALOUD:
            self._add(language, found.get(name, ""))
        if tag == "meta" and found.get("name") == "description":
            self._add(language, found["content"])
        if tag not in _VOID:
            self._languages.append(language)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element without content holds no text."""

    def handle_endtag(self, tag: str) -> None:
        self._languages.pop()

    def handle_data(self, data: str) -> None:
        self._add(self._languages[-1], data)

    def _add(self, language: str, text: str) -> None:
        if text.strip():
            self.texts.setdefault(language, []).append(text.strip())


def spoken(html: str) -> dict[str, str]:
    """The text of a page per language, without addresses on the internet, files and fingerprints."""
    reader = _Reader()
    reader.feed(html)
    return {language: _NO_WORDS.sub("", " | ".join(texts)) for language, texts in reader.texts.items()}


def words(text: str) -> set[str]:
    """The words of a text, without placeholders, tags and capitals."""
    bare = re.sub(r"{\w+}|%\(\w+\)s|<[^>]*>", " ", text)
    return {word.lower() for word in re.findall(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*", bare)}
