"""Chapters into one PDF that keeps tags, bookmarks, links and page labels.

pikepdf copies pages; what hangs above the pages of a document it leaves to us.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from .jobs import Bookmark, Place, Rendered

# In the HTML of a chapter: a link to an anchor of any chapter. It leads nowhere until chapters are joined.
LINK = "intern:"
# Of a stream in a file: where it starts, and its end after a carriage return.
_START, _END = b" obj\n<< ", b"\r\nendstream"


def join(chapters: Sequence[Rendered]) -> pikepdf.Pdf:
    """One PDF with the metadata of the first chapter; the caller closes it.

    Pages keep their order. A chapter without a bookmark of level 1 continues the chapter before it.
    """
    whole = pikepdf.open(io.BytesIO(chapters[0].pdf))
    tags = _Tags(whole)
    for chapter in chapters[1:]:
        with _opened(chapter.pdf) as source:
            first = len(whole.pages)
            # Destinations are written anew; their names would only make pikepdf warn that it drops them.
            if "/Names" in source.Root:
                del source.Root.Names
            # The same in every chapter, colour profile included.
            del source.pages[0].obj.Resources.ColorSpace
            whole.pages.extend(source.pages)
            whole.pages[first].obj.Resources.ColorSpace = whole.pages[0].obj.Resources.ColorSpace
            tags.add(whole.copy_foreign(source.Root.StructTreeRoot), range(first, len(whole.pages)))
    tags.write()
    pages = [page.obj for page in whole.pages]
    _add_destinations(whole, pages, chapters)
    _add_bookmarks(whole, pages, bookmarks(chapters))
    whole.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))
    return whole


@contextmanager
def _opened(pdf: bytes) -> Iterator[pikepdf.Pdf]:
    """Through a file, which pikepdf reads itself; from the memory of Python joining takes twice as long."""
    with NamedTemporaryFile(suffix=".pdf", delete=False) as file:
        file.write(pdf)
    try:
        source = pikepdf.open(file.name)
    finally:
        # At once, and not at the end: a process that is killed leaves nothing behind.
        Path(file.name).unlink()
    with source:
        yield source


def _from_page(chapters: Iterable[Rendered]) -> Iterator[tuple[int, Rendered]]:
    """Each chapter with the page, from 0, on which it begins."""
    page = 0
    for chapter in chapters:
        yield page, chapter
        page += chapter.pages


def bookmarks(chapters: Sequence[Rendered]) -> list[Bookmark]:
    """All bookmarks, with pages of the whole document."""
    return [
        Bookmark(mark.level, mark.title, _moved(mark.place, first))
        for first, chapter in _from_page(chapters)
        for mark in chapter.bookmarks
    ]


def anchors(chapters: Sequence[Rendered]) -> dict[str, Place]:
    """All anchors, with pages of the whole document; the first of a name counts."""
    found: dict[str, Place] = {}
    for first, chapter in _from_page(chapters):
        for name, place in chapter.anchors.items():
            found.setdefault(name, _moved(place, first))
    return found


def places(pdf: bytes) -> frozenset[str]:
    """The names that a link can lead to in a document: one for each id of the page it was made of."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        names = document.Root.get("/Names", Dictionary()).get("/Dests")
        return frozenset(map(str, pikepdf.NameTree(names).keys())) if names is not None else frozenset()


def attach(whole: pikepdf.Pdf, name: str, content: bytes, description: str, moment: datetime) -> None:
    """Put the same facts for machines inside as JSON, as the source of the document (PDF/A-3)."""
    when = f"D:{moment.astimezone(UTC):%Y%m%d%H%M%S}Z"
    specification = pikepdf.AttachedFileSpec(
        whole,
        content,
        filename=name,
        description=description,
        mime_type="application/json",
        creation_date=when,
        mod_date=when,
        relationship=Name.Source,  # type: ignore[call-arg]  # its stub misses this
    )
    whole.attachments[name] = specification
    whole.Root.AF = Array([whole.attachments[name].obj])


def written(whole: pikepdf.Pdf) -> bytes:
    """The bytes of the file; the same PDF gives the same bytes."""
    target = io.BytesIO()
    whole.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return _apart(target.getvalue())


def _apart(content: bytes) -> bytes:
    """The file, where a stream that ends in a carriage return does not lose it to the end of line behind it.

    That gets a return of its own, which the dictionary of the stream gives a space for: nothing else moves.
    """
    *streams, last = content.split(_END)
    parts = (stream.rpartition(_START) for stream in streams)
    return b"".join(before + start.rstrip() + stream + b"\r" + _END for before, start, stream in parts) + last


class _Tags:
    """The tag tree of the whole document, that of one chapter after the other."""

    def __init__(self, whole: pikepdf.Pdf) -> None:
        self._whole = whole
        self._root = whole.Root.StructTreeRoot
        self._document = self._root.K[0]
        self._kids: list[Any] = list(self._document.K)
        self._parents: list[Any] = list(self._root.ParentTree.Nums)

    def add(self, tree: Any, pages: range) -> None:
        """Hang the tags of these pages below the one Document, with numbers of their own."""
        for element in tree.K[0].K:
            element.P = self._document
            self._kids.append(element)
        shift = len(self._parents) // 2
        numbers = list(tree.ParentTree.Nums)
        for number, parents in zip(numbers[::2], numbers[1::2], strict=True):
            self._parents += (number + shift, parents)
        for page in pages:
            own = self._whole.pages[page].obj
            own.StructParents += shift
            for link in own.get("/Annots", ()):
                link.StructParent += shift

    def write(self) -> None:
        """Put the lists in the document."""
        self._document.K = Array(self._kids)
        self._root.ParentTree.Nums = Array(self._parents)


def _add_destinations(whole: pikepdf.Pdf, pages: list[Any], chapters: Sequence[Rendered]) -> None:
    places = anchors(chapters)
    ordered = sorted((name.encode(), place) for name, place in places.items())
    names = [item for name, place in ordered for item in (String(name), _destination(pages, place))]
    whole.Root.Names = Dictionary(Dests=Dictionary(Names=Array(names)))
    for page in pages:
        for link in page.get("/Annots", ()):
            target = str(link.A.URI) if "/A" in link and "/URI" in link.A else ""
            if target.startswith(LINK):
                name = target.removeprefix(LINK)
                if name not in places:
                    raise ValueError(f"a link leads to {name}, which no chapter has")
                del link.A
                link.Dest = link.Contents = String(name)


def _add_bookmarks(whole: pikepdf.Pdf, pages: list[Any], marks: Sequence[Bookmark]) -> None:
    with whole.open_outline() as outline:
        outline.root.clear()
        for mark in marks:
            siblings = outline.root[-1].children if mark.level > 1 and outline.root else outline.root
            siblings.append(pikepdf.OutlineItem(mark.title, _destination(pages, mark.place)))


def _destination(pages: list[Any], place: Place) -> Array:
    return Array([pages[place.page], Name.XYZ, place.x, place.y, 0])


def _moved(place: Place, pages: int) -> Place:
    return Place(place.page + pages, place.x, place.y)
