"""Who has a way in, who still waits for one, and whom a browser knows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from peewee import JOIN, fn

from pwa import clock
from pwa.domain.enums import Role
from pwa.domain.states import UserState
from pwa.models import (
    Candidate,
    Device,
    DevicePin,
    Invitation,
    Membership,
    Organisation,
    Placement,
    Supervision,
    User,
)


@dataclass(frozen=True)
class Known:
    """Somebody who chose a PIN in this browser."""

    id: UUID
    name: str


@dataclass(frozen=True)
class WayIn:
    """One person and how they get in; `role` is None for a candidate.

    `open_until` is set while a link waits to be used.
    """

    id: UUID
    name: str
    role: Role | None
    job: str
    active: bool
    open_until: datetime | None


def people_on_device(device: Device | None) -> list[Known]:
    """Who signs in by PIN in this browser, by name."""
    if device is None:
        return []
    rows = (
        DevicePin.select(DevicePin, User)
        .join(User)
        .where(DevicePin.device == device, User.state == UserState.ACTIVE)
        .order_by(User.name)
    )
    return [Known(row.user_id, row.user.name) for row in rows]


def people_of(placement: Placement) -> list[WayIn]:
    """The candidate, who guides, and whoever of the company still has no way in."""
    guiding = [
        row.user_id
        for row in Supervision.select(Supervision.user)
        .where(Supervision.placement == placement, Supervision.to_on >= clock.today())
        .order_by(Supervision.main.desc(), Supervision.id)
    ]
    company = placement.workplace.organisation_id
    invited = (Membership.role == Role.EMPLOYER_ADMIN) & (User.state == UserState.INVITED)
    theirs = (Membership.role == Role.SUPERVISOR) & User.id.in_(guiding)
    members = _members(company, invited | theirs)
    candidate = placement.candidate
    first = _ways_in([(candidate.user, None, "")])
    return first + sorted(members, key=lambda one: _place(one, guiding))


def admins_of(company: Organisation) -> list[WayIn]:
    """Who looks after the company's side of the app."""
    return _members(company.id, Membership.role == Role.EMPLOYER_ADMIN)


def _place(one: WayIn, guiding: list[UUID]) -> int:
    return guiding.index(one.id) if one.id in guiding else len(guiding)


def _members(company: UUID, who: object) -> list[WayIn]:
    today = clock.today()
    rows = (
        Membership.select(Membership, User)
        .join(User)
        .where(
            Membership.organisation == company,
            Membership.to_on.is_null() | (Membership.to_on >= today),
            who,
        )
        .order_by(User.name)
    )
    return _ways_in([(row.user, row.role, row.job) for row in rows])


def _ways_in(people: list[tuple[User, Role | None, str]]) -> list[WayIn]:
    opened = open_links(user.id for user, _role, _job in people)
    return [
        WayIn(user.id, user.name, role, job, user.state == UserState.ACTIVE, opened.get(user.id))
        for user, role, job in people
        if user.state != UserState.BLOCKED
    ]


def open_links(users: Iterable[UUID]) -> dict[UUID, datetime]:
    rows = Invitation.select(Invitation.user, fn.MAX(Invitation.expires_at).alias("until")).where(
        Invitation.user.in_(list(users)),
        Invitation.used_at.is_null(),
        Invitation.expires_at > clock.now(),
    )
    return {row.user_id: row.until for row in rows.group_by(Invitation.user)}  # type: ignore[attr-defined]


def inviter_of(token_hash: str) -> tuple[str, str] | None:
    """Name and phone of who made this link, also when it is used or too old."""
    row = (
        Invitation.select(User.name, User.phone)
        .join(User, JOIN.INNER, on=(Invitation.made_by == User.id))
        .where(Invitation.token_hash == token_hash)
        .tuples()
        .first()
    )
    return tuple(row) if row else None


@dataclass(frozen=True)
class SeatGiven:
    """What a link gives to somebody new."""

    organisation: str
    role: Role


def seats_given(user_id: UUID) -> list[SeatGiven]:
    rows = (
        Membership.select(Membership.role, Organisation.name)
        .join(Organisation)
        .where(Membership.user == user_id)
        .order_by(Organisation.name, Membership.role)
    )
    return [SeatGiven(row.organisation.name, row.role) for row in rows]


def candidate_of(candidate: Candidate) -> list[WayIn]:
    """The candidate alone, with or without a placement."""
    return _ways_in([(User.get_by_id(candidate.user_id), None, "")])
