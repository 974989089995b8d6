import pytest
from django.conf import settings
from django.core.exceptions import ValidationError

from providers.models import Provider
from providers.validators import MAX_WORD, validate_not_reserved, validate_plain_text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Naam",
        "minder < dan 3 en > 1",
        "jonger dan <18 jaar",
        "a <- b",
        "<3",
        "&lt;b&gt;",
        "<",
        "regel\nregel",
        "ΑΒΓ אבג",
    ],
)
def test_plain_text_may_be_typed(text):
    validate_plain_text(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("caf\ufffd", "Bevat een teken dat niet gedrukt kan worden (U+FFFD). Haal het weg."),
        ("a\x00b", "Bevat een teken dat niet gedrukt kan worden (U+0000). Haal het weg."),
        ("a\u202eb", "Bevat een teken dat niet gedrukt kan worden (U+202E). Haal het weg."),
        ("a\ud800", "Bevat een teken dat niet gedrukt kan worden (U+D800). Haal het weg."),
        ("x" * (MAX_WORD + 1), f"Bevat een woord van meer dan {MAX_WORD} tekens. Zet er spaties in."),
    ],
)
def test_what_no_face_can_print_is_refused(text, message):
    with pytest.raises(ValidationError) as refused:
        validate_plain_text(text)
    assert refused.value.messages == [message]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<b>vet</b>", "<b>"),
        ("<script src=x>", "<script src=x>"),
        ("Vtel <input/type=hidden name=x>", "<input/type=hidden name=x>"),
        ("<input", "<input"),
        ("<svg/onload=alert`1`", "<svg/onload=alert`1`"),
        ("<x-y>", "<x-y>"),
        ("</p >", "</p >"),
        ("<!--", "<!--"),
        ("<!DOCTYPE x>", "<!DOCTYPE x>"),
        ("<?xml?>", "<?xml?>"),
        ("<a\nhref=x>", "<a\nhref=x>"),
        ("<<b>", "<b>"),
        ("<https://voorbeeld.nl>", "<https://voorbeeld.nl>"),
        ("\uff1cinput\uff1e", "<input>"),
        ("\ufe64b\ufe65", "<b>"),
    ],
)
def test_what_a_reader_of_html_takes_for_a_tag_is_refused(text, found):
    with pytest.raises(ValidationError) as refused:
        validate_plain_text(text)
    assert refused.value.messages == [f"Bevat HTML-opmaak ({found}). Gebruik gewone tekst."]


def test_an_address_of_the_site_is_no_provider():
    with pytest.raises(ValidationError):
        validate_not_reserved("register")


def test_every_first_word_of_the_sites_own_addresses_is_reserved():
    from django.urls import get_resolver

    from providers.validators import RESERVED_SLUGS

    words = {str(pattern.pattern).split("/")[0] for pattern in get_resolver().url_patterns}
    words = {word for word in words if word.replace("-", "").isalnum()}
    assert (words | set(dict(settings.LANGUAGES))) - RESERVED_SLUGS == set()


def test_text_that_is_too_long_is_named_with_its_field(db):
    provider = Provider(slug="x", prefix="XX", name="X", statement_scope="woord " * 20_000, iban="9" * 301)
    with pytest.raises(ValidationError) as refused:
        provider.full_clean()
    assert set(refused.value.message_dict) == {"statement_scope", "iban"}
