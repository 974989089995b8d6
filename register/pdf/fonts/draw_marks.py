"""Draws marks.woff2, beside this file: the ring before what is missing, as a sign.

Our fonts have none, and a ring of borders takes a tenth of the time of a chapter. To be run when its
measures change: python register/pdf/fonts/draw_marks.py
"""

import math
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

EM, RADIUS, STROKE, BEARING = 1000, 365, 106, 20
RING = "\N{WHITE CIRCLE}"
# The start of 2000, so that the file is the same each time.
LONG_AGO = 3_029_529_600


def main() -> None:
    """Write the font; the same each time."""
    pen = TTGlyphPen(None)
    circle(pen, RADIUS, 1)
    circle(pen, RADIUS - STROKE, -1)
    font = FontBuilder(EM, isTTF=True)
    font.setupGlyphOrder([".notdef", "ring"])
    font.setupCharacterMap({ord(RING): "ring"})
    font.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "ring": pen.glyph()})
    font.setupHorizontalMetrics({".notdef": (EM, 0), "ring": (2 * (RADIUS + BEARING), BEARING)})
    font.setupHorizontalHeader(ascent=2 * RADIUS, descent=0)
    font.setupNameTable({"familyName": "Register Marks", "styleName": "Regular"})
    font.setupOS2(sTypoAscender=2 * RADIUS, usWinAscent=2 * RADIUS)
    font.setupPost()
    font.font["head"].created = font.font["head"].modified = LONG_AGO
    font.font.recalcTimestamp = False
    font.font.flavor = "woff2"
    font.font.save(Path(__file__).with_name("marks.woff2"))


def circle(pen: TTGlyphPen, radius: int, direction: int) -> None:
    """Round the middle of the sign; the other direction cuts it out."""

    def point(reach: float, degrees: float) -> tuple[int, int]:
        angle = direction * math.radians(degrees)
        return round(BEARING + RADIUS + reach * math.cos(angle)), round(RADIUS + reach * math.sin(angle))

    # Eight curves; the corners of the octagon around the circle control them.
    corner = radius / math.cos(math.radians(22.5))
    pen.moveTo(point(radius, 0))
    for step in range(8):
        pen.qCurveTo(point(corner, 45 * step + 22.5), point(radius, 45 * step + 45))
    pen.closePath()


if __name__ == "__main__":
    main()
