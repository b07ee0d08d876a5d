"""Who can be away, whose people those are, and which colleagues stand in already."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pwa.domain.enums import Role
from pwa.models import (
    Candidate,
    Membership,
    Person,
    Placement,
    StandIn,
    Supervision,
    User,
    Workplace,
)
from pwa.queries.running import InsteadOf, together


@dataclass(frozen=True)
class Arranged:
    candidates: tuple[str, ...]
    who: InsteadOf
    may_end: bool


def supervisors(person: Person) -> list[tuple[UUID, str]]:
    """Who may be said to be away: oneself, and for a company's administration everybody there."""
    today, m = person.today, Membership
    mine = m.user == person.id
    here = m.organisation.in_(person.organisations(Role.EMPLOYER_ADMIN))
    rows = (
        User.select(User.id, User.name)
        .join(Membership)
        .where(
            m.role == Role.SUPERVISOR,
            mine | here,
            m.from_on <= today,
            m.to_on.is_null() | (m.to_on >= today),
        )
        .distinct()
        .order_by(User.name)
    )
    return [(row.id, row.name) for row in rows]


def arranged(person: Person) -> list[Arranged]:
    """What runs or is coming, by day and name."""
    user, colleague, absent, s = User.alias(), User.alias(), User.alias(), Supervision
    rows = (
        StandIn.visible_to(person)
        .select(
            StandIn.id, StandIn.absent, s.from_on, s.to_on, Workplace.organisation,
            user.name.alias("candidate"), colleague.name.alias("name"), absent.name.alias("away"),
        )
        .switch(Placement)
        .join(Candidate)
        .join(user, on=(Candidate.user == user.id))
        .switch(s)
        .join(colleague, on=(s.user == colleague.id))
        .switch(StandIn)
        .join(absent, on=(StandIn.absent == absent.id))
        .where(s.to_on >= person.today)
        .order_by(s.from_on, user.name)
        .dicts()
    )  # fmt: skip
    found: list[Any] = list(rows)
    administers = person.organisations(Role.EMPLOYER_ADMIN)
    rows_of = [
        (
            row["candidate"],
            InsteadOf(row["id"], row["name"], row["away"], row["from_on"], row["to_on"]),
            row["absent"] == person.id or row["organisation"] in administers,
        )
        for row in found
    ]
    return [Arranged(tuple(names), who, may_end) for names, who, may_end in together(rows_of)]
