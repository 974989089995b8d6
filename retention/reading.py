"""Typed words as a term: “3 maanden na einde contract” is a length and the moment from which it counts."""

import re
from typing import Any

from providers.facts.text import tidy_line
from providers.facts.typed import short

from .choices import TermKind, Unit
from .phrases import kind_of, takes_until

_UNITS = {
    **dict.fromkeys(("uur", "uren"), Unit.HOUR),
    **dict.fromkeys(("dag", "dagen"), Unit.DAY),
    **dict.fromkeys(("week", "weken"), Unit.WEEK),
    **dict.fromkeys(("maand", "maanden"), Unit.MONTH),
    **dict.fromkeys(("jaar", "jaren"), Unit.YEAR),
}
_NUMBERS = ("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")
_MOST = "ten hoogste|hooguit|hoogstens|maximaal|uiterlijk|niet langer dan"
# Half a year and a year and a half are said so often that nobody should have to count.
_LENGTH = re.compile(
    rf"(?P<most>(?:{_MOST}) )?(?P<number>\d{{1,4}}|één|{'|'.join(_NUMBERS[1:])}|(?:een )?half|anderhalf|anderhalve) "
    rf"(?P<unit>{'|'.join(_UNITS)})(?:,? (?P<start>.+))?",
    re.IGNORECASE,
)
_START = re.compile(r"(?:na|nadat|vanaf|sinds)\b", re.IGNORECASE)
_UNTIL = re.compile(r"tot(?: aan)? ", re.IGNORECASE)
EXAMPLES = "“3 maanden na einde contract”, “tot de klacht is afgehandeld” of “zolang u klant bent”"
UNREADABLE = "“{words}” is niet als termijn te lezen. Schrijf bijvoorbeeld {examples}."
ODD_REST = "Na de lengte staat “{rest}”. Laat dat met “na” of “vanaf” beginnen, of vul de termijn in het formulier in."


def read_term(typed: str) -> dict[str, Any]:
    """The columns of a term that says these words and no more. Raises ValueError with what can be read."""
    words = tidy_line(typed).rstrip(".")
    if match := _LENGTH.fullmatch(words):
        return _length(match)
    kind = kind_of(words)
    if kind in (TermKind.CRITERION, TermKind.FORMULA):
        return {"kind": kind, "criterion": words}
    if kind == TermKind.NO_END:
        return {"kind": kind}
    if kind is None and (found := _UNTIL.match(words)) and takes_until(event := words[found.end() :]):
        return {"kind": TermKind.EVENT, "end_event": event}
    raise ValueError(UNREADABLE.format(words=short(words), examples=EXAMPLES))


def _length(match: re.Match[str]) -> dict[str, Any]:
    start = match["start"] or ""
    if start and not _START.match(start):
        raise ValueError(ODD_REST.format(rest=short(start)))
    amount, unit = _amount(match["number"].casefold(), _UNITS[match["unit"].casefold()])
    found = {"kind": TermKind.PERIOD, "amount": amount, "unit": unit, "start_event": start}
    return {**found, "is_maximum": bool(match["most"])}


def _amount(number: str, unit: Unit) -> tuple[int, Unit]:
    """A whole number of a unit. Raises ValueError for zero, and for a half of what has no whole halves."""
    if number.endswith(("half", "halve")):
        if unit != Unit.YEAR:
            raise ValueError(f"Een half is hier niet te lezen bij {unit.label}. Neem een kleinere eenheid.")
        return (18 if number.startswith("ander") else 6), Unit.MONTH
    amount = int(number) if number.isdecimal() else _NUMBERS.index(number.replace("één", "een"))
    if amount < 1:
        raise ValueError("Nul is geen termijn. Leg bij een mededeling vast dat het niet wordt bewaard.")
    return amount, unit
