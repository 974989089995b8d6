"""The same frozen data as a text without any markup, for a mail."""

from collections.abc import Iterable, Iterator

from ..marking import bare
from .page import Block, Bullet, Items, Line, Link, Part, Prose, Rights, Section


def words_of(line: Line) -> str:
    """A line as people read it on the page."""
    return bare("".join(part if isinstance(part, str) else part.text for part in line)).strip()


def plain(sections: Iterable[Section]) -> str:
    """Each section with its heading, an empty line between two of them; items of a list have a dash.

    Knows the blocks that the page of a situation has.
    """
    return "\n\n".join("\n".join((part.heading, *_lines(part.blocks))) for part in sections)


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Rights):
            for right in block.rights:
                yield words_of(("- ", f"{right.title}: {right.text}" if right.text else right.title))
        elif isinstance(block, Prose | Items):
            for line in block.lines:
                start = "- " if isinstance(block, Items) else ""
                yield f"{start}{words_of(tuple(map(_told, line)))}"


def _told(part: Part) -> str:
    """A part of a line; an address on the web that its words do not say follows them."""
    if isinstance(part, str):
        return part
    if isinstance(part, Bullet):
        return "- "
    if isinstance(part, Link) and part.href.startswith("http") and bare(part.text) not in part.href:
        return f"{part.text} ({part.href})"
    return part.text
