"""Reads a PDF the way a checker does: texts with their tags, the tag tree, the links."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

_BLOCK = re.compile(r"beginbfchar(.*?)endbfchar", re.DOTALL)
_PAIR = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")


@dataclass(frozen=True)
class Run:
    """Some text, and whether it is an artifact: head and foot of a page are."""

    text: str
    artifact: bool
    mcid: int | None


class Reader:
    """An open PDF."""

    def __init__(self, content: bytes) -> None:
        self.pdf = pikepdf.open(io.BytesIO(content))
        self._maps: dict[Any, dict[int, str]] = {}

    def text(self, number: int, *, artifact: bool = False) -> str:
        """The text of a page (from 0): its content, or its head and foot."""
        return "".join(run.text for run in self.runs(number) if run.artifact == artifact)

    def runs(self, number: int) -> Iterator[Run]:
        """Every piece of text on a page in drawing order."""
        yield from self._runs(self.pdf.pages[number].obj, [])

    def _runs(self, page: Any, marks: list[tuple[str, int | None]]) -> Iterator[Run]:
        font: dict[int, str] = {}
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in ("BDC", "BMC"):
                properties = operands[1] if name == "BDC" else {}
                marks.append((str(operands[0]), int(properties["/MCID"]) if "/MCID" in properties else None))
            elif name == "EMC":
                marks.pop()
            elif name == "Tf":
                font = self._characters(page, str(operands[0]))
            elif name == "Do":
                yield from self._runs(page.Resources.XObject[str(operands[0])], marks)
            elif name in ("TJ", "Tj"):
                shown = operands[0] if name == "TJ" else operands
                codes = b"".join(bytes(item) for item in shown if isinstance(item, pikepdf.String))
                text = "".join(font.get(code, "�") for code in _codes(codes))
                mcid = next((mark for _, mark in reversed(marks) if mark is not None), None)
                yield Run(text, any(tag == "/Artifact" for tag, _ in marks), mcid)

    def _characters(self, page: Any, name: str) -> dict[int, str]:
        font = page.Resources.Font[name]
        if font.objgen not in self._maps:
            table = font.ToUnicode.read_bytes().decode("latin-1")
            pairs = (pair for block in _BLOCK.findall(table) for pair in _PAIR.findall(block))
            self._maps[font.objgen] = {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}
        return self._maps[font.objgen]

    def fonts(self) -> set[str]:
        """Names of embedded fonts without the prefix of the subset."""
        names = {str(font.BaseFont) for page in self.pdf.pages for font in page.Resources.Font.values()}
        return {name.lstrip("/").split("+")[-1] for name in names}

    def outline(self) -> list[tuple[int, str]]:
        """Level and title of every bookmark."""
        with self.pdf.open_outline() as outline:
            return list(_walk(outline.root, 1))

    def destinations(self) -> set[str]:
        """Names that links can lead to."""
        names = self.pdf.Root.Names.Dests.Names
        return {str(names[i]) for i in range(0, len(names), 2)}

    def page_of(self, name: str) -> int:
        """The page, from 0, to which a name leads."""
        names = list(self.pdf.Root.Names.Dests.Names)
        pages = {page.objgen: number for number, page in enumerate(self.pdf.pages)}
        return next(
            pages[place[0].objgen] for found, place in zip(names[::2], names[1::2], strict=True) if str(found) == name
        )

    def links(self) -> list[str]:
        """Names that links lead to."""
        annotations = (item for page in self.pdf.pages for item in page.get("/Annots", []))
        return [_target(item) for item in annotations]

    def elements(self) -> list[Any]:
        """Every element of the tag tree that can be reached from its root, in reading order."""
        found, waiting = [], list(self.pdf.Root.StructTreeRoot.K)
        while waiting:
            element = waiting.pop(0)
            found.append(element)
            kids = element.get("/K", [])
            waiting[:0] = [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
        return found

    def parents(self) -> dict[int, Any]:
        """What the tag tree says of the numbers that pages and links carry."""
        numbers = list(self.pdf.Root.StructTreeRoot.ParentTree.Nums)
        return dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))

    def reachable(self) -> set[tuple[int, int]]:
        """Page and number of all marked content in the tag tree."""
        pages = {page.objgen: number for number, page in enumerate(self.pdf.pages)}
        return {
            (pages[element.Pg.objgen], int(kid))
            for element in self.elements()
            for kid in element.get("/K", [])
            if not isinstance(kid, pikepdf.Dictionary)
        }


def _target(annotation: Any) -> str:
    if "/Dest" in annotation:
        return str(annotation.Dest)
    return str(annotation.A.URI if "/URI" in annotation.A else annotation.A.D)


def _codes(content: bytes) -> list[int]:
    return [int.from_bytes(content[i : i + 2], "big") for i in range(0, len(content), 2)]


def _walk(items: Any, level: int) -> Iterator[tuple[int, str]]:
    for item in items:
        yield level, item.title
        yield from _walk(item.children, level + 1)
