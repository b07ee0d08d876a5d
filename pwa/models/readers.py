"""As whom somebody read something of a candidate: one rule, for the page and for the dossier."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from peewee import JOIN

from pwa import clock
from pwa.domain.enums import Role
from pwa.models.agreement import told_of
from pwa.models.employer import Workplace
from pwa.models.people import Candidate, Membership, Organisation, User
from pwa.models.placement import Placement
from pwa.models.trail import ON_CASE, AccessLog

_ORDER = (
    Role.SUPERVISOR, Role.COACH, Role.EMPLOYER_ADMIN, Role.PRIVACY_OFFICER, Role.MUNICIPALITY_ADMIN,
)  # fmt: skip
"""The role nearest to the candidate first."""


@dataclass(frozen=True)
class Reader:
    """Who looked, in which role and of which organisation; without a role when that is unknown."""

    id: UUID
    name: str
    role: Role | None
    organisation: str


def log_of(candidate_id: UUID) -> Any:
    """The access log as one candidate is told of it, each line with the company (None when the
    placement is forgotten) and the municipality that it was about. Who opened a draft is told once
    that is offered."""
    return (
        AccessLog.select(
            AccessLog.id, AccessLog.at, AccessLog.what, AccessLog.reader_id,
            Workplace.organisation.alias("company"), Candidate.municipality.alias("municipality"),
        )
        .join(Placement, JOIN.LEFT_OUTER, on=(AccessLog.placement_id == Placement.id))
        .join(Workplace, JOIN.LEFT_OUTER)
        .join(Candidate, JOIN.LEFT_OUTER, on=(AccessLog.candidate_id == Candidate.id))
        .where(AccessLog.candidate_id == candidate_id, Placement.id.is_null() | told_of())
    )  # fmt: skip


class Readers:
    """Everybody in these lines of `log_of`, read at once."""

    def __init__(self, lines: Iterable[Any]) -> None:
        self._names: dict[UUID, str] = {}
        self._seats: dict[UUID, list[Any]] = {}
        for row in _people({line.reader_id for line in lines}):
            self._names[row.id] = row.name
            if row.role:
                self._seats.setdefault(row.id, []).append(row)

    def of(self, line: Any) -> Reader:
        """A seat of that day before one of another day, one at the company or municipality that it
        was about before one elsewhere, then the nearest role; on a case that of the officer."""
        day = clock.local(line.at).date()
        around = (line.company, line.municipality)

        on_case = line.what.endswith(ON_CASE)

        def nearness(seat: Any) -> tuple[bool, bool, bool, int]:
            held = seat.from_on <= day and (seat.to_on is None or seat.to_on >= day)
            other = on_case and seat.role is not Role.PRIVACY_OFFICER
            return (not held, other, seat.organisation not in around, _ORDER.index(seat.role))

        one = min(self._seats.get(line.reader_id, ()), key=nearness, default=None)
        role, place = (one.role, one.organisation_name) if one else (None, "")
        return Reader(line.reader_id, self._names.get(line.reader_id, ""), role, place)


def _people(ids: set[UUID]) -> Iterable[Any]:
    """A row for each seat that they have or had; one without a role for who has none."""
    return (
        User.select(
            User.id, User.name, Membership.role, Membership.from_on, Membership.to_on,
            Membership.organisation, Organisation.name.alias("organisation_name"),
        )
        .join(Membership, JOIN.LEFT_OUTER)
        .join(Organisation, JOIN.LEFT_OUTER)
        .where(User.id.in_(list(ids)))
        .order_by(Membership.from_on)
        .namedtuples()
    )  # fmt: skip
