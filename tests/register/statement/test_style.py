"""The stylesheet: contrast of the colours as WCAG asks, computed from the file itself."""

import re
from itertools import product
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

ROOT = Path(__file__).parents[3]
TOKENS = Path(finders.find("register/tokens.css"))
SHEETS = sorted((ROOT / "register").rglob("*.css"))
CSS = TOKENS.read_text() + Path(finders.find("register/site.css")).read_text()
ADMIN = Path(finders.find("register/admin.css")).read_text()
TEXT, SHAPE = 4.5, 3.0
GROUNDS = ("bg", "surface", "sunken")
PAIRS = [
    *((colour, ground, TEXT) for colour, ground in product(("ink", "muted", "accent-ink", "warn"), GROUNDS)),
    *((colour, f"{colour}-soft", TEXT) for colour in ("warn", "add", "del")),
    *(("ink", f"{colour}-soft", TEXT) for colour in ("warn", "add", "del", "accent")),
    ("bg", "accent-ink", TEXT),  # the buttons of the sign-in pages
    ("head-ink", "head", TEXT),  # the admin, up to the button that deletes
    ("button-ink", "accent-ink", TEXT),
    ("button-ink", "accent-over", TEXT),
    ("surface", "del", TEXT),
    *((colour, ground, SHAPE) for colour, ground in product(("bar", "edge", "accent-ink"), ("bg", "surface"))),
    ("accent-ink", "accent-soft", SHAPE),
    ("warn-line", "warn-soft", SHAPE),
    ("focus-line", "focus-ring", SHAPE),
]
NAMED = r"(?<![\w-])(?:black|white|gr[ae]y|silver|red|orange|yellow|green|blue|purple|brown|pink|navy|teal)\b(?!-)"
COMMENT = re.compile(r" */\*.*?\*/", re.DOTALL)
LINE = re.compile(r"(?:  )*(?:[^{};]+ \{ [^{};]+; \}|[^{};]+ \{|\}|[\w-]+: [^{}]*;|[^{};]+,|)")
SPREAD = re.compile(r"^( *[^@{};\n]+\{)\n *([\w-]+: [^{};]+;)\n *(\})", re.MULTILINE)
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b", re.IGNORECASE)
PAIR = re.compile(r"var\(--light, (.+?)\) var\(--dark, (.+)\)")


def full(colour: str) -> str:
    """A colour in six digits."""
    digits = colour.lstrip("#")
    return digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)


def tokens(scheme: str) -> dict[str, str]:
    """The colours of a scheme, those of the admin among them; a value that is the name of another is looked up."""
    written = dict(re.findall(r"--([\w-]+): (.+);", TOKENS.read_text() + ADMIN))
    chosen = {name: PAIR.sub(rf"\{1 if scheme == 'light' else 2}", value) for name, value in written.items()}

    def colour(value: str) -> str:
        return colour(chosen[value[6:-1]]) if value.startswith("var(--") else value

    return {name: found for name, value in chosen.items() if COLOUR.fullmatch(found := colour(value))}


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


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_colours_are_typed_among_the_tokens_only(path):
    written = COMMENT.sub("", path.read_text())
    values = " ".join(re.findall(r"[\w-]+:\s*([^;{}]+);", written))
    found = re.findall(r"(?:rgb|hsl|hwb|lab|lch|oklab|oklch|color)a?\(", values) + re.findall(NAMED, values)
    assert found == []
    assert path == TOKENS or COLOUR.findall(values) == []


def test_no_colour_is_typed_twice():
    typed = [full(colour.lower()) for colour in COLOUR.findall(TOKENS.read_text())]
    assert len(typed) >= 40
    assert sorted(set(typed)) == sorted(typed)


def test_the_bar_of_the_browser_has_the_colour_of_the_page():
    page = (ROOT / "templates/base.html").read_text()
    bars = dict(re.findall(r'content="(#\w+)" media="\(prefers-color-scheme:(\w+)\)"', page))
    assert bars == {tokens(scheme)["bg"]: scheme for scheme in ("light", "dark")}


def test_every_name_that_is_used_is_a_token():
    """Or one of Django's admin, or said where it is used."""
    django = set(re.findall(r"(--[\w-]+):", Path(finders.find("admin/css/base.css")).read_text()))
    for path in SHEETS:
        known = django | set(re.findall(r"(--[\w-]+):", TOKENS.read_text() + ADMIN + path.read_text()))
        assert set(re.findall(r"var\((--[\w-]+)", path.read_text())) <= known, path.name


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_style_sheets_are_written_the_same_way(path):
    """A declaration a line, and a rule of one on one line; but for the hundred widths."""
    written = COMMENT.sub("", re.sub(r"^\.w\d+ .*", "", path.read_text(), flags=re.MULTILINE))
    assert [line for line in written.splitlines() if len(line) > 120 or not LINE.fullmatch(line)] == []
    assert [rule for rule in SPREAD.findall(written) if len(" ".join(rule)) <= 120] == []


def test_the_style_serves_everyone():
    for part in ("scheme: dark", "@media print", "forced-colors: active", ":focus-visible", ".skip:focus"):
        assert part in CSS
    assert CSS.count("{") == CSS.count("}")
    assert "http" not in CSS.replace('href^="http"', "")


@pytest.mark.parametrize(
    "template", ["400.html", *(f"{code}.html" for code in (403, 404, 413, 429, 500, 503)), "403_csrf.html"]
)
def test_error_pages_need_nothing(template):
    assert 'class="brand"' in render_to_string(template)
