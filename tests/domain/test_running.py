"""Periods that share a day, and how long a pause was."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pwa.domain.running import Period, days_paused, first_overlap

DAY = date(2026, 3, 11)
OFFSETS = st.integers(min_value=-40, max_value=40)


def period(first, length):
    return Period(DAY + timedelta(days=first), DAY + timedelta(days=first + length))


PERIODS = st.builds(period, OFFSETS, st.integers(min_value=0, max_value=20))


@given(PERIODS, PERIODS)
def test_two_periods_overlap_exactly_when_one_day_is_in_both(one, other):
    days = [DAY + timedelta(days=n) for n in range(-41, 62)]
    shared = any(one.holds(day) and other.holds(day) for day in days)
    assert one.overlaps(other) is shared
    assert other.overlaps(one) is shared


@given(PERIODS)
def test_a_period_without_an_end_overlaps_all_that_comes(one):
    open_ = Period(one.from_on, None)
    assert open_.overlaps(one)
    assert open_.holds(date.max)
    assert not open_.overlaps(Period(one.from_on - timedelta(days=9), one.from_on - timedelta(1)))


def test_the_first_of_several_is_told():
    known = [period(10, 2), period(3, 2), period(30, 1)]
    assert first_overlap(period(0, 20), known) == period(3, 2)
    assert first_overlap(period(20, 2), known) is None


@pytest.mark.parametrize(("back", "days"), [(-3, 0), (0, 0), (1, 1), (14, 14)])
def test_the_day_somebody_is_back_is_no_day_of_pause(back, days):
    assert days_paused(DAY, DAY + timedelta(days=back)) == days
