"""The parts of a zipped workbook, read as a stream within limits: nobody holds a whole tree in memory."""

import io
import zipfile
import zlib
from typing import Any
from xml.parsers.expat import ExpatError, ParserCreate, errors

from .tables import MAX_ROWS, TOO_LARGE, FormatError

MAX_UNZIPPED = 50_000_000
MAX_PARTS = 2000
# Of all parts that are read together: 2,000 rows of 50 columns have 400,000, and our widest table has 21.
MAX_ELEMENTS = 500_000
MAX_ATTRIBUTES = 200
MAX_DEPTH = 10_000
# Bytes: of one tag or comment, and of the name of a namespace, which the parser repeats for every tag.
MAX_TAG = 1_000_000
MAX_NAMESPACE = 500
_CHUNK = 65_536
_PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_NO_MEMORY = errors.codes[errors.XML_ERROR_NO_MEMORY]


class Handler:
    """What a part says, tag by tag. A name is the namespace, a space and the name itself."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A tag opens."""

    def end(self, tag: str) -> None:
        """A tag closes."""

    def text(self, text: str) -> None:
        """Some of the text between two tags."""

    def place(self) -> str:
        """Where the reader is now, for a message; empty when that says nothing."""
        return ""


class Parts:
    """An xlsx or ods file. Raises FormatError when it is none, or claims more than is reasonable."""

    def __init__(self, data: bytes, kind: str, most_rows: int = MAX_ROWS) -> None:
        self.most_rows = most_rows
        self._most_elements = MAX_ELEMENTS * max(1, most_rows // MAX_ROWS)
        self._damaged = f"Dit {kind}-bestand is beschadigd of geen werkmap"
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise FormatError(f"Dit is geen {kind}-bestand.") from error
        found = self._archive.infolist()
        if len(found) > MAX_PARTS:
            raise FormatError(f"Dit bestand heeft meer dan {MAX_PARTS} onderdelen.")
        if sum(part.file_size for part in found) > MAX_UNZIPPED:
            raise FormatError(TOO_LARGE)
        self.names = [part.filename for part in found]
        self._elements = self._bytes = 0

    def damaged(self, where: str = "") -> FormatError:
        """What to raise when the file is not what it says it is."""
        return FormatError(f"{self._damaged}{where}.")

    def content(self, name: str) -> bytes:
        """All of a part that is no XML. Raises FormatError."""
        try:
            content = self._archive.read(name)
        except (KeyError, RuntimeError, EOFError, NotImplementedError, zipfile.BadZipFile, zlib.error) as error:
            raise self.damaged() from error
        self._bytes += len(content)
        if self._bytes > MAX_UNZIPPED:
            raise FormatError(TOO_LARGE)
        return content

    def walk(self, name: str, handler: Handler) -> None:
        """Give the handler all tags and texts of this part. Raises FormatError."""
        try:
            part = self._archive.getinfo(name)
            if part.compress_type not in _PLAIN:
                raise self.damaged()
            with self._archive.open(part) as stream:
                self._feed(stream, handler)
        except ExpatError as error:
            if error.code == _NO_MEMORY:
                raise MemoryError from error
            raise self.damaged(handler.place()) from error
        except (KeyError, RuntimeError, EOFError, zipfile.BadZipFile, zlib.error) as error:
            # RuntimeError: the part asks for a password.
            raise self.damaged() from error

    def _feed(self, stream: Any, handler: Handler) -> None:
        parser = self._parser(handler)
        fed = 0
        while chunk := stream.read(_CHUNK):
            fed += len(chunk)
            self._bytes += len(chunk)
            if self._bytes > MAX_UNZIPPED:
                raise FormatError(TOO_LARGE)
            parser.Parse(chunk, False)
            # A tag that does not end is looked through again with every chunk.
            if fed - parser.CurrentByteIndex > MAX_TAG:
                raise FormatError(f"Dit bestand heeft een onderdeel dat langer is dan {MAX_TAG} bytes.")
        parser.Parse(b"", True)

    def _parser(self, handler: Handler) -> Any:
        depth = 0
        opened, closed = handler.start, handler.end

        def start(tag: str, attributes: dict[str, str]) -> None:
            nonlocal depth
            depth += 1
            self._elements += 1
            if self._elements > self._most_elements:
                raise FormatError(f"Dit bestand heeft meer dan {self._most_elements} onderdelen (xml-elementen).")
            if depth > MAX_DEPTH:
                raise FormatError(f"Dit bestand is meer dan {MAX_DEPTH} niveaus diep.")
            if len(attributes) > MAX_ATTRIBUTES:
                raise FormatError(f"Dit bestand heeft een onderdeel met meer dan {MAX_ATTRIBUTES} kenmerken.")
            opened(tag, attributes)

        def end(tag: str) -> None:
            nonlocal depth
            depth -= 1
            closed(tag)

        # Without a table of names: each would be kept, also of a million different ones.
        parser = ParserCreate(None, " ", intern=None)
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = start, end
        parser.CharacterDataHandler = handler.text
        parser.StartDoctypeDeclHandler = self._no_doctype
        parser.StartNamespaceDeclHandler = _check_namespace
        return parser

    def _no_doctype(self, *said: Any) -> None:
        """Entities come from there; no spreadsheet program writes one."""
        raise self.damaged()


def _check_namespace(prefix: str | None, name: str | None) -> None:
    if len(name or "") > MAX_NAMESPACE:
        raise FormatError(f"Dit bestand heeft een naam (xmlns) van meer dan {MAX_NAMESPACE} tekens.")
