"""What the own words of a page name, and whether the facts have it.

Only what can be told apart from ordinary words: lengths of time, days, contact, companies with their legal
form, and names that the register has or had. In doubt a text names nothing.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import msgspec

from retention.choices import Unit
from retention.periods import Period

from ..dossier.types import Node
from .dossier_texts import texts

Measure = tuple[Unit, int]

_MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
_NUMBERS = ("één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")
_UNITS = {
    "uur": Unit.HOUR,
    "uren": Unit.HOUR,
    "dag": Unit.DAY,
    "dagen": Unit.DAY,
    "week": Unit.WEEK,
    "weken": Unit.WEEK,
    "maand": Unit.MONTH,
    "maanden": Unit.MONTH,
    "jaar": Unit.YEAR,
    "jaren": Unit.YEAR,
}
# “een dag” is more often an ordinary word than a term; “2,5 jaar” and “twee en een half jaar” are left alone.
_PERIOD = re.compile(
    rf"(?<![\w,.-])(?:(?P<amount>\d{{1,4}}|{'|'.join(_NUMBERS)})\s(?P<unit>{'|'.join(_UNITS)})"
    r"|een\s(?P<one>week|maand|jaar)|(?P<half>(?<!\ben\s)(?<!\ben\seen\s)half|anderhalf)\sjaar)\b",
    re.IGNORECASE,
)
_HALF_YEARS = {"half": 6, "anderhalf": 18}
_DAY = re.compile(rf"(?<![\w-])(\d{{1,2}})[\s-](\d{{1,2}}|{'|'.join(_MONTHS)})[\s-](\d{{4}})(?![\w-])", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_SITE = re.compile(r"(?:https?://|www\.)[^\s<>\"“”)]{1,200}", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\w+])(?:\+\d\d|0)[\d\s()–-]{7,16}\d(?!\w)")
_FORMS = r"B\.?V\.?|N\.?V\.?|V\.?O\.?F\.?|GmbH|Ltd\.?|Inc\.?|LLC"
_COMPANY = re.compile(rf"\b[A-Z][\w&'’-]{{1,40}}\s(?:{_FORMS})(?!\w)")


class Typed(NamedTuple):
    """Something a text names: as it is compared, and as it stands there."""

    value: Measure | date | str
    shown: str


@dataclass(frozen=True)
class Known:
    """What some facts say: their text as one, and lengths of time, days and contact in one form."""

    text: str
    values: frozenset[Measure | date | str]

    def has(self, item: Typed) -> bool:
        """Whether these facts have it: “een jaar” is 12 maanden."""
        return item.value in self.values or (isinstance(item.value, str) and _stands_in(item.value, self.text))


def known(facts: Iterable[Node]) -> Known:
    """What these rows of a Dossier and the rows below them say."""
    nodes = tuple(facts)
    whole = [text for node in nodes for _, text in texts(node)]
    found = {item.value for text in whole for item in (*_periods_in(text), *_contact_in(text))}
    return Known(_bare("\n".join(whole)), frozenset(found.union(*map(_numbers_of, nodes))))


def typed(text: str, names: Iterable[str] = ()) -> tuple[Typed, ...]:
    """Lengths of time, days, contact, companies in a text, and which of `names` stand there letter by letter."""
    rest, found = " ".join(text.split()), []
    for name in sorted(names, key=len, reverse=True):
        if name in rest and (cut := re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "…", rest)) != rest:
            rest = cut
            found.append(Typed(_bare(name), name))
    companies = (Typed(_bare(match), match) for match in _COMPANY.findall(rest))
    # A day in digits could be a phone number too.
    return (*_periods_in(rest), *_days_in(rest), *_contact_in(_DAY.sub("…", rest)), *companies, *found)


def gone_words(text: str, facts: Known, words: Iterable[str]) -> Iterator[str]:
    """Those of these ordinary words that a text has and the facts have not, capitals or none."""
    own = _bare(text)
    yield from (word for word in words if _stands_in(_bare(word), own) and not _stands_in(_bare(word), facts.text))


def _numbers_of(node: object) -> Iterator[Measure | date]:
    """Periods and days that a row or a row below it has as numbers."""
    if isinstance(node, tuple):
        for item in node:
            yield from _numbers_of(item)
    elif isinstance(node, msgspec.Struct):
        for prefix in ("", "minimum_", "anonymised_", "response_", "extension_"):
            if period := Period.of(getattr(node, f"{prefix}amount", None), getattr(node, f"{prefix}unit", None)):
                yield period.measure
        for name in node.__struct_fields__:
            yield from _numbers_of(getattr(node, name))
    elif isinstance(node, date):
        yield node


def _periods_in(text: str) -> Iterator[Typed]:
    return (Typed(_period(match).measure, match.group()) for match in _PERIOD.finditer(text))


def _days_in(text: str) -> Iterator[Typed]:
    for match in _DAY.finditer(text):
        day, month, year = match.groups()
        # The thirtieth of February is no day.
        with suppress(ValueError):
            number = int(month) if month.isdecimal() else _MONTHS.index(month.casefold()) + 1
            yield Typed(date(int(year), number, int(day)), match.group())


def _period(match: re.Match[str]) -> Period:
    if match["half"]:
        return Period(_HALF_YEARS[match["half"].casefold()], Unit.MONTH)
    if match["one"]:
        return Period(1, _UNITS[match["one"].casefold()])
    amount = match["amount"].casefold()
    number = _NUMBERS.index(amount) + 1 if amount in _NUMBERS else max(int(amount), 1)
    return Period(number, _UNITS[match["unit"].casefold()])


def _contact_in(text: str) -> Iterator[Typed]:
    """Each mail address, site and phone number."""
    for found in _MAIL.findall(text):
        yield Typed(found.casefold().rstrip("."), found)
    for found in _SITE.findall(text):
        shown = found.rstrip(".,;:/")
        yield Typed(re.sub(r"^(?:https?://)?(?:www\.)?", "", shown.casefold()), shown)
    for found in _PHONE.findall(text):
        yield Typed(re.sub(r"^\+?31(?=\d{9}$)", "0", re.sub(r"[^\d+]", "", found.replace("(0)", ""))), found)


def _stands_in(name: str, text: str) -> bool:
    return name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _bare(text: str) -> str:
    return " ".join(text.casefold().split()).replace(".", "")
