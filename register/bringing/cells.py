"""What stands in one cell: lists, headings inside it, sentences, and lines that say which field they are of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .words import field_called, is_above, is_nothing, without_brackets

_BULLET = re.compile(r"\s*(?:[•*▪◦‣·]|[-–—](?=\s)|\d{1,2}[.)](?=\s))\s*")
_LABEL = re.compile(r"([^:\n]{2,40}):\s+(\S.*)", re.DOTALL)
_BRACKETED = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_OUTSIDE = r"(?![^()\[\]]*[)\]])"
# Words that belong to the name before the comma.
_FORM = r"(?!\s*(?:b\.?v|n\.?v|llc|inc|ltd|gmbh|s\.?a|plc)\b)"
_STRONG = re.compile(rf"\s*(?:;|\s\+\s){_OUTSIDE}\s*")
_COMMA = re.compile(rf",{_FORM}{_OUTSIDE}\s*", re.IGNORECASE)
_VERB = re.compile(
    r"\b(?:kan|kunnen|zal|zullen|mag|mogen|is|zijn|heeft|hebben|bevatten?|hanteert|treedt|can|may|will|are|has)\b"
)
# The verb after these is of a part of a name: “software waarmee toestellen beheerd kunnen worden”.
_RELATIVE = re.compile(r"\b(?:die|dat|welke|waar\w+|het|te|that|which)\b(?!.*,)")
_SENTENCE = 8
_ITEM = 4


@dataclass(frozen=True)
class Item:
    """One thing that a cell names, with the heading inside the cell that it stands under.

    `reading` says why it is read so when the cell itself does not say it.
    """

    text: str
    under: str = ""
    condition: str = ""
    reading: str = ""


@dataclass(frozen=True)
class Content:
    """The things that a cell names, and its sentences, which name nothing that stands by itself."""

    items: list[Item]
    sentences: list[str]


def labelled(text: str, own: str) -> Iterator[tuple[str, str]]:
    """The parts of a cell with their field: a line that begins as “Systemen: …” is of that field."""
    lines: list[str] = []
    for line in text.split("\n"):
        found = None if _BULLET.match(line) else _LABEL.match(line)
        named = field_called(found[1]) if found else ""
        if found and named and named != own:
            yield from [(own, "\n".join(lines))] if lines else []
            own, lines = named, [found[2]]
        else:
            lines.append(line)
    yield own, "\n".join(lines)


def whole(text: str) -> Content:
    """A cell in which every line is one thing or one sentence, whatever signs stand in it."""
    lines = [line for line in map(_bare, text.split("\n")) if not is_nothing(line)]
    # The only line is what the cell is for.
    is_one = len(lines) == 1
    items = [Item(line) for line in lines if is_one or not _is_sentence(line)]
    return Content(items, [line for line in lines if not is_one and _is_sentence(line)])


def listed(text: str, *, by_comma: bool = True) -> Content:
    """A cell with a list: bullets, lines, semicolons, or commas between short names; a dash is nothing."""
    lines = [line for line in text.split("\n") if line.strip()]
    has_bullets = any(_BULLET.match(line) for line in lines)
    items: list[Item] = []
    sentences: list[str] = []
    under = condition = ""
    for line in lines:
        bare = _bare(line)
        is_item = bool(_BULLET.match(line))
        if not is_item and bare.endswith(":"):
            under, condition = _heading(bare)
        elif is_item and is_above(bare):
            items += _again(bare, items, under)
        elif not is_item and (has_bullets or _is_sentence(bare)):
            sentences.append(bare)
        else:
            parts = [bare] if is_item else _parts(bare, by_comma=by_comma)
            items += [Item(part, under, condition) for part in parts if not is_nothing(part)]
    return Content(items, sentences)


def _bare(line: str) -> str:
    """The line without the sign of a list."""
    sign = _BULLET.match(line)
    return line[sign.end() if sign else 0 :].strip()


def _is_sentence(text: str) -> bool:
    verb = _VERB.search(text.casefold())
    if verb is None or len(text.split()) < _SENTENCE:
        return False
    return not _RELATIVE.search(text.casefold()[: verb.start()])


def _parts(line: str, *, by_comma: bool) -> list[str]:
    parts = [part for part in _STRONG.split(line) if part]
    if len(parts) == 1 and by_comma:
        split = [part for part in _COMMA.split(line) if part]
        if all(len(part.split()) <= _ITEM for part in split):
            return split
    return parts


def _heading(line: str) -> tuple[str, str]:
    """Of whom the items below are: “Van klanten (als zij dat willen):”."""
    text = line.removesuffix(":")
    condition = "; ".join(found.strip() for found in _BRACKETED.findall(text))
    return re.sub(r"^(?:van|of|over|from)\s+", "", without_brackets(text), flags=re.IGNORECASE), condition


def _again(text: str, before: list[Item], under: str) -> list[Item]:
    """“Zie boven”: the list of the heading before this one."""
    other = before[-1].under if before else ""
    condition = "; ".join(found.strip() for found in _BRACKETED.findall(text))
    why = f"“{without_brackets(text)}” leest hier als: alles wat erboven bij “{other}” staat."
    return [Item(item.text, under, condition, why) for item in before if item.under == other and other != under]
