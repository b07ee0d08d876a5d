"""The days of a placement: those of its schedule, and all days that somebody filled in."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from peewee import Value

from pwa.domain.running import Period
from pwa.domain.workdays import WorkCalendar, holidays
from pwa.models.calendars import schedule_of
from pwa.models.daily import Attendance
from pwa.models.employer import ClosedDay
from pwa.models.placement import Placement
from pwa.models.running import Pause

Days = tuple[tuple[date, str], ...]


def days_of(placement: Placement, first: date, last: date, open_until: date) -> Days:
    """(day, attendance code), without a code where nobody filled it in; see `with_open_days`.

    One query for what was filled in, the days that the company is closed, and the pauses.
    """
    there = Attendance.select(*_row("there", Attendance.day, Attendance.code)).where(
        Attendance.placement == placement.id, Attendance.day.between(first, last)
    )
    closed = ClosedDay.select(*_row("closed", ClosedDay.day, Value(""))).where(
        ClosedDay.organisation == placement.workplace.organisation_id
    )
    still = Pause.select(*_row("pause", Pause.from_on, Pause.to_on)).where(
        Pause.placement == placement.id
    )
    told = there.union_all(closed).union_all(still).tuples()
    rows = [(kind, date.fromisoformat(day), said) for kind, day, said in told]
    codes = {day: said for kind, day, said in rows if kind == "there"}
    calendar = WorkCalendar(frozenset(day for kind, day, _said in rows if kind == "closed"))
    pauses = [
        Period(day, date.fromisoformat(said) if said else None)
        for kind, day, said in rows
        if kind == "pause"
    ]
    return with_open_days(placement, codes, calendar, pauses, (first, min(last, open_until)))


def _row(kind: str, *columns: Any) -> list[Any]:
    return [Value(kind).cast("text"), *(one.cast("text") for one in columns)]


def with_open_days(
    placement: Placement,
    codes: Mapping[date, str],
    calendar: WorkCalendar,
    pauses: Sequence[Period],
    period: tuple[date, date],
) -> Days:
    """What was filled in, and the days of the schedule in this period that were not.

    A day in any of the pauses, a public holiday or a day that the company is closed is no open one.
    """
    week = schedule_of(placement)
    first, last = max(period[0], placement.start_on), min(period[1], placement.last_day)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    asked = {
        day
        for day in days
        if week.scheduled_on(day)
        and day not in calendar.closed
        and day not in holidays(day.year)
        and not any(one.holds(day) for one in pauses)
    }
    return tuple((day, codes.get(day, "")) for day in sorted(asked | set(codes)))
