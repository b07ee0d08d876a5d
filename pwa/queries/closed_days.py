"""When a company is closed, as people say it: one holiday of three weeks, not twenty-one days."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from pwa.domain.workdays import WorkCalendar, holidays
from pwa.models import Attendance, ClosedDay, Note, Placement, Workplace
from pwa.models.calendars import schedule_of
from pwa.models.clocks import Clock, clocks_of, runs_on


@dataclass(frozen=True)
class Closed:
    """One stretch; a public holiday in the middle does not break it."""

    first: date
    last: date


def closed(organisation_id: UUID, today: date) -> tuple[list[Closed], list[Closed]]:
    """What comes (or is now), and what was in the last year."""
    rows = (
        ClosedDay.select(ClosedDay.day)
        .where(
            ClosedDay.organisation == organisation_id,
            ClosedDay.day >= today - timedelta(days=366),
        )
        .order_by(ClosedDay.day)
    )
    found = stretches(row.day for row in rows)
    coming = [one for one in found if one.last >= today]
    return coming, [one for one in reversed(found) if one.last < today]


def stretches(days: Iterable[date]) -> list[Closed]:
    """Days in order, joined where only public holidays lie between."""
    found: list[Closed] = []
    for day in days:
        if found and _follows(found[-1].last, day):
            found[-1] = Closed(found[-1].first, day)
        else:
            found.append(Closed(day, day))
    return found


def _follows(last: date, day: date) -> bool:
    between = (last + timedelta(days=n) for n in range(1, (day - last).days))
    return (day - last).days <= 5 and all(one in holidays(one.year) for one in between)


@dataclass(frozen=True)
class Effect:
    """What closing or opening means for others, in counts: people, checks, and what is written."""

    people: int
    checks: int
    filled: int
    notes: int


def effect_of(organisation_id: UUID, days: Sequence[date], closing: bool, today: date) -> Effect:
    """What would change if these days were closed, or were open after all."""
    if not days:
        return Effect(0, 0, 0, 0)
    within = frozenset(days)
    rows = Placement.with_people().where(
        Workplace.organisation == organisation_id,
        runs_on(today),
        Placement.lasts_on(min(days)),
    )
    clocks = clocks_of(list(rows)).values()
    return Effect(
        people=sum(any(_works_on(law.placement, day) for day in days) for law in clocks),
        checks=sum(_moved(law, within, closing, today) for law in clocks),
        filled=_written(Attendance, organisation_id, days),
        notes=_written(Note, organisation_id, days),
    )


def _works_on(placement: Placement, day: date) -> bool:
    runs = placement.start_on <= day <= placement.last_day
    return runs and schedule_of(placement).scheduled_on(day)


def _moved(law: Clock, days: frozenset[date], closing: bool, today: date) -> int:
    closed = law.calendar.closed
    calendar = WorkCalendar(closed | days if closing else closed - days)
    then = {one.code: one.due for one in replace(law, calendar=calendar).milestones}
    return sum(one.done is None and then.get(one.code) != one.due for one in law.stones(today))


def _written(table: Any, organisation_id: UUID, days: Sequence[date]) -> int:
    rows = (
        table.select()
        .join(Placement)
        .join(Workplace)
        .where(Workplace.organisation == organisation_id, table.day.in_(list(days)))
    )
    return int(rows.count())
