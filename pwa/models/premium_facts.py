"""What is known of one half year: days, goals and evaluations. Counts, and never a cause."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

from pwa.domain.enums import AttendanceCode
from pwa.domain.milestones import Milestone
from pwa.domain.premium import half_year
from pwa.domain.states import EvaluationState
from pwa.domain.workdays import holidays
from pwa.models.calendars import schedule_of
from pwa.models.clocks import Clock
from pwa.models.daily import Attendance
from pwa.models.evaluation import Evaluation
from pwa.models.people import Organisation, User
from pwa.models.placement import Goal
from pwa.models.running import Pause

Facts = dict[str, Any]

THERE = (AttendanceCode.PRESENT, AttendanceCode.LATE, AttendanceCode.LEFT_EARLY)


def period_of(clock: Clock, check: Milestone) -> tuple[date, date]:
    """The half year that this check looks back on."""
    one = clock.placement
    every = check.rule.n if check.rule else check.month
    return half_year(one.start_on, one.last_day, check.month, every, one.prior_months)


def gather(clock: Clock, check: Milestone, today: date) -> Facts:
    """Everything that a statement is printed from, as plain data that never changes again."""
    first, last = period_of(clock, check)
    return {
        **_people(clock),
        "month": check.month,
        "period": [first.isoformat(), last.isoformat()],
        "source": clock.rules.source.nl,
        **_days(clock, first, min(last, today)),
        **_goals(clock, first, last),
        "evaluations": _evaluations(clock, first, last),
    }


def _people(clock: Clock) -> Facts:
    one = clock.placement
    named: Any = (
        Organisation.select(Organisation.name, User.name)
        .join(User, on=(User.id == one.candidate.coach_id))
        .where(Organisation.id == one.candidate.municipality_id)
        .tuples()
        .get()
    )
    town, coach = named
    return {
        "candidate": one.candidate.user.name,
        "company": one.workplace.organisation.name,
        "workplace": one.workplace.title,
        "kind": str(one.kind),
        "municipality": town,
        "coach": coach,
        "placement": [one.start_on.isoformat(), one.last_day.isoformat()],
        "prior_months": one.prior_months,
    }


def _days(clock: Clock, first: date, last: date) -> Facts:
    """Days present of days expected: of the schedule or filled in, the company was open, and it was
    no pause."""
    mine = Attendance.placement == clock.placement.id
    rows = Attendance.select(Attendance.day, Attendance.code).where(
        mine, Attendance.day >= first, Attendance.day <= last
    )
    codes = {row.day: row.code for row in rows}
    closed = {day for day, code in codes.items() if code is AttendanceCode.COMPANY_CLOSED}
    expected = (_scheduled(clock, first, last) | set(codes)) - closed
    counts = Counter(str(codes[day]) for day in expected if day in codes)
    return {
        "expected": len(expected),
        "filled": counts.total(),
        "present": sum(counts[str(code)] for code in THERE),
        "counts": dict(counts),
    }


def _scheduled(clock: Clock, first: date, last: date) -> set[date]:
    week, closed = schedule_of(clock.placement), clock.calendar.closed
    pauses = Pause.of([clock.placement.id]).get(clock.placement.id, ())
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return {
        day
        for day in days
        if week.scheduled_on(day)
        and day not in closed
        and day not in holidays(day.year)
        and not any(one.holds(day) for one in pauses)
    }


def _goals(clock: Clock, first: date, last: date) -> Facts:
    rows = list(Goal.select().where(Goal.placement == clock.placement.id).order_by(Goal.position))
    reached = [row.text for row in rows if row.reached_on and first <= row.reached_on <= last]
    return {"goals": reached, "goals_open": sum(row.reached_on is None for row in rows)}


def _evaluations(clock: Clock, first: date, last: date) -> list[list[str]]:
    """(kind, state, until when) of what a candidate may read too."""
    unread = (EvaluationState.DRAFT, EvaluationState.SUPERSEDED)
    rows = (
        Evaluation.select(Evaluation.kind, Evaluation.state, Evaluation.to_on)
        .where(
            Evaluation.placement == clock.placement.id,
            Evaluation.state.not_in(unread),
            Evaluation.to_on >= first,
            Evaluation.to_on <= last,
        )
        .order_by(Evaluation.to_on)
    )
    return [[str(row.kind), str(row.state), row.to_on.isoformat()] for row in rows]
