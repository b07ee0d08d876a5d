"""The workplaces of a candidate, and who helps there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from peewee import JOIN

from pwa.domain.enums import SignatureRole
from pwa.domain.schedule import WeekSchedule
from pwa.domain.states import PlacementState
from pwa.domain.workdays import WorkCalendar, holidays
from pwa.models import (
    Candidate,
    CoachCover,
    Goal,
    Person,
    Placement,
    RetentionOffer,
    Supervision,
    User,
)
from pwa.models.agreement import told_of
from pwa.models.agreement_facts import signed_as
from pwa.models.calendars import schedule_of
from pwa.queries import retention_offers

_LOOK_AHEAD = 60
_NOT_AGREED = (PlacementState.DRAFT, PlacementState.CANCELLED)


@dataclass(frozen=True)
class Contact:
    name: str
    phone: str


@dataclass(frozen=True)
class Workplace:
    """Where somebody works, when, and who helps."""

    placement: Placement
    week: WeekSchedule
    coach: Contact
    guides: tuple[Contact, ...]
    goals: tuple[Goal, ...]


def own_placements(person: Person) -> list[Placement]:
    """The one that runs first, then those that come, then those that were, each nearest first."""
    return own_and_called_off(person)[0]


def own_and_called_off(person: Person) -> tuple[list[Placement], Placement | None]:
    """Beside those the newest place that never started, as long as none starts later."""
    signed = signed_as(SignatureRole.CANDIDATE).alias("signed")
    agreed = Placement.state.not_in(_NOT_AGREED)
    rows = list(
        Placement.with_people()
        .select_extend(signed, *retention_offers.columns(RetentionOffer.candidate_saw_at))
        .where(Placement.candidate == person.candidate_id, agreed | told_of())
    )

    def nearness(row: Placement) -> tuple[int, int]:
        if row.start_on <= person.today <= row.last_day:
            return (0, 0)
        if row.start_on > person.today:
            return (1, (row.start_on - person.today).days)
        return (2, (person.today - row.last_day).days)

    own = sorted((row for row in rows if row.state not in _NOT_AGREED), key=nearness)
    never = [row for row in rows if row.state is PlacementState.CANCELLED]
    newest = max(never, key=lambda row: row.start_on, default=None)
    later = newest and any(row.start_on > newest.start_on for row in own)
    return own, None if later else newest


def workplace(person: Person, placement: Placement) -> Workplace:
    """What Mijn werkplek tells beside the words of the company."""
    coach, guides = contacts(placement, person.today)
    return Workplace(placement, schedule_of(placement), coach, guides, goals(placement))


def goals(placement: Placement) -> tuple[Goal, ...]:
    return tuple(Goal.select().where(Goal.placement == placement).order_by(Goal.position))


def contacts(placement: Placement, today: date) -> tuple[Contact, tuple[Contact, ...]]:
    """The coach of today, and who guides now (or first, or last): main supervisor first."""
    own = Candidate.select(CoachCover.coach_on(today)).where(Candidate.id == placement.candidate_id)
    day = max(placement.start_on, min(today, placement.last_day))
    guides = (Supervision.placement == placement) & (
        (Supervision.from_on <= day) & (Supervision.to_on >= day)
    )
    rows = (
        User.select(User.id, User.name, User.phone, User.id.in_(own).alias("is_coach"))
        .join(Supervision, JOIN.LEFT_OUTER, on=(Supervision.user == User.id) & guides)
        .where(User.id.in_(own) | Supervision.main.is_null(False))
        .order_by(Supervision.main.desc(), User.name)
        .namedtuples()
    )
    told: list[Any] = list(rows)
    found = {row.id: (bool(row.is_coach), Contact(row.name, row.phone)) for row in told}
    coach = next(one for is_coach, one in found.values() if is_coach)
    return coach, tuple(one for is_coach, one in found.values() if not is_coach)


def next_day(
    placement: Placement, week: WeekSchedule, calendar: WorkCalendar, today: date
) -> date | None:
    """The next day on which there is work, today included."""
    first = max(today, placement.start_on)
    days = (first + timedelta(days=n) for n in range(_LOOK_AHEAD))
    open_ = (d for d in days if works_on(d, week, calendar))
    found = next(open_, None)
    return found if found and found <= placement.last_day else None


def works_on(day: date, week: WeekSchedule, calendar: WorkCalendar) -> bool:
    """A day of the week's schedule, a Saturday too, but no holiday and no day that is closed."""
    free = day in calendar.closed or day in holidays(day.year)
    return week.scheduled_on(day) and not free


def chosen(placements: Sequence[Placement], id: UUID | None) -> Placement | None:
    """The one with this id, else the first."""
    wanted = (row for row in placements if row.id == id)
    return next(wanted, None) or next(iter(placements), None)
