"""Texts that people could type and that no document may trip over."""

import msgspec

from register.dossier import Dossier
from tests.register.filled import filled_content

HOSTILE = {
    "markup": "<script>alert(1)</script><img src='file:///etc/passwd'>{{ 1 }}{% now %}",
    "long word": "a" * 10_000,
    "no-break spaces": "a\xa0" * 5_000,
    "controls": "a\x00b\x1b\x7f\x85c",
    "override": "factuur\u202efdp.exe",
    "lone surrogate": "a\ud800b",
    "separators": "a\u2028b\u2029c",
    "scripts": "Ελληνικά Кириллица עברית العربية ŁódźĞ",
    "emoji and chinese": "\U0001f600 漢字",
    "css": "</style>body{display:none}/* \" ' */",
}


def with_text(text: str) -> Dossier:
    """The filled Dossier with a text in the places where people type most."""
    content = filled_content()
    content["provider"]["name"] = text
    content["activities"][0] |= {"title": text, "description": text}
    content["activities"][0]["data"][0]["name"] = text
    return msgspec.convert(content, Dossier)
