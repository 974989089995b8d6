"""What may be typed in a field, whichever door it comes in by."""

import re
import unicodedata

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

from .countries import NAMES
from .facts.text import in_form
from .facts.typed import short

MAX_WORD = 200
RESERVED_SLUGS = frozenset(
    {
        *("admin", "accounts", "register", "static", "media", "schema", "api", "well-known"),
        *("gezond", "controle", "toegankelijkheid", "over", "versies", "verschil", "concept", "taken", "id"),
        *dict(settings.LANGUAGES),
    }
)

_RESERVED_LETTERS = frozenset(slug.replace("-", "") for slug in RESERVED_SLUGS)
# What any reader of HTML takes for the start of a tag, a comment or an instruction, also when it never ends.
_HTML_TAG = re.compile(r"<[a-zA-Z/!?][^<>]*>?")
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
    # Other forms of the same signs, such as those of double width, become these when somebody normalises the text.
    if tag := _HTML_TAG.search(in_form("NFKC", value)):
        raise ValidationError(
            "Bevat HTML-opmaak (%(tag)s). Gebruik gewone tekst.", code="html", params={"tag": tag.group()[:40]}
        )
    if any(len(word) > MAX_WORD for word in value.split()):
        raise ValidationError(
            "Bevat een woord van meer dan %(limit)d tekens. Zet er spaties in.",
            code="long_word",
            params={"limit": MAX_WORD},
        )


def validate_country(value: str) -> None:
    """Refuse what is no code of a country."""
    if value not in NAMES:
        raise ValidationError(
            "“%(code)s” is geen landcode van ISO 3166. Gebruik twee letters of de naam, bijvoorbeeld NL of "
            "Nederland; EU als alleen de Europese Unie vastligt; of laat het land leeg.",
            code="country",
            params={"code": short(value)},
        )


def validate_not_reserved(value: str) -> None:
    """Refuse a slug that is already an address of the site itself, or that reads as one."""
    if re.sub("[-_]", "", value.lower()) in _RESERVED_LETTERS:
        raise ValidationError(
            "“%(slug)s” is een adres van het register zelf. Kies een andere naam.",
            code="reserved",
            params={"slug": value},
        )


# Words of letters and digits with one hyphen between them, and a letter somewhere.
validate_address = RegexValidator(
    r"^(?=.*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*\Z",
    "Gebruik kleine letters en cijfers, met hoogstens één streepje tussen woorden, bijvoorbeeld telecom-service.",
)
validate_prefix = RegexValidator(r"^[A-Z]{2,4}\Z", "Gebruik twee tot vier hoofdletters, bijvoorbeeld TT.")
validate_kvk = RegexValidator(r"^[0-9]{8}\Z", "Een KvK-nummer heeft acht cijfers.")
