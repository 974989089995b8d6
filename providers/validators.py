"""What may be typed in a field, whichever door it comes in by."""

import re
import unicodedata

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

MAX_WORD = 200
RESERVED_SLUGS = frozenset(
    {
        *("admin", "accounts", "register", "static", "media", "schema", "api", "well-known"),
        *("gezond", "controle", "toegankelijkheid", "over", "versies", "verschil", "concept", "taken"),
        *dict(settings.LANGUAGES),
    }
)

_HTML_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(\s[^<>]*)?/?>|<!--")
_BIDI_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Stands where a program could not read a sign.
_REPLACEMENT = "\ufffd"
_ALLOWED_CONTROLS = frozenset("\n\r\t")


def _is_forbidden(char: str) -> bool:
    if char in _ALLOWED_CONTROLS:
        return False
    return char in _BIDI_OVERRIDES or char == _REPLACEMENT or unicodedata.category(char) in {"Cc", "Cs", "Co", "Cn"}


def validate_plain_text(value: str) -> None:
    """Refuse what no face can print: control characters, HTML and endless words.

    Raises ValidationError in Dutch, naming what was found.
    """
    for char in value:
        if _is_forbidden(char):
            raise ValidationError(
                "Bevat een teken dat niet gedrukt kan worden (U+%(code)s). Haal het weg.",
                code="control",
                params={"code": f"{ord(char):04X}"},
            )
    if tag := _HTML_TAG.search(value):
        raise ValidationError(
            "Bevat HTML-opmaak (%(tag)s). Gebruik gewone tekst.", code="html", params={"tag": tag.group()[:40]}
        )
    if any(len(word) > MAX_WORD for word in value.split()):
        raise ValidationError(
            "Bevat een woord van meer dan %(limit)d tekens. Zet er spaties in.",
            code="long_word",
            params={"limit": MAX_WORD},
        )


def validate_not_reserved(value: str) -> None:
    """Refuse a slug that is already an address of the site itself."""
    if value in RESERVED_SLUGS:
        raise ValidationError(
            "“%(slug)s” is een adres van het register zelf. Kies een andere naam.",
            code="reserved",
            params={"slug": value},
        )


validate_prefix = RegexValidator(r"^[A-Z]{2,4}$", "Gebruik twee tot vier hoofdletters, bijvoorbeeld TT.")
validate_kvk = RegexValidator(r"^\d{8}$", "Een KvK-nummer heeft acht cijfers.")
validate_country = RegexValidator(r"^[A-Z]{2}$", "Gebruik de landcode van twee hoofdletters, bijvoorbeeld NL.")
