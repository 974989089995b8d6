"""A number of a spreadsheet as whoever made it sees it: a date, a time, a percentage, an amount.

Dates are 2026-05-25, with a time 2026-05-25 14:30, times 14:30; these are what fields for dates take. A
percentage and an amount of money have the decimals of their format (7%, € 1.234,50). Any other number is
the number itself, with a comma, whatever its format makes of it.
"""

import re
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple

GENERAL = "General"
# What a file leaves out because every program knows it; amounts are in euros, as Excel in the Netherlands shows them.
_EURO, _EUROS = '"€" #,##0', '"€" #,##0.00'
BUILT_IN = {
    **dict.fromkeys((5, 6, 42), _EURO),
    **dict.fromkeys((7, 8, 44), _EUROS),
    9: "0%",
    10: "0.00%",
    22: "yyyy-mm-dd hh:mm",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss",
    **dict.fromkeys((*range(14, 18), *range(27, 32), 36, *range(50, 59)), "yyyy-mm-dd"),
    **dict.fromkeys((18, 20, 32, 34), "hh:mm"),
    **dict.fromkeys((19, 21, 33, 35), "hh:mm:ss"),
}
_LONGEST_CODE = 255
_NUMBER = re.compile(r"[-+]?[0-9]{1,400}(\.[0-9]{0,400})?([eE][-+]?[0-9]{1,3})?")
_LAST_DAY = 2_958_465  # of the year 9999
_LEAP_1900 = 60  # a day that Excel has and the calendar has not

# A text between quotes, one sign after \, a currency, a gap, a colour or condition, any other sign.
_TOKEN = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|[_*].|(\[[^\]]*\])|(.)', re.DOTALL)
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_HALF_DAY = re.compile(r"am/pm|a/p", re.IGNORECASE)


class Format(NamedTuple):
    """What one part of a number format asks for."""

    before: str = ""
    after: str = ""
    digits: str = ""
    is_plain: bool = True


class Clock(NamedTuple):
    """What a format shows of a moment."""

    day: bool
    time: bool
    elapsed: bool


def shown(text: str, code: str = GENERAL, *, since_1904: bool = False) -> str:
    """A number of a file in the form above. Raises ValueError or ArithmeticError for what is none."""
    if not _NUMBER.fullmatch(text):
        raise ValueError
    # Adding nothing makes 0 of -0.
    value = Decimal(format(float(text), ".15g")) + 0
    if not value.is_finite():
        raise ValueError
    if clock := _clock(code):
        return _moment(value, clock, since_1904=since_1904)
    parts = _parts(code)
    part = parts[1] if value < 0 and len(parts) > 1 else parts[0]
    if part.is_plain:
        # More than 15 digits is more than a program calculates with, not more than a file can say.
        return text if re.fullmatch(r"-?[1-9]\d{0,30}", text) else _plain(value)
    sign = "-" if value < 0 and len(parts) == 1 else ""
    return " ".join(f"{part.before}{sign}{_amount(abs(value), part)}{part.after}".split())


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def _amount(value: Decimal, part: Format) -> str:
    whole, _, decimals = part.digits.partition(".")
    value *= 100 if "%" in part.before + part.after else 1
    rounded = value.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    text = f"{rounded:,f}" if "," in whole else f"{rounded:f}"
    digits, _, fraction = text.translate(str.maketrans(",.", ".,")).partition(",")
    return digits.zfill(whole.count("0")) + (f",{fraction}" if fraction else "")


@lru_cache(256)
def _parts(code: str) -> list[Format]:
    """The format of positive and of negative numbers, if that is another."""
    if len(code) > _LONGEST_CODE:
        return [Format()]
    found: list[list[tuple[str, str]]] = [[]]
    for quoted, escaped, currency, _, sign in _TOKEN.findall(code):
        if sign == ";":
            found.append([])
        else:
            found[-1].append((quoted or escaped or currency, sign))
    return [_part(tokens) for tokens in found[:2]]


def _part(tokens: list[tuple[str, str]]) -> Format:
    text = "".join(literal or ("\0" if sign in "0#?,." and sign else sign) for literal, sign in tokens)
    digits = "".join(sign for _, sign in tokens if sign and sign in "0#?,.")
    before, _, after = re.sub("\0+", "\0", text).partition("\0")
    # Fractions, powers of ten and digits with signs between them are rare: the number itself will do.
    is_odd = not digits or "\0" in after or digits.endswith(",") or any(sign in "/EeGg@" for _, sign in tokens if sign)
    has_sign = bool((before + after).strip(" ()-")) or digits.partition(".")[0].count("0") > 1
    return Format(before, after, digits, is_plain=is_odd or not has_sign)


@lru_cache(256)
def _clock(code: str) -> Clock | None:
    """Whether a format is one of dates or times, and what it shows of them."""
    if code == GENERAL or len(code) > _LONGEST_CODE:
        return None
    tokens = _TOKEN.findall(code.partition(";")[0])
    elapsed = any(_ELAPSED.fullmatch(bracket) for *_, bracket, _ in tokens)
    signs = _HALF_DAY.sub("", "".join(sign for *_, sign in tokens)).lower()
    time = elapsed or "h" in signs or "s" in signs
    day = "d" in signs or "y" in signs or ("m" in signs and not time)
    return Clock(day, time, elapsed) if day or time else None


def _moment(days: Decimal, clock: Clock, *, since_1904: bool) -> str:
    if not 0 <= days <= _LAST_DAY:
        raise ValueError
    whole, seconds = divmod(int((days * 86_400).to_integral_value(ROUND_HALF_UP)), 86_400)
    if not clock.day:
        return _time(seconds + whole * 86_400 * clock.elapsed)
    if not since_1904 and whole in (0, _LEAP_1900):
        raise ValueError
    day = date(1904, 1, 1) if since_1904 else date(1899, 12, 30 + (whole < _LEAP_1900))
    text = (day + timedelta(days=whole)).isoformat()
    return f"{text} {_time(seconds)}" if clock.time and seconds else text


def _time(seconds: int) -> str:
    text = f"{seconds // 3600:02}:{seconds // 60 % 60:02}"
    return f"{text}:{seconds % 60:02}" if seconds % 60 else text


def iso_moment(text: str) -> str:
    """A date that a file writes in full, in the same form. Raises ValueError."""
    moment = datetime.fromisoformat(text)
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
    return f"{moment.date().isoformat()} {_time(seconds)}" if seconds else moment.date().isoformat()


def iso_time(text: str) -> str:
    """A time such as PT14H30M00S, in the same form. Raises ValueError."""
    found = re.fullmatch(r"PT(\d{1,6})H(\d{1,2})M(\d{1,2})(?:[.,]\d{1,20})?S", text)
    if not found:
        raise ValueError
    hours, minutes, seconds = map(int, found.groups())
    return _time(hours * 3600 + minutes * 60 + seconds)
