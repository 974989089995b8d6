"""Mends what WeasyPrint 70 leaves open in a tagged PDF (pdf.md 5), just before it is written."""

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, SubElement, fromstring, register_namespace, tostring

import pydyf  # type: ignore[import-untyped]
from weasyprint.document import Document, DocumentMetadata

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_PDFUAID = "http://www.aiim.org/pdfua/ns/id/"
_EXTENSION = "http://www.aiim.org/pdfa/ns/extension/"
_SCHEMA = "http://www.aiim.org/pdfa/ns/schema#"
_PROPERTY = "http://www.aiim.org/pdfa/ns/property#"


class MissingGlyphsError(Exception):
    """No font has these signs; a box in their place is not allowed in PDF/A."""

    def __init__(self, codepoints: frozenset[int]) -> None:
        super().__init__(", ".join(f"U+{codepoint:04X}" for codepoint in sorted(codepoints)))
        self.codepoints = codepoints


def finish(document: Document, pdf: pydyf.PDF) -> None:
    """The finisher of every document. Raises MissingGlyphsError."""
    missing = frozenset(codepoint for font in document.fonts.values() for codepoint in font.missing)
    if missing:
        raise MissingGlyphsError(missing)
    _Tags(pdf).mend()
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array([0, pydyf.Dictionary({"S": "/D"})])})
    if "AF" in pdf.catalog:
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))


class _Tags:
    """The tag tree of a document: what hangs in it, and what was marked but hangs nowhere."""

    def __init__(self, pdf: pydyf.PDF) -> None:
        self._pdf = pdf
        self._root = self._object(pdf.catalog["StructTreeRoot"])
        self._pages = [_text(reference) for reference in pdf.page_references]
        self._used: dict[str, set[int]] = {page: set() for page in self._pages}

    def mend(self) -> None:
        """Give row and column heads their scope, and make heads and feet of pages artifacts."""
        for reference in self._root["K"]:
            self._walk(self._object(reference), in_head=False)
        tree = self._object(self._root["ParentTree"])["Nums"]
        for number, page in enumerate(self._pages):
            stream = self._object(self._object(page)["Contents"]).stream
            loose = list(_loose(stream, self._used[page]))
            for position in loose:
                # WeasyPrint marks margin boxes as content that no reader can reach (#1836).
                stream[position - 2] = "/Artifact"
                stream[position - 1] = pydyf.Dictionary({"Type": "/Pagination"})
            used = self._used[page]
            tree[2 * number + 1] = pydyf.Array(
                reference if mcid in used else "null" for mcid, reference in enumerate(tree[2 * number + 1])
            )

    def _walk(self, element: Any, *, in_head: bool) -> None:
        in_head = in_head or element.get("S") == "/THead"
        if element.get("S") == "/TH":
            # The checkers want it, though the cells name their heads already.
            element["A"]["Scope"] = "/Column" if in_head else "/Row"
        for kid in element.get("K", ()):
            if isinstance(kid, int):
                self._used[_text(element["Pg"])].add(kid)
            else:
                self._walk(self._object(kid), in_head=in_head)

    def _object(self, reference: Any) -> Any:
        return self._pdf.objects[int(_text(reference).split()[0])]


def _loose(stream: list[Any], used: set[int]) -> Iterator[int]:
    """Positions of marked content that hangs nowhere in the tag tree."""
    for position, item in enumerate(stream):
        if item == b"BDC" and stream[position - 1].get("MCID") not in used | {None}:
            yield position


def _text(reference: Any) -> str:
    return reference.decode() if isinstance(reference, bytes) else str(reference)


def add_identifier(metadata: DocumentMetadata) -> None:
    """Say PDF/UA-1 beside PDF/A-3a; WeasyPrint writes one of the two (pdf.md 5)."""
    original = metadata.generate_rdf_metadata

    def generate(variant: str, version: int, conformance: str | None) -> bytes:
        rdf = fromstring(original(variant, version, conformance))  # noqa: S314  # our own text
        part = SubElement(rdf, f"{{{_RDF}}}Description", {f"{{{_RDF}}}about": ""})
        SubElement(part, f"{{{_PDFUAID}}}part").text = "1"
        rdf.append(_extension_schema())
        return tostring(rdf, encoding="utf-8")

    metadata.generate_rdf_metadata = generate


def _extension_schema() -> Element:
    """PDF/A allows a property outside its list only with a description of it."""
    resource = {f"{{{_RDF}}}parseType": "Resource"}
    description = Element(f"{{{_RDF}}}Description", {f"{{{_RDF}}}about": ""})
    bag = SubElement(SubElement(description, f"{{{_EXTENSION}}}schemas"), f"{{{_RDF}}}Bag")
    schema = SubElement(bag, f"{{{_RDF}}}li", resource)
    SubElement(schema, f"{{{_SCHEMA}}}schema").text = "PDF/UA Universal Accessibility Schema"
    SubElement(schema, f"{{{_SCHEMA}}}namespaceURI").text = _PDFUAID
    SubElement(schema, f"{{{_SCHEMA}}}prefix").text = "pdfuaid"
    sequence = SubElement(SubElement(schema, f"{{{_SCHEMA}}}property"), f"{{{_RDF}}}Seq")
    entry = SubElement(sequence, f"{{{_RDF}}}li", resource)
    SubElement(entry, f"{{{_PROPERTY}}}name").text = "part"
    SubElement(entry, f"{{{_PROPERTY}}}valueType").text = "Integer"
    SubElement(entry, f"{{{_PROPERTY}}}category").text = "internal"
    SubElement(entry, f"{{{_PROPERTY}}}description").text = "Indicates, which part of ISO 14289 standard is followed"
    return description


# The names that readers of XMP know, in stead of ns0 and ns1.
for _prefix, _namespace in (
    ("rdf", _RDF),
    ("pdfuaid", _PDFUAID),
    ("pdfaExtension", _EXTENSION),
    ("pdfaSchema", _SCHEMA),
    ("pdfaProperty", _PROPERTY),
):
    register_namespace(_prefix, _namespace)
