from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pwa.domain.workdays import WorkCalendar, easter, holidays

days = st.dates(date(2000, 1, 1), date(2099, 1, 1))
calendars = st.builds(WorkCalendar, st.frozensets(days, max_size=5))


@pytest.mark.parametrize(
    ("year", "day"),
    [(2000, "04-23"), (2008, "03-23"), (2024, "03-31"), (2025, "04-20"), (2026, "04-05"),
     (2027, "03-28"), (2038, "04-25")],
)  # fmt: skip
def test_easter_falls_where_the_church_says(year, day):
    assert easter(year) == date.fromisoformat(f"{year}-{day}")


def test_the_holidays_of_2026():
    assert sorted(day.isoformat()[5:] for day in holidays(2026)) == [
        "01-01", "04-05", "04-06", "04-27", "05-14", "05-24", "05-25", "12-25", "12-26",
    ]  # fmt: skip


def test_kings_day_moves_to_saturday_when_it_is_a_sunday():
    assert date(2025, 4, 26) in holidays(2025)
    assert date(2025, 4, 27) not in holidays(2025)


def test_liberation_day_is_a_day_off_in_lustrum_years_only():
    assert not WorkCalendar().is_workday(date(2025, 5, 5))
    assert WorkCalendar().is_workday(date(2026, 5, 5))


def test_good_friday_is_an_ordinary_working_day():
    assert WorkCalendar().is_workday(date(2026, 4, 3))


def test_a_closed_day_of_the_company_is_no_working_day():
    closed = WorkCalendar(frozenset({date(2026, 3, 4)}))
    assert not closed.is_workday(date(2026, 3, 4))
    assert closed.next(date(2026, 3, 3)) == date(2026, 3, 5)
    assert WorkCalendar().is_workday(date(2026, 3, 4))


def test_easter_monday_is_skipped_in_both_directions():
    calendar = WorkCalendar()
    assert calendar.next(date(2026, 4, 3)) == date(2026, 4, 7)
    assert calendar.previous(date(2026, 4, 7)) == date(2026, 4, 3)
    assert calendar.add(date(2026, 4, 2), 3) == date(2026, 4, 8)


def test_friday_to_monday_is_one_working_day():
    assert WorkCalendar().between(date(2026, 3, 6), date(2026, 3, 9)) == 1
    assert WorkCalendar().between(date(2026, 3, 6), date(2026, 3, 6)) == 0


@given(calendars, days, st.integers(-40, 40))
def test_counting_undoes_adding(calendar, day, n):
    assert calendar.between(day, calendar.add(day, n)) == n


@given(calendars, days, days)
def test_counting_back_is_the_opposite_of_counting_on_between_working_days(calendar, a, b):
    a, b = calendar.next(a), calendar.next(b)
    assert calendar.between(a, b) == -calendar.between(b, a)


@given(calendars, days)
def test_nothing_between_a_day_and_its_next_working_day_was_worked(calendar, day):
    gap = (calendar.next(day) - day).days
    assert calendar.is_workday(calendar.next(day))
    assert not any(calendar.is_workday(day + timedelta(days=n)) for n in range(1, gap))


def test_a_company_that_never_opens_is_a_mistake_that_ends():
    closed = frozenset(date(2026, 1, 1) + timedelta(days=n) for n in range(5000))
    with pytest.raises(OverflowError):
        WorkCalendar(closed).next(date(2026, 1, 1))
