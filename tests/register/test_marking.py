"""Words of a provider stay marked as Dutch, in whatever sentence of an English page they end up."""

import dataclasses
import re

import msgspec
import pytest
from django.template.loader import render_to_string
from django.utils import translation

from providers.choices import AddressForm
from register.documents.files import public_html
from register.dossier import with_marks
from register.marking import END, START, bare, marked, marked_up, own
from register.wording import capital, flat, listed, rows, sentence, small

from .speech import spoken, words
from .statement_help import PROVIDER, activity, difference_html, filled, make, page
from .test_catalogue import ENGLISH
from .test_english import DUTCH_WORDS, ENGLISH_WORDS, dutch

FORMS = (AddressForm.FORMAL, AddressForm.INFORMAL)


@pytest.fixture
def english():
    with translation.override("en"):
        yield


def in_form(form):
    dossier = filled()
    return msgspec.structs.replace(dossier, provider=msgspec.structs.replace(dossier.provider, address_form=form))


def statement_html(dossier) -> str:
    return public_html("public/statement.html", {"page": page(dossier), "place": ("statement", "proef")})


@pytest.mark.parametrize("form", FORMS)
def test_a_page_with_every_field_says_no_dutch_word(english, form):
    made = statement_html(in_form(form))
    assert dutch(made) == set()
    assert START not in made
    assert END not in made


@pytest.mark.parametrize("form", FORMS)
def test_a_dutch_page_with_every_field_says_no_english_word_and_marks_nothing(form):
    made = statement_html(in_form(form))
    assert words(spoken(made)["nl"]) & ENGLISH_WORDS - DUTCH_WORDS == set()
    # The page itself and its place in the switch.
    assert re.findall(r'<(\w+)[^>]*\slang="nl"', made) == ["html", "a"]


def test_every_typed_word_on_an_english_page_is_marked(english):
    dossier = filled()
    provider = dossier.provider
    names = {
        provider.name, provider.kvk, provider.kvk_place, provider.vat_number, provider.iban,
        dossier.entities[0].kvk, dossier.trade_names[0].name,
        *(row.name for row in dossier.entities), *(row.name_en for row in _shared_words(dossier)),
    }  # fmt: skip
    texts = spoken(statement_html(dossier))
    assert set(re.findall(r"Merk\w+", texts["en"])) == names
    assert len(set(re.findall(r"Merk\w+", texts["nl"]))) > 100


def _shared_words(dossier):
    return (*dossier.data_categories, *dossier.measures, *dossier.processing_operations, *dossier.grounds)


def test_a_shared_word_is_english_on_an_english_page_and_dutch_on_the_others():
    dossier = filled()
    dutch_words = {row.name for row in _shared_words(dossier)}
    english_words = {row.name_en for row in _shared_words(dossier)}
    for language, shown, hidden in (("nl", dutch_words, english_words), ("en", english_words, dutch_words)):
        with translation.override(language):
            found = set(re.findall(r"Merk\w+", statement_html(dossier)))
        assert (shown & found, hidden & found) == (shown, set())


def test_an_english_page_holds_the_same_as_the_dutch_one():
    dutch_page = page(filled())
    with translation.override("en"):
        english_page = page(filled())
    assert shape(english_page) == shape(dutch_page)


def shape(value):
    """A piece of view data without its texts."""
    if dataclasses.is_dataclass(value):
        return type(value).__name__, [shape(getattr(value, field.name)) for field in dataclasses.fields(value)]
    return [shape(item) for item in value] if isinstance(value, tuple) else None if isinstance(value, str) else value


def test_a_page_in_which_everything_came_and_went_says_no_dutch_word(english):
    for before, after in ((make(), filled()), (filled(), make())):
        made = difference_html(before, after)
        assert dutch(made) == set()
        assert len(set(re.findall(r"Merk\w+", spoken(made)["nl"]))) > 100


def test_both_forms_of_address_are_one_english_page(english):
    assert statement_html(in_form(FORMS[0])) == statement_html(in_form(FORMS[1]))


@pytest.mark.parametrize("template", ["404.html", "413.html", "429.html", "500.html", "503.html"])
def test_error_pages_speak_english(english, template):
    assert dutch(render_to_string(template)) == set()


def test_nothing_is_marked_on_a_dutch_page():
    dossier = filled()
    assert with_marks(dossier) is dossier
    assert own("Merk") == "Merk"


def test_a_dossier_keeps_its_keys_and_references(english):
    dossier = filled()
    made = with_marks(dossier)
    assert made != dossier
    assert made.activities[0].data[0].term == dossier.terms[0].key == made.terms[0].key
    assert made.provider.slug == dossier.provider.slug
    assert bare(made.activities[0].title) == dossier.activities[0].title


@pytest.mark.parametrize(
    ("change", "typed", "said"),
    [
        (flat, " Een\ntwee ", "Een; twee"),
        (sentence, "een", "Een."),
        (small, "Een twee.", "een twee"),
        (capital, "een", "Een"),
    ],
)
def test_a_change_of_a_text_stays_inside_its_marks(change, typed, said):
    assert change(marked(typed)) == marked(said)


def test_marks_in_a_longer_text(english):
    composed = f"For {listed([marked('een'), marked('twee')])}"
    assert marked_up(sentence(composed)) == 'For <span lang="nl">een</span> and <span lang="nl">twee</span>.'
    assert rows(marked("een\ntwee")) == (marked("een"), marked("twee"))
    assert sentence(f"The law: {marked('Zo.')}") == f"The law: {marked('Zo.')}"


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p>{}</p>", '<p lang="nl">een</p>'),
        ('<td data-l="How long">{}</td>', '<td data-l="How long"><span lang="nl">een</span></td>'),
        ("<p>{}, {} and</p>", '<p><span lang="nl">een, een</span> and</p>'),
        ("<title>{} x</title>", "<title>een x</title>"),
        ('<a title="{}">x</a>', '<a title="een">x</a>'),
    ],
)
def test_marks_become_attributes(html, shown):
    assert marked_up(html.format(marked("een"), marked("een"))) == shown


@pytest.mark.parametrize("typed", [f"a{END}b", f"{START}a", f"{END}<b>{START}"])
def test_signs_that_were_typed_do_nothing(english, typed):
    dossier = make(activity(title=typed, description=typed), provider=PROVIDER)
    made = statement_html(dossier)
    assert START not in made
    assert END not in made
    assert "<b>" not in made.replace("<b>Good to know.</b>", "")
    assert made.count("<span") == made.count("</span>")


def test_the_catalogue_tells_the_languages_apart():
    assert len(ENGLISH) > 900
    assert {"gegevens", "bewaartermijn", "verantwoordelijk"} <= DUTCH_WORDS - ENGLISH_WORDS
    assert {"data", "retention", "responsible"} <= ENGLISH_WORDS
