"""The days of a placement: those of its schedule, and all days that somebody filled in."""

from collections.abc import Mapping
from datetime import date, timedelta

from peewee import Value

from pwa.domain.workdays import WorkCalendar, holidays
from pwa.models.calendars import schedule_of
from pwa.models.daily import Attendance
from pwa.models.employer import ClosedDay
from pwa.models.placement import Placement

Days = tuple[tuple[date, str], ...]


def days_of(placement: Placement, first: date, last: date, open_until: date) -> Days:
    """(day, attendance code), without a code where nobody filled it in; see `with_open_days`.

    One query for what was filled in and the days that the company is closed.
    """
    there = Attendance.select(Attendance.day.cast("text"), Attendance.code.cast("text")).where(
        Attendance.placement == placement.id, Attendance.day.between(first, last)
    )
    closed = ClosedDay.select(ClosedDay.day.cast("text"), Value("closed")).where(
        ClosedDay.organisation == placement.workplace.organisation_id
    )
    rows = [(date.fromisoformat(day), code) for day, code in there.union_all(closed).tuples()]
    calendar = WorkCalendar(frozenset(day for day, code in rows if code == "closed"))
    codes = {day: code for day, code in rows if code != "closed"}
    return with_open_days(placement, codes, calendar, first, min(last, open_until))


def with_open_days(
    placement: Placement, codes: Mapping[date, str], calendar: WorkCalendar, first: date, last: date
) -> Days:
    """What was filled in, and the days of the schedule between `first` and `last` that were not.

    A day in a pause, a public holiday or a day that the company is closed is no open one.
    """
    week = schedule_of(placement)
    first, last = max(first, placement.start_on), min(last, placement.last_day)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    asked = {
        day
        for day in days
        if week.scheduled_on(day)
        and day not in calendar.closed
        and day not in holidays(day.year)
        and not placement.is_paused_on(day)
    }
    return tuple((day, codes.get(day, "")) for day in sorted(asked | set(codes)))
