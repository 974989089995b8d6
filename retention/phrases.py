"""What kind of term typed words are: “tot” belongs before an event and never before a criterion.

In doubt words are no event, because a criterion reads well without “tot” and badly with it.
"""

import re
from functools import lru_cache

from .choices import TermKind

_GAP = r"[^.;:\d]{0,60}"

# Art. 13 lid 2, onder a, AVG and WP260 rev.01 ask a term, or a criterion with which people can work out their own.
# These formulas of Dutch privacy statements, read in November 2026, are neither. “…” stands for words without a number.
FORMULAS = (
    "niet langer … dan … nodig",
    "niet langer … dan … noodzakelijk",
    "niet langer … dan … doel",
    "niet langer … dan … toegestaan",
    "zo lang als nodig",
    "zolang als nodig",
    "zolang … nodig is",
    "zolang … noodzakelijk is",
    "zo kort mogelijk",
    "redelijke termijn",
    "eigen bewaartermijn",
    "afhankelijk van",
    "wettelijke bewaartermijnen",
)
_NO_END = (
    *("onbeperkt", "onbepaald", "oneindig", "eeuwig", "levenslang", "voor altijd", "voor eeuwig"),
    *(r"(?:voor )?on(?:bepaalde|beperkte) (?:tijd|duur|termijn)", "zonder eind(?:e|datum|termijn)?"),
    *("geen eind(?:e|datum|termijn)?", r"(?:permanent|blijvend|altijd)(?:$|\W*bewaa?r|[,;.(])"),
)
# These say themselves how they stand to the term, so nothing comes before them.
_ALONE = (
    *("tot", "totdat", "bij", "na", "nadat", "wanneer", "als", "indien", "zodra", "op", "uiterlijk", "binnen"),
    *("vanaf", "vóór"),
)
_MOMENTS = ("het moment", "het tijdstip", "de dag", "de datum", "het einde", "einde", "beëindiging", "afloop")
_CRITERIA = (
    *("zolang", "zo lang", "zo kort", "zo snel", "zoals", "voor", "gedurende", "tijdens", "in", "door", "met", "per"),
    *("duur van", "de duur", "looptijd", "de looptijd", "niet", "langer", "korter", "minimaal", "maximaal", "minstens"),
    *("hoogstens", "ten minste", "tenminste", "ten hoogste", "direct", "meteen", "onmiddellijk", "afhankelijk"),
    *("conform", "volgens", "overeenkomstig", "bepaald door", "wettelijke"),
)
# Around words, also those that mark a language (register/marking.py).
_SIGNS = "\ufdd0\ufdd1 .,;:!?()[]-–•*“”‘’\"'"
_UNIT = r"(?:uur|uren|dag|dagen|week|weken|maand|maanden|jaar|jaren)"
_NUMBER = r"(?:\d{1,4}|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|half|anderhalf)"
_SPAN = rf"(?:\btussen )?\b{_NUMBER}(?: {_UNIT})?\s?(?:tot|t/m|en|-|–)\s?{_NUMBER} {_UNIT}\b"


def _starts(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(phrases)})(?!\w)")


def _with_gaps(phrases: tuple[str, ...]) -> str:
    return "|".join(_GAP.join(re.escape(piece.strip()) for piece in phrase.split("…")) for phrase in phrases)


_formula = re.compile(rf"\b(?:{_with_gaps(FORMULAS)})")
_starts_with_formula = re.compile(rf"(?:(?:de|een|onze|alle) )?(?:{_with_gaps(FORMULAS)})")
_no_end, _criterion = _starts(_NO_END), _starts(_CRITERIA)
_alone, _event = _starts(_ALONE), _starts((*_ALONE, *_MOMENTS))
_most = "ten hoogste|niet langer dan|hooguit|maximaal|minimaal|ongeveer|circa"
_period = re.compile(rf"(?:(?:{_most}) )?{_NUMBER} {_UNIT}\b")
_span = re.compile(_SPAN)
_choice = re.compile(r"\b(?:kiest?|kiezen|bepaalt|bepalen|keuze|instelbaar|ingesteld)\b")
_sentence = re.compile(r"\b(?:kiest?|kiezen|bepaalt|bepalen|bewaar[dt]?|bewaren|blijft|blijven)\b")


def says_formula(text: str | None) -> bool:
    """Whether a general formula about keeping stands anywhere in this text."""
    return bool(text and _formula.search(text.casefold()))


@lru_cache(maxsize=1_000)
def kind_of(words: str | None) -> TermKind | None:
    """The kind that typed words are; None for an event, or for no words."""
    text = _flat(words)
    if _no_end.match(text):
        return TermKind.NO_END
    if _starts_with_formula.match(text) and not re.search(r"\d", text):
        return TermKind.FORMULA
    if _event.match(text):
        return None
    if _span.search(text) and (_choice.search(text) or _span.match(text)):
        return TermKind.RANGE
    if _period.match(text):
        return TermKind.PERIOD
    return TermKind.CRITERION if _criterion.match(text) or _sentence.search(text) else None


def takes_until(words: str) -> bool:
    """Whether “tot” belongs before these words."""
    return kind_of(words) is None and not _alone.match(_flat(words))


def _flat(words: str | None) -> str:
    return " ".join((words or "").casefold().split()).strip(_SIGNS)
