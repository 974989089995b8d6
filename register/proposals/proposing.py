"""From a line of a text to what it seems to say. Words that are nowhere recorded as a fact stay what they are."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from providers.choices import AddressKind, Channel, ContactUse, RecipientKind
from retention.choices import TermKind, Unit

from .phrases import Phrases
from .sayings import ABOUT_RIGHTS, BASES, RECEIVERS, RIGHTS, USES
from .types import Kind, Proposal

# What is longer is no line that people wrote.
LONGEST = 10_000
_NO_PHRASES = Phrases({})
_NUMBERS = {
    word: number
    for number, word in enumerate(
        ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"), start=1
    )
} | {"één": 1}
_UNITS = {
    "uur": Unit.HOUR, "uren": Unit.HOUR, "dag": Unit.DAY, "dagen": Unit.DAY, "week": Unit.WEEK, "weken": Unit.WEEK,
    "maand": Unit.MONTH, "maanden": Unit.MONTH, "jaar": Unit.YEAR, "jaren": Unit.YEAR,
}  # fmt: skip
# A length here is how soon an answer comes, not how long something is kept.
_ANSWER = re.compile(r"\bbinnen\W+$", re.IGNORECASE)
_WITHOUT_LENGTH = re.compile(
    r"\b(?:zolang|zo lang als)\s[^.;]{3,120}|\btot(?:dat)?\s(?:de |het |een )?"
    r"(?:verwijder\w*|einde|beëindig\w*|opzegging|afloop)\b[^.;]{0,100}",
    re.IGNORECASE,
)
_KEEPING = re.compile(
    r"bewa(?:ar|ren)|verwijder|gewist|wissen|vernietig|opgeslagen|opslaan|termijn|anoni", re.IGNORECASE
)
_LENGTH = re.compile(
    r"(?P<most>\b(?:ten hoogste|maximaal|uiterlijk|hooguit|niet langer dan|tot maximaal)\s+)?"
    rf"\b(?P<amount>\d{{1,3}}|{'|'.join(_NUMBERS)})\s+(?P<unit>{'|'.join(_UNITS)})\b"
    r"(?P<start>\s*\(?(?:na|vanaf|nadat|sinds)\s[^.;,()]{2,80})?",
    re.IGNORECASE,
)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\w.])(?:\+31|0031|0)(?:[\s()–-]{0,3}\d){8,10}(?!\d)")
_SITE = re.compile(r"(?<![@\w])(?:https?://|www\.)[\w.-]+\.[a-z]{2,}(?:/[^\s,;)<>]*)?", re.IGNORECASE)
_AUTHORITY = re.compile(r"autoriteit\s?persoonsgegevens", re.IGNORECASE)
_POSTCODE = re.compile(r"\b(?P<code>[1-9]\d{3}\s?[A-Z]{2})\b[\s,]+(?P<city>[A-Z][\w’' -]{2,40})")
_STREET = re.compile(r"(?P<street>(?:Postbus|[A-Z][\w.’' -]{2,40}?)\s\d{1,5}\s?[a-zA-Z]?)\b[\s,]*$")
_ENTITY = re.compile(
    r"\b(?:[A-Z0-9][\w&’'.-]*\s){1,5}?(?:B\.?V\.?|N\.?V\.?|VOF|V\.O\.F\.|Inc\.?|LLC|Ltd\.?|GmbH)(?!\w)"
)
_RIGHT_WORDS = {right: re.compile(words, re.IGNORECASE) for right, words in RIGHTS.items()}
_BASIS_WORDS = {basis: re.compile(words, re.IGNORECASE) for basis, words in BASES.items()}
_SUPPLIERS = re.compile(r"\b(?:aanbieders|leveranciers) van (?:[^.;:\t(]|\([^)]*\)){3,120}", re.IGNORECASE)
_SHARING = re.compile(
    r"\b(?:deel|delen|verstrek\w*|door(?:geven|gifte)|derden|verwerker\w*|ontvanger\w*|partij\w*)\b", re.I
)


@dataclass(frozen=True)
class Known:
    """The words to look for: of the shared vocabulary, and the names that the provider itself has."""

    data: Phrases = _NO_PHRASES
    groups: Phrases = _NO_PHRASES
    own_names: frozenset[str] = field(default_factory=frozenset)


def propose(line: int, text: str, heading: str, known: Known) -> tuple[Proposal, ...]:
    """Everything that a line seems to state, each thing once; `heading` is what stands above it.

    Of a line only the first 10,000 characters are read.
    """
    found: dict[tuple[Kind, tuple[str, ...]], Proposal] = {}
    text = plain(text[:LONGEST])
    for reader in _READERS:
        for kind, words, values in reader(text, heading, known):
            proposal = Proposal(line, kind, words.strip(), values)
            found.setdefault((kind, proposal.signature), proposal)
    return tuple(found.values())


def plain(text: str) -> str:
    """A line without the tags and signs of HTML; what stood in cells or paragraphs of its own is apart by tabs."""
    return re.sub(r"\s*<[^<>]*>\s*", "\t", unescape(text)) if "<" in text else text


Read = Iterator[tuple[Kind, str, dict[str, Any]]]


def _terms(text: str, heading: str, known: Known) -> Read:
    if not _KEEPING.search(f"{heading} {text}"):
        return
    for match in _WITHOUT_LENGTH.finditer(text):
        name = _subject(text, match.start()) or heading
        is_event = match[0].casefold().startswith("tot")
        kind, column = (TermKind.EVENT, "end_event") if is_event else (TermKind.CRITERION, "criterion")
        yield Kind.TERM, match[0], {"name": name, "kind": kind.value, column: _until(match[0])}
    for match in _LENGTH.finditer(text):
        if _ANSWER.search(text[: match.start()]):
            continue
        amount = match["amount"].casefold()
        start = (match["start"] or "").strip(" (")
        yield (
            Kind.TERM,
            match[0],
            {
                "name": _subject(text, match.start()) or heading,
                "kind": TermKind.PERIOD.value,
                "amount": _NUMBERS.get(amount) or int(amount),
                "unit": _UNITS[match["unit"].casefold()].value,
                **({"is_maximum": True} if match["most"] else {}),
                **({"start_event": start} if start else {}),
            },
        )


def _until(words: str) -> str:
    """An event without the word that a term puts before it."""
    return re.sub(r"^tot\s", "", words.strip(), flags=re.IGNORECASE)


def _subject(text: str, end: int) -> str:
    """What a line is about, when it begins with that: Logbestanden: … 6 maanden."""
    head, mark, _ = text[:end].partition(":")
    return head.strip(" -•\t") if mark and len(head) <= 80 else ""


def _contacts(text: str, heading: str, known: Known) -> Read:
    use = _use(f"{heading} {text}".casefold())
    for pattern, channel in ((_MAIL, Channel.EMAIL), (_PHONE, Channel.PHONE), (_SITE, Channel.WEBSITE)):
        for match in pattern.finditer(text):
            value = match[0].rstrip(".")
            if not _AUTHORITY.search(value):
                yield Kind.CONTACT, value, {"use": use.value, "channel": channel.value, "value": value}


def _use(words: str) -> ContactUse:
    return next((use for word, use in USES.items() if word in words), ContactUse.GENERAL)


def _addresses(text: str, heading: str, known: Known) -> Read:
    for match in _POSTCODE.finditer(text):
        before = _STREET.search(text[: match.start()].rstrip(" ,"))
        street = before["street"].strip() if before else ""
        kind = {AddressKind.POST: "postbus", AddressKind.VISIT: "bezoek"}
        named = next((key.value for key, word in kind.items() if word in f"{heading} {text}".casefold()), "")
        values = {"kind": named, "street": street, "postcode": match["code"], "city": match["city"].strip()}
        yield Kind.ADDRESS, f"{street} {match[0]}", {name: value for name, value in values.items() if value}


def _entities(text: str, heading: str, known: Known) -> Read:
    for match in _ENTITY.finditer(text):
        name = match[0].strip()
        if start := next((name[place:] for own in known.own_names if (place := name.casefold().find(own)) >= 0), ""):
            yield Kind.ENTITY, start, {"name": start}
        else:
            yield Kind.RECIPIENT, name, {"name": name, "kind": RecipientKind.COMPANY.value}


def _rights(text: str, heading: str, known: Known) -> Read:
    if not ABOUT_RIGHTS.search(f"{heading} {text}"):
        return
    for right, pattern in _RIGHT_WORDS.items():
        if match := pattern.search(text):
            yield Kind.RIGHT, match[0], {"right": right.value, "stated": "ja"}


def _bases(text: str, heading: str, known: Known) -> Read:
    for basis, pattern in _BASIS_WORDS.items():
        if match := pattern.search(text):
            yield Kind.BASIS, match[0], {"article": basis.value, "label": match[0]}


def _receivers(text: str, heading: str, known: Known) -> Read:
    if _SHARING.search(f"{heading} {text}"):
        for match, kind in _RECEIVER_PHRASES.found(text):
            if not _AUTHORITY.match(text, match.start()):
                yield Kind.RECIPIENT, match[0], {"name": match[0], "kind": kind}
    for match in _SUPPLIERS.finditer(text):
        if not any(own in match[0].casefold() for own in known.own_names):
            yield Kind.RECIPIENT, match[0].strip(), {"name": match[0].strip(), "kind": RecipientKind.CATEGORY.value}


_RECEIVER_PHRASES = Phrases(RECEIVERS)


def _words(kind: Kind, phrases: Callable[[Known], Phrases]) -> Callable[[str, str, Known], Read]:
    def read(text: str, heading: str, known: Known) -> Read:
        for match, key in phrases(known).found(text):
            yield kind, match[0], {"name": match[0], "category": key}

    return read


_READERS = (
    _terms,
    _contacts,
    _addresses,
    _entities,
    _rights,
    _bases,
    _receivers,
    _words(Kind.GROUP, lambda known: known.groups),
    _words(Kind.DATA, lambda known: known.data),
)
