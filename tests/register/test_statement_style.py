"""The stylesheet: contrast of the colours as WCAG asks, computed from the file itself."""

import re
from itertools import product
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

CSS = Path(finders.find("register/site.css")).read_text()
TEXT, SHAPE = 4.5, 3.0
GROUNDS = ("bg", "surface", "sunken")
PAIRS = [
    *((colour, ground, TEXT) for colour, ground in product(("ink", "muted", "accent", "warn"), GROUNDS)),
    ("ink", "warn-soft", TEXT),
    ("warn", "warn-soft", TEXT),
    ("add", "add-soft", TEXT),
    ("del", "del-soft", TEXT),
    ("bg", "accent", TEXT),  # the buttons of the sign-in pages
    *((colour, ground, SHAPE) for colour, ground in product(("bar", "edge", "accent"), ("bg", "surface"))),
    ("accent", "accent-soft", SHAPE),
    ("warn-line", "warn-soft", SHAPE),
    ("focus", "focus-ink", SHAPE),
]


ADMIN_BLOCKS = re.findall(r"\{([^{}]*--bg:[^{}]*)\}", Path(finders.find("register/admin.css")).read_text())
ADMIN_PAIRS = [
    *((colour, ground, TEXT) for colour, ground in product(("ink", "muted", "accent-ink"), GROUNDS)),
    *((colour, f"{colour}-soft", TEXT) for colour in ("warn", "add", "del")),
    *(("ink", f"{colour}-soft", TEXT) for colour in ("warn", "add", "del", "accent")),
    ("head-ink", "head", TEXT),
    ("button-ink", "button", TEXT),
    ("button-ink", "button-over", TEXT),
    ("surface", "del", TEXT),  # the button that deletes
    ("edge", "bg", SHAPE),
    ("edge", "surface", SHAPE),
    ("warn-line", "warn-soft", SHAPE),
    ("focus-line", "focus-ring", SHAPE),
]


def colours(block: str) -> dict[str, str]:
    """The names of a block with their colours."""
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{3,6})", block))


def full(colour: str) -> str:
    """A colour in six digits."""
    digits = colour.lstrip("#")
    return digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)


def admin_tokens(scheme: str) -> dict[str, str]:
    """The colours of the admin in a scheme."""
    return colours(ADMIN_BLOCKS[0]) | (colours(ADMIN_BLOCKS[1]) if scheme == "dark" else {})


def tokens(scheme: str) -> dict[str, str]:
    """The colours of a scheme: the first :root is light, the one under the media query dark."""
    light, dark = re.findall(r":root\{([^}]*)\}", CSS)[:2]
    return colours(light) | (colours(dark) if scheme == "dark" else {})


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    digits = full(colour)
    parts = [int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("colour", "ground", "lowest"), PAIRS)
def test_contrast(scheme, colour, ground, lowest):
    found = tokens(scheme)
    assert contrast(found[colour], found[ground]) >= lowest


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("colour", "ground", "lowest"), ADMIN_PAIRS)
def test_contrast_in_the_admin(scheme, colour, ground, lowest):
    found = admin_tokens(scheme)
    assert contrast(found[colour], found[ground]) >= lowest


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_admin_has_the_colours_of_the_site(scheme):
    site, admin = tokens(scheme), admin_tokens(scheme)
    shared = site.keys() & admin.keys()
    assert shared >= {"bg", "surface", "ink", "muted", "warn", "add", "del", "edge", "line"}
    assert {name: full(admin[name]) for name in shared} == {name: full(site[name]) for name in shared}


def test_dark_is_the_same_by_system_and_by_choice():
    _, by_system, by_choice = ADMIN_BLOCKS
    assert colours(by_system) == colours(by_choice)


def test_no_colour_is_used_without_a_name():
    rules = re.sub(r":root\{[^}]*\}", "", CSS)
    assert re.findall(r"#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(", rules) == []


def test_the_style_serves_everyone():
    for part in ("prefers-color-scheme:dark", "@media print", "forced-colors:active", ":focus-visible", ".skip:focus"):
        assert part in CSS
    assert CSS.count("{") == CSS.count("}")
    assert "http" not in CSS.replace('href^="http"', "")


@pytest.mark.parametrize("template", ["400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html"])
def test_error_pages_need_nothing(template):
    assert 'class="brand"' in render_to_string(template)
