from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pwa.domain.periods import (
    add_months,
    end_of,
    local_day,
    monday_of,
    months_between,
    start_of,
)

days = st.dates(date(1990, 1, 1), date(2100, 1, 1))


def test_a_day_lasts_23_or_25_hours_when_the_clock_is_moved():
    assert end_of(date(2026, 3, 29)) - start_of(date(2026, 3, 29)) == timedelta(hours=23)
    assert end_of(date(2026, 10, 25)) - start_of(date(2026, 10, 25)) == timedelta(hours=25)


def test_just_before_midnight_utc_it_is_already_tomorrow_here():
    assert local_day(datetime(2026, 6, 1, 22, 30, tzinfo=UTC)) == date(2026, 6, 2)
    assert local_day(datetime(2026, 1, 1, 22, 30, tzinfo=UTC)) == date(2026, 1, 1)


@given(days)
def test_a_day_begins_in_itself_and_ends_in_the_next(day):
    assert local_day(start_of(day)) == day
    assert local_day(end_of(day)) == day + timedelta(days=1)


@given(days)
def test_the_week_begins_on_monday(day):
    assert monday_of(day).weekday() == 0
    assert 0 <= (day - monday_of(day)).days < 7


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 12, 5), 1, date(2027, 1, 5)),
        (date(2026, 3, 15), -3, date(2025, 12, 15)),
        (date(2026, 3, 15), 24, date(2028, 3, 15)),
    ],
)
def test_adding_months_keeps_the_day_or_takes_the_last(day, months, after):
    assert add_months(day, months) == after


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2026, 1, 1), date(2025, 12, 31), 0),
        (date(2026, 1, 1), date(2026, 1, 1), 1),
        (date(2026, 1, 1), date(2026, 2, 28), 2),
        (date(2026, 1, 15), date(2026, 3, 14), 2),
        (date(2026, 1, 15), date(2026, 3, 15), 3),
    ],
)
def test_months_count_as_soon_as_they_have_begun(start, end, months):
    assert months_between(start, end) == months
