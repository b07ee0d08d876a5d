"""What a coach can choose from while planning a placement."""

from dataclasses import dataclass
from uuid import UUID

from peewee import JOIN

from pwa import clock
from pwa.domain.enums import OrganisationKind, PlacementKind, Role
from pwa.domain.milestones import RuleProfile
from pwa.domain.states import UserState
from pwa.models import Candidate, Membership, Organisation, Person, User, Workplace
from pwa.models.calendars import rules_of


@dataclass(frozen=True)
class KnownPlace:
    """A company, and one of its workplaces when `workplace` is set."""

    company_id: UUID
    company: str
    workplace_id: UUID | None
    workplace: str


@dataclass(frozen=True)
class KnownPerson:
    id: UUID
    name: str
    company: str = ""


@dataclass(frozen=True)
class Choices:
    places: tuple[KnownPlace, ...]
    candidates: tuple[KnownPerson, ...]
    supervisors: tuple[KnownPerson, ...]
    rules: dict[PlacementKind, RuleProfile]


def choices(coach: Person) -> Choices:
    """Companies with their workplaces, own candidates, and everybody who guides somewhere."""
    home = coach.organisations(Role.COACH)[0]
    return Choices(_places(), _candidates(coach), _supervisors(), rules_of([home])[home])


def _places() -> tuple[KnownPlace, ...]:
    offered = (Workplace.organisation == Organisation.id) & Workplace.retired_at.is_null()
    rows = (
        Organisation.select(
            Organisation.id,
            Organisation.name,
            Workplace.id.alias("workplace_id"),
            Workplace.title,
        )
        .join(Workplace, JOIN.LEFT_OUTER, on=offered)
        .where(Organisation.kind == OrganisationKind.EMPLOYER)
        .order_by(Organisation.name, Organisation.id, Workplace.title)
        .tuples()
    )
    found = [KnownPlace(*row) for row in rows]  # type: ignore[misc]
    new = {one.company_id: KnownPlace(one.company_id, one.company, None, "") for one in found}
    known = [one for one in found if one.workplace_id]
    return tuple(sorted([*known, *new.values()], key=_order))


def _order(one: KnownPlace) -> tuple[str, str, bool, str]:
    return one.company.lower(), str(one.company_id), one.workplace_id is None, one.workplace.lower()


def _candidates(coach: Person) -> tuple[KnownPerson, ...]:
    rows = (
        Candidate.select(Candidate.id, User.name)
        .join(User, on=(Candidate.user == User.id))
        .where(
            Candidate.coach == coach.id,
            Candidate.municipality.in_(coach.organisations(Role.COACH)),
            User.state != UserState.BLOCKED,
        )
        .order_by(User.name)
        .tuples()
    )
    return tuple(KnownPerson(*row) for row in rows)  # type: ignore[misc]


def _supervisors() -> tuple[KnownPerson, ...]:
    today = clock.today()
    rows = (
        Membership.select(User.id, User.name, Organisation.name)
        .join(User)
        .switch(Membership)
        .join(Organisation)
        .where(
            Membership.role == Role.SUPERVISOR,
            Membership.to_on.is_null() | (Membership.to_on >= today),
            User.state != UserState.BLOCKED,
        )
        .order_by(Organisation.name, User.name)
        .tuples()
    )
    return tuple(KnownPerson(*row) for row in rows)  # type: ignore[misc]
