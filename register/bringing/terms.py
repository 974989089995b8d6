"""What a cell says of keeping, as columns of a retention term; what has no number stays in its own words."""

import re
from typing import Any

from retention.choices import Afterwards, TermKind, Unit
from retention.models import RetentionTerm, TermException
from retention.phrases import kind_of
from retention.words import term_words

_UNITS = {
    Unit.HOUR: r"uur|uren|hours?",
    Unit.DAY: r"dag|dagen|dgn?|days?",
    Unit.WEEK: r"week|weken|wk|wkn|weeks?",
    Unit.MONTH: r"maand|maanden|mnd|mnden|months?|mo",
    Unit.YEAR: r"jaar|jaren|jr|jrs|years?|yrs?",
}
_UNIT = "|".join(f"(?P<{unit.name}>{words})" for unit, words in _UNITS.items())
_NUMBERS = ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")
_AMOUNTS = {word: number for number, word in enumerate(_NUMBERS, start=1)} | {"één": 1}
_NUMBER = rf"\d{{1,4}}|{'|'.join(_AMOUNTS)}"
_MOST = r"(?P<most>max(?:\.|imaal)?|ten hoogste|hoogstens|uiterlijk|niet langer dan|tot|up to|at most)\s+"
_PERIOD = re.compile(
    rf"(?P<destroy>v\s*,\s*)?(?:{_MOST})?(?:(?P<half>anderhalf|1[.,]5)|(?P<amount>{_NUMBER}))\s*"
    rf"(?:{_UNIT})\b\.?(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_STARTS = re.compile(r"(?:na|vanaf|gerekend vanaf|after|from|since|following|post-)\b|post-", re.IGNORECASE)
_OTHERWISE = re.compile(r"\s+/\s+|\s*[;\n]\s*|(?<!^[vV]),\s+(?=[^,]*\d)")
_UNTIL = re.compile(r"(?:tot(?:dat)?|until)\s+(?P<event>[^\d]+)", re.IGNORECASE)
_DESTROY = "“V” voor een termijn is in een selectielijst: daarna vernietigen."
_MOST_WORDS = 300


def term_in(text: str) -> dict[str, Any]:
    """Columns of a term, with `exceptions` for other cases; every word of the text is in one of them.

    A text of which a part cannot be read is a criterion as it stands. Nothing is added: no start, no reason.
    """
    first, *others = [part for part in _OTHERWISE.split(text.strip()) if part] or [text]
    term = _period(first, "start_event") if not (others and _PERIOD.match(first) is None) else None
    exceptions = [_period(part, "condition") for part in others]
    if term and all(found and found["condition"] and "is_maximum" not in found for found in exceptions):
        return term | {"exceptions": exceptions}
    return _in_words(text) | {"exceptions": []}


def in_words(values: dict[str, Any]) -> str:
    """What was read, as the register will say it."""
    columns = {name: value for name, value in values.items() if name != "exceptions"}
    return term_words(_Unstored(RetentionTerm(**columns), [TermException(**found) for found in values["exceptions"]]))


class _Unstored:
    """A term that no database knows, with its exceptions."""

    def __init__(self, term: RetentionTerm, exceptions: list[TermException]) -> None:
        self._term, self.exceptions = term, exceptions

    def __getattr__(self, name: str) -> Any:
        return getattr(self._term, name)


def _period(text: str, rest: str) -> dict[str, Any] | None:
    found = _PERIOD.fullmatch(text.strip())
    after = found["rest"].strip(" ,.()") if found else ""
    if not found or re.search(r"\d", after) or (rest == "start_event" and after and not _STARTS.match(after)):
        return None
    unit = next(unit for unit in Unit if found[unit.name])
    if found["half"] and unit != Unit.YEAR:
        return None
    amount = 18 if found["half"] else int(_AMOUNTS.get(found["amount"].casefold(), found["amount"]))
    if not amount:
        return None
    term: dict[str, Any] = {"amount": amount, "unit": str(Unit.MONTH if found["half"] else unit), rest: after}
    if rest == "start_event":
        term["kind"] = str(TermKind.PERIOD)
    if found["most"]:
        term["is_maximum"] = True
    if found["destroy"]:
        term |= {"afterwards": str(Afterwards.ERASE), "reading": _DESTROY}
    return term


def _in_words(text: str) -> dict[str, Any]:
    line = " ".join(text.split())[:_MOST_WORDS]
    kind = kind_of(line)
    if kind == TermKind.NO_END:
        return {"kind": str(kind)}
    if kind is None and (found := _UNTIL.fullmatch(line)):
        return {"kind": str(TermKind.EVENT), "end_event": found["event"].strip()}
    return {"kind": str(TermKind.FORMULA if kind == TermKind.FORMULA else TermKind.CRITERION), "criterion": line}
