"""The colours of both themes, computed from tokens.css: every text on every ground it stands on, and every line."""

import re
from pathlib import Path

import pytest
from django.conf import settings

STATIC = Path(settings.BASE_DIR) / "register/static/register"
_TOKEN = re.compile(r"^\s*--([\w-]+): (.+);$", re.MULTILINE)
_PAIR = re.compile(r"var\(--light, (.+)\) var\(--dark, (.+)\)")
_NAME = re.compile(r"var\(--([\w-]+)\)")
THEMES = ("light", "dark")
GROUNDS = ("bg", "surface", "sunken")

# Text: the colour and all it stands on; WCAG 1.4.3 asks 4.5.
TEXTS = {
    "muted": GROUNDS,
    "ink": (*GROUNDS, "accent-soft", "add-soft", "warn-soft", "del-soft", "line"),
    "accent-ink": (*GROUNDS, "accent-soft"),
    "accent-over": GROUNDS,
    "warn": (*GROUNDS, "warn-soft"),
    "add": ("add-soft", "surface"),
    "del": (*GROUNDS, "del-soft"),
    "button-ink": ("accent-ink", "accent-over"),
    "head-ink": ("head",),
}
# Lines, borders of fields and the ring around what has the focus; WCAG 1.4.11 asks 3.
GRAPHICS = {
    "edge": GROUNDS,
    "warn-line": ("surface", "bg", "warn-soft"),
    "del": ("surface", "bg"),
    "add": ("surface", "bg"),
    "bar": ("bg", "surface"),
    "focus-line": GROUNDS,
}


def tokens() -> dict[str, str]:
    """Every token as it is typed; the admin adds a few of its own."""
    return dict(_TOKEN.findall("".join((STATIC / name).read_text() for name in ("admin.css", "tokens.css"))))


def colour(name: str, theme: str) -> tuple[float, ...]:
    """A token as red, green and blue from 0 to 1."""
    value = tokens()[name]
    if pair := _PAIR.fullmatch(value):
        value = pair[1 + THEMES.index(theme)]
    if other := _NAME.fullmatch(value):
        return colour(other[1], theme)
    digits = value.removeprefix("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    return tuple(int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4))


def luminance(rgb: tuple[float, ...]) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str, theme: str) -> float:
    """The contrast of two tokens as WCAG 2 counts it, from 1 to 21."""
    darker, lighter = sorted(luminance(colour(name, theme)) for name in (one, other))
    return (lighter + 0.05) / (darker + 0.05)


def too_close(pairs: dict[str, tuple[str, ...]], theme: str, least: float) -> dict[str, float]:
    return {
        f"{name} on {ground}": round(found, 2)
        for name, grounds in pairs.items()
        for ground in grounds
        if (found := ratio(name, ground, theme)) < least
    }


@pytest.mark.parametrize("theme", THEMES)
def test_every_text_can_be_read_on_every_ground_it_stands_on(theme):
    assert too_close(TEXTS, theme, 4.5) == {}


@pytest.mark.parametrize("theme", THEMES)
def test_every_line_can_be_seen(theme):
    assert too_close(GRAPHICS, theme, 3) == {}


def test_the_ratio_is_that_of_wcag():
    assert round(ratio("white", "black", "light"), 1) == 21
    assert ratio("bg", "bg", "dark") == 1


def test_no_colour_is_typed_outside_the_tokens():
    typed = re.compile(r"#[0-9a-f]{3,8}\b(?![^;{]*\{)|\brgba?\(|\bhsla?\(")
    names = ("admin.css", "admin-findings.css", "site.css", "register.css")
    assert {name: found for name in names if (found := typed.findall((STATIC / name).read_text()))} == {}


def test_styles_of_the_admin_stay_short():
    assert sum(len(path.read_text().splitlines()) for path in STATIC.glob("admin*.css")) < 1450
