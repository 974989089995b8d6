"""Head and foot of every page, drawn while chapters are joined, as artifacts that no reader reads aloud.

So a chapter's bytes do not depend on its place in the document, nor on version or fingerprint.
WeasyPrint draws the heads and feet, one page per title; only the numbers of pages are set here, in
a font of that drawing.
"""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf

from .rendering import POINTS, Bookmark, Rendered

# The last page of the drawing shows these signs where the number of a page goes, and nothing else.
SAMPLE = "Pagina 0123456789 van"
_NUMBER_FONT = "/Pagina"
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


def stamp(whole: pikepdf.Pdf, drawing: Rendered, found: Sequence[str], titles: Sequence[str], bare_pages: int) -> None:
    """Draw head and foot on every page but the first `bare_pages`.

    `found` has a title per page, `titles` is the order of the pages of `drawing`.
    """
    with pikepdf.open(io.BytesIO(drawing.pdf)) as source:
        forms = [whole.copy_foreign(page.as_form_xobject()) for page in source.pages[:-1]]
        numbers = _Numbers(source.pages[-1], whole)
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
            resources.Font[_NUMBER_FONT] = numbers.font
        drawn = b"%s Do %s" % (name.encode(), numbers.draw(f"Pagina {number + 1} van {total}"))
        content = b"/Artifact <</Type /Pagination>> BDC q %s Q EMC" % drawn
        page.contents_add(whole.make_stream(content), prepend=True)


@dataclass(frozen=True)
class _Sign:
    code: str
    width: float


class _Numbers:
    """Sets text in the font, at the size and with the right margin of the sample (in CSS pixels)."""

    def __init__(self, page: pikepdf.Page, whole: pikepdf.Pdf) -> None:
        self._height = float(page.mediabox[3])
        for drawn in pikepdf.parse_content_stream(page):
            values: Any = drawn.operands
            match str(drawn.operator):
                case "Tf":
                    font, self._size = page.Resources.Font[str(values[0])], float(values[1])
                case "Tm":
                    left, self._base = float(values[4]), float(values[5])
                case "rg":
                    self._colour = " ".join(str(value) for value in values)
        self.font: Any = whole.copy_foreign(font)
        self._signs = _signs(font)
        self._right = left + self._width(SAMPLE)

    def _width(self, text: str) -> float:
        return sum(self._signs[sign].width for sign in text) * self._size / 1000

    def draw(self, text: str) -> bytes:
        """Operators that draw the text against the right margin."""
        codes = "".join(self._signs[sign].code for sign in text)
        left, base = (self._right - self._width(text)) * POINTS, self._height - self._base * POINTS
        scale = f"{POINTS} 0 0 {POINTS} {left:.2f} {base:.2f}"
        return f"{self._colour} rg BT {_NUMBER_FONT} {self._size} Tf {scale} Tm <{codes}> Tj ET".encode()


def _signs(font: Any) -> dict[str, _Sign]:
    """Sign to its code and width in a font that WeasyPrint wrote."""
    widths = _widths(font.DescendantFonts[0].W)
    table = font.ToUnicode.read_bytes().decode("ascii")
    pairs = (pair for block in _BLOCK.findall(table) for pair in _CODES.findall(block))
    return {bytes.fromhex(text).decode("utf-16-be"): _Sign(code, widths[int(code, 16)]) for code, text in pairs}


def _widths(table: Any) -> dict[int, float]:
    items = list(table)
    return {
        int(first) + place: float(width)
        for first, run in zip(items[::2], items[1::2], strict=True)
        for place, width in enumerate(run)
    }
