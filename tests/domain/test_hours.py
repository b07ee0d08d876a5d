"""Hours are counted from who was there: planned, or real where somebody knew."""

from datetime import date, timedelta

import pytest

from pwa.domain.enums import AttendanceCode as Code
from pwa.domain.hours import Change, Day, Week, changes, monday_of, mondays, per_month

MONDAY = date(2026, 3, 9)
HERE = [Code.PRESENT, Code.LATE, Code.LEFT_EARLY]


def day(n=0, code=Code.PRESENT, actual=None):
    return Day(MONDAY + timedelta(days=n), 480, code, actual)


@pytest.mark.parametrize("code", [*Code, None])
def test_only_who_was_there_has_hours(code):
    assert day(code=code).counted == (480 if code in HERE else 0)
    assert day(code=code, actual=300).counted == (300 if code in HERE else 0)


@pytest.mark.parametrize("code", [*Code, None])
def test_planned_time_for_a_shorter_day_is_said_to_be_assumed(code):
    assert day(code=code).assumed is (code in (Code.LATE, Code.LEFT_EARLY))
    assert not day(code=code, actual=300).assumed


def test_a_day_that_nobody_touched_is_a_gap_once_it_has_come():
    week = Week(MONDAY, (day(0), day(1, None), day(2, None)))
    assert [one.day.day for one in week.gaps(MONDAY + timedelta(days=1))] == [10]
    assert week.minutes == 480


def test_a_week_is_over_on_its_last_day_of_work_and_never_when_it_has_none():
    week = Week(MONDAY, (day(0), day(3, None)))
    assert not week.is_over(MONDAY + timedelta(days=3))
    assert week.is_over(MONDAY + timedelta(days=4))
    assert Week(MONDAY, (day(0), day(3))).is_over(MONDAY + timedelta(days=3))
    assert not Week(MONDAY, ()).is_over(MONDAY)


def test_the_hash_is_about_what_was_filled_in_alone():
    filled = Week(MONDAY, (day(0),))
    assert filled.hash == Week(MONDAY, (day(0), day(1, None))).hash
    others = [(day(0), day(1)), (day(0, Code.LATE),), (day(0, actual=400),), ()]
    assert filled.hash not in {Week(MONDAY, one).hash for one in others}


def test_what_became_different_is_told_day_by_day():
    before, after = [day(0), day(1)], [day(0, Code.LATE), day(1), day(2)]
    assert changes(before, after) == (
        Change(MONDAY, day(0), day(0, Code.LATE)),
        Change(MONDAY + timedelta(days=2), None, day(2)),
    )
    assert changes(before, before) == ()


def test_a_week_over_the_end_of_a_month_counts_in_both():
    monday = date(2026, 3, 30)
    days = tuple(Day(monday + timedelta(days=n), 480, Code.PRESENT) for n in range(5))
    assert per_month([Week(monday, days)]) == (
        (date(2026, 3, 1), 960), (date(2026, 4, 1), 1440)
    )  # fmt: skip


def test_a_day_survives_the_way_through_json():
    for one in (day(), day(1, Code.LATE, 380), day(2, None)):
        assert Day.from_json(one.to_json()) == one


def test_weeks_begin_on_monday():
    assert monday_of(date(2026, 3, 15)) == MONDAY
    assert mondays(date(2026, 3, 15), date(2026, 3, 16)) == (MONDAY, date(2026, 3, 16))
