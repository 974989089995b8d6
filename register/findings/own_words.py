"""What the own words of a page name, and whether the facts still have it.

Only what can be told apart from ordinary words: lengths of time, contact, companies with their legal
form, and names that the register has or had. In doubt a text names nothing.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import msgspec

from retention.choices import Unit
from retention.periods import Period

from ..dossier.types import Node
from .dossier_texts import texts

Measure = tuple[Unit, int]

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
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_SITE = re.compile(r"(?:https?://|www\.)[^\s<>\"“”)]{1,200}", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\w+])(?:\+\d\d|0)[\d\s()–-]{7,16}\d(?!\w)")
_FORMS = r"B\.?V\.?|N\.?V\.?|V\.?O\.?F\.?|GmbH|Ltd\.?|Inc\.?|LLC"
_COMPANY = re.compile(rf"\b[A-Z][\w&'’-]{{1,40}}\s(?:{_FORMS})(?!\w)")


@dataclass(frozen=True)
class Known:
    """What some facts say: their text as one, lengths of time in one measure, and contact."""

    text: str
    periods: frozenset[Measure]
    contact: frozenset[str]


def known(facts: Iterable[Node]) -> Known:
    """What these rows of a Dossier and the rows below them say."""
    nodes = tuple(facts)
    whole = [text for node in nodes for _, text in texts(node)]
    periods = {period.measure for node in nodes for period in _periods_of(node)}
    periods |= {size for text in whole for size, _ in _periods_in(text)}
    contact = {value for text in whole for value, _ in _contact_in(text)}
    return Known(_flat("\n".join(whole)), frozenset(periods), frozenset(contact))


def gone_periods(text: str, facts: Known) -> Iterator[str]:
    """Lengths of time in a text that these facts do not have: “een jaar” is 12 maanden."""
    return (found for size, found in _periods_in(text) if size not in facts.periods)


def gone_names(text: str, facts: Known, names: Iterable[str]) -> Iterator[str]:
    """Contact and companies in a text that these facts do not have, and those of `names`."""
    yield from (found for value, found in _contact_in(text) if value not in facts.contact)
    yield from (found for found in _COMPANY.findall(text) if _bare(found) not in _bare(facts.text))
    own = _flat(text)
    yield from (name for name in names if _stands_in(_flat(name), own) and not _stands_in(_flat(name), facts.text))


def _periods_of(node: object) -> Iterator[Period]:
    """Periods that a row or a row below it has as numbers."""
    if isinstance(node, tuple):
        for item in node:
            yield from _periods_of(item)
    elif isinstance(node, msgspec.Struct):
        for prefix in ("", "minimum_", "anonymised_", "response_", "extension_"):
            period = Period.of(getattr(node, f"{prefix}amount", None), getattr(node, f"{prefix}unit", None))
            if period:
                yield period
        for name in node.__struct_fields__:
            yield from _periods_of(getattr(node, name))


def _periods_in(text: str) -> Iterator[tuple[Measure, str]]:
    for match in _PERIOD.finditer(text):
        yield _period(match).measure, match.group()


def _period(match: re.Match[str]) -> Period:
    if match["half"]:
        return Period(_HALF_YEARS[match["half"].casefold()], Unit.MONTH)
    if match["one"]:
        return Period(1, _UNITS[match["one"].casefold()])
    amount = match["amount"].casefold()
    number = _NUMBERS.index(amount) + 1 if amount in _NUMBERS else max(int(amount), 1)
    return Period(number, _UNITS[match["unit"].casefold()])


def _contact_in(text: str) -> Iterator[tuple[str, str]]:
    """Each mail address, site and phone number: as it is compared, and as it stands there."""
    for found in _MAIL.findall(text):
        yield found.casefold().rstrip("."), found
    for found in _SITE.findall(text):
        shown = found.rstrip(".,;:/")
        yield re.sub(r"^(?:https?://)?(?:www\.)?", "", shown.casefold()), shown
    for found in _PHONE.findall(text):
        yield re.sub(r"^\+?31(?=\d{9}$)", "0", re.sub(r"[^\d+]", "", found.replace("(0)", ""))), found


def _stands_in(name: str, text: str) -> bool:
    return name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _flat(text: str) -> str:
    return " ".join(text.casefold().split())


def _bare(text: str) -> str:
    return _flat(text).replace(".", "")
