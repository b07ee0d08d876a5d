"""The people of an organisation for whoever looks after them: roles, days, counts; no text."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from peewee import fn

from pwa import clock
from pwa.domain.enums import OrganisationKind, Role
from pwa.domain.members import ROLES, BlockReason
from pwa.domain.states import UserState
from pwa.models import (
    AccountBlock,
    Candidate,
    Membership,
    Organisation,
    Person,
    Placement,
    Supervision,
    User,
    Workplace,
)
from pwa.queries.invitations import WayIn, open_links

GONE_AT_MOST = 100


@dataclass(frozen=True)
class Member:
    """One role of one person; `count` is placements that they guide now, or own candidates."""

    id: UUID
    user_id: UUID
    name: str
    role: Role
    job: str
    state: UserState
    from_on: date
    to_on: date | None
    count: int = 0
    myself: bool = False

    @property
    def leaves(self) -> bool:
        return self.to_on is not None


@dataclass(frozen=True)
class People:
    now: tuple[Member, ...]
    gone: tuple[Member, ...]


def people_of(organisation: Organisation, me: Person) -> People:
    """Everybody by name, who left apart and newest first."""
    rows: Iterable[Any] = (
        Membership.select(Membership, User)
        .join(User)
        .where(Membership.organisation == organisation.id)
        .order_by(User.name, Membership.role)
    )
    counts = _counts(organisation)
    everybody = [_member(row, me, counts) for row in rows]
    now = tuple(one for one in everybody if not _is_over(one, me.today))
    here = {(one.user_id, one.role) for one in now}
    gone = [
        one for one in everybody if _is_over(one, me.today) and (one.user_id, one.role) not in here
    ]
    gone.sort(key=lambda one: one.to_on or me.today, reverse=True)
    return People(now, tuple(gone[:GONE_AT_MOST]))


def _is_over(one: Member, today: date) -> bool:
    return one.to_on is not None and one.to_on < today


def _member(row: Membership, me: Person, counts: dict[tuple[UUID, Role], int]) -> Member:
    count = counts.get((row.user_id, row.role), 0)
    return Member(
        row.id, row.user_id, row.user.name, row.role, row.job, row.user.state, row.from_on,
        row.to_on, count, row.user_id == me.id,
    )  # fmt: skip


def _counts(organisation: Organisation) -> dict[tuple[UUID, Role], int]:
    """How much each of them has now; who it is about is not said here."""
    if organisation.kind is OrganisationKind.EMPLOYER:
        role, rows = Role.SUPERVISOR, _guiding(organisation.id)
    else:
        role, rows = Role.COACH, _coaching(organisation.id)
    return {(user, role): count for user, count in rows.tuples()}


def _guiding(organisation_id: UUID) -> Any:
    s, today = Supervision, clock.today()
    return (
        s.select(s.user, fn.COUNT(s.placement.distinct()))
        .join(Placement)
        .join(Workplace)
        .where(
            Workplace.organisation == organisation_id, s.from_on <= today, s.to_on >= today,
            Placement.ended_on.is_null() | (Placement.ended_on >= today),
        )
        .group_by(s.user)
    )  # fmt: skip


def _coaching(organisation_id: UUID) -> Any:
    c = Candidate
    return (
        c.select(c.coach, fn.COUNT(c.id)).where(c.municipality == organisation_id).group_by(c.coach)
    )


@dataclass(frozen=True)
class Blocked:
    """Why and since when this organisation closed the account; None: another organisation did."""

    reason: BlockReason
    since: datetime


@dataclass(frozen=True)
class OneMember:
    member: Member
    way_in: WayIn
    phone: str
    other_roles: tuple[Role, ...]
    """Roles of this organisation that the person does not have."""
    blocked: Blocked | None
    periods: tuple[tuple[Role, date, date | None], ...]
    """Every role that this person has or had here, the first one first."""


def member_of(row: Membership, me: Person) -> OneMember:
    user, organisation = row.user, row.organisation
    rows = list(
        Membership.select()
        .where(Membership.user == user.id, Membership.organisation == organisation.id)
        .order_by(Membership.from_on, Membership.role)
    )
    has = {one.role for one in rows if one.to_on is None or one.to_on >= me.today}
    return OneMember(
        _member(row, me, _counts(organisation)),
        way_in_of(row),
        user.phone,
        tuple(role for role in ROLES[organisation.kind] if role not in has),
        _blocked(row),
        tuple((one.role, one.from_on, one.to_on) for one in rows),
    )


def way_in_of(row: Membership) -> WayIn:
    user = row.user
    active = user.state is UserState.ACTIVE
    return WayIn(user.id, user.name, row.role, row.job, active, open_links([user.id]).get(user.id))


def _blocked(row: Membership) -> Blocked | None:
    here = AccountBlock.organisation == row.organisation_id
    block = AccountBlock.get_or_none(AccountBlock.standing(row.user_id) & here)
    return Blocked(block.reason, block.made_at) if block else None
