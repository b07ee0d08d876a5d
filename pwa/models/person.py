"""Who is asking: the signed-in person as policies and `visible_to` see them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from peewee import JOIN

from pwa import clock
from pwa.database import read_once
from pwa.domain.enums import Role
from pwa.domain.periods import local_day
from pwa.domain.states import UserState
from pwa.models.covers import CoachCover
from pwa.models.people import Candidate, Membership, User


@dataclass(frozen=True)
class Seat:
    """One role in one organisation, today."""

    organisation_id: UUID
    role: Role
    job: str = ""


@dataclass(frozen=True)
class Guidance:
    """A period in which this person guides one placement."""

    from_on: date
    to_on: date
    evaluate_until: date
    main: bool


@dataclass(frozen=True)
class Person:
    """A signed-in person with today's roles. Relations to placements are read once, when asked."""

    id: UUID
    name: str
    language: str = "nl"
    seats: tuple[Seat, ...] = ()
    candidate_id: UUID | None = None
    now: datetime = field(default_factory=clock.now)
    today: date = field(default_factory=clock.today)
    session_id: UUID | None = None
    covers: frozenset[UUID] = frozenset()
    """Candidates whose coach this person covers for today."""

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        return str(self.id)

    def has(self, role: Role) -> bool:
        return any(seat.role is role for seat in self.seats)

    def organisations(self, role: Role) -> list[UUID]:
        """The organisations in which this person has the role now."""
        return [seat.organisation_id for seat in self.seats if seat.role is role]

    @property
    def administers(self) -> list[UUID]:
        """The organisations that this person looks after now."""
        both = (Role.EMPLOYER_ADMIN, Role.MUNICIPALITY_ADMIN)
        return [seat.organisation_id for seat in self.seats if seat.role in both]

    @property
    def has_place(self) -> bool:
        """Whether Opstap is (still) for this person: a role somewhere today, or a candidate."""
        return bool(self.seats) or self.candidate_id is not None

    @property
    def face(self) -> str:
        """Which of the faces of the app this person starts with."""
        if self.candidate_id:
            return "candidate"
        order = (
            (Role.SUPERVISOR, "supervisor"),
            (Role.COACH, "coach"),
            (Role.EMPLOYER_ADMIN, "employer"),
            (Role.PRIVACY_OFFICER, "officer"),
            (Role.MUNICIPALITY_ADMIN, "municipality"),
        )
        return next((face for role, face in order if self.has(role)), "")

    @cached_property
    def guides(self) -> Mapping[UUID, tuple[Guidance, ...]]:
        """Placement id -> the periods in which this person guides it and may still look, at the
        companies where they are a supervisor now."""
        if not self.has(Role.SUPERVISOR):
            return {}
        from pwa.models.placement import Supervision

        here = Supervision.at(self.organisations(Role.SUPERVISOR))
        return _guidance(Supervision.in_force(self.id, self.today).where(here))

    @cached_property
    def cases(self) -> Mapping[UUID, UUID]:
        """Candidate -> the case that this privacy officer has open about them now: the only
        relation through which one reads a record."""
        if not self.has(Role.PRIVACY_OFFICER):
            return {}
        from pwa.models.privacy_cases import PrivacyCase

        return {row.candidate_id: row.id for row in PrivacyCase.open_of(self)}

    def coaches(self, candidate: Candidate) -> bool:
        """Whether this person is the coach today, the own one or one who covers for a period: the
        only place that says so of one candidate, as `Candidate.coached_by` does in a query."""
        mine = candidate.coach_id == self.id or candidate.id in self.covers
        return mine and candidate.municipality_id in self.organisations(Role.COACH)

    def guided_on(self, placement_id: UUID, day: date) -> bool:
        """Did this person guide that placement on that day (a few days before count too)?"""
        return any(one.from_on <= day <= one.to_on for one in self.guides.get(placement_id, ()))

    def stopped_guiding(self, placement_id: UUID) -> bool:
        """Whether the guidance ended between writing and receiving; online there is no between."""
        return placement_id not in self.guides


@dataclass(frozen=True)
class Author(Person):
    """Somebody at the moment of writing, for what arrives later: `now` and `today` are of then,
    and so are the roles and the placements that were guided."""

    seats_now: tuple[Seat, ...] = ()

    @cached_property
    def guides(self) -> Mapping[UUID, tuple[Guidance, ...]]:
        from pwa.models.placement import Supervision

        if not self.has(Role.SUPERVISOR):
            return {}

        here = self.organisations(Role.SUPERVISOR)

        def read() -> Mapping[UUID, tuple[Guidance, ...]]:
            mine = (Supervision.user == self.id) & Supervision.at(here)
            return _guidance(Supervision.select().where(mine))

        return read_once(("guides", self.id, frozenset(here)), read)

    def stopped_guiding(self, placement_id: UUID) -> bool:
        today, periods = clock.today(), self.guides.get(placement_id, ())
        seated = any(seat.role is Role.SUPERVISOR for seat in self.seats_now)
        return not seated or all(one.to_on < today for one in periods)


SYSTEM_ID = UUID(int=0)


def _guidance(rows: Iterable[Any]) -> Mapping[UUID, tuple[Guidance, ...]]:
    found: dict[UUID, tuple[Guidance, ...]] = {}
    for row in rows:
        one = Guidance(row.from_on, row.to_on, row.evaluate_until, row.main)
        found[row.placement_id] = (*found.get(row.placement_id, ()), one)
    return found


def load_person(user: User, session_id: UUID | None = None) -> Person:
    """Read today's roles of this user, in one query. Whoever has a seat is not a candidate too."""
    roles = _roles_on(user, clock.today())
    return Person(
        id=user.id,
        name=user.name,
        language=user.language,
        seats=roles.seats,
        candidate_id=roles.candidate_id,
        session_id=session_id,
        covers=roles.covers,
    )


def load_author(user: User, moment: datetime) -> Author:
    """This user as somebody who wrote at that moment."""
    day = local_day(moment)
    roles = _roles_once(user, day)
    seats_now = roles.seats if day == clock.today() else _roles_once(user, clock.today()).seats
    if user.state is UserState.BLOCKED:
        seats_now = ()
    return Author(
        id=user.id,
        name=user.name,
        language=user.language,
        seats=roles.seats,
        candidate_id=roles.candidate_id,
        covers=roles.covers,
        now=moment,
        today=day,
        seats_now=seats_now,
    )


@dataclass(frozen=True)
class _Roles:
    seats: tuple[Seat, ...]
    candidate_id: UUID | None
    covers: frozenset[UUID]


def _roles_once(user: User, day: date) -> _Roles:
    return read_once(("roles", user.id, day), lambda: _roles_on(user, day))


def _roles_on(user: User, today: date) -> _Roles:
    now_in_force = (
        (Membership.user == User.id)
        & (Membership.from_on <= today)
        & (Membership.to_on.is_null() | (Membership.to_on >= today))
    )
    covering = (CoachCover.to_coach == User.id) & CoachCover.in_force(today)
    told = (Membership.organisation, Membership.role, Membership.job, Candidate.id)
    rows: list[Any] = list(
        User.select(*told, CoachCover.candidate)
        .join(Membership, JOIN.LEFT_OUTER, on=now_in_force)
        .join(Candidate, JOIN.LEFT_OUTER, on=(Candidate.user == User.id))
        .join(CoachCover, JOIN.LEFT_OUTER, on=covering)
        .where(User.id == user.id)
        .tuples()
    )
    seats = dict.fromkeys(Seat(place, role, job) for place, role, job, *_rest in rows if place)
    covers = frozenset(row[4] for row in rows if row[4])
    return _Roles(tuple(seats), None if seats else rows[0][3], covers)


NOTES_STAY_READABLE = timedelta(days=30)
"""How long a coach can read note texts after the last day of a placement."""
