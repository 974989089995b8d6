"""The English catalogue has everything that the public pages say, once; only Dutch knows u and je."""

import ast
import gettext
import re
from pathlib import Path
from typing import NamedTuple

import pytest
from django.conf import settings
from django.utils import translation

from providers.choices import AddressForm
from register.language import INFORMAL, label
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


ENGLISH, DUTCH = entries("en"), entries("nl")


def placeholders(text: str) -> list[str]:
    return sorted(re.findall(r"{\w+}|%\(\w+\)s|</?\w[^>]*>", text))


def test_every_sentence_is_there_and_no_other():
    single = {entry.text for entry in ENGLISH if not entry.plural}
    assert sentences() - single == set()
    assert single - sentences() == set()
    assert {(entry.text, entry.plural) for entry in ENGLISH if entry.plural} == plurals()


def test_english_says_each_sentence_once():
    texts = [entry.text for entry in ENGLISH]
    assert len(texts) == len(set(texts)) == len(sentences()) + len(plurals())


def test_only_dutch_has_forms_of_address():
    assert {entry.context for entry in ENGLISH} == {""}
    assert {entry.context for entry in DUTCH} == {INFORMAL}


def test_every_sentence_with_je_is_there_in_english():
    assert {entry.text for entry in DUTCH} - {entry.text for entry in ENGLISH} == set()


@pytest.mark.parametrize("form", AddressForm)
def test_english_says_the_same_to_everybody(form):
    singles = [entry for entry in ENGLISH if not entry.plural]
    with translation.override("en"):
        say = Say.to_readers_of(form)
        assert [(say(entry.text), label(entry.text, say.context)) for entry in singles] == [
            entry.said * 2 for entry in singles
        ]


def test_nothing_is_empty_or_a_guess():
    assert [entry for entry in ENGLISH if not all(text.strip() for text in entry.said)] == []
    assert "fuzzy" not in (FOLDER / "en/LC_MESSAGES/django.po").read_text()


def test_a_translation_keeps_the_form_of_its_sentence():
    pairs = [
        (text, said)
        for entry in ENGLISH
        for text, said in zip((entry.text, entry.plural) if entry.plural else (entry.text,), entry.said, strict=True)
    ]
    assert [(text, said) for text, said in pairs if placeholders(said) != placeholders(text)] == []
    assert [(text, said) for text, said in pairs if EDGES.findall(said) != EDGES.findall(text)] == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_compiled_catalogue_is_the_written_one(language):
    with (FOLDER / language / "LC_MESSAGES/django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for entry in entries(language):
        if entry.plural:
            said = tuple(compiled.ngettext(entry.text, entry.plural, number) for number in (1, 2))
        else:
            said = (compiled.pgettext(entry.context, entry.text) if entry.context else compiled.gettext(entry.text),)
        assert said == entry.said
