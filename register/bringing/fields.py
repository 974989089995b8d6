"""The fields that a column can be of, as an officer chooses them, and what a cell of each says of an activity."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from providers.choices import Answer
from providers.countries import NAMES, country_code

from ..choices import Basis, DpiaStatus, LinkRole, Role, TransferMechanism
from .cells import Content, Item, listed, whole
from .terms import in_words, term_in
from .words import is_none, is_nothing, meanings, plain, spoken, squash

NOTE, SKIP = "note", "skip"

LABELS = {
    "reference": "Kenmerk elders (uw eigen nummer)",
    "title": "Titel van de verwerking",
    "service": "Dienst",
    "description": "Omschrijving",
    "department": "Afdeling",
    "owner": "Proceseigenaar",
    "contact": "Aanspreekpunt",
    "access": "Wie erbij kan",
    "condition": "Voorwaarde",
    "role": "Rol",
    "on_behalf_of": "In opdracht van",
    "joint": "Gezamenlijk verantwoordelijken",
    "purpose": "Doelen",
    "basis": "Grondslagen",
    "statute": "Wet en artikel",
    "interest": "Gerechtvaardigd belang",
    "balancing_test": "Belangenafweging",
    "consent_proof": "Bewijs van toestemming",
    "group": "Betrokkenen",
    "data": "Gegevens",
    "origin": "Herkomst",
    "term": "Bewaartermijn",
    "recipient": "Ontvangers",
    "processor": "Verwerkers",
    "subprocessor": "Subverwerkers",
    "transfer": "Doorgifte of land",
    "mechanism": "Waarborgen bij doorgifte",
    "agreement": "Verwerkersovereenkomst",
    "system": "Systemen",
    "measure": "Beveiligingsmaatregelen",
    "operation": "Bewerkingen",
    "decisions": "Geautomatiseerde besluiten",
    "decision_logic": "Logica",
    "decision_consequences": "Gevolgen voor mensen",
    "profiling": "Profilering",
    "dpia": "DPIA",
    "dpia_link": "Vindplaats DPIA",
    NOTE: "Interne notitie",
    SKIP: "Niet overnemen",
}
# Of which an activity has one: a second column of the same becomes a note.
LINES = ("reference", "title", "department", "owner", "contact", "condition", "on_behalf_of", "dpia_link")
TEXTS = ("description", "access", "decision_logic", "decision_consequences")
ONCE = (*LINES, *TEXTS)
PARTIES = {
    "joint": LinkRole.JOINT,
    "recipient": LinkRole.RECIPIENT,
    "processor": LinkRole.PROCESSOR,
    "subprocessor": LinkRole.SUBPROCESSOR,
}
# What belongs to the bases with these articles.
OF_BASES = {"statute": "ce", "interest": "f", "balancing_test": "f", "consent_proof": "a"}

_ARTICLE = re.compile(
    r"\b6(?:\s*\(1\)|\s*[.,-]?\s*(?:lid\s*)?1|(?=\(?[a-f]\b))[\s,.-]*"
    r"(?:\(|(?:aanhef en\s+)?(?:onder|sub|letter)\s+)?([a-f])\b",
    re.IGNORECASE,
)
_DAY = re.compile(r"(?:(\d{4})-(\d{2})-(\d{2})|(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}))(?:[T ][\d:.]+)?")
_COUNTRY_PARTS = re.compile(r"\s*[,;/\n()\[\]]\s*|\s+(?:en|and)\s+")
_LINK = re.compile(r"https?://\S+")
_NAME = 100
_CHOICES: dict[str, Any] = {"answer": Answer, "role": Role, "dpia": DpiaStatus}


class Said(NamedTuple):
    """A part of a row that a cell gives: which kind of row, its columns, and that in words."""

    kind: str
    values: dict[str, Any]
    words: str


@dataclass
class CellReader:
    """Reads one cell of a field: `words` are those of the shared vocabulary, `replaced` what the officer corrected."""

    words: Mapping[str, Mapping[str, str]]
    replaced: Callable[[str], str]

    def read(self, field: str, text: str, heading: str) -> Iterator[Said]:
        """What a cell says; nothing when it stands for nothing."""
        if field in PARTIES:
            yield from self._parties(field, text, heading)
        elif field in ("decisions", "profiling"):
            yield from self._chosen("answer", field, text)
        elif field in ("role", "dpia"):
            yield from self._chosen(field, field, text)
        elif field == "transfer":
            yield from self._transfer(text)
        elif not is_nothing(text):
            yield from self._other(field, text)

    def _other(self, field: str, text: str) -> Iterator[Said]:
        if field in LINES or field == "service":
            first, *more = text.split("\n")
            kind, name = ("service", "name") if field == "service" else ("activity", field)
            yield Said(kind, {name: first}, first)
            yield from (_note(line) for line in more)
        elif field in TEXTS:
            yield Said("activity", {field: text}, text)
        elif field in OF_BASES:
            yield Said("of_bases", {field: text}, text)
        elif field in ("measure", "operation"):
            yield from self._known(field, text)
        elif reader := getattr(self, f"_{field}", None):
            yield from reader(text)
        else:
            yield _note(text)

    def _items(self, content: Content) -> list[Item]:
        return [
            Item(new, item.under, item.condition, item.reading)
            for item in content.items
            if not is_nothing(new := self.replaced(item.text))
        ]

    def _purpose(self, text: str) -> Iterator[Said]:
        content = whole(text)
        yield from (Said("purpose", {"name": item.text}, item.text) for item in self._items(content))
        yield from map(_note, content.sentences)

    def _basis(self, text: str) -> Iterator[Said]:
        for item in self._items(Content([Item(line) for line in text.split("\n")], [])):
            articles = [(letter.lower(), "") for letter in _ARTICLE.findall(item.text)]
            found = articles or ([] if plain(item.text).startswith(("geen ", "no ")) else spoken("basis", item.text))
            for article, word in found:
                label = item.text if len(found) == 1 or not word else _as_written(word, item.text)
                yield Said("basis", {"article": article, "label": label}, str(Basis(article).label))
            if not found:
                yield _note(item.text)

    def _group(self, text: str) -> Iterator[Said]:
        content = listed(text)
        for item in self._items(content):
            category = self.words["group"].get(squash(item.text))
            yield Said("group", {"name": item.text, "category": category}, _with(item.text, category))
        yield from map(_note, content.sentences)

    def _data(self, text: str) -> Iterator[Said]:
        content = listed(text)
        for item in self._items(content):
            values = {"name": item.text, "condition": item.condition, "under": item.under, "reading": item.reading}
            category = self._category(item.text)
            words = _with(item.text, category, f"van {item.under}" if item.under else None)
            yield Said("data", values | {"category": category}, words)
        yield from map(_note, content.sentences)

    def _category(self, name: str) -> str | None:
        known = self.words["data"]
        return known.get(squash(name)) or known.get(squash(re.sub(r"\([^)]*\)", "", name)))

    def _origin(self, text: str) -> Iterator[Said]:
        known = [meanings("origin").get(squash(item.text)) for item in self._items(listed(text))]
        values = {"origin": known} if known and all(known) else {"origin_detail": " ".join(text.split())}
        yield Said("origin", values, text)

    def _term(self, text: str) -> Iterator[Said]:
        values = term_in(text)
        yield Said("term", {"name": " ".join(text.split()), **values}, in_words(values))

    def _system(self, text: str) -> Iterator[Said]:
        content = listed(text)
        yield from (Said("system", {"name": item.text}, item.text) for item in self._items(content))
        yield from map(_note, content.sentences)

    def _known(self, field: str, text: str) -> Iterator[Said]:
        for item in self._items(listed(text)):
            key = self.words[field].get(squash(item.text))
            known = Said(field, {field: key, "explanation": item.text}, _with(item.text, key))
            yield known if key else _note(item.text)

    def _chosen(self, closed: str, column: str, text: str) -> Iterator[Said]:
        if value := meanings(closed).get(squash(text)):
            yield Said("activity", {column: value}, str(_CHOICES[closed](value).label))
        elif not is_nothing(text):
            yield _note(text)

    def _parties(self, field: str, text: str, heading: str) -> Iterator[Said]:
        if is_none(text) and field in ("recipient", "processor"):
            yield Said("activity", {f"no_{field}s": True}, "uitdrukkelijk geen")
            return
        role = PARTIES[field]
        if role == LinkRole.PROCESSOR and "(sub" in heading.casefold():
            role = LinkRole.EITHER_PROCESSOR
        for item in self._items(listed(text)) if not is_nothing(text) else ():
            yield Said("party", {"role": str(role), **_party(item.text)}, f"{item.text} ({role.label})")

    def _transfer(self, text: str) -> Iterator[Said]:
        answer = meanings("answer").get(squash(text))
        codes, mechanisms, _ = countries_in(text)
        values: dict[str, Any] = {}
        if answer or is_nothing(text):
            values = {"transfer": answer} if answer else {}
        else:
            values = {"countries": codes, "transfer_reason": " ".join(text.split())}
            values |= {"mechanism": mechanisms[0]} if len(mechanisms) == 1 else {}
        if values:
            yield Said("transfer", values, ", ".join(NAMES[code] for code in codes) or text)

    def _mechanism(self, text: str) -> Iterator[Said]:
        known = [value for value, _ in spoken("mechanism", text)]
        shown = f"{text} ({TransferMechanism(known[0]).label})" if known else text
        yield Said("transfer", {"mechanism": known[0] if len(known) == 1 else "", "transfer_reason": text}, shown)

    def _agreement(self, text: str) -> Iterator[Said]:
        values = agreement_in(text)
        yield Said("agreement", values, ", ".join(map(str, values.values())))


def _with(text: str, *known: str | None) -> str:
    """The text with what was recognised in it."""
    added = ", ".join(filter(None, known))
    return f"{text} ({added})" if added else text


def _note(text: str) -> Said:
    return Said(NOTE, {"note": text}, text)


def _as_written(word: str, text: str) -> str:
    """Known words as they stand in a text, with its own capitals."""
    found = re.search(r"\W+".join(map(re.escape, word.split())), text, re.IGNORECASE)
    return found[0] if found else word


def _party(text: str) -> dict[str, Any]:
    """The name; what stands behind a colon explains it, and countries and mechanisms may stand between brackets."""
    name, _, rest = text.partition(": ")
    if rest and len(name) <= _NAME:
        return {"name": name, "description": rest}
    bracketed = re.fullmatch(r"(.+?)\s*\(([^()]+)\)", text)
    if bracketed:
        codes, mechanisms, others = countries_in(bracketed[2])
        if not others and (codes or mechanisms):
            return {"name": bracketed[1], "country": codes, "mechanism": mechanisms[0] if len(mechanisms) == 1 else ""}
    return {"name": text}


def countries_in(text: str) -> tuple[list[str], list[str], list[str]]:
    """Codes of countries, mechanisms, and the parts that are neither."""
    codes: list[str] = []
    mechanisms: list[str] = []
    others: list[str] = []
    known = meanings("countries")
    for part in filter(None, _COUNTRY_PARTS.split(text)):
        code = known.get(squash(part)) or country_code(part)
        if code in NAMES:
            codes += [code] if code not in codes else []
        elif found := spoken("mechanism", part):
            mechanisms += [value for value, _ in found]
        else:
            others.append(part)
    return codes, mechanisms, others


def agreement_in(text: str) -> dict[str, Any]:
    """An answer, the day of an agreement, or where it is found."""
    if answer := meanings("answer").get(squash(text)):
        return {"agreement": answer}
    if found := _DAY.fullmatch(text.strip()):
        numbers = [int(part) for part in found.groups() if part]
        year, month, day = numbers if found[1] else numbers[::-1]
        try:
            return {"agreement": "ja", "agreement_date": date(year, month, day)}
        except ValueError:
            pass
    given = {"agreement_reference": " ".join(text.split())}
    return {"agreement": "ja", **given} if _LINK.search(text) else given
