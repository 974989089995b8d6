"""Head and foot of every page, drawn while chapters are joined, as artifacts that no reader reads aloud.

So a chapter's bytes do not depend on its place in the document, nor on version or fingerprint.
WeasyPrint draws the heads and feet, one page per title; only the numbers of pages and of activities
are set here, in a font of that drawing.
"""

import io
import re
from collections.abc import Collection, Sequence
from typing import Any

import pikepdf

from .jobs import POINTS, Bookmark, Rendered

# The last pages of the drawing: signs where the number of an activity goes that began on an earlier page, and
# where the number of a page goes, each with nothing else.
CONTINUED_SAMPLE = "ABCDEFGHIJKLMNOPQRSTUVWXYZ-0123456789 (vervolg)"
PAGE_SAMPLE = "Pagina 0123456789 van"
_CODES = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_BLOCK = re.compile(r"beginbfchar(.*?)endbfchar", re.DOTALL)
# A heading this near to the top of a page (in points) is that of the page.
_TOP = 110


def heads(bookmarks: Sequence[Bookmark], whole: pikepdf.Pdf) -> list[str]:
    """Per page the part it belongs to: what began on an earlier page, or begins at its top."""
    parts = [mark for mark in bookmarks if mark.level == 1]
    found = []
    for number, page in enumerate(whole.pages):
        top = float(page.mediabox[3]) - _TOP
        while len(parts) > 1 and (parts[1].place.page, -parts[1].place.y) < (number, -top):
            del parts[0]
        begun = parts and (parts[0].place.page, -parts[0].place.y) < (number, -top)
        found.append(parts[0].title if begun else "")
    return found


def continued(bookmarks: Sequence[Bookmark], whole: pikepdf.Pdf, activities: Collection[str]) -> list[str]:
    """Per page the number of the activity that began on an earlier page and goes on at its top, or nothing."""
    marks = list(bookmarks)
    last, found = "", []
    for number, page in enumerate(whole.pages):
        top = float(page.mediabox[3]) - _TOP
        begins = bool(marks) and marks[0].place.page == number and marks[0].place.y > top
        found.append("" if begins or last not in activities else last)
        while marks and marks[0].place.page == number:
            last = marks.pop(0).title.partition(" ")[0]
    return found


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
    `going_on` the activity at its top.
    """
    with pikepdf.open(io.BytesIO(drawing.pdf)) as source:
        *heads, continued_page, number_page = source.pages
        forms = [whole.copy_foreign(page.as_form_xobject()) for page in heads]
        activity = _Lettering("/Vervolg", continued_page, CONTINUED_SAMPLE, whole)
        numbers = _Lettering("/Pagina", number_page, PAGE_SAMPLE, whole)
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
            for lettering in (activity, numbers):
                resources.Font[lettering.name] = lettering.font
        drawn = [b"%s Do" % name.encode(), numbers.to_the_right(f"Pagina {number + 1} van {total}")]
        if going_on[number]:
            drawn.append(activity.from_the_left(f"{going_on[number]} (vervolg)"))
        content = b"/Artifact <</Type /Pagination>> BDC q %s Q EMC" % b" ".join(drawn)
        page.contents_add(whole.make_stream(content), prepend=True)


class _Lettering:
    """Sets text in the font, at the size, in the colour and at the place of a sample (in CSS pixels)."""

    def __init__(self, name: str, page: pikepdf.Page, sample: str, whole: pikepdf.Pdf) -> None:
        self.name = name
        self._height = float(page.mediabox[3])
        for drawn in pikepdf.parse_content_stream(page):
            values: Any = drawn.operands
            match str(drawn.operator):
                case "Tf":
                    font, self._size = page.Resources.Font[str(values[0])], float(values[1])
                case "Tm":
                    self._left, self._base = float(values[4]), float(values[5])
                case "rg":
                    self._colour = " ".join(str(value) for value in values)
        self.font: Any = whole.copy_foreign(font)
        self._codes, widths = _codes(font), _widths(font.DescendantFonts[0].W)
        self._widths = {sign: widths[int(code, 16)] for sign, code in self._codes.items()}
        self._right = self._left + self._width(sample)

    def _width(self, text: str) -> float:
        return sum(self._widths[sign] for sign in text) * self._size / 1000

    def from_the_left(self, text: str) -> bytes:
        """Operators that draw the text where the sample begins."""
        return self._draw(text, self._left)

    def to_the_right(self, text: str) -> bytes:
        """Operators that draw the text so that it ends where the sample does."""
        return self._draw(text, self._right - self._width(text))

    def _draw(self, text: str, left: float) -> bytes:
        codes = "".join(self._codes[sign] for sign in text)
        base = self._height - self._base * POINTS
        scale = f"{POINTS} 0 0 {POINTS} {left * POINTS:.2f} {base:.2f}"
        return f"{self._colour} rg BT {self.name} {self._size} Tf {scale} Tm <{codes}> Tj ET".encode()


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
