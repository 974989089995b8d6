"""Lengths of time: how they read, and how they compare on every calendar."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention.choices import TermKind, Unit
from retention.models import RetentionTerm
from retention.periods import Compared, Period, by_length, longest, shortest

SHORTER, EQUAL, LONGER, DEPENDS = Compared.SHORTER, Compared.EQUAL, Compared.LONGER, Compared.DEPENDS
OPPOSITE = {SHORTER: LONGER, LONGER: SHORTER, EQUAL: EQUAL, DEPENDS: DEPENDS}
PERIODS = st.builds(Period, st.integers(1, 1000), st.sampled_from(Unit))
WHOLE_DAYS = PERIODS.filter(lambda period: period.unit != Unit.HOUR)
DAYS = st.dates(date(1900, 1, 1), date(2200, 1, 1))


def after(day, period):
    """The day on which a period of whole days ends that begins on this day."""
    unit, amount = period.measure
    if unit == Unit.HOUR:
        return day + timedelta(hours=amount)
    years, month = divmod(day.month - 1 + amount, 12)
    return date(day.year + years, month + 1, min(day.day, monthrange(day.year + years, month + 1)[1]))


def test_31_days_is_not_a_month():
    assert Period(31, Unit.DAY) != Period(1, Unit.MONTH)


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (Period(1, Unit.MONTH), "1 maand"),
        (Period(6, Unit.MONTH), "6 maanden"),
        (Period(31, Unit.DAY), "31 dagen"),
        (Period(1, Unit.DAY), "1 dag"),
        (Period(10, Unit.YEAR), "10 jaar"),
        (Period(4, Unit.WEEK), "4 weken"),
    ],
)
def test_reads_as_people_say_it(period, words):
    assert str(period) == words


@pytest.mark.parametrize(
    ("one", "compared", "other"),
    [
        ((12, Unit.MONTH), EQUAL, (1, Unit.YEAR)),
        ((84, Unit.MONTH), EQUAL, (7, Unit.YEAR)),
        ((52, Unit.WEEK), EQUAL, (364, Unit.DAY)),
        ((48, Unit.HOUR), EQUAL, (2, Unit.DAY)),
        ((52, Unit.WEEK), SHORTER, (12, Unit.MONTH)),
        ((53, Unit.WEEK), LONGER, (1, Unit.YEAR)),
        ((27, Unit.DAY), SHORTER, (1, Unit.MONTH)),
        ((28, Unit.DAY), DEPENDS, (1, Unit.MONTH)),
        ((30, Unit.DAY), DEPENDS, (1, Unit.MONTH)),
        ((31, Unit.DAY), DEPENDS, (1, Unit.MONTH)),
        ((32, Unit.DAY), LONGER, (1, Unit.MONTH)),
        ((90, Unit.DAY), DEPENDS, (3, Unit.MONTH)),
        ((365, Unit.DAY), DEPENDS, (1, Unit.YEAR)),
        ((366, Unit.DAY), DEPENDS, (12, Unit.MONTH)),
        ((367, Unit.DAY), LONGER, (1, Unit.YEAR)),
        ((2554, Unit.DAY), SHORTER, (7, Unit.YEAR)),
        ((2557, Unit.DAY), DEPENDS, (84, Unit.MONTH)),
        ((146_097, Unit.DAY), EQUAL, (146_097 * 24, Unit.HOUR)),
    ],
)
def test_compares_on_every_calendar(one, compared, other):
    assert Period(*one).compared_with(Period(*other)) == compared
    assert Period(*other).compared_with(Period(*one)) == OPPOSITE[compared]


@given(WHOLE_DAYS, WHOLE_DAYS, DAYS)
def test_what_is_said_to_be_shorter_ends_earlier_whenever_it_begins(one, other, day):
    ends, compared = (after(day, one), after(day, other)), one.compared_with(other)
    assert compared != SHORTER or ends[0] < ends[1]
    assert compared != EQUAL or ends[0] == ends[1]
    assert compared != LONGER or ends[0] > ends[1]


@given(PERIODS, PERIODS, PERIODS)
def test_it_is_an_order_that_the_one_for_drawing_agrees_with(one, other, third):
    compared = one.compared_with(other)
    assert other.compared_with(one) == OPPOSITE[compared]
    assert (compared == EQUAL) == (one.measure == other.measure)
    if compared in (SHORTER, EQUAL):
        assert one.days < other.days or compared == EQUAL
        if other.compared_with(third) in (SHORTER, EQUAL):
            assert one.compared_with(third) in (SHORTER, EQUAL)


@given(st.lists(PERIODS, min_size=1, max_size=8))
def test_nothing_is_shorter_than_the_shortest_or_longer_than_the_longest(periods):
    rows = [(period, str(period)) for period in periods]
    low, high = shortest(rows), longest(rows)
    assert 1 <= len(low) <= 2
    assert 1 <= len(high) <= 2
    for period in periods:
        assert all(period.compared_with(end) != SHORTER for end, _ in low)
        assert all(period.compared_with(end) != LONGER for end, _ in high)
    if len(low) == 1:
        assert all(low[0][0].compared_with(period) in (SHORTER, EQUAL) for period in periods)


def test_a_list_sorts_by_length_and_not_by_number(demo):
    for place, (amount, unit) in enumerate([(2, Unit.YEAR), (30, Unit.DAY), (84, Unit.MONTH), (3, Unit.HOUR)]):
        RetentionTerm.objects.create(
            provider=demo, key=f"t{place}", name="T", kind=TermKind.PERIOD, amount=amount, unit=unit
        )
    RetentionTerm.objects.create(provider=demo, key="open", name="T")
    found = RetentionTerm.objects.exclude(amount=None).exclude(key="kort").order_by(by_length("amount", "unit"))
    assert [str(row.period) for row in found] == ["3 uur", "30 dagen", "2 jaar", "84 maanden"]


def test_zero_is_no_period():
    with pytest.raises(ValueError, match="ten minste 1"):
        Period(0, Unit.DAY)


def test_nothing_recorded_is_no_period():
    assert Period.of(None, "") is None
