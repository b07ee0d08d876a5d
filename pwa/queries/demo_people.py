"""Whom a demo lets in with one tap."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from peewee import JOIN

from pwa import clock
from pwa.domain.enums import Role
from pwa.domain.states import UserState
from pwa.models import Candidate, Membership, Organisation, User

_ORDER = {
    Role.SUPERVISOR: 0,
    None: 1,
    Role.COACH: 2,
    Role.EMPLOYER_ADMIN: 3,
}


@dataclass(frozen=True)
class DemoPerson:
    id: UUID
    name: str
    role: Role | None
    job: str
    organisation: str


@dataclass(frozen=True)
class DemoGroup:
    """People with the same face; `role` is None for candidates and for a few others together."""

    key: str
    people: tuple[DemoPerson, ...]


def demo_groups() -> list[DemoGroup]:
    """Everybody of the demo, by face and company: the floor first, then candidates, then others."""
    everybody = sorted(_everybody(), key=lambda one: (_place(one), one.organisation))
    keys = ("supervisor", "candidate", "coach", "employer", "other")
    grouped = (DemoGroup(key, _at(everybody, n)) for n, key in enumerate(keys))
    return [group for group in grouped if group.people]


def _place(one: DemoPerson) -> int:
    return _ORDER.get(one.role, 4)


def _at(everybody: Iterable[DemoPerson], place: int) -> tuple[DemoPerson, ...]:
    return tuple(one for one in everybody if _place(one) == place)


def _everybody() -> list[DemoPerson]:
    rows = (
        User.select(
            User.id.alias("id"), User.name.alias("name"), Membership.role, Membership.job,
            Organisation.name.alias("organisation"), Candidate.id.alias("candidate"),
        )
        .join(
            Membership,
            JOIN.LEFT_OUTER,
            on=(Membership.user == User.id) & Membership.in_force(clock.today()),
        )
        .join(Organisation, JOIN.LEFT_OUTER)
        .switch(User)
        .join(Candidate, JOIN.LEFT_OUTER, on=(Candidate.user == User.id))
        .where(User.state == UserState.ACTIVE)
        .order_by(User.id)
        .dicts()
    )  # fmt: skip
    return [
        DemoPerson(r["id"], r["name"], r["role"], r["job"] or "", r["organisation"] or "")  # type: ignore[index]
        for r in rows
        if r["role"] or r["candidate"]  # type: ignore[index]
    ]
