"""Lengths of retention bars: three equal boxes, to a month, to a year, to twenty years."""

import math

from retention.periods import Period

from ..dossier import types as t
from .page import Bar

_MONTH, _YEAR, _LONGEST = 31, 365, 20
_BOX = 100 / 3


def share(days: float) -> float:
    """How far a bar of so many days reaches, in percent with one decimal."""
    if days <= _MONTH:
        width = days / _MONTH * _BOX
    elif days <= _YEAR:
        width = _BOX + (days - _MONTH) / (_YEAR - _MONTH) * _BOX
    else:
        width = 2 * _BOX + math.log(days / _YEAR) / math.log(_LONGEST) * _BOX
    return round(min(width, 100), 1)


def bar(term: t.RetentionTerm) -> Bar | None:
    """Solid for a fixed term with a hatched second piece, dashed without a date, none without a term."""
    period, second = term.period, term.anonymised_period
    if period is None or not term.is_fixed:
        return Bar("open") if term.says_something else None
    return Bar("fixed", _width(period), _width(second) if second and second.is_longer_than(period) else "")


def _width(period: Period) -> str:
    return f"{share(period.days):g}%"
