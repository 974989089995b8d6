"""u and je: every sentence exists in both, and a page uses one of them."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from django.conf import settings

from providers.choices import AddressForm
from register.findings.tables import plain_words
from register.marking import FORMAL, INFORMAL
from register.statement.address_form import Say
from tests.register.statement_help import activity, difference_html, filled, html, make, page

FORMAL_WORDS = re.compile(r"\b(u|uw|uzelf)\b", re.IGNORECASE)
INFORMAL_WORDS = re.compile(r"\b(je|jij|jou|jouw|jezelf)\b", re.IGNORECASE)
FOLDER = Path(settings.BASE_DIR) / "register" / "statement"


def sentences() -> Iterator[str]:
    """The first argument of every call of `say`."""
    for path in sorted(FOLDER.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) == "say":
                argument = node.args[0]
                assert isinstance(argument, ast.Constant), f"{path.name}:{node.lineno}: not a sentence but a variable"
                yield argument.value


def in_form(form: AddressForm | None):
    dossier = filled()
    return msgspec.structs.replace(dossier, provider=msgspec.structs.replace(dossier.provider, address_form=form))


def words(form: AddressForm | None) -> str:
    """The text of a page in which every field is filled, without what was typed."""
    return re.sub(r"<[^>]*>|Merk\w+", " ", html(in_form(form)))


def test_every_sentence_with_u_has_one_with_je():
    seen = [sentence for sentence in sentences() if FORMAL_WORDS.search(sentence)]
    assert len(seen) > 60
    for sentence in seen:
        said = Say(INFORMAL)(sentence)
        assert not FORMAL_WORDS.search(said), sentence
        assert INFORMAL_WORDS.search(said), sentence
        assert re.findall(r"{\w+}", said) == re.findall(r"{\w+}", Say()(sentence))


def test_sentences_are_written_with_u():
    assert [sentence for sentence in sentences() if INFORMAL_WORDS.search(sentence)] == []


def test_sentences_have_no_word_that_officers_are_asked_to_avoid():
    pattern, _ = plain_words()
    hits = [(match.group(), text) for text in sentences() for match in pattern.finditer(text) if match.lastgroup]
    assert hits == []


def test_no_translation_is_left_of_a_sentence_that_is_gone():
    source = (Path(settings.BASE_DIR) / "register/locale/nl/LC_MESSAGES/django.po").read_text()
    translated = [ast.literal_eval(text) for text in re.findall(r'^msgid (".+")$', source, re.MULTILINE)]
    assert set(filter(None, translated)) <= set(sentences())


@pytest.mark.parametrize("form", [AddressForm.FORMAL, None])
def test_a_formal_page_has_no_je(form):
    assert INFORMAL_WORDS.findall(words(form)) == []
    assert FORMAL_WORDS.search(words(form))


def test_an_informal_page_has_no_u():
    assert FORMAL_WORDS.findall(words(AddressForm.INFORMAL)) == []
    assert "Merk" not in words(AddressForm.INFORMAL)
    assert Say.to_readers_of(AddressForm.INFORMAL) == Say(INFORMAL)
    assert Say.to_readers_of(None) == Say(FORMAL)


@pytest.mark.parametrize(
    ("form", "others"), [(AddressForm.FORMAL, INFORMAL_WORDS), (AddressForm.INFORMAL, FORMAL_WORDS)]
)
def test_a_difference_addresses_its_readers_in_one_form(form, others):
    made = difference_html(make(provider=in_form(form).provider), in_form(form))
    assert "Wat kun" in made
    assert others.findall(re.sub(r"<[^>]*>|Merk\w+", " ", made)) == []


@pytest.mark.parametrize("template", ["versions", "difference", "pieces", "languages", "translated"])
def test_pages_about_versions_need_no_form(template):
    text = (Path(settings.BASE_DIR) / f"templates/public/{template}.html").read_text()
    assert FORMAL_WORDS.findall(text) == INFORMAL_WORDS.findall(text) == []


def test_the_title_speaks_to_the_reader():
    provider = make().provider
    informal = msgspec.structs.replace(provider, address_form=AddressForm.INFORMAL)
    assert page(make(activity())).title == "Proef en uw gegevens"
    made = page(make(activity(), provider=informal))
    assert made.title == "Proef en je gegevens"
    assert made.doors_question == "Wat geldt voor jou?"
