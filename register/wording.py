"""How the register words things: dates, names, lists, sentences and terms, for every face and message."""

import enum
import re
from collections.abc import Container, Hashable, Iterable
from datetime import date, datetime
from typing import Any, TypeVar

from django.utils import timezone
from django.utils.formats import date_format

from providers.choices import TAKEN_OVER
from retention import words

from .brevity import is_shortened
from .dossier.types import RetentionTerm
from .marking import END, START, bare, inside, is_own, label, marked

T = TypeVar("T", bound=Hashable)
_ITEM = re.compile(r"(?:[-•*–]|\d{1,2}[.)])\s+")
_STOPS = ".!?…"
_CLOSERS = f"\"'”’)»>{END}"
# A message stays readable: names as long as a sentence are cut, and lists as long as a paragraph.
_LONGEST = 120
_ROOM = 110
_REGISTER = words.Voice(formal=True)


def date_words(day: date) -> str:
    """For example 1 november 2026, in the language of the page."""
    return date_format(day, "j F Y")


def local_day(moment: datetime) -> date:
    """The day of a moment in the time zone of the installation, whatever zone the moment is written in."""
    return timezone.localdate(moment, timezone.get_default_timezone())


def local_date(moment: datetime) -> str:
    """The same in words."""
    return date_words(local_day(moment))


def local_moment(moment: datetime) -> str:
    """For example 1 november 2026, 09:14 uur (Europe/Amsterdam)."""
    local = timezone.localtime(moment, timezone.get_default_timezone())
    return f"{date_words(local.date())}, {local:%H:%M} uur ({timezone.get_default_timezone_name()})"


def made_by(maker: str | None) -> str:
    """Who made a version, as a line of its own."""
    return maker if maker == TAKEN_OVER else f"door {maker}" if maker else ""


def plain(value: Any) -> str:
    """A single value in words; nothing for what is not recorded."""
    if value is None or value is False:
        return ""
    if value is True:
        return "ja"
    if isinstance(value, enum.Enum):
        return str(getattr(value, "label", value.value))
    return date_words(value) if isinstance(value, date) else str(value)


@inside
def flat(text: str) -> str:
    """One line: typed lines become one, with a semicolon where a line has no sign at its end."""
    lines = [line.strip(" \t-•*") for line in text.splitlines()]
    whole = ""
    for line in filter(None, (" ".join(line.split()) for line in lines)):
        sign = "" if not whole or whole[-1] in ".,:;!?" else ";"
        whole = f"{whole}{sign} {line}" if whole else line
    return whole


def paragraphs(text: str) -> tuple[tuple[bool, str], ...]:
    """The paragraphs and list items of a typed text, each with whether it is an item; lines of one paragraph run on."""
    found: list[tuple[bool, str]] = []
    is_open = False
    is_typed = is_own(text)
    for line in (" ".join(line.split()) for line in (bare(text) if is_typed else text).splitlines()):
        item = _ITEM.match(line)
        if item or not is_open:
            found += [(bool(item), line[item.end() :] if item else line)] if line else []
        elif line:
            found[-1] = (found[-1][0], f"{found[-1][1]} {line}")
        is_open = bool(line) and not item
    return tuple((is_item, marked(words) if is_typed else words) for is_item, words in found)


@inside
def unstopped(text: str) -> str:
    """One line to stand in a list or before a stop: without a stop of its own, unless that belongs to its last word."""
    whole = flat(text)
    said = whole.rstrip(".;,")
    short = said != whole and whole[len(said)] == "." and is_shortened(f"{said.split()[-1]}." if said.split() else "")
    return f"{said}." if short else said


def rows(text: str) -> tuple[str, ...]:
    """The lines of a text in which every line is an item."""
    lines = tuple(filter(None, (" ".join(line.strip(" \t-•*;").split()) for line in bare(text).splitlines())))
    return tuple(map(marked, lines)) if is_own(text) else lines


@inside
def sentence(text: str) -> str:
    """A capital in front and one full stop at the end."""
    whole = flat(text)
    if not whole:
        return ""
    said = whole.rstrip(";:,")
    end = said.rstrip(_CLOSERS)
    if end and end[-1] in _STOPS:
        return capital(said)
    return f"{capital(said)}."


def capital(text: str) -> str:
    """A capital in front, unless the word has its own way of writing, such as iPhone."""
    if text.startswith(START):
        return START + capital(text[1:])
    return text if text[1:2].isupper() else text[:1].upper() + text[1:]


@inside
def small(text: str, proper: Container[str] = ()) -> str:
    """A small letter in front for use inside a sentence; names and abbreviations keep theirs."""
    whole = unstopped(text)
    first, _, rest = whole.partition(" ")
    stem = first.split("-", 1)[0].rstrip(":,;")
    keep = any(sign.isupper() or sign.isdigit() for sign in first[1:]) or stem in proper
    # Two capitals in a row are a name: Mobile Device Management.
    keep = keep or (rest[:1].isupper() and rest.partition(" ")[0][1:].islower())
    lonely = len(stem) == 1 and stem not in "EUAeua"
    return whole if keep or lonely else whole[:1].lower() + whole[1:]


def unique(values: Iterable[T]) -> tuple[T, ...]:
    """Each value once, in the order in which they come."""
    return tuple(dict.fromkeys(values))


def listed(words: Iterable[str]) -> str:
    """a, b en c; with semicolons when a member has a comma itself."""
    *first, last = tuple(words) or ("",)
    mark = "; " if any("," in word for word in (*first, last)) else ", "
    return f"{mark.join(first)} {label('en')} {last}" if first else last


def enumerated(words: Iterable[str]) -> str:
    """a, b, c, each once; with semicolons when a member has a comma itself."""
    members = [word for word in unique(words) if word]
    return ("; " if any("," in word for word in members) else ", ").join(members)


def joined(parts: Iterable[str | None], separator: str = "; ") -> str:
    """The parts that say something."""
    return separator.join(part for part in parts if part)


def with_brackets(text: str, *details: str | None) -> str:
    """The text, with details between brackets if there are any."""
    inner = joined(details)
    return f"{text} ({inner})" if inner else text


def quoted(name: str, longest: int = _LONGEST) -> str:
    """A name as somebody else said it; a very long one ends in dots."""
    return f"“{name if len(name) <= longest else name[: longest - 1].rstrip() + '…'}”"


def counted(number: int, one: str, many: str) -> str:
    """1 categorie, 2 categorieën."""
    return f"{number} {one if number == 1 else many}"


def cut(words: Iterable[str], most: int = 4, room: int = _ROOM) -> str:
    """The first words, each once, and how many more there are: a, b, c en nog 7.

    `most` words at most and about `room` signs; the first word is always there.
    """
    names = unique(words)
    used, fitting = 0, 0
    for word in names:
        used += len(word) + 2
        fitting += used <= room
    if len(names) <= max(1, min(fitting, most)):
        return listed(names)
    shown = max(1, min(fitting, most - 1))
    return f"{', '.join(names[:shown])} en nog {len(names) - shown}"


def some(names: Iterable[str], most: int = 4, room: int = _ROOM) -> str:
    """The first names in quotes, and how many more there are: “a”, “b”, “c” en nog 7."""
    return cut((quoted(name, room) for name in names), most, room)


def term_words(term: RetentionTerm) -> str:
    """How long and what comes after it, in words; says so when a part is not recorded, and fills in nothing."""
    unknown = joined(("termijn niet vastgelegd", words.beside(term, _REGISTER)), ", ")
    parts = [words.term_words(term, _REGISTER) or unknown]
    if term.afterwards:
        parts.append(f"daarna {small(str(term.afterwards.label))}")
    if second := term.anonymised_period:
        most = "ten hoogste " if term.anonymised_is_maximum else ""
        parts.append(f"geanonimiseerd {most}{second}{' vanaf het begin' if term.anonymised_is_total else ''}")
    return ", ".join(parts)
