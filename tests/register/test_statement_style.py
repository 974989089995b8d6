"""The stylesheet: contrast of the colours as design.md 2 asks, computed from the file itself."""

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
    *((colour, ground, SHAPE) for colour, ground in product(("bar", "edge", "accent"), ("bg", "surface"))),
    ("accent", "accent-soft", SHAPE),
    ("warn-line", "warn-soft", SHAPE),
    ("focus", "focus-ink", SHAPE),
]


def tokens(scheme: str) -> dict[str, str]:
    """The colours of a scheme: the first :root is light, the one under the media query dark."""
    light, dark = re.findall(r":root\{([^}]*)\}", CSS)[:2]
    found = dict(re.findall(r"--([\w-]+):(#[0-9a-f]{3,6})", light))
    return found | dict(re.findall(r"--([\w-]+):(#[0-9a-f]{3,6})", dark)) if scheme == "dark" else found


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    digits = colour.lstrip("#")
    digits = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
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


def test_the_style_serves_everyone():
    for part in ("prefers-color-scheme:dark", "@media print", "forced-colors:active", ":focus-visible", ".skip:focus"):
        assert part in CSS
    assert CSS.count("{") == CSS.count("}")
    assert "http" not in CSS.replace('href^="http"', "")


@pytest.mark.parametrize("template", ["404.html", "500.html"])
def test_error_pages_need_nothing(template):
    assert 'class="brand"' in render_to_string(template)
