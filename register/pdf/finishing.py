"""Mends what WeasyPrint 70 leaves open in a tagged PDF, just before it is written."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pydyf  # type: ignore[import-untyped]
from weasyprint.document import Document, DocumentMetadata

# PDF/A allows a property outside its list only with a description of it.
_IDENTIFIER = (Path(__file__).parent / "pdfua.xml").read_bytes()


class MissingGlyphsError(Exception):
    """No font has these signs; a box in their place is not allowed in PDF/A."""

    def __init__(self, codepoints: frozenset[int]) -> None:
        super().__init__(", ".join(f"U+{codepoint:04X}" for codepoint in sorted(codepoints)))
        self.codepoints = codepoints


def finish(document: Document, pdf: pydyf.PDF) -> None:
    """The finisher of every chapter. Raises MissingGlyphsError."""
    missing = frozenset(codepoint for font in document.fonts.values() for codepoint in font.missing)
    if missing:
        raise MissingGlyphsError(missing)
    if "StructTreeRoot" in pdf.catalog:
        _Tags(pdf).mend()
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and "Filter" not in item.extra:
            # Only now: WeasyPrint would also write the tags in a compressed form that has no room for freed ones.
            item.compress = True


class _Tags:
    """The tag tree of a chapter."""

    def __init__(self, pdf: pydyf.PDF) -> None:
        self._pdf = pdf
        self._root = self._object(pdf.catalog["StructTreeRoot"])
        self._heirs: dict[bytes, bytes] = {}

    def mend(self) -> None:
        """Give heads their scope, and take out the elements that say nothing."""
        for reference in self._root["K"]:
            self._walk(reference, in_head=False)
        for entry in self._object(self._root["ParentTree"])["Nums"]:
            if isinstance(entry, list):
                entry[:] = [self._heir(reference) for reference in entry]

    def _walk(self, reference: bytes, *, in_head: bool) -> None:
        element = self._object(reference)
        in_head = in_head or element.get("S") == "/THead"
        _mark(element, in_head=in_head)
        if element.get("S") == "/L":
            self._make_items(element)
        below = [kid for kid in element.get("K", ()) if not isinstance(kid, int)]
        for kid in below:
            self._walk(kid, in_head=in_head)
        if below and all(self._says_nothing(kid) for kid in element["K"]):
            element["K"] = pydyf.Array(mcid for kid in element["K"] for mcid in self._given_up(kid, reference))
        if element.get("S") == "/Table":
            _balance(list(self._cells(element)))
        self._shorten(element)

    def _make_items(self, element: Any) -> None:
        """A list holds items only, also where a `div` keeps a term and what is said of it together."""
        for row in map(self._object, element["K"]):
            if row["S"] == "/Div":
                for inner in self._below(row):
                    inner["S"] = "/Div" if inner["S"] in ("/LI", "/LBody") else inner["S"]
                for kid in row["K"]:
                    self._object(kid)["S"] = "/LBody"
                row["S"] = "/LI"

    def _below(self, element: Any) -> Iterator[Any]:
        """All that is in this item itself; what is in a list inside it is of that list."""
        for kid in (self._object(kid) for kid in element["K"] if not isinstance(kid, int)):
            if kid.get("S") != "/L" and "K" in kid:
                yield kid
                yield from self._below(kid)

    def _shorten(self, element: Any) -> None:
        """Leave out what a reader knows: joining takes as long as there is to copy."""
        if "S" in element:
            del element["Type"]
            if not any(isinstance(kid, int) or "S" not in self._object(kid) for kid in element.get("K", ())):
                element.pop("Pg", None)

    def _says_nothing(self, kid: bytes | int) -> bool:
        """A line of text, or an anonymous box around lines; half of all elements are."""
        if isinstance(kid, int):
            return True
        element = self._object(kid)
        return element.get("S") in ("/Span", "/NonStruct") and all(isinstance(item, int) for item in element["K"])

    def _given_up(self, kid: bytes | int, heir: bytes) -> list[int]:
        if isinstance(kid, int):
            return [kid]
        self._heirs[kid] = heir
        element = self._object(kid)
        element.free = "f"
        return list(element["K"])

    def _cells(self, element: Any) -> Iterator[Any]:
        for kid in element["K"]:
            inner = self._object(kid)
            if inner.get("S") in ("/TH", "/TD"):
                yield inner
            elif inner.get("S") != "/Caption":
                yield from self._cells(inner)

    def _heir(self, reference: bytes) -> bytes:
        while reference in self._heirs:
            reference = self._heirs[reference]
        return reference

    def _object(self, reference: bytes) -> Any:
        return self._pdf.objects[int(reference.split()[0])]


def _mark(element: Any, *, in_head: bool) -> None:
    """Row and column heads say so themselves.

    WeasyPrint links cells to heads by identifiers instead. Those repeat from chapter to chapter and
    need an index that it does not write; a scope says the same in tables as plain as ours.
    """
    kind = element.get("S")
    if kind == "/TH":
        element["A"]["Scope"] = "/Column" if in_head else "/Row"
        element.pop("ID", None)
    elif kind == "/TD":
        element["A"].pop("Headers", None)
        if len(element["A"]) == 1:
            del element["A"]


def _balance(cells: list[Any]) -> None:
    """In a table of a row or two the first cell is data below its own head, like the others.

    With more heads than data a reader hears mostly heads.
    """
    rows = [cell for cell in cells if cell["S"] == "/TH" and cell["A"]["Scope"] == "/Row"]
    columns = [cell for cell in cells if cell["S"] == "/TH" and cell["A"]["Scope"] == "/Column"]
    if columns and 2 * (len(rows) + len(columns)) > len(cells):
        for cell in rows:
            cell["S"] = "/TD"
            del cell["A"]


def add_identifier(metadata: DocumentMetadata) -> None:
    """Say PDF/UA-1 beside PDF/A-3a; WeasyPrint writes one of the two."""
    original, end = metadata.generate_rdf_metadata, b"</rdf:RDF>"
    metadata.generate_rdf_metadata = lambda *variant: original(*variant).replace(end, _IDENTIFIER + end)
