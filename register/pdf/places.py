"""The named places in a PDF: one for each id of the page it was made of."""

import io

import pikepdf


def places(pdf: bytes) -> frozenset[str]:
    """The names that a link can lead to."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        names = document.Root.get("/Names", pikepdf.Dictionary()).get("/Dests")
        return frozenset(map(str, pikepdf.NameTree(names).keys())) if names is not None else frozenset()
