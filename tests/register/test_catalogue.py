"""A catalogue has everything that the public pages say, once; only Dutch knows u and je."""

import ast
import gettext
import re
from pathlib import Path
from typing import NamedTuple

import pytest
from django.conf import settings
from django.utils import translation

from providers.choices import AddressForm
from register.marking import INFORMAL, label
from register.role_names import ONE_PROCESSOR, SEVERAL_PROCESSORS
from register.statement.address_form import Say

from .speech import plurals, sentences

FOLDER = Path(settings.BASE_DIR) / "register/locale"
EDGES = re.compile(r"^\s*|[\s.:?]*$")
_LINE = re.compile(r'^(msgctxt|msgid|msgid_plural|msgstr(?:\[\d])?) (".*")$', re.MULTILINE)


class Entry(NamedTuple):
    """A sentence in the catalogue, with one text or one per number."""

    context: str
    text: str
    plural: str
    said: tuple[str, ...]


def entries(language: str) -> list[Entry]:
    """All of a catalogue but its head."""
    blocks = (FOLDER / language / "LC_MESSAGES/django.po").read_text().split("\n\n")
    found = [[(name, ast.literal_eval(text)) for name, text in _LINE.findall(block)] for block in blocks[1:]]
    return [
        Entry(
            dict(lines).get("msgctxt", ""), dict(lines)["msgid"], dict(lines).get("msgid_plural", ""),
            tuple(text for name, text in lines if name.startswith("msgstr")),
        )
        for lines in found
    ]  # fmt: skip


TRANSLATED = [code for code, _ in settings.LANGUAGES if code != "nl"]
ENGLISH = entries("en")
JE = entries("nl")


def placeholders(text: str) -> list[str]:
    return sorted(re.findall(r"{\w+}|%\(\w+\)s|</?\w[^>]*>", text))


@pytest.fixture(params=TRANSLATED)
def language(request) -> str:
    """A language besides Dutch."""
    return request.param


@pytest.fixture
def catalogue(language) -> list[Entry]:
    return entries(language)


def test_every_sentence_is_there_and_no_other(catalogue):
    single = {entry.text for entry in catalogue if not entry.plural}
    assert sentences() - single == set()
    assert single - sentences() == set()
    assert {(entry.text, entry.plural) for entry in catalogue if entry.plural} == plurals()


def test_every_sentence_stands_there_once(catalogue):
    texts = [entry.text for entry in catalogue]
    assert len(texts) == len(set(texts)) == len(sentences()) + len(plurals())


def test_only_dutch_has_forms_of_address(catalogue):
    assert {entry.context for entry in catalogue} == {""}
    assert {entry.context for entry in JE} == {INFORMAL}
    assert {entry.text for entry in JE} - {entry.text for entry in catalogue} == set()


@pytest.mark.parametrize("form", AddressForm)
def test_a_translation_says_the_same_to_everybody(language, catalogue, form):
    singles = [entry for entry in catalogue if not entry.plural]
    with translation.override(language):
        say = Say.to_readers_of(form)
        said = [(say(entry.text), label(entry.text, say.context)) for entry in singles]
        one, several = label(ONE_PROCESSOR), label(SEVERAL_PROCESSORS)
    spoken = [entry.said[0].replace("{processor}", one).replace("{processors}", several) for entry in singles]
    assert said == [(text, *entry.said) for text, entry in zip(spoken, singles, strict=True)]


def test_nothing_is_empty_or_a_guess(language, catalogue):
    assert [entry for entry in catalogue if not all(text.strip() for text in entry.said)] == []
    assert "fuzzy" not in (FOLDER / language / "LC_MESSAGES/django.po").read_text()


def test_a_translation_keeps_the_form_of_its_sentence(catalogue):
    pairs = [
        (text, said)
        for entry in catalogue
        for text, said in zip((entry.text, entry.plural) if entry.plural else (entry.text,), entry.said, strict=True)
    ]
    assert [(text, said) for text, said in pairs if placeholders(said) != placeholders(text)] == []
    assert [(text, said) for text, said in pairs if EDGES.findall(said) != EDGES.findall(text)] == []


@pytest.mark.parametrize("language", ["nl", *TRANSLATED])
def test_the_compiled_catalogue_is_the_written_one(language):
    with (FOLDER / language / "LC_MESSAGES/django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for entry in entries(language):
        if entry.plural:
            said = tuple(compiled.ngettext(entry.text, entry.plural, number) for number in (1, 2))
        else:
            said = (compiled.pgettext(entry.context, entry.text) if entry.context else compiled.gettext(entry.text),)
        assert said == entry.said
