"""The weeks of placements as they stand now: for who confirms them and for who reads them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from pwa.domain.hours import Day, Week, mondays
from pwa.domain.running import Period
from pwa.domain.workdays import WorkCalendar, holidays
from pwa.models.calendars import schedule_of, work_calendars
from pwa.models.daily import Attendance
from pwa.models.hours import WeekHours
from pwa.models.people import User
from pwa.models.placement import Placement
from pwa.models.running import Pause

Key = tuple[UUID, date]
"""Placement and Monday."""


def weeks_of(placements: Sequence[Placement], first: date, last: date) -> dict[Key, Week]:
    """Every week between these days that has a day of work in it. Three queries."""
    calendars = work_calendars(row.workplace.organisation_id for row in placements)
    filled, pauses = _filled(placements, first, last), Pause.of(row.id for row in placements)
    found: dict[Key, Week] = {}
    for row in placements:
        known = Known(calendars[row.workplace.organisation_id], filled, pauses.get(row.id, ()))
        for monday in mondays(first, last):
            week = Week(monday, tuple(_days(row, monday, known)))
            if week.days:
                found[row.id, monday] = week
    return found


@dataclass(frozen=True)
class Known:
    """What decides about the days of one placement."""

    calendar: WorkCalendar
    filled: dict[Key, Day]
    pauses: tuple[Period, ...]


def _days(placement: Placement, monday: date, known: Known) -> Iterable[Day]:
    """Days that somebody filled in, and days of work that nobody did."""
    schedule = schedule_of(placement)
    for n in range(7):
        day = monday + timedelta(days=n)
        told = known.filled.get((placement.id, day))
        if told:
            yield told
        elif _works_on(placement, day, known) and schedule.scheduled_on(day):
            yield Day(day, schedule.minutes_on(day))


def _works_on(placement: Placement, day: date, known: Known) -> bool:
    """In its period, and no holiday, closed day or pause; a Saturday may be a day of work."""
    free = day in known.calendar.closed or day in holidays(day.year)
    free = free or any(one.holds(day) for one in known.pauses)
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
