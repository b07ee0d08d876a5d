"""Whom a demo lets in with one tap."""

from dataclasses import dataclass
from uuid import UUID

from peewee import JOIN

from pwa.domain.enums import Role
from pwa.models import Candidate, Membership, Organisation, User

_ORDER = {None: 0, Role.SUPERVISOR: 1, Role.COACH: 2, Role.EMPLOYER_ADMIN: 3}


@dataclass(frozen=True)
class DemoPerson:
    id: UUID
    name: str
    role: Role | None
    job: str
    organisation: str


def demo_people() -> list[DemoPerson]:
    """Everybody of the demo, candidates first, with role and place."""
    rows = (
        User.select(
            User.id.alias("id"), User.name.alias("name"), Membership.role, Membership.job,
            Organisation.name.alias("organisation"), Candidate.id.alias("candidate"),
        )
        .join(Membership, JOIN.LEFT_OUTER)
        .join(Organisation, JOIN.LEFT_OUTER)
        .switch(User)
        .join(Candidate, JOIN.LEFT_OUTER, on=(Candidate.user == User.id))
        .order_by(User.id)
        .dicts()
    )  # fmt: skip
    found = [
        DemoPerson(r["id"], r["name"], r["role"], r["job"] or "", r["organisation"] or "")
        for r in rows
        if r["role"] or r["candidate"]
    ]
    return sorted(found, key=lambda one: _ORDER.get(one.role, 9))
