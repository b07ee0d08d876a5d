"""The weeks of placements as they stand now: for who confirms them and for who reads them."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from uuid import UUID

from pwa.domain.hours import Day, Week, mondays
from pwa.domain.workdays import WorkCalendar, holidays
from pwa.models.calendars import schedule_of, work_calendars
from pwa.models.daily import Attendance
from pwa.models.hours import WeekHours
from pwa.models.people import User
from pwa.models.placement import Placement

Key = tuple[UUID, date]
"""Placement and Monday."""


def weeks_of(placements: Sequence[Placement], first: date, last: date) -> dict[Key, Week]:
    """Every week between these days that has a day of work in it. Two queries."""
    calendars = work_calendars(row.workplace.organisation_id for row in placements)
    filled = _filled(placements, first, last)
    found: dict[Key, Week] = {}
    for row in placements:
        calendar = calendars[row.workplace.organisation_id]
        for monday in mondays(first, last):
            week = Week(monday, tuple(_days(row, monday, calendar, filled)))
            if week.days:
                found[row.id, monday] = week
    return found


def _days(
    placement: Placement, monday: date, calendar: WorkCalendar, filled: dict[Key, Day]
) -> Iterable[Day]:
    """Days that somebody filled in, and days of work that nobody did."""
    schedule = schedule_of(placement)
    for n in range(7):
        day = monday + timedelta(days=n)
        known = filled.get((placement.id, day))
        if known:
            yield known
        elif _works_on(placement, day, calendar) and schedule.scheduled_on(day):
            yield Day(day, schedule.minutes_on(day))


def _works_on(placement: Placement, day: date, calendar: WorkCalendar) -> bool:
    """In its period, and no holiday or closed day; a Saturday may be a day of work."""
    free = day in calendar.closed or day in holidays(day.year)
    return placement.start_on <= day <= placement.last_day and not free


def _filled(placements: Sequence[Placement], first: date, last: date) -> dict[Key, Day]:
    since, until = mondays(first, last)[0], mondays(first, last)[-1] + timedelta(days=6)
    rows = Attendance.select().where(
        Attendance.placement.in_([row.id for row in placements]),
        Attendance.day >= since,
        Attendance.day <= until,
    )
    return {
        (row.placement_id, row.day): Day(row.day, row.planned_minutes, row.code, row.actual_minutes)
        for row in rows
    }


def newest_confirmations(
    placements: Iterable[UUID], first: date, last: date
) -> dict[Key, WeekHours]:
    """The newest confirmation of each week, with who gave it loaded. One query."""
    rows = (
        WeekHours.select(WeekHours, User)
        .join(User)
        .where(
            WeekHours.placement.in_(list(placements)),
            WeekHours.monday >= mondays(first, last)[0],
            WeekHours.monday <= last,
        )
        .order_by(WeekHours.edition)
    )
    return {(row.placement_id, row.monday): row for row in rows}
