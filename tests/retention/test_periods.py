import pytest

from retention.choices import Unit
from retention.periods import Period


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


def test_zero_is_no_period():
    with pytest.raises(ValueError, match="ten minste 1"):
        Period(0, Unit.DAY)


def test_nothing_recorded_is_no_period():
    assert Period.of(None, "") is None
