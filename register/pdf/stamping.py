"""Head and foot of every page, drawn while chapters are joined, as artifacts that no reader reads aloud.

So a chapter's bytes do not depend on its place in the document, nor on version or fingerprint.
WeasyPrint draws the heads and feet, one page per title; only the numbers of pages and of activities
are set here, in a font of that drawing.
"""

import io
import re
from collections.abc import Sequence
from itertools import groupby
from typing import Any
from unicodedata import bidirectional

import pikepdf

from .jobs import POINTS, Bookmark, Rendered

# On the last page of the drawing: signs where the number of a page goes. On the one before: those of what goes on.
PAGE_SAMPLE = "Pagina 0123456789 van"
_MORE = " (vervolg)"
_CUT = "…"
_CODES = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_BLOCK = re.compile(r"beginbfchar(.*?)endbfchar", re.DOTALL)
# A heading this near to the top of a page (in points) is that of the page.
_TOP = 80
# As wide as the text of a page, in CSS pixels.
_WIDTH = 640


def sample(titles: Sequence[str]) -> str:
    """The signs that say which of these go on, apart, so that no two of them become one."""
    return " ".join(sorted(set(_MORE + _CUT).union(*titles)))


def heads(bookmarks: Sequence[Bookmark], whole: pikepdf.Pdf) -> tuple[list[str], list[str]]:
    """Per page its part; and the activity or table that began on an earlier page and goes on at its top, or nothing.

    The part is what began on an earlier page, or begins at the top.
    """
    marks = {number: list(found) for number, found in groupby(bookmarks, key=lambda mark: mark.place.page)}
    part = going_on = ""
    parts, continued = [], []
    for number, page in enumerate(whole.pages):
        top = float(page.mediabox[3]) - _TOP
        begun = [mark for mark in marks.get(number, ()) if mark.place.y > top]
        part = next((mark.title for mark in begun if mark.level == 1), part)
        parts.append(part)
        continued.append("" if begun else going_on)
        for mark in marks.get(number, ()):
            part, going_on = (part, mark.title) if mark.level > 1 else (mark.title, "")
    return parts, continued


def stamp(
    whole: pikepdf.Pdf,
    drawing: Rendered,
    titles: Sequence[str],
    found: Sequence[str],
    going_on: Sequence[str],
    bare_pages: int,
) -> None:
    """Draw head and foot on every page but the first `bare_pages`.

    `titles` is the order of the pages of `drawing`; of every page `found` has the title and
    `going_on` what goes on at its top.
    """
    with pikepdf.open(io.BytesIO(drawing.pdf)) as source:
        *heads, continued_page, number_page = source.pages
        forms = [whole.copy_foreign(page.as_form_xobject()) for page in heads]
        more = _Lettering("/Vervolg", continued_page, whole)
        numbers = _Lettering("/Pagina", number_page, whole)
    right = numbers.left + numbers.width(PAGE_SAMPLE)
    names = {title: (f"/Kop{place}", forms[place]) for place, title in enumerate(titles)}
    total = len(whole.pages)
    ready = set()
    for number, page in enumerate(whole.pages):
        if number < bare_pages:
            continue
        name, form = names[found[number]]
        resources = page.obj.Resources
        # The pages of a chapter share their resources.
        if (resources.objgen, name) not in ready:
            ready.add((resources.objgen, name))
            resources.XObject[name] = form
            for key, font in (more.fonts | numbers.fonts).items():
                resources.Font[key] = font
        said = f"Pagina {number + 1} van {total}"
        drawn = [b"%s Do" % name.encode(), numbers.drawn(said, right - numbers.width(said))]
        if going_on[number]:
            drawn.append(more.drawn(more.cut(going_on[number], _MORE), more.left))
        content = b"/Artifact <</Type /Pagination>> BDC q %s Q EMC" % b" ".join(drawn)
        page.contents_add(whole.make_stream(content), prepend=True)


class _Lettering:
    """Sets text in the fonts, at the size, in the colour and at the place of a sample (in CSS pixels)."""

    def __init__(self, name: str, page: pikepdf.Page, whole: pikepdf.Pdf) -> None:
        self._height = float(page.mediabox[3])
        self.fonts: dict[str, Any] = {}
        # Of a sign: its font, its code and its width.
        self._signs: dict[str, tuple[str, str, float]] = {}
        seen = set()
        for drawn in reversed(pikepdf.parse_content_stream(page)):
            values: Any = drawn.operands
            match str(drawn.operator):
                case "Tf":
                    self._size = float(values[1])
                    seen.add(str(values[0]))
                case "Tm":
                    self.left, self._base = float(values[4]), float(values[5])
                case "rg":
                    self._colour = " ".join(str(value) for value in values)
        for place, used in enumerate(sorted(seen)):
            self._add(f"{name}{place}", page.Resources.Font[used], whole)

    def _add(self, key: str, font: Any, whole: pikepdf.Pdf) -> None:
        self.fonts[key] = whole.copy_foreign(font)
        widths = _widths(font.DescendantFonts[0].W)
        for sign, code in _codes(font).items():
            self._signs.setdefault(sign, (key, code, widths[int(code, 16)] * self._size / 1000))

    def width(self, text: str) -> float:
        """How wide it gets."""
        return sum(self._signs[sign][2] for sign in text)

    def cut(self, text: str, end: str) -> str:
        """What fits on one line, with this end. Without signs that it cannot set, such as those from right to left."""
        text = "".join(sign for sign in text if sign in self._signs and bidirectional(sign) not in ("R", "AL"))
        whole = text
        while self.width(text + _CUT + end) > _WIDTH:
            text = text[:-1]
        return f"{text}{_CUT if text != whole else ''}{end}"

    def drawn(self, text: str, left: float) -> bytes:
        """Operators that draw the text from there."""
        base = self._height - self._base * POINTS
        runs = groupby((self._signs[sign] for sign in text), key=lambda sign: sign[0])
        shown = " ".join(f"{font} {self._size} Tf <{''.join(sign[1] for sign in run)}> Tj" for font, run in runs)
        return f"{self._colour} rg BT {POINTS} 0 0 {POINTS} {left * POINTS:.2f} {base:.2f} Tm {shown} ET".encode()


def _codes(font: Any) -> dict[str, str]:
    """Sign to its code in a font that WeasyPrint wrote."""
    table = font.ToUnicode.read_bytes().decode("ascii")
    pairs = (pair for block in _BLOCK.findall(table) for pair in _CODES.findall(block))
    return {bytes.fromhex(text).decode("utf-16-be"): code for code, text in pairs}


def _widths(table: Any) -> dict[int, float]:
    items = list(table)
    return {
        int(first) + place: float(width)
        for first, run in zip(items[::2], items[1::2], strict=True)
        for place, width in enumerate(run)
    }
